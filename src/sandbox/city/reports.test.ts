import { accounts, agencies } from './agencies.js';
import { categories } from './categories.js';
import { cityBox } from './region-cells.js';
import { reports } from './reports.js';
import type { SandboxReport, SandboxStep } from './story.js';

const agencyCodes = new Set(agencies.map((agency) => agency.code));
const staffed = new Set(agencies.filter((agency) => agency.officers).map((agency) => agency.code));
const outside = new Set(agencies.filter((agency) => agency.kind === 'external').map((agency) => agency.code));
const topics = new Map(categories.map((category) => [category.code, category]));
const inBox = ({ lat, lng }: { lat: number; lng: number }) => lng > cityBox.west && lng < cityBox.east && lat > cityBox.south && lat < cityBox.north;

function handlers(step: SandboxStep): string[] {
  if (step.do === 'verify' || step.do === 'dispatch') return [step.lead, ...(step.supporting ?? [])];
  if (step.do === 'return') return step.proposed === undefined ? [] : [step.proposed];
  return [];
}

function texts(step: SandboxStep): string[] {
  return Object.values(step).filter((value) => typeof value === 'string');
}

/** Minutes since the day of filing began. */
const minutes = (day: number, at: string) => day * 1440 + Number(at.slice(0, 2)) * 60 + Number(at.slice(3));

describe('categories of the sandbox city', () => {
  it('stand in two levels, with known agencies, and hand sensitivity down', () => {
    expect(topics.size).toBe(categories.length);
    for (const { parent, defaultAgency, sensitive, guide } of categories) {
      if (defaultAgency !== undefined) expect(agencyCodes).toContain(defaultAgency);
      if (parent !== undefined) {
        expect(topics.get(parent)).toMatchObject({ code: parent });
        expect(topics.get(parent)?.parent).toBeUndefined();
        if (topics.get(parent)?.sensitive) expect(sensitive).toBe(true);
      }
      expect(guide.length).toBeGreaterThan(20);
    }
  });
});

describe('agencies of the sandbox city', () => {
  it('form one tree, and no address or person is given twice', () => {
    const codes = agencies.map((agency) => agency.code);
    expect(agencyCodes.size).toBe(agencies.length);
    agencies.forEach(({ parent, kind }, index) => {
      if (kind === 'city') expect(parent).toBeUndefined();
      else expect(codes.slice(0, index)).toContain(parent);
    });
    const people = [...agencies.flatMap((agency) => agency.officers ?? []), ...accounts];
    expect(new Set(people.map((person) => person.email)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.name)).size).toBe(people.length);
  });
});

describe('reports of the sandbox city', () => {
  it('are sixty, each with its own key', () => {
    expect(reports).toHaveLength(60);
    expect(new Set(reports.map((report) => report.key)).size).toBe(60);
  });

  it.each(reports)('$key keeps to the lengths and names known categories and agencies', (report) => {
    expect(report.title.length).toBeGreaterThanOrEqual(5);
    expect(report.title.length).toBeLessThanOrEqual(150);
    expect(report.body.length).toBeGreaterThanOrEqual(20);
    expect(report.body.length).toBeLessThanOrEqual(1500);
    if (report.category !== undefined) expect(topics.has(report.category)).toBe(true);
    for (const step of report.steps) {
      for (const code of handlers(step)) expect(staffed).toContain(code);
      for (const text of texts(step)) expect(text.length).toBeLessThanOrEqual(1500);
      if (step.do === 'verify') expect(topics.has(step.category)).toBe(true);
      if (step.do === 'verify' && step.classification === 'oversight_complaint') expect(step.lead).toBe('inspektorat');
      if (step.do === 'transfer') expect(outside).toContain(step.agency);
    }
  });

  it.each(reports)('$key tells its steps in order and none in the future', ({ filed, steps }) => {
    expect(filed.daysAgo).toBeGreaterThanOrEqual(1);
    expect(filed.daysAgo).toBeLessThanOrEqual(90);
    for (const { at } of [filed, ...steps]) expect(at).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    const moments = [minutes(0, filed.at), ...steps.map((step) => minutes(step.day, step.at))];
    moments.slice(1).forEach((moment, index) => expect(moment).toBeGreaterThan(moments[index] ?? Infinity));
    for (const { day } of steps) expect(filed.daysAgo - day).toBeGreaterThanOrEqual(1);
  });

  it('keep sensitive topics confidential', () => {
    const isSensitive = ({ category, steps }: SandboxReport) =>
      [category, ...steps.map((step) => (step.do === 'verify' ? step.category : undefined))].some(
        (code) => code !== undefined && topics.get(code)?.sensitive === true,
      );
    for (const report of reports.filter(isSensitive)) expect(report.confidential).toBe(true);
  });

  it('merge only into an earlier report that is still open', () => {
    const merged = reports.flatMap((report) => report.steps.flatMap((step) => (step.do === 'merge' ? [{ report, into: step.into }] : [])));
    expect(merged).toHaveLength(3);
    for (const { report, into } of merged) {
      const lead = reports.find((candidate) => candidate.key === into);
      expect(reports.findIndex((candidate) => candidate.key === into)).toBeLessThan(reports.indexOf(report));
      expect(lead?.filed.daysAgo).toBeGreaterThan(report.filed.daysAgo);
      expect(lead?.steps.some((step) => step.do === 'close' || step.do === 'archive')).toBe(false);
    }
  });

  it('lie in the city but for two, and know nobody who exists', () => {
    expect(reports.filter((report) => report.place && !inBox(report.place))).toHaveLength(2);
    for (const { reporter, account } of reports) {
      expect(account === undefined || reporter === undefined).toBe(true);
      if (reporter?.phone !== undefined) expect(reporter.phone).toMatch(/^\+62 812-0000-00\d\d$/);
      if (reporter?.email !== undefined) expect(reporter.email).toMatch(/\.test$/);
    }
  });
});
