import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import { rateNames, type FeatureDefinition, type RateName } from '../../../shared/model/feature';
import { basicFeatureNames, featuresOf } from '../../../shared/model/feature-catalogue';
import type { PhaseOverride } from '../../../shared/model/phase-override';
import { vesselFactsOf, type VesselFacts } from '../../../shared/model/vessel-facts';
import { brothKgL } from './broth';
import { createFeatureSet, type BasicSource } from './feature-set';
import { createGasSteadiness } from './gas-steadiness';
import { gasRates, perLitre, type AnalyserRanges, type GasRates, type GasSettings } from './gas-rates';
import { inputOf, type InputCell, type InputTag } from './input-cell';
import { addRate, longestBridgeMs, mostMissing, startTotal, type RunningTotal } from './running-total';

/** What the engine must know of a batch before its first window. */
export interface BatchFacts {
  /** Epoch ms. */
  readonly inoculatedAt: number;
  readonly startVolumeL: number;
  readonly analysers: AnalyserRanges;
  /** What is known of the vessel; the defaults of the 15 L scale where absent. */
  readonly vessel?: VesselFacts;
  /** What the analysers read too much before inoculation, dry mole fraction; nothing where absent. */
  readonly baseline?: GasSettings['baseline'];
  /** Broth taken out, oldest first. */
  readonly withdrawals?: readonly Withdrawal[];
  /** What the broth is to be kept at, °C; 30 where absent. */
  readonly tempSetPointC?: number;
  /** What people wrote down that explains what checks see, oldest first. */
  readonly happenings?: readonly Happening[];
}

/** Something done to the batch that its cells do not tell. */
export interface Happening {
  /** Epoch ms. */
  readonly t: number;
  readonly kind: 'sample' | 'antifoam' | 'calibration' | 'set-point';
  readonly words: string;
}

export interface Withdrawal {
  /** Epoch ms. */
  readonly t: number;
  readonly volumeL: number;
}

/** What formulas over one batch need beside its cells. */
export function gasSettingsOf(facts: BatchFacts): GasSettings {
  return {
    analysers: facts.analysers,
    vessel: facts.vessel ?? vesselFactsOf({ scale: '15L' }),
    baseline: facts.baseline ?? { o2: 0, co2: 0 },
  };
}

/** Everything computed for one window but the features. */
export interface WindowValues {
  readonly end: number;
  readonly cell: InputCell;
  /** The two windows before, newest last. */
  readonly previous: readonly InputCell[];
  readonly gas: GasRates;
  /** mmol/L/h. */
  readonly our: Computed;
  readonly cer: Computed;
  readonly rq: Computed;
  /** CO2 evolution of the whole broth, mol/h, where it stands clear of its uncertainty. */
  readonly clearCerMolH: number | null;
  readonly volumeL: number | null;
  /** The same with the reason where there is none. */
  readonly volume: Computed;
  /** Totals since inoculation in mol and L, each with the reason where there is none. */
  readonly totals: Readonly<Record<RateName, Computed>>;
  /** Feeds since inoculation, L; none where a pump never reported. */
  readonly fed: Readonly<Record<'glycerolL' | 'methanolL', Computed>>;
  /** The gas supplied was changing: what balances say of this window is doubtful. */
  readonly isGasLagging: boolean;
  /** Share of the batch's time that the gas balance could not see. */
  readonly gasMissingShare: number;
  /** Largest share of the batch's time that an integral among the features could not see. */
  readonly missingShare: number;
}

/** Everything computed for one window. */
export interface FeatureWindow extends WindowValues {
  /** The features asked for, by name; put together when first looked at. */
  readonly features: Readonly<Record<string, number | null>>;
  /** The same in the order asked for; NaN where there is none. */
  readonly vector: Float64Array;
}

export interface FeatureEngine {
  /** What was asked for, in the order of `vector`. */
  readonly definitions: readonly FeatureDefinition[];
  /** Takes the next window, in order, without leaving one out. */
  push(cell: InputCell): FeatureWindow;
  /** Replaces the phases that people set by hand; those at times already taken change nothing. */
  override(overrides: readonly PhaseOverride[]): void;
}

const hourMs = 3_600_000;
/** A lag of the head space that matters: deviations of the rate, or share of it. */
const lagSigmas = 1;
const lagShare = 0.1;
/** The volume moves by less than 1 % in this time: it may stand in while a pump's reading is away. */
const volumeHoldMs = 30 * 60_000;

/**
 * The features of one batch, window by window. It sees the past only, and the same windows always give the same
 * numbers, live or long afterwards.
 * @param wanted names of features; only these are made, and what they need
 * @throws RangeError naming a feature that there is not
 */
export function createFeatureEngine(
  facts: BatchFacts,
  wanted: readonly string[] = basicFeatureNames,
): FeatureEngine {
  const definitions = featuresOf(wanted);
  const names = definitions.map(({ name }) => name);
  const set = createFeatureSet(facts, definitions);
  let totals = Object.fromEntries(rateNames.map((name) => [name, startTotal(facts.inoculatedAt)])) as Totals;
  let previous: InputCell[] = [];
  let settledMolH: number | null = null;
  let heldVolume = { litres: facts.startVolumeL, at: facts.inoculatedAt };
  const fitted = new Set<InputTag>();
  const settings = gasSettingsOf(facts);
  const steadiness = createGasSteadiness(facts.vessel ?? vesselFactsOf({ scale: '15L' }), facts.startVolumeL);

  return {
    definitions,
    override: (overrides) => set.override(overrides),
    push(cell) {
      for (const tag of pumpTags) if (cell.values[tag] !== null) fitted.add(tag);
      const before = previous;
      const gas = gasRates(cell, previous, settings);
      const lagging = steadiness.push(cell);
      previous = [...previous.slice(-1), cell];
      const rates = ratesOf(cell, gas);
      totals = addRates(totals, cell.end, rates);
      const known = { facts, cell, totals, rates };
      const balanced = volumeOf(known, fitted);
      const volumeL = balanced.value;
      if (volumeL !== null) heldVolume = { litres: volumeL, at: cell.end };
      const volume = pastUnseen(known, fitted)
        ? volumeByWeight(cell)
        : inVessel(
            cell.end - heldVolume.at <= volumeHoldMs ? computed(heldVolume.litres) : balanced,
            facts.withdrawals ?? [],
            cell.end,
          );
      const knownVolume = volume.value;
      const isLagging = isBehind(gas, lagging, settledMolH);
      if (!isLagging && gas.oxygenMolH !== null) settledMolH = Math.abs(gas.oxygenMolH);
      const steady = (rate: Computed): Computed =>
        isLagging && rate.value !== null && rate.quality === 'good'
          ? { ...rate, quality: 'not-steady' }
          : rate;
      const scene = { ...known, volumeL };
      const values: WindowValues = {
        end: cell.end,
        cell,
        previous: before,
        gas,
        volume,
        totals: Object.fromEntries(rateNames.map((name) => [name, totalOf(known, name)])) as Record<
          RateName,
          Computed
        >,
        fed: {
          glycerolL: fitted.has('Feed_Glycerol') ? totalOf(known, 'glycerolL') : computed(0),
          methanolL: fitted.has('Feed_MeOH') ? totalOf(known, 'methanolL') : computed(0),
        },
        isGasLagging: isLagging,
        gasMissingShare: missingShareOf(totals.oxygenMol, facts, cell.end),
        our: steady(asSureAs(volume, perLitre(gas.oxygenMolH, knownVolume, gas.reason))),
        cer: steady(asSureAs(volume, perLitre(gas.carbonDioxideMolH, knownVolume, gas.reason))),
        rq: gas.balance === null ? withheld(gas.reason.quality) : steady(plain(gas.balance.rq)),
        clearCerMolH: gas.carbonDioxideClear ? gas.carbonDioxideMolH : null,
        volumeL: knownVolume,
        missingShare: worstMissing(totals, facts, cell.end),
      };
      return withFeatures(
        values,
        names,
        set.push(values, (source) => valueOf(source, scene)),
      );
    },
  };
}

type Totals = Readonly<Record<RateName, RunningTotal>>;
type Rates = Readonly<Record<RateName, Computed>>;

const pumpTags = ['Base_Pump_Rate', 'Feed_Glycerol', 'Feed_MeOH'] as const satisfies readonly InputTag[];
const pumpRates = { Base_Pump_Rate: 'baseL', Feed_Glycerol: 'glycerolL', Feed_MeOH: 'methanolL' } as const;

function ratesOf(cell: InputCell, gas: GasRates): Rates {
  const litresPerHour = (tag: InputTag): Computed => {
    const { value, quality } = inputOf(cell, tag);
    return value === null ? withheld(quality) : computed((value * 60) / 1000);
  };
  const perHour = (rate: number | null): Computed =>
    rate === null ? withheld(gas.reason.quality) : computed(rate);
  return {
    oxygenMol: perHour(gas.oxygenMolH),
    carbonDioxideMol: perHour(gas.carbonDioxideMolH),
    evaporationL: gas.evaporationLH,
    baseL: litresPerHour('Base_Pump_Rate'),
    glycerolL: litresPerHour('Feed_Glycerol'),
    methanolL: litresPerHour('Feed_MeOH'),
  };
}

function addRates(totals: Totals, t: number, rates: Rates): Totals {
  return Object.fromEntries(
    rateNames.map((name) => [name, addRate(totals[name], t, rates[name].value)]),
  ) as Totals;
}

/** Volume by balance, samples left out. A pump that never reported in this batch is taken as not fitted. */
function volumeOf(scene: Omit<Scene, 'volumeL'>, fitted: ReadonlySet<InputTag>): Computed {
  const poured = pumpTags.filter((tag) => fitted.has(tag)).map((tag) => totalOf(scene, pumpRates[tag]));
  const evaporated = totalOf(scene, 'evaporationL');
  if (evaporated.value === null) return evaporated;
  let litres = scene.facts.startVolumeL - evaporated.value;
  for (const { value, quality } of poured) {
    if (value === null) return withheld(quality);
    litres += value;
  }
  return litres > 0 ? computed(litres) : withheld('impossible');
}

/** All is measured now, but the hours before were not: a station that met a batch under way. */
function pastUnseen(scene: Omit<Scene, 'volumeL'>, fitted: ReadonlySet<InputTag>): boolean {
  const names = [
    'evaporationL',
    ...pumpTags.filter((tag) => fitted.has(tag)).map((tag) => pumpRates[tag]),
  ] as const;
  return (
    names.every((name) => scene.rates[name].value !== null) &&
    names.some((name) => totalOf(scene, name).value === null)
  );
}

/** What the scale says, taken as broth alone: without the past there is nothing to hold it against. */
function volumeByWeight(cell: InputCell): Computed {
  const { value, quality } = inputOf(cell, 'Weight');
  if (value === null) return withheld(quality);
  return value > 0 ? computed(value / brothKgL, 'uncertain-source') : withheld('impossible');
}

/**
 * A balance over gas that was changing is doubtful where what the head space may lag behind is much of the rate.
 * @param settledMolH the rate when it was last sure: one that is wrong must not vouch for itself
 */
function isBehind(
  { balance, oxygenMolH }: GasRates,
  lagging: number | null,
  settledMolH: number | null,
): boolean {
  const rate = Math.abs(oxygenMolH ?? 0);
  const allowed = Math.max(
    lagSigmas * (balance?.our.sigma ?? 0),
    lagShare * Math.min(rate, settledMolH ?? rate),
  );
  return (lagging ?? 0) > allowed;
}

function asSureAs(volume: Computed, rate: Computed): Computed {
  return rate.quality === 'good' && volume.quality !== 'good' ? { ...rate, quality: volume.quality } : rate;
}

function inVessel(balanced: Computed, withdrawals: readonly Withdrawal[], now: number): Computed {
  const taken = withdrawals.reduce((sum, { t, volumeL }) => sum + (t <= now ? volumeL : 0), 0);
  if (balanced.value === null || taken === 0) return balanced;
  return balanced.value > taken ? computed(balanced.value - taken) : withheld('impossible');
}

interface Scene {
  readonly facts: BatchFacts;
  readonly cell: InputCell;
  readonly totals: Totals;
  readonly rates: Rates;
  readonly volumeL: number | null;
}

/** A window with its features; as a record only for those who want one. */
function withFeatures(values: WindowValues, names: readonly string[], vector: Float64Array): FeatureWindow {
  let record: Readonly<Record<string, number | null>> | null = null;
  return {
    ...values,
    vector,
    get features() {
      return (record ??= Object.fromEntries(
        names.map((name, i) => {
          const value = vector[i] ?? Number.NaN;
          return [name, Number.isNaN(value) ? null : value];
        }),
      ));
    },
  };
}

function valueOf(source: BasicSource, scene: Scene): number | null {
  switch (source.kind) {
    case 'age':
      return (scene.cell.end - scene.facts.inoculatedAt) / hourMs;
    case 'volume':
      return scene.volumeL;
    case 'total':
      return totalOf(scene, source.of).value;
    default:
      return source satisfies never;
  }
}

/** A total is known only while its rate is, and while it has seen most of the batch. */
function totalOf({ totals, rates, facts, cell }: Omit<Scene, 'volumeL'>, name: RateName): Computed {
  const unseen = totals[name].missingMs / Math.max(1, cell.end - facts.inoculatedAt);
  if (rates[name].value === null) return rates[name];
  return unseen > mostMissing ? withheld('missing-input') : computed(totals[name].amount);
}

/** Gaps too long to bridge, also one that is still open. */
function missingShareOf({ missingMs, knownTo }: RunningTotal, facts: BatchFacts, now: number): number {
  const open = now - knownTo > longestBridgeMs ? now - knownTo : 0;
  return Math.min(1, (missingMs + open) / Math.max(1, now - facts.inoculatedAt));
}

function worstMissing(totals: Totals, facts: BatchFacts, now: number): number {
  const worst = Math.max(...rateNames.map((name) => totals[name].missingMs));
  return worst / Math.max(1, now - facts.inoculatedAt);
}

function plain({ value, quality }: Computed): Computed {
  return { value, quality };
}
