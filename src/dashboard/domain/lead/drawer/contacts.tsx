import { type IconNode, Mail, MapPin, MessageCircle, Phone } from "lucide";
import { type ReactNode, useDeferredValue } from "react";
import type { Lead } from "#api/contract/leads.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { localTime } from "#dashboard/lib/local-time.ts";
import { callAddress, chatAddress, mailAddress } from "#dashboard/lib/web-address.ts";
import { Icon } from "#dashboard/ui/icon.tsx";
import { useMinute } from "#dashboard/ui/timing/clock.ts";
import { LINK } from "./parts/outside-link.tsx";

/** How to reach a lead, and what time it is there. */
export const Contacts = ({ lead }: { readonly lead: Lead }) => (
  <ul className="space-y-0.5">
    <Line icon={Mail} name="Email">
      <a href={mailAddress(lead.email)} title={lead.email} className={`truncate ${LINK}`}>
        <bdi translate="no">{lead.email}</bdi>
      </a>
    </Line>
    <Line icon={Phone} name="Phone" otherwise="No phone">
      {lead.phone_e164 && <PhoneNumber phone={lead.phone_e164} />}
    </Line>
    <Line icon={MapPin} name="Country" otherwise="Country not known">
      {lead.phone_country && <Country code={lead.phone_country} />}
    </Line>
  </ul>
);

const PhoneNumber = ({ phone }: { readonly phone: string }) => (
  <>
    <a href={callAddress(phone)} className={`tabular truncate ${LINK}`}>
      <bdi translate="no">{phone}</bdi>
    </a>
    <a
      href={chatAddress(phone)}
      target="_blank"
      rel="noopener noreferrer"
      className={`ml-2 inline-flex shrink-0 items-center gap-1 ${LINK}`}
    >
      <Icon of={MessageCircle} className="size-3.5" />
      WhatsApp
    </a>
  </>
);

/** The time comes a moment later: a country may have dozens of zones, and the lead doesn't wait. */
function Country({ code }: { readonly code: string }) {
  const minute = useMinute();
  const now = useDeferredValue<number | undefined>(minute, undefined);
  const time = now === undefined ? undefined : localTime(code, now);
  return (
    <span className="min-w-0 truncate">
      <bdi>{countryName(code)}</bdi>
      {time && <span className="tabular text-text-muted">{`, local time ${time}`}</span>}
    </span>
  );
}

interface LineProps {
  readonly icon: IconNode;
  readonly name: string;
  /** Is said where there are no children. */
  readonly otherwise?: string;
  readonly children: ReactNode;
}

const Line = ({ icon, name, otherwise, children }: LineProps) => (
  <li className="flex h-6 min-w-0 items-center gap-2 pointer-coarse:h-8">
    <Icon of={icon} aria-label={name} className="size-4 shrink-0 text-text-muted" />
    {children || <span className="text-text-muted">{otherwise}</span>}
  </li>
);
