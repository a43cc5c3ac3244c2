import {
  gasClosureCheck,
  oxygenTransferCheck,
  weightResidualCheck,
  type BalancePoint,
} from '../../../shared/calc/balance-checks';
import { rankSuspects, type SensorSuspicion } from '../../../shared/calc/sensor-suspicion';
import { medianInPlace } from '../../../shared/calc/statistics';
import { stuckSensor, type Witness } from '../../../shared/calc/stuck-sensor';
import { temperatureVote } from '../../../shared/calc/temperature-vote';
import type { InputCell, InputTag } from '../features/input-cell';

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

/** Which sensor lies, as far as the others tell (science.md D10). */
export interface SensorWatch {
  add(window: WatchedWindow): void;
  /** What speaks against sensors now; each names the likeliest first and keeps the time and words it began with. */
  suspicions(): readonly SensorSuspicion[];
}

const windowsKept = 400;
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
export function createSensorWatch(): SensorWatch {
  let windows: WatchedWindow[] = [];
  let scale: Scale | null = null;
  const begun = new Map<string, SensorSuspicion>();

  const transferChecked = (): SensorSuspicion | null => {
    const known = scale ?? scaleOf(windows);
    const found =
      known === null ? null : oxygenTransferCheck(windows.map((window) => transferPoint(window, known)));
    // A doubt must not be learned away while it lasts.
    scale = found === null ? null : known;
    return found;
  };

  return {
    add: (window) => {
      windows.push(window);
      if (windows.length > 2 * windowsKept) windows = windows.slice(-windowsKept);
    },
    suspicions: () => {
      const found = [
        temperatureVote(windows.map(({ cell }) => votesOf(cell))),
        gasClosureCheck(windows.map(gasPair)),
        weightResidualCheck(windows.map(weightPoint)),
        transferChecked(),
        ...stuckChecks.map(([tag, witnesses]) =>
          stuckSensor(
            tag,
            seriesOf(windows, tag),
            0,
            witnesses.map(([witness, leastMove]): Witness => ({
              tag: witness,
              series: seriesOf(windows, witness),
              leastMove,
            })),
          ),
        ),
      ].filter((suspicion) => suspicion !== null);
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
  return windows.slice(-windowsKept / 4).map(({ cell }) => ({ t: cell.end, value: cell.values[tag] }));
}
