import type { TrainingReport } from '../../../shared/model/training-report';
import { batchNames, partWords, type ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

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
              words: tr('{names}: {held} of {n} inside, {value} % (95 %: {value2} to {value3} %)', {
                names: names.get(name) ?? name,
                held,
                n,
                value: Math.round(100 * share),
                value2: Math.round(100 * low),
                value3: Math.round(100 * high),
              }),
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
    title: tr('Band held, per {per}', { per }),
    words: `Meant to hold ${level} % of samples; ${overall.join(', ')}. Line: 95 % of what the share may be. ● is hold-out.`,
    spec: {
      x: { kind: 'linear', label: tr('samples inside the band, %'), include: [0, 100] },
      y: { kind: 'names', label: '', names: named },
      marks: [
        { kind: 'guide', axis: 'x', at: level, colour: 'ink', legend: tr('Meant: {level} %', { level }) },
        {
          kind: 'guide',
          axis: 'x',
          at: 100 * coverageMin,
          colour: 'quiet',
          legend: tr('Limits: {value} to {value2} % over all hold-outs', {
            value: Math.round(100 * coverageMin),
            value2: Math.round(100 * coverageMax),
          }),
        },
        { kind: 'guide', axis: 'x', at: 100 * coverageMax, colour: 'quiet' },
        {
          kind: 'spans',
          along: 'x',
          spans: span('cross-validated'),
          colour: 'quiet',
          legend: tr('Cross-validated'),
        },
        { kind: 'spans', along: 'x', spans: span('hold-out'), colour: 'predicted', legend: tr('Hold-out') },
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
