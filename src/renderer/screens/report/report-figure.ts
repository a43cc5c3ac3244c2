import type { ReportPart, TrainingReport } from '../../../shared/model/training-report';
import type { FigureSpec, FigureTable } from '../../ui/figure/figure-spec';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { tr } from '../../strings/translate';

/** A figure of the report, ready to be drawn and exported. */
export interface ReportFigure {
  readonly title: string;
  readonly words: string;
  readonly spec: FigureSpec;
  readonly table: FigureTable;
}

export type ReportPoint = TrainingReport['points'][number];

export const partWords: Readonly<Record<ReportPart, string>> = {
  'hold-out': tr('Hold-out'),
  'cross-validated': tr('Cross-validated'),
};

/** The part that counts: hold-out batches where there are some. */
export function decidingPart(report: TrainingReport): ReportPart {
  return report.points.some(({ part }) => part === 'hold-out') ? 'hold-out' : 'cross-validated';
}

/** Name of a batch, by its id. */
export function batchNames(report: TrainingReport): ReadonlyMap<string, string> {
  return new Map(report.batches.map(({ id, name }) => [id, name]));
}

/** Error of a prediction relative to its sample, %; the divisor has the floor of the target. */
export function residualPct({ measured, predicted }: ReportPoint, floor: number): number {
  return (100 * (predicted - measured)) / Math.max(Math.abs(measured), floor);
}

/** What is read out of a point: batch, age, phase, both values and the band. */
export function pointWords(
  point: ReportPoint,
  report: TrainingReport,
  names: ReadonlyMap<string, string>,
): string {
  const { unit } = report.target;
  const { batchId, ageH, phase, measured, predicted, low, high, outsideTraining } = point;
  const lines = [
    `${names.get(batchId) ?? batchId}, ${ageH.toFixed(1)} h, ${phase}`,
    `measured ${shortAmount(measured, unit)}`,
    `predicted ${shortNumber(predicted)} (${shortNumber(low)} to ${shortNumber(high)})`,
  ];
  return [...lines, ...(outsideTraining ? ['outside training'] : [])].join('\n');
}
