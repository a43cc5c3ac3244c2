import { withheld, type Computed } from '../../../shared/calc/computed';
import { featureCatalogue, rateNames, type FeatureDefinition, type RateName } from './feature-catalogue';
import { gasRates, perLitre, type AnalyserRanges, type GasRates } from './gas-rates';
import type { InputCell, InputTag } from './input-cell';
import { addRate, startTotal, type RunningTotal } from './running-total';

/** What the engine must know of a batch before its first window. */
export interface BatchFacts {
  /** Epoch ms. */
  readonly inoculatedAt: number;
  readonly startVolumeL: number;
  readonly analysers: AnalyserRanges;
}

/** Everything computed for one window. */
export interface FeatureWindow {
  readonly end: number;
  readonly cell: InputCell;
  /** mmol/L/h. */
  readonly our: Computed;
  readonly cer: Computed;
  readonly rq: Computed;
  /** CO2 evolution of the whole broth, mol/h, where it stands clear of its uncertainty. */
  readonly clearCerMolH: number | null;
  readonly volumeL: number | null;
  readonly features: Readonly<Record<string, number | null>>;
  /** Largest share of the batch's time that an integral among the features could not see. */
  readonly missingShare: number;
}

export interface FeatureEngine {
  /** Takes the next window, in order, without leaving one out. */
  push(cell: InputCell): FeatureWindow;
}

const hourMs = 3_600_000;
/** An integral that could not see more of the batch than this says nothing. */
const mostMissing = 0.1;
/** The volume moves by less than 1 % in this time: it may stand in while a pump's reading is away. */
const volumeHoldMs = 30 * 60_000;

/**
 * The features of one batch, window by window. It sees the past only, and the same windows always give the same
 * numbers, live or long afterwards.
 */
export function createFeatureEngine(facts: BatchFacts): FeatureEngine {
  let totals = Object.fromEntries(rateNames.map((name) => [name, startTotal(facts.inoculatedAt)])) as Totals;
  let previous: InputCell[] = [];
  let heldVolume = { litres: facts.startVolumeL, at: facts.inoculatedAt };
  const fitted = new Set<InputTag>();

  return {
    push(cell) {
      for (const tag of pumpTags) if (cell.values[tag] !== null) fitted.add(tag);
      const gas = gasRates(cell, previous, facts.analysers);
      previous = [...previous.slice(-1), cell];
      const rates = ratesOf(cell, gas);
      totals = addRates(totals, cell.end, rates);
      const known = { facts, cell, totals, rates };
      const volumeL = volumeOf(known, fitted);
      if (volumeL !== null) heldVolume = { litres: volumeL, at: cell.end };
      const knownVolume = cell.end - heldVolume.at <= volumeHoldMs ? heldVolume.litres : null;
      const scene = { ...known, volumeL };
      return {
        end: cell.end,
        cell,
        our: perLitre(gas.oxygenMolH, knownVolume, gas.reason),
        cer: perLitre(gas.carbonDioxideMolH, knownVolume, gas.reason),
        rq: gas.balance === null ? withheld(gas.reason.quality) : plain(gas.balance.rq),
        clearCerMolH: gas.carbonDioxideClear ? gas.carbonDioxideMolH : null,
        volumeL: knownVolume,
        features: Object.fromEntries(featureCatalogue.map((f) => [f.name, valueOf(f, scene)])),
        missingShare: worstMissing(totals, facts, cell.end),
      };
    },
  };
}

type Totals = Readonly<Record<RateName, RunningTotal>>;
type Rates = Readonly<Record<RateName, number | null>>;

const pumpTags = ['Base_Pump_Rate', 'Feed_Glycerol', 'Feed_MeOH'] as const satisfies readonly InputTag[];
const pumpRates = { Base_Pump_Rate: 'baseL', Feed_Glycerol: 'glycerolL', Feed_MeOH: 'methanolL' } as const;

function ratesOf(cell: InputCell, gas: GasRates): Rates {
  const litresPerHour = (mlMin: number | null): number | null =>
    mlMin === null ? null : (mlMin * 60) / 1000;
  return {
    oxygenMol: gas.oxygenMolH,
    carbonDioxideMol: gas.carbonDioxideMolH,
    evaporationL: gas.evaporationLH,
    baseL: litresPerHour(cell.values.Base_Pump_Rate),
    glycerolL: litresPerHour(cell.values.Feed_Glycerol),
    methanolL: litresPerHour(cell.values.Feed_MeOH),
  };
}

function addRates(totals: Totals, t: number, rates: Rates): Totals {
  return Object.fromEntries(rateNames.map((name) => [name, addRate(totals[name], t, rates[name])])) as Totals;
}

/** Volume by balance. A pump that never reported in this batch is taken as not fitted. */
function volumeOf(scene: Omit<Scene, 'volumeL'>, fitted: ReadonlySet<InputTag>): number | null {
  const poured = pumpTags.filter((tag) => fitted.has(tag)).map((tag) => totalOf(scene, pumpRates[tag]));
  const evaporated = totalOf(scene, 'evaporationL');
  if (evaporated === null) return null;
  let litres = scene.facts.startVolumeL - evaporated;
  for (const amount of poured) {
    if (amount === null) return null;
    litres += amount;
  }
  return litres > 0 ? litres : null;
}

interface Scene {
  readonly facts: BatchFacts;
  readonly cell: InputCell;
  readonly totals: Totals;
  readonly rates: Rates;
  readonly volumeL: number | null;
}

function valueOf({ source }: FeatureDefinition, scene: Scene): number | null {
  switch (source.kind) {
    case 'age':
      return (scene.cell.end - scene.facts.inoculatedAt) / hourMs;
    case 'volume':
      return scene.volumeL;
    case 'total':
      return totalOf(scene, source.of);
    default:
      return source satisfies never;
  }
}

/** A total is known only while its rate is, and while it has seen most of the batch. */
function totalOf({ totals, rates, facts, cell }: Omit<Scene, 'volumeL'>, name: RateName): number | null {
  const unseen = totals[name].missingMs / Math.max(1, cell.end - facts.inoculatedAt);
  return rates[name] === null || unseen > mostMissing ? null : totals[name].amount;
}

function worstMissing(totals: Totals, facts: BatchFacts, now: number): number {
  const worst = Math.max(...rateNames.map((name) => totals[name].missingMs));
  return worst / Math.max(1, now - facts.inoculatedAt);
}

function plain({ value, quality }: Computed): Computed {
  return { value, quality };
}
