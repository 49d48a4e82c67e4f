/** A topic (topik) of a report. Two levels: those without a parent group those with one. */
export interface SandboxCategory {
  code: string;
  name: string;
  parent?: string;
  /** Tells the reporter, in one or two sentences, what to write. */
  guide: string;
  /** Code of the agency that usually handles it. */
  defaultAgency?: string;
  /** Violence, children, whistle-blowing, corruption: such a report is always confidential. */
  sensitive?: boolean;
  /** Resolution limit in working days where it differs from the classification's. */
  limitWorkingDays?: number;
}

type Topic = Omit<SandboxCategory, 'parent'>;

/** A topic with the topics below it; sensitivity is handed down. */
export function group(top: Topic, children: Topic[]): SandboxCategory[] {
  const sensitive = top.sensitive === true ? { sensitive: true } : {};
  return [top, ...children.map((child) => ({ ...sensitive, ...child, parent: top.code }))];
}
