import {
  gasClosureCheck,
  oxygenTransferCheck,
  weightResidualCheck,
  type BalancePoint,
} from '../../../shared/calc/balance-checks';
import {
  rankSuspects,
  type SensorCheckId,
  type SensorSuspicion,
} from '../../../shared/calc/sensor-suspicion';
import { medianInPlace } from '../../../shared/calc/statistics';
import { stuckSensor, type Witness } from '../../../shared/calc/stuck-sensor';
import { temperatureVote } from '../../../shared/calc/temperature-vote';
import { emptyCell, type InputCell, type InputTag } from '../features/input-cell';
import type { ExplainedSpan, ExplainedSpans } from './explained-spans';

/** What the cross-checks see of a window; null where missing. */
export interface WatchedWindow {
  readonly cell: InputCell;
  readonly gasOutMeasured: number | null;
  readonly gasOutCalculated: number | null;
  /** Rates of the vessel's weight over half an hour, g/h. */
  readonly weightGH: number | null;
  readonly expectedWeightGH: number | null;
  /** mmol/L/h: by the gas, with σ, and by the kLa correlation. */
  readonly our: number | null;
  readonly ourSigma: number | null;
  readonly transfer: number | null;
  /** Stirrer power, W/L. */
  readonly powerWL: number | null;
}

/** A doubt that an event explains, and is not raised. */
export interface ExplainedDoubt {
  readonly suspicion: SensorSuspicion;
  readonly span: ExplainedSpan;
}

/** Which sensor lies, as far as the others tell (science.md D10). */
export interface SensorWatch {
  add(window: WatchedWindow): void;
  /** Doubts that would be raised now, were it not for what happened. */
  explained(): readonly ExplainedDoubt[];
  /** What speaks against sensors now; each names the likeliest first and keeps the time and words it began with. */
  suspicions(): readonly SensorSuspicion[];
}

const windowsKept = 400;
/** Events this long before a doubt are told with it. */
const holdMs = 30 * 60_000;
const checks = ['stuck', 'temperature-vote', 'gas-closure', 'weight-residual', 'oxygen-transfer'] as const;
const nothingHappened: Pick<ExplainedSpans, 'at' | 'within'> = { at: () => null, within: () => null };
/** Of the sum of both ends of half an hour: noise and steps of the scale, g/h. */
const weightSigmaGH = 6;
/** Pumps deliver what they say to this share. */
const pumpShare = 0.03;
/** The correlation follows the broth's drift to this share. */
const transferShare = 0.1;
/** The correlation is scaled to what was seen before the last 20 min. */
const scaledBeforeMs = 20 * 60_000;
const leastScaled = 60;
/** The correlation holds only near the stirrer power that it was scaled at: this far apart on ln P. */
const nearPower = 0.3;

const temperatureTags = ['Temp_Broth', 'Temp_pH_Probe', 'Temp_DO_Probe'] as const;
/** Sensors whose own noise moves them in every window, and what shows that the process moves. */
const stuckChecks = [
  [
    'OffGas_O2',
    [
      ['OffGas_CO2', 0.1],
      ['DO', 5],
      ['Stir_PV', 20],
    ],
  ],
  [
    'OffGas_CO2',
    [
      ['OffGas_O2', 0.1],
      ['DO', 5],
      ['Stir_PV', 20],
    ],
  ],
  [
    'OD',
    [
      ['OffGas_CO2', 0.1],
      ['OffGas_O2', 0.1],
    ],
  ],
  [
    'DO',
    [
      ['Stir_PV', 20],
      ['OffGas_O2', 0.1],
    ],
  ],
] as const satisfies readonly (readonly [InputTag, readonly (readonly [InputTag, number])[]])[];

/** Compares the sensors of one batch with each other. */
export function createSensorWatch(
  spans: Pick<ExplainedSpans, 'at' | 'within'> = nothingHappened,
): SensorWatch {
  let windows: WatchedWindow[] = [];
  let scale: Scale | null = null;
  const begun = new Map<string, SensorSuspicion>();

  const transferChecked = (judged: readonly WatchedWindow[], known: Scale | null): SensorSuspicion | null =>
    known === null ? null : oxygenTransferCheck(judged.map((window) => transferPoint(window, known)));
  /** Every check over the windows, each blind where something explains it; or none of them blind. */
  const look = (known: Scale | null, isBlind: boolean): SensorSuspicion[] => {
    const seenBy = (check: SensorCheckId): readonly WatchedWindow[] =>
      isBlind ? windows.map((w) => (spans.at(check, w.cell.end) === null ? w : unseen(w))) : windows;
    const moving = seenBy('stuck').slice(-windowsKept / 4);
    return [
      temperatureVote(seenBy('temperature-vote').map(({ cell }) => votesOf(cell))),
      gasClosureCheck(seenBy('gas-closure').map(gasPair)),
      weightResidualCheck(seenBy('weight-residual').map(weightPoint)),
      transferChecked(seenBy('oxygen-transfer'), known),
      ...stuckChecks.map(([tag, witnesses]) =>
        stuckSensor(
          tag,
          seriesOf(moving, tag),
          0,
          witnesses.map(([witness, leastMove]): Witness => ({
            tag: witness,
            series: seriesOf(moving, witness),
            leastMove,
          })),
        ),
      ),
    ].filter((suspicion) => suspicion !== null);
  };

  return {
    add: (window) => {
      windows.push(window);
      if (windows.length > 2 * windowsKept) windows = windows.slice(-windowsKept);
    },
    explained: () => {
      const [first, last] = [windows.at(-windowsKept), windows.at(-1)];
      if (!last || !checks.some((check) => spans.at(check, last.cell.end) !== null)) return [];
      const known = scale ?? scaleOf(windows);
      const raised = new Set(look(known, true).map(({ check }) => check));
      return look(known, false).flatMap((suspicion) => {
        const span = spans.within(
          suspicion.check,
          Math.max(suspicion.since, first?.cell.end ?? 0),
          last.cell.end,
        );
        return span === null || raised.has(suspicion.check) ? [] : [{ suspicion, span }];
      });
    },
    suspicions: () => {
      const known = scale ?? scaleOf(windows);
      const found = look(known, true).map((one) => {
        const end = windows.at(-1)?.cell.end ?? one.since;
        // A run of doubt begins anew behind what explained it: what came before is told.
        const span = spans.within(one.check, one.since - holdMs, end);
        return span === null ? one : { ...one, evidence: `${one.evidence}; not judged after: ${span.words}` };
      });
      // A doubt must not be learned away while it lasts.
      scale = found.some(({ check }) => check === 'oxygen-transfer') ? known : null;
      const order = rankSuspects(found).map(({ tag }) => tag);
      const now = new Map(
        found.map((one) => {
          const suspects = one.suspects.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
          // A balance is one doubt, whoever leads the list; of the others each sensor is its own.
          const key = one.suspects.length > 1 ? one.check : `${one.check} ${one.suspects[0] ?? ''}`;
          return [key, { ...one, suspects }];
        }),
      );
      for (const key of begun.keys()) if (!now.has(key)) begun.delete(key);
      for (const [key, one] of now) if (!begun.has(key)) begun.set(key, one);
      return [...begun.values()];
    },
  };
}

/** A window in which nothing can be judged. */
function unseen({ cell }: WatchedWindow): WatchedWindow {
  return {
    cell: emptyCell(cell.end),
    gasOutMeasured: null,
    gasOutCalculated: null,
    weightGH: null,
    expectedWeightGH: null,
    our: null,
    ourSigma: null,
    transfer: null,
    powerWL: null,
  };
}

function votesOf({ end, values }: InputCell) {
  return { t: end, tempC: Object.fromEntries(temperatureTags.map((tag) => [tag, values[tag]])) };
}

function gasPair({ cell, gasOutMeasured, gasOutCalculated }: WatchedWindow) {
  return { t: cell.end, measuredNlMin: gasOutMeasured, calculatedNlMin: gasOutCalculated };
}

function weightPoint({ cell, weightGH, expectedWeightGH }: WatchedWindow): BalancePoint {
  const sigma = Math.hypot(weightSigmaGH, pumpShare * (expectedWeightGH ?? 0));
  return { t: cell.end, measured: weightGH, expected: expectedWeightGH, sigma };
}

/** What the correlation was worth at a stirrer power. */
interface Scale {
  readonly share: number;
  readonly powerWL: number;
}

function transferPoint(window: WatchedWindow, scale: Scale): BalancePoint {
  const { cell, our, ourSigma, transfer, powerWL } = window;
  const expected = transfer === null || !isNear(powerWL, scale.powerWL) ? null : scale.share * transfer;
  const sigma = Math.hypot(ourSigma ?? 0, transferShare * (expected ?? 0));
  return { t: cell.end, measured: our, expected, sigma };
}

/** OUR over the correlation's transfer, as the hours before had it at such stirring; null while nobody knows. */
function scaleOf(windows: readonly WatchedWindow[]): Scale | null {
  const last = windows.at(-1);
  const powerWL = last?.powerWL ?? null;
  if (!last || powerWL === null) return null;
  const shares = windows.flatMap(({ cell, our, transfer, powerWL: power }) =>
    our !== null &&
    transfer !== null &&
    transfer > 0 &&
    isNear(power, powerWL) &&
    cell.end <= last.cell.end - scaledBeforeMs
      ? [our / transfer]
      : [],
  );
  const share = medianInPlace(Float64Array.from(shares.slice(-2 * leastScaled)));
  return share === null || shares.length < leastScaled ? null : { share, powerWL };
}

function isNear(power: number | null, to: number): boolean {
  return power !== null && power > 0 && to > 0 && Math.abs(Math.log(power / to)) < nearPower;
}

function seriesOf(windows: readonly WatchedWindow[], tag: InputTag) {
  return windows.map(({ cell }) => ({ t: cell.end, value: cell.values[tag] }));
}
