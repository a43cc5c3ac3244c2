import { methodOf, type CalibrationMethod } from './calibration-method';
import {
  isComplete,
  type CalibrationFinish,
  type CalibrationPoint,
  type CalibrationRun,
} from '../calibration-run';
import type { RowValues } from './field-value';

/** Twelve digits: what binary fractions add is nobody's reading. */
const plain = (value: number): number => Number(value.toPrecision(12));

type Cell = string | number | boolean | null;
type Body = Record<string, Cell | Record<string, Cell>[]>;

/** What else goes into the record and is not asked of anybody. */
export interface BodyFacts {
  readonly validFrom: number;
  /** Names of the batches since the last calibration. */
  readonly batches: readonly string[];
}

/** The calibration record that a run makes, as it is handed in. */
export function calibrationBody(run: CalibrationRun, finish: CalibrationFinish, facts: BodyFacts): Body {
  const method = methodOf(run.method);
  if (!method) return {};
  const points = run.points.filter(isComplete);
  const anyway = points.flatMap(({ words, anyway: why }) => (why === null ? [] : [`${words}: ${why}`]));
  const settled = Math.max(0, ...points.map(({ settledS }) => settledS ?? 0));
  const body: Body = {
    taken: 'wizard',
    probe: method.probe,
    probeSerial: run.serial,
    occasion: run.occasion,
    adjustment: finish.correction === 'none' ? 'as-found' : 'as-left',
    referenceId: run.referenceId,
    referenceLot: run.referenceLot,
    referenceExpires: run.referenceExpires,
    stabilised: anyway.length === 0,
    ...given(finish),
    ...readingsOf(method, points, finish, settled),
    asFound: found(method, points),
    correction: finish.correction,
    validFrom: facts.validFrom,
    gainBefore: plain(run.gainBefore),
    offsetBefore: plain(run.offsetBefore),
  };
  if (anyway.length > 0) body['takenAnyway'] = anyway.join('; ');
  if (facts.batches.length > 0) body['batchesTouched'] = facts.batches.join(', ').slice(0, 4000);
  return body;
}

const common = ['sterilisations', 'certificate', 'nextAction'] as const;
function given(finish: CalibrationFinish): Body {
  return Object.fromEntries(
    common.flatMap((name) => (finish[name] === undefined ? [] : [[name, finish[name]]])),
  );
}

/** The readings that the verdict is made of, under the names of the record. */
function readingsOf(
  method: CalibrationMethod,
  points: readonly CalibrationPoint[],
  finish: CalibrationFinish,
  settledS: number,
): Body {
  const [first, second] = points;
  const tempC = first?.tempC ?? null;
  if (method.probe === 'ph')
    return method.id === 'ph-one-point' ? onePoint(first, settledS) : twoBuffers(first, second, settledS);
  if (method.probe === 'off-gas-o2' || method.probe === 'off-gas-co2')
    return gasReadings(method, points, finish);
  if (method.probe !== 'do')
    return method.table === undefined ? {} : { [method.table]: tableRows(method, points) };
  return {
    ...number('zeroSignal', first?.reading),
    ...number('airSignal', second?.reading),
    signalUnit: 'percent',
    ...number('t63S', finish.t63S ?? second?.t63S),
    ...number('polarisationH', finish.polarisationH),
    ...number('pressureBarA', finish.pressureBarA),
    ...number('stirrerRpm', finish.stirrerRpm),
    ...number('tempC', tempC),
  };
}

function number(name: string, value: number | null | undefined): Body {
  return value === null || value === undefined ? {} : { [name]: plain(value) };
}

function onePoint(point: CalibrationPoint | undefined, settledS: number): Body {
  return {
    phMethod: 'one-point',
    ...number('pointReference', point?.reference),
    ...number('pointReading', point?.before),
    stableS: Math.round(settledS),
  };
}

function twoBuffers(
  neutral: CalibrationPoint | undefined,
  low: CalibrationPoint | undefined,
  settledS: number,
): Body {
  return {
    phMethod: 'two-point-ph',
    ...number('bufferTempC', neutral?.tempC),
    ...number('ph7', neutral?.reference),
    ...number('ph7Reading', neutral?.reading),
    ...number('ph4', low?.reference),
    ...number('ph4Reading', low?.reading),
    stableS: Math.round(settledS),
  };
}

/**
 * An analyser is judged as it is left: after adjustment it reads the references. What it read before is among the
 * points as found, and as a drift of its own where nothing was adjusted.
 */
function gasReadings(
  method: CalibrationMethod,
  [zero, span]: readonly CalibrationPoint[],
  finish: CalibrationFinish,
): Body {
  const isAdjusted = finish.correction !== 'none';
  const left = (point: CalibrationPoint | undefined) => (isAdjusted ? point?.reference : point?.before);
  const spread = Math.max(
    ...[zero, span].map((point) => Math.abs(point?.drift ?? 0) + 2 * (point?.noise ?? 0)),
  );
  return {
    ...number('n2Reading', left(zero)),
    ...(method.probe === 'off-gas-o2'
      ? number('airReading', left(span))
      : { ...number('spanReference', span?.reference), ...number('spanReading', left(span)) }),
    ...(method.probe === 'off-gas-co2' ? number('rangePct', finish.rangePct) : {}),
    ...(finish.gasDry === undefined ? {} : { gasDry: finish.gasDry }),
    ...number('spreadPct', Number(spread.toFixed(3))),
  };
}

/** Rows of reference and reading; what is adjusted is judged as it is left. */
function tableRows(method: CalibrationMethod, points: readonly CalibrationPoint[]): RowValues[] {
  const grams = method.probe === 'balance' ? 1000 : 1;
  return found(method, points).map(({ reference, before }) => ({
    reference: plain(reference * grams),
    reading: plain(before * grams),
  }));
}

interface FoundRow extends RowValues {
  readonly reference: number;
  readonly reading: number;
  readonly before: number;
}

function found(method: CalibrationMethod, points: readonly CalibrationPoint[]): FoundRow[] {
  const [first] = points;
  const from = method.fromFirst === true ? points.slice(1) : points;
  const zero = (value: number | null | undefined): number => (method.fromFirst === true ? (value ?? 0) : 0);
  return from.map((point) => ({
    reference: plain(point.reference ?? 0),
    reading: plain((point.reading ?? 0) - zero(first?.reading)),
    before: plain((point.before ?? 0) - zero(first?.before)),
    ...(point.noise === null ? {} : { spread: plain(point.noise) }),
    ...(point.seconds === null ? {} : { seconds: plain(point.seconds) }),
  }));
}
