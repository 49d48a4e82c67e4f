import { PageQuery } from '../platform/paging.js';
import { Day, Flag, Id, OneOf, Optional, Parts, Pattern, Text } from '../platform/shape.js';
import { questionTypes, type StoredQuestion } from './category.entity.js';
import { Clearable } from './clearable.js';
import { code } from './code.js';

/** Names a category. */
export class CategoryById {
  /** The category's id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a31" */
  @Id() id: string;
}

/** Which categories. */
export class ListCategories extends PageQuery {
  /** Only those right below this category. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a30" */
  @Optional() @Id() parentId?: string;
  /** Only those with this text in their name or code, whatever the case. @example "jalan" */
  @Optional() @Text(1, 100) q?: string;
  /** Also those that cannot be chosen today; not unless asked for. @example false */
  @Optional() @Flag() includeClosed?: boolean;
}

/** One of the answers a question offers. */
export class AskChoice {
  /** What is stored. */
  @Pattern(code, 60, 'berlubang') code: string;
  /** What people read. @example "Jalan berlubang" */
  @Text(1, 200) label: string;
}

/** Something to ask the reporter beside the text of the report. */
export class AskQuestion {
  /** Unique among the category's questions. */
  @Pattern(code, 60, 'jenis-kerusakan') code: string;
  /** The question, as people read it. @example "Apa jenis kerusakannya?" */
  @Text(1, 200) label: string;
  /** What kind of answer is wanted. @example "single_choice" */
  @OneOf(questionTypes) type: StoredQuestion['type'];
  /** Must it be answered? @example true */
  @Flag() required: boolean;
  /** The answers to choose from: needed for choice questions, refused for others. @example [{ "code": "berlubang", "label": "Jalan berlubang" }] */
  @Optional() @Parts(() => AskChoice, 1, 50) choices?: AskChoice[];
}

/** A new category. */
export class CreateCategory {
  /** The category it belongs to, of the first level itself; without one, the new one is of the first level. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a30" */
  @Optional() @Id() parentId?: string;
  /** The city whose category it is; unless said the parent's, else the city founded first. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() rootAgencyId?: string;
  /** Short code, unique in its city whatever the case of its letters; it never changes. */
  @Pattern(code, 60, 'jalan-rusak') code: string;
  /** Its name. @example "Infrastruktur Jalan" */
  @Text(1, 150) name: string;
  /** Tells the reporter what to write. @example "Sebutkan nama jalan, patokan terdekat, dan ukuran lubang." */
  @Optional() @Text(0, 2000) guide?: string;
  /** The agency that usually handles it: an open one of the same city. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21" */
  @Optional() @Id() defaultAgencyId?: string;
  /** Shall its reports always be confidential? Not unless said. @example false */
  @Optional() @Flag() sensitive?: boolean;
  /** What the reporter is asked beside the text. */
  @Optional() @Parts(() => AskQuestion, 0, 20) questions?: AskQuestion[];
  /** First day on which it can be chosen; today unless said. @example "2026-11-24" */
  @Optional() @Day() validFrom?: string;
  /** Last day on which it can be chosen; open-ended unless said. @example "2031-12-31" */
  @Optional() @Day() validTo?: string;
}

/** Changes to a category; what is left out stays. */
export class ChangeCategory {
  /** Its name. @example "Jalan dan Jembatan" */
  @Optional() @Text(1, 150) name?: string;
  /** Tells the reporter what to write. @example "Sebutkan nama jalan dan patokan terdekat." */
  @Optional() @Text(0, 2000) guide?: string;
  /** The agency that usually handles it; null: its parent's. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21" */
  @Clearable() @Id() defaultAgencyId?: string | null;
  /** Shall its reports always be confidential? Those filed before keep their flag. @example true */
  @Optional() @Flag() sensitive?: boolean;
  /** All questions anew. */
  @Optional() @Parts(() => AskQuestion, 0, 20) questions?: AskQuestion[];
  /** First day on which it can be chosen. @example "2018-03-01" */
  @Optional() @Day() validFrom?: string;
  /** Last day on which it can be chosen; null: open-ended. @example "2026-12-31" */
  @Clearable() @Day() validTo?: string | null;
}
