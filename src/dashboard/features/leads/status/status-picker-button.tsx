import type { Lead } from "#api/contract/leads.ts";
import { StatusBadge } from "./status-badge.tsx";
import { StatusButton } from "./status-button.tsx";
import { useStatusPicker } from "./use-status-picker.tsx";

interface StatusPickerButtonProps {
  readonly lead: Lead;
  /** Viewers only read. */
  readonly canChange: boolean;
}

/** A lead's status with a picker of its own, where it stands alone. */
export function StatusPickerButton({ lead, canChange }: StatusPickerButtonProps) {
  const { press, picker } = useStatusPicker();
  if (!canChange) return <StatusBadge status={lead.status} />;
  return (
    <>
      <StatusButton lead={lead} onPress={press} />
      {picker}
    </>
  );
}
