/** What is changed, by the ids of the leads concerned. */
export interface Changes {
  /** Leads that were there before and are different now. */
  readonly leads?: readonly string[];
  /** Leads that are no longer there. */
  readonly gone?: readonly string[];
  /** Whether there is more than that: leads that are new. */
  readonly others?: boolean;
  /** Leads of which something changed that lists don't show: their opt-ins. */
  readonly details?: readonly string[];
  /** Whether the list of all opt-ins is different; it always is where leads are gone. */
  readonly optIns?: boolean;
  /** Whether what all leads point at is different: the statuses, or the name of someone in the team. */
  readonly statuses?: boolean;
  /** Whether some of the saved views are different, or which there are. */
  readonly views?: boolean;
}

/** What has changed: these leads (or they are gone), and whether there is more than that. */
export interface News {
  readonly ids: readonly string[];
  /** Leads of which lists show nothing new. */
  readonly details: readonly string[];
  readonly others: boolean;
  readonly opt_ins: boolean;
  readonly statuses: boolean;
  /** Missing in events of older versions. */
  readonly views?: boolean;
}

/** More leads than these aren't named: whoever hears of them asks for what is on the screen. */
const MOST_NAMED = 50;

/** And more than these aren't named by their details: the oldest are left out. */
const MOST_DETAILS = 200;

export function newsOf(changes: Changes): News {
  const { leads = [], gone = [], details = [], others = false } = changes;
  const { statuses = false, views = false } = changes;
  const opt_ins = changes.optIns === true || gone.length > 0;
  return inOne([{ ids: [...leads, ...gone], details, others, opt_ins, statuses, views }]);
}

/** Several news as one. */
export function inOne(all: readonly News[]): News {
  const ids = new Set(all.flatMap((news) => news.ids));
  const isTooMuch = ids.size > MOST_NAMED;
  const details = new Set(all.flatMap((news) => news.details));
  return {
    ids: isTooMuch ? [] : [...ids],
    // They concern nobody but who looks at one of them right now.
    details: [...details].slice(-MOST_DETAILS),
    others: isTooMuch || all.some(({ others }) => others),
    opt_ins: all.some(({ opt_ins }) => opt_ins),
    statuses: all.some(({ statuses }) => statuses),
    views: all.some(({ views }) => views),
  };
}

export const isNothing = ({ ids, details, others, opt_ins, statuses, views }: News): boolean =>
  ids.length + details.length === 0 && !others && !opt_ins && !statuses && !views;
