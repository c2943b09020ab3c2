import { Button } from "#dashboard/ui/button.tsx";

/** Instead of a lead that a link promised. */
export const LeadMissing = ({ onClose }: { readonly onClose: () => void }) => (
  <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-3 p-10 text-center">
    <p className="text-base font-semibold">This lead is not there, or no longer</p>
    <p className="text-text-muted">The link may be cut off, or the lead was deleted in Hermon.</p>
    <Button onClick={onClose}>Back to the list</Button>
  </div>
);
