/** As `public/icon.svg` and `index.html` have it, drawn here so that no request is needed for it. */
export const BrandMark = () => (
  <svg viewBox="0 0 32 32" width="1.25rem" height="1.25rem" aria-hidden>
    <rect width="32" height="32" rx="8" fill="#3b4cca" />
    <path d="M10 8v16M22 8v16M10 16h12" stroke="#fff" strokeWidth="3.5" strokeLinecap="round" />
  </svg>
);
