import { type ReactNode, useId } from "react";

interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of a settings page. */
export function Panel({ title, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border border-border">
      <header className="rounded-t-lg border-b border-border bg-surface-sunken px-4 py-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
      </header>
      <div className="p-4">{children}</div>
    </section>
  );
}

/** The name of a setting of the server, as one types it. */
export const Setting = ({ name }: { readonly name: string }) => (
  <code className="rounded-sm bg-surface-sunken px-1 py-0.5 font-sans font-medium wrap-anywhere text-text">
    {name}
  </code>
);
