/** What kind of no, and the HTTP status the filter speaks for it (RFC 9110, RFC 6585). */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  method: 405,
  too_slow: 408,
  conflict: 409,
  stale: 412,
  too_large: 413,
  media_type: 415,
  unprocessable: 422,
  precondition: 428,
  head_too_large: 431,
  limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type RefusalKind = keyof typeof statusOf;
export type Language = 'id' | 'en';

/** A stable code's meaning. Codes are contract, wording is not. `{name}` in a text is filled from the refusal's params. */
export interface RefusalText {
  kind: RefusalKind;
  title: Record<Language, string>;
  detail: Record<Language, string>;
}

/** One faulty part of the input. `pointer` is a JSON pointer into the body, or `/query/…`, `/path/…`, `/header/…`. */
export interface FieldFault {
  pointer: string;
  code: string;
  params?: Record<string, string | number>;
}

/** What fills the places in a text; words that the languages do not share come in both. */
export type Params = Record<string, string | number | Record<Language, string>>;

export interface RefusalAbout {
  params?: Params;
  /** The one faulty field; it is reported with the refusal's own code. */
  pointer?: string;
  faults?: FieldFault[];
  /** Actions that are open to the caller instead. */
  allowedActions?: readonly string[];
  /** A resource that helps, for example the successor of a closed agency. */
  related?: { kind: string; id: string; name?: string };
  retryAfterSeconds?: number;
}

const catalogue = new Map<string, RefusalText>();

/** The domain says no. One filter turns it into a problem document (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly about: RefusalAbout = {},
  ) {
    super(code);
  }

  get text(): RefusalText {
    const text = catalogue.get(this.code);
    if (!text) throw new Error(`Refusal code ${this.code} is not in the catalogue`);
    return text;
  }
}

/** Adds a folder's codes to the catalogue and gives the folder its typed way to refuse. */
export function declareRefusals<Code extends string>(texts: Record<Code, RefusalText>): (code: Code, about?: RefusalAbout) => Refusal {
  for (const [code, text] of Object.entries<RefusalText>(texts)) catalogue.set(code, text);
  return (code, about) => new Refusal(code, about);
}

export const refusalCodes = (): string[] => [...catalogue.keys()].sort();
export const refusalText = (code: string): RefusalText | undefined => catalogue.get(code);

/** `title` and `detail` in Indonesian and English, in the order of reading. */
export const no = (kind: RefusalKind, titleId: string, titleEn: string, detailId: string, detailEn: string): RefusalText => ({
  kind,
  title: { id: titleId, en: titleEn },
  detail: { id: detailId, en: detailEn },
});

export const fill = (template: string, language: Language, params: Params = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name] ?? whole;
    return String(typeof value === 'object' ? value[language] : value);
  });
