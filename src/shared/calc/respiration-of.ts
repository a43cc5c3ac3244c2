import type { VesselFacts } from '../model/vessel-facts';
import { gasBalance, isOffRange, mixInlet } from './gas-balance';
import { referredToNormalFlow } from './gas-reference';
import { dryFraction, waterFraction } from './humidity';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** What the gas balance of a whole batch must know of its unit. */
export interface RespirationSettings {
  /** Broth volume where no balance of it was recorded, L. */
  readonly startVolumeL: number;
  /** Ranges of the two analysers, % v/v. */
  readonly analysers: { readonly o2: Range; readonly co2: Range };
  readonly vessel: Pick<VesselFacts, 'gasReference' | 'analyserDry' | 'condenserTempC'>;
  readonly windows: number;
}

/** What the gas says of each window; NaN where it says nothing. */
export interface Respiration {
  /** mmol/L/h. */
  readonly OUR: Float64Array;
  /** mmol/L/h. */
  readonly CER: Float64Array;
  readonly RQ: Float64Array;
  /** CER where it stands clear of five of its standard deviations, mmol/L/h. */
  readonly CER_clear: Float64Array;
}

type Columns = Readonly<Record<string, Float64Array>>;

/**
 * Inert-gas balance of every 30 s window (science.md D2), against the inlet of the two windows before: the off-gas
 * entered its line 45 s before it was read.
 */
export function respirationOf(columns: Columns, settings: RespirationSettings): Respiration & Columns {
  const { windows } = settings;
  const made = {
    OUR: new Float64Array(windows).fill(Number.NaN),
    CER: new Float64Array(windows).fill(Number.NaN),
    RQ: new Float64Array(windows).fill(Number.NaN),
    CER_clear: new Float64Array(windows).fill(Number.NaN),
  };
  for (let i = 0; i < windows; i += 1) {
    const balance = balanceAt(columns, i, settings);
    if (balance === null) continue;
    const { our, cer, rq } = balance;
    made.OUR[i] = 1000 * (our.value ?? Number.NaN);
    made.CER[i] = 1000 * (cer.value ?? Number.NaN);
    made.RQ[i] = rq.value ?? Number.NaN;
    if ((cer.value ?? 0) > 5 * (cer.sigma ?? Number.POSITIVE_INFINITY)) made.CER_clear[i] = made.CER[i] ?? 0;
  }
  return made;
}

function balanceAt(columns: Columns, i: number, settings: RespirationSettings) {
  const at = (tag: string, j: number): number => columns[tag]?.[j] ?? Number.NaN;
  const before = (tag: string): number => (i < 2 ? at(tag, i) : (at(tag, i - 1) + at(tag, i - 2)) / 2);
  const inlet = mixInlet(before('Gas_MFC_air'), before('Gas_MFC_O2'));
  const flow = referredToNormalFlow(before('Gas_Flow_Inlet'), settings.vessel.gasReference).value;
  const o2 = dryOf(at('OffGas_O2', i), settings.analysers.o2, at('Reactor_Pressure', i), settings);
  const co2 = dryOf(at('OffGas_CO2', i), settings.analysers.co2, at('Reactor_Pressure', i), settings);
  if (inlet === null || flow === null || o2 === null || co2 === null) return null;
  const volume = at('Volume', i);
  return gasBalance({
    flowInNlMin: flow,
    inlet,
    outlet: { o2, co2: Math.max(0, co2) },
    volumeL: volume > 0 ? volume : settings.startVolumeL,
  });
}

/** Dry mole fraction of what an analyser reads, %; null at the end of its range. */
function dryOf(reading: number, range: Range, barA: number, { vessel }: RespirationSettings): number | null {
  if (Number.isNaN(reading) || isOffRange(reading, range)) return null;
  if (vessel.analyserDry) return reading / 100;
  const water = waterFraction(vessel.condenserTempC, barA).value;
  return water === null ? null : dryFraction(reading / 100, water).value;
}
