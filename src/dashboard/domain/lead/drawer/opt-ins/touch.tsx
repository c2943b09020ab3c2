import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import type { LeadOptIn } from "#api/contract/leads/lead-history.ts";
import type { QuestionAnswer, TrafficAttribution } from "#api/contract/opt-ins/opt-ins.ts";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import { visible } from "#api/contract/text/visible-text.ts";
import { Copyable } from "#dashboard/ui/copyable.tsx";
import { Fact, Facts } from "#dashboard/ui/facts.tsx";
import { Moment } from "#dashboard/ui/moment.tsx";
import { UntilRead } from "../freshness/lead-age.tsx";
import { LinesPlaceholder } from "../parts/latest.tsx";
import { LongText, OutsideLink } from "../parts/texts.tsx";
import { attributionOf } from "./attribution.ts";

interface TouchProps {
  readonly touch: LeadOptIn;
  /** "First touch", "Latest touch". */
  readonly marks: readonly string[];
  /** Whether the lead is opened at it. */
  readonly isOpen: boolean;
}

/** One opt-in: where it came from, what was answered, what brought it. */
export function Touch({ touch, marks, isOpen }: TouchProps) {
  const id = useId();
  return (
    <article
      ref={useInView(isOpen)}
      tabIndex={isOpen ? -1 : undefined}
      aria-labelledby={id}
      aria-current={isOpen ? "true" : undefined}
      className="scroll-mt-13 scroll-mb-4 rounded-lg border border-border outline-offset-2 aria-[current=true]:border-accent aria-[current=true]:ring-1 aria-[current=true]:ring-accent pointer-coarse:scroll-mt-15 max-[18rem]:scroll-mt-22 max-[18rem]:pointer-coarse:scroll-mt-26 forced-colors:aria-[current=true]:outline-2"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-t-lg border-b border-border bg-surface-sunken px-3 py-2">
        <h3 id={id} className="font-semibold">
          <bdi className="line-clamp-2 wrap-anywhere">{sentenceCase(touch.source)}</bdi>
        </h3>
        {marks.map((mark) => (
          <span
            key={mark}
            className="rounded-full border border-border bg-surface px-2 text-xs/5 text-text-muted"
          >
            {mark}
          </span>
        ))}
        <span className="ml-auto text-text-muted">
          <Moment iso={touch.created_at} />
        </span>
      </header>
      <div className="space-y-4 p-3">
        <Origin touch={touch} />
        {touch.details_missing ? (
          <Part title="Answers and attribution">
            <UntilRead leadId={touch.lead_id} placeholder={<LinesPlaceholder count={4} />} />
          </Part>
        ) : (
          <>
            <Answers answers={byPosition(touch.question_answers)} />
            <Attribution traffic={touch.traffic_attribution} />
          </>
        )}
      </div>
    </article>
  );
}

/** The card that the lead is opened at comes into view, and gets the focus. */
function useInView(isOpen: boolean) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const drawer = card.current?.closest("[role=dialog]");
    if (!isOpen || !card.current || !drawer) return;
    const { top, height } = drawer.getBoundingClientRect();
    const below = card.current.getBoundingClientRect().top - top;
    // Whose opt-in it is stays in sight where there is room for both.
    if (below < 0 || below > height / 2) card.current.scrollIntoView({ block: "nearest" });
    // A control in the drawer that someone is using keeps the focus: a tab, or "Next".
    const { activeElement } = document;
    if (activeElement === drawer || !drawer.contains(activeElement)) {
      card.current.focus({ preventScroll: true });
    }
  }, [isOpen]);
  return card;
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h4 className="mb-1.5 text-xs font-medium text-text-muted">{title}</h4>
    {children}
  </section>
);

function Origin({ touch }: { readonly touch: LeadOptIn }) {
  const form = visible(touch.provider_form_name);
  const formId = visible(touch.provider_form_id);
  const reference = visible(touch.external_reference);
  if (!form && !formId && !reference) return null;
  return (
    <Facts>
      {(form || formId) && (
        <Fact name="Form">
          {form && <LongText text={form} />}
          {formId && (
            <div className="text-xs text-text-muted">
              <OutsideLink text={formId} />
            </div>
          )}
        </Fact>
      )}
      {reference && (
        <Fact name="Reference">
          <Copyable text={reference} what="reference">
            <OutsideLink text={reference} />
          </Copyable>
        </Fact>
      )}
    </Facts>
  );
}

const Answers = ({ answers }: { readonly answers: readonly QuestionAnswer[] }) => (
  <Part title="Answers">
    {answers.length === 0 && <p className="text-text-muted">No questions were asked</p>}
    <dl className="space-y-2">
      {answers.map(({ id, question, answer }) => (
        <div key={id}>
          <dt className="text-text-muted">
            <LongText text={visible(question) ?? "Question not given"} />
          </dt>
          <dd className={visible(answer) ? undefined : "text-text-muted"}>
            <LongText text={visible(answer) ?? "Not answered"} />
          </dd>
        </div>
      ))}
    </dl>
  </Part>
);

/** Answers as the form asked for them: the API promises positions, not an order. */
export const byPosition = (answers: readonly QuestionAnswer[]): QuestionAnswer[] =>
  answers.toSorted((a, b) => a.position - b.position);

function Attribution({ traffic }: { readonly traffic: TrafficAttribution }) {
  const { given, missing } = attributionOf(traffic);
  return (
    <Part title="Attribution">
      {given.length === 0 ? (
        <p className="text-text-muted">No attribution recorded</p>
      ) : (
        <Facts>
          {given.map(({ label, value, isId }) => (
            <Fact key={label} name={label}>
              <Copyable text={value} what={label.toLowerCase()}>
                {isId ? (
                  <div className="text-text-muted">
                    <LongText text={value} />
                  </div>
                ) : (
                  <OutsideLink text={value} />
                )}
              </Copyable>
            </Fact>
          ))}
        </Facts>
      )}
      {given.length > 0 && missing.length > 0 && (
        <p className="mt-2 text-xs text-text-muted">{`Not given: ${missing.join(", ")}`}</p>
      )}
    </Part>
  );
}
