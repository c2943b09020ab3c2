import type { UseQueryResult } from "@tanstack/react-query";
import { type PropsWithChildren, type ReactNode, useId } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { FootProblem, Problem } from "#dashboard/ui/problem.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";

type PageProps = PropsWithChildren<{
  /** For what has many columns. */
  readonly wide?: boolean;
}>;

export const Page = ({ wide = false, children }: PageProps) => (
  <main className="min-h-0 min-w-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">
    {/* All begin at the same place: from one to the next nothing jumps. */}
    <div className="mx-auto max-w-6xl px-4 pt-6 pb-16">
      <div className={cx("space-y-6", !wide && "max-w-3xl")}>{children}</div>
    </div>
  </main>
);

type PageHeadProps = PropsWithChildren<{
  readonly title: string;
  /** Missing until it is known. */
  readonly about?: ReactNode;
}>;

/** What a page is called and about, and beside that what can be done with all of it. */
export const PageHead = ({ title, about, children }: PageHeadProps) => (
  <header className="flex items-start justify-between gap-4 max-[18rem]:flex-wrap">
    <div className="min-w-0 flex-1 space-y-1 max-[18rem]:basis-full">
      <h1 className="text-lg/7 font-semibold">{title}</h1>
      {about && <p className="wrap-anywhere text-text-muted">{about}</p>}
      {!about && <Skeleton className="h-5 w-2/3" />}
    </div>
    {children}
  </header>
);

interface AnswerProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** What was being done where it fails, as a sentence's start. */
  readonly failed: string;
  /** Stands there until it comes. */
  readonly shape: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** What is made of a query's answer; the one before stays where no newer one can be had. */
export function Answer<Data>({ query, failed, shape, children }: AnswerProps<Data>) {
  const { data, error, refetch } = query;
  const problem = error && { title: failed, error, onRetry: () => void refetch() };
  if (data !== undefined) {
    return (
      <>
        {children(data)}
        {problem && <FootProblem {...problem} />}
      </>
    );
  }
  return problem ? (
    <Problem {...problem} />
  ) : (
    <div aria-busy className="space-y-6">
      {shape}
    </div>
  );
}

/** A titled part of a page. */
export function Panel({ title, children }: PropsWithChildren<{ readonly title: string }>) {
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
  <code className="font-sans font-medium wrap-anywhere text-text">{name}</code>
);
