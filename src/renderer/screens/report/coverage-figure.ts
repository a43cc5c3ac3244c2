import type { TrainingReport } from '../../../shared/model/training-report';
import { batchNames, partWords, type ReportFigure } from './report-figure';

/** Share of samples inside the band, per batch or per phase, with how sure that share is. */
export function coverageFigure(report: TrainingReport, per: 'batch' | 'phase'): ReportFigure {
  const names = batchNames(report);
  const found = per === 'batch' ? report.coverage.perBatch : report.coverage.perPhase;
  // The first name is drawn at the foot: hold-outs on top, each part in its own order.
  const rows = [
    ...found.filter(({ part }) => part === 'hold-out'),
    ...found.filter(({ part }) => part !== 'hold-out'),
  ].toReversed();
  const named = rows.map(({ name, part }) => `${part === 'hold-out' ? '● ' : ''}${names.get(name) ?? name}`);
  const span = (part: string) =>
    rows.flatMap(({ share, low, high, held, n, name, ...row }, place) =>
      row.part === part
        ? [
            {
              place,
              low: 100 * low,
              high: 100 * high,
              at: 100 * share,
              words: `${names.get(name) ?? name}: ${held} of ${n} inside, ${Math.round(100 * share)} % (95 %: ${Math.round(100 * low)} to ${Math.round(100 * high)} %)`,
            },
          ]
        : [],
    );
  const { coverageMin, coverageMax } = report.plan.acceptance;
  const level = Math.round(100 * report.interval.level);
  const overall = report.coverage.overall.map(
    ({ part, held, n, share }) =>
      `${partWords[part].toLowerCase()} ${held} of ${n} (${Math.round(100 * share)} %)`,
  );
  return {
    title: `Band held, per ${per}`,
    words: `Meant to hold ${level} % of samples; ${overall.join(', ')}. Line: 95 % of what the share may be. ● is hold-out.`,
    spec: {
      x: { kind: 'linear', label: 'samples inside the band, %', include: [0, 100] },
      y: { kind: 'names', label: '', names: named },
      marks: [
        { kind: 'guide', axis: 'x', at: level, colour: 'ink', legend: `Meant: ${level} %` },
        {
          kind: 'guide',
          axis: 'x',
          at: 100 * coverageMin,
          colour: 'quiet',
          legend: `Limits: ${Math.round(100 * coverageMin)} to ${Math.round(100 * coverageMax)} % over all hold-outs`,
        },
        { kind: 'guide', axis: 'x', at: 100 * coverageMax, colour: 'quiet' },
        {
          kind: 'spans',
          along: 'x',
          spans: span('cross-validated'),
          colour: 'quiet',
          legend: 'Cross-validated',
        },
        { kind: 'spans', along: 'x', spans: span('hold-out'), colour: 'predicted', legend: 'Hold-out' },
      ],
    },
    table: {
      columns: [per, 'part', 'samples', 'inside', 'share', '95 % low', '95 % high'],
      rows: rows.map(({ name, part, n, held, share, low, high }) => [
        names.get(name) ?? name,
        part,
        n,
        held,
        share,
        low,
        high,
      ]),
    },
  };
}
