/** Instead of a page that isn't for everyone. */
export const ManagersOnly = () => (
  <div className="mx-auto max-w-sm space-y-1 p-10 text-center">
    <h1 className="text-base font-semibold">Only managers can see this</h1>
    <p className="text-text-muted">
      How the dashboard is connected to Hermon is up to your team's managers. Ask one of them.
    </p>
  </div>
);
