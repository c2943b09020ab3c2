import { Ago } from "#dashboard/ui/ago.tsx";

interface GoneNoticeProps {
  /** When it was found that Hermon no longer has the lead. */
  readonly at: string;
}

/** That a lead was removed in Hermon, so that what one sees is all there will be of it. */
export const GoneNotice = ({ at }: GoneNoticeProps) => (
  <p className="min-w-0 flex-1 px-2 text-xs/4">
    <strong role="alert" className="font-medium text-danger">
      Removed in Hermon.
    </strong>{" "}
    Noticed <Ago iso={at} />. <span className="sm:block">This is what was last known.</span>
  </p>
);
