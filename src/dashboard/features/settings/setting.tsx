/** The name of a setting of the server, as one types it. */
export const Setting = ({ name }: { readonly name: string }) => (
  <code className="rounded-sm bg-surface-sunken px-1 py-0.5 font-sans font-medium wrap-anywhere text-text">
    {name}
  </code>
);
