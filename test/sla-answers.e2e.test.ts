import { type App, asSuperuser, startApp } from './support/app.js';
import { givenACity } from './support/city.js';
import { measuredIn, owedIn } from './support/figures.js';
import { type Given, type GivenReport, givenIn, on } from './support/given.js';

let app: App;
let given: Given;

beforeAll(async () => {
  app = await startApp();
  given = givenIn(await givenACity(app));
});
afterAll(() => app.stop());

/** How the answers of a report were measured. */
const answersOf = async ({ id }: GivenReport): Promise<string[]> => {
  const found = await asSuperuser<{ line: string }>(
    app.databaseUrl,
    `select concat_ws(' ', at at time zone 'Asia/Jakarta', case when (data->>'met')::boolean then 'in time' else 'late' end, data->>'workedMinutes') as line
       from fact where report_id = $1 and type = 'report.measured' and data->>'measure' = 'resolution' order by ord`,
    [id],
  );
  return found.map(({ line }) => line.replace(/(:\d\d)\.\d+/, '$1'));
};

describe('An answer is measured', () => {
  const answered = async (): Promise<GivenReport> => {
    app.clock.travelTo(on('11-02', '09:00'));
    const report = await given.aReport({ status: 'dispatched' });
    // A third of a minute later: the clock goes on while the tests run.
    app.clock.travelTo(new Date(on('11-03', '09:00').getTime() + 20_000));
    await report.followUp('answer');
    return report;
  };
  const refuse = (report: GivenReport): Promise<unknown> => report.call(report.reporter, 'replyToReport', { body: 'Lubangnya masih ada.' });

  test('when it stands: on the day of the end, by when it was given', async () => {
    const report = await answered();
    expect(await answersOf(report)).toEqual([]);
    app.clock.travelTo(on('11-05', '09:00'));
    await report.close();
    await report.call(report.reporter, 'rateReport', { score: 5, solved: true });
    // From 09.00 to 09.00 of the next day: an office day of seven and a half hours.
    expect(await answersOf(report)).toEqual([expect.stringMatching(/^2026-11-05 09:\S+ in time 450$/)]);
  });

  test('once, as late, where the first was in time and refused, and the second came too late', async () => {
    const report = await answered();
    await refuse(report);
    app.clock.travelTo(on('12-14', '09:00'));
    await report.followUp('answer');
    expect(await answersOf(report)).toEqual([]);
    await report.close();
    expect(await answersOf(report)).toEqual([expect.stringMatching(/^2026-12-14 \S+ late/)]);
  });

  test('where the reporter withdraws afterwards, and again where a report that was reopened ends again', async () => {
    const withdrawn = await answered();
    await withdrawn.call(withdrawn.reporter, 'withdrawReport', { reason: 'Sudah beres.' });
    expect(await answersOf(withdrawn)).toHaveLength(1);
    const report = await answered();
    await report.close();
    await report.call(report.reporter, 'reopenReport', { reason: 'Lubangnya terbuka lagi setelah hujan.' });
    await report.followUp('answer');
    await report.close();
    expect(await answersOf(report)).toHaveLength(2);
    expect(await measuredIn(app)).toEqual(await owedIn(app));
  });
});
