/** A page that takes its time to find out what to show. */
export const Pending = () => (
  <main aria-busy="true" className="grid h-full place-content-center text-text-muted">
    Loading…
  </main>
);
