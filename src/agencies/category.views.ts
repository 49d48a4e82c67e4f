import { ApiHideProperty } from '@nestjs/swagger';
import { NextCursor } from '../platform/paging.js';
import { Day, Flag, Id, OneOf, Optional, Parts, Text } from '../platform/shape.js';
import { questionTypes, type StoredQuestion } from './category.entity.js';

/** One of the answers a question offers. */
export class Choice {
  /** What is stored. @example "berlubang" */
  @Text(1, 60) code: string;
  /** What people read. @example "Jalan berlubang" */
  @Text(1, 200) label: string;
}

/** Something the reporter is asked beside the text of the report. */
export class Question {
  /** Unique among the category's questions. @example "jenis-kerusakan" */
  @Text(1, 60) code: string;
  /** The question, as people read it. @example "Apa jenis kerusakannya?" */
  @Text(1, 200) label: string;
  /** What kind of answer is wanted. @example "single_choice" */
  @OneOf(questionTypes) type: StoredQuestion['type'];
  /** Must it be answered? @example true */
  @Flag() required: boolean;
  /** The answers to choose from; only for choice questions. @example [{ "code": "berlubang", "label": "Jalan berlubang" }] */
  @Optional() @Parts(() => Choice, 1, 50) choices?: Choice[];
}

/** What a report is about (*topik*). Two levels: a category without a parent groups those with one. */
export class Category {
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a31" */
  @Id() id: string;
  /** Short code, unique in its city whatever the case of its letters. @example "jalan-rusak" */
  @Text(1, 60) code: string;
  /** Its name. @example "Infrastruktur Jalan" */
  @Text(1, 150) name: string;
  /** The city whose category it is. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Id() rootAgencyId: string;
  /** The category it belongs to; one of the first level has none. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a30" */
  @Optional() @Id() parentId?: string;
  /** Tells the reporter what to write. @example "Sebutkan nama jalan, patokan terdekat, dan ukuran lubang." */
  @Text(0, 2000) guide: string;
  /** The agency that usually handles it; without one, its parent's. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21" */
  @Optional() @Id() defaultAgencyId?: string;
  /** Are its reports always confidential? So are those of everything below a sensitive category. @example false */
  @Flag() sensitive: boolean;
  /** What the reporter is asked beside the text. */
  @Parts(() => Question, 0, 20) questions: Question[];
  /** First day on which it can be chosen. @example "2018-03-01" */
  @Day() validFrom: string;
  /** Last day on which it can be chosen; open-ended without. @example "2026-12-31" */
  @Optional() @Day() validTo?: string;
  /** Can it, and its parent, be chosen today? @example true */
  @Flag() open: boolean;
  @ApiHideProperty() version: number;
}

/** A page of categories, by name. */
export class CategoryPage {
  /** The categories. */
  @Parts(() => Category, 0, 100) items: Category[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}
