/** Where something is or happened. WGS 84 degrees. */
export interface SandboxPlace {
  lat: number;
  lng: number;
  address?: string;
}

/** Who filed it: invented people with numbers and addresses nobody has. */
export interface SandboxReporter {
  name?: string;
  phone?: string;
  email?: string;
}

export type SandboxChannel = 'web' | 'mobile' | 'sms' | 'walk_in' | 'letter' | 'phone' | 'whatsapp';

/**
 * A report of the sandbox and all that happens to it, told relative to the day the sandbox is loaded, so that a fresh sandbox always
 * has work that is new, due, and late. Days are calendar days, times local (WIB, `HH:mm`).
 */
export interface SandboxReport {
  /** Unique, kebab-case; other reports merge into it by this name. */
  key: string;
  /** daysAgo 1–90. */
  filed: { daysAgo: number; at: string };
  channel: SandboxChannel;
  /** 5–150 characters. */
  title: string;
  /** 20–1 500 characters. */
  body: string;
  /** As the reporter sees it; the verifier may decide otherwise. */
  type: 'complaint' | 'information_request' | 'aspiration';
  /** The reporter's own choice, a category code. */
  category?: string;
  place?: SandboxPlace;
  reporter?: SandboxReporter;
  /** Filed by the sandbox's citizen from her account. */
  account?: true;
  anonymous?: true;
  confidential?: true;
  /** Days between the event and the filing. */
  occurredDaysBefore?: number;
  /** In order of time. */
  steps: SandboxStep[];
}

/** Days after filing, and the time of that day. `filed.daysAgo - day` is at least 1, so that no step lies in the future. */
interface Moment {
  day: number;
  at: string;
}

/** `lead` for the agency that leads at that moment, else the code of a supporting one. */
type Handler = string;

interface Verify {
  by: 'coordinator';
  do: 'verify';
  classification: 'complaint' | 'information_request' | 'aspiration' | 'oversight_complaint';
  category: string;
  lead: string;
  supporting?: string[];
  note?: string;
}

interface FollowUp {
  by: Handler;
  do: 'follow_up';
  /** A published `answer` of the lead answers the report. */
  kind: 'progress' | 'answer' | 'plan';
  body: string;
  /** Drafted by the officer; a later `approve` of the liaison publishes it. */
  draft?: true;
  /** estimatedCost in rupiah. */
  plan?: { fundingYear: number; estimatedCost: number; source: string };
}

interface Archive {
  by: 'coordinator';
  do: 'archive';
  reason: 'unintelligible' | 'not_about_government' | 'incomplete' | 'duplicate' | 'other';
  note?: string;
}

type CoordinatorStep =
  | Verify
  | { by: 'coordinator'; do: 'request_information'; question: string }
  | { by: 'coordinator'; do: 'dispatch'; lead: string; supporting?: string[]; note?: string }
  | { by: 'coordinator'; do: 'transfer'; agency: string; reason: string }
  | Archive
  | { by: 'coordinator'; do: 'merge'; into: string };

type AgencyStep =
  | { by: 'lead'; do: 'extend'; workingDays: number; reason: string }
  | { by: Handler; do: 'accept' }
  | { by: Handler; do: 'return'; reason: string; proposed?: string }
  | FollowUp
  | { by: 'lead'; do: 'approve' };

type ReporterStep =
  | { by: 'reporter'; do: 'supply_information'; body: string; place?: SandboxPlace }
  | { by: 'reporter'; do: 'reply'; body: string }
  | { by: 'reporter'; do: 'rate'; score: 1 | 2 | 3 | 4 | 5; solved: boolean; comment?: string }
  | { by: 'reporter'; do: 'reopen'; reason: string }
  | { by: 'reporter'; do: 'withdraw'; reason?: string };

/** One thing that somebody does to a report. Told apart by `do`. */
export type SandboxStep = Moment & (CoordinatorStep | AgencyStep | ReporterStep | { by: 'reporter' | 'coordinator'; do: 'close' });
