import { type IconNode, Mail, MessageCircle, Phone } from "lucide";
import { type ReactNode, useDeferredValue } from "react";
import type { WrittenPhone } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { ShortcutId } from "#dashboard/domain/shortcuts/shortcuts.ts";
import { useNameWithKey, useShortcut } from "#dashboard/domain/shortcuts/use-shortcut.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { countryName } from "#dashboard/lib/countries.ts";
import { isViewersCountry, localTime } from "#dashboard/lib/local-time.ts";
import { callAddress, chatAddress, mailAddress } from "#dashboard/lib/web-address.ts";
import { buttonClasses } from "#dashboard/ui/button.tsx";
import { Copyable } from "#dashboard/ui/copyable.tsx";
import { Icon } from "#dashboard/ui/icon.tsx";
import { useMinute } from "#dashboard/ui/timing.ts";

interface ContactsProps {
  readonly lead: Lead;
  /** Its number as people write it, where that is known. */
  readonly written: WrittenPhone | undefined;
}

/** How to reach a lead, by one press each; then where, and what time it is there. */
export function Contacts({ lead, written }: ContactsProps) {
  const { email, phone_e164: phone, phone_country: country } = lead;
  const number = phone && phoneInWords(phone, written);
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap gap-2 print:hidden">
        {phone && (
          <>
            <ContactLink
              name="Call"
              of={number}
              icon={Phone}
              href={callAddress(phone)}
              shortcut="call"
            />
            <ContactLink
              name="WhatsApp"
              of={number}
              icon={MessageCircle}
              href={chatAddress(phone)}
              shortcut="whatsapp"
            />
          </>
        )}
        <ContactLink
          name="Email"
          of={email}
          icon={Mail}
          href={mailAddress(email)}
          shortcut="mail"
        />
      </p>
      <ul>
        <li className={LINE}>
          {phone ? (
            <Copyable text={phone} what="phone number">
              <bdi translate="no" className="tabular wrap-anywhere">
                {number}
              </bdi>
            </Copyable>
          ) : (
            <Unknown>No phone</Unknown>
          )}
          {country ? <Country code={country} /> : <Unknown>Country not known</Unknown>}
        </li>
        <li className={LINE}>
          <Copyable text={email} what="email">
            <bdi translate="no" className="line-clamp-3 wrap-anywhere">
              {email}
            </bdi>
          </Copyable>
        </li>
      </ul>
    </div>
  );
}

/** "030 901820" of the country where the viewer is, "+49 30 901820" of others, else as it came. */
export function phoneInWords(phone: string, written: WrittenPhone | undefined): string {
  // The lead's number may be newer than what was written of the last one.
  if (written?.phone_e164 !== phone) return phone;
  const isNational = written.country !== null && isViewersCountry(written.country);
  return isNational ? written.national : written.international;
}

interface ContactLinkProps {
  readonly name: string;
  /** Whom it reaches. */
  readonly of: string | null;
  readonly icon: IconNode;
  readonly href: string;
  readonly shortcut: ShortcutId;
}

const ContactLink = ({ name, of, icon, href, shortcut }: ContactLinkProps) => (
  <a
    href={href}
    aria-label={`${name} ${of}`}
    title={useNameWithKey(name, shortcut)}
    {...useShortcut(shortcut)}
    className={cx(buttonClasses(), "pointer-coarse:h-11 pointer-coarse:px-4")}
    {...(href.startsWith("https:") && { target: "_blank", rel: "noopener noreferrer" })}
  >
    <Icon of={icon} className="size-4" />
    {name}
  </a>
);

/** The time comes a moment later: a country may have dozens of zones, and the lead doesn't wait. */
function Country({ code }: { readonly code: string }) {
  const minute = useMinute();
  const now = useDeferredValue<number | undefined>(minute, undefined);
  const time = now === undefined ? undefined : localTime(code, now);
  return (
    <span className="min-w-0 wrap-anywhere">
      <bdi>{countryName(code)}</bdi>
      {time && <span className="tabular text-text-muted">{`, local time ${time}`}</span>}
    </span>
  );
}

const Unknown = ({ children }: { readonly children: ReactNode }) => (
  <span className="text-text-muted">{children}</span>
);

const LINE = "flex min-h-6 flex-wrap items-center gap-x-3 pointer-coarse:min-h-9";
