import type { Computed } from '../../../shared/calc/computed';
import { computed, withheld } from '../../../shared/calc/computed';
import { gasBalance, isOffRange, mixInlet, type GasBalance } from '../../../shared/calc/gas-balance';
import { waterFraction } from '../../../shared/calc/humidity';
import { normalMolarVolumeL } from '../../../shared/calc/gas-reference';
import type { InputCell, InputTag } from './input-cell';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Ranges of the two analysers, % v/v. */
export interface AnalyserRanges {
  readonly o2: Range;
  readonly co2: Range;
}

/** What the gas says about one window. Rates are of the whole broth, so that no volume is needed. */
export interface GasRates {
  /** mol/h, and clear when above five of its standard deviations. */
  readonly oxygenMolH: number | null;
  readonly carbonDioxideMolH: number | null;
  readonly carbonDioxideClear: boolean;
  /** Water lost through the condenser, L/h. */
  readonly evaporationLH: number | null;
  readonly balance: GasBalance | null;
  /** Why there is no balance. */
  readonly reason: Computed;
}

/** Gas leaves the vessel this dry: dew point at the condenser's outlet, °C (science.md D14). */
const condenserC = 12;
const flowTags = ['Gas_Flow_Inlet', 'Gas_MFC_air', 'Gas_MFC_O2'] as const satisfies readonly InputTag[];
type FlowTag = (typeof flowTags)[number];

/**
 * Oxygen taken and CO2 given by the broth in one window. The off-gas of a window entered the analyser line 45 s before
 * (science.md D2), so it is balanced against the inlet of that time: half of each of the two windows before.
 * @param previous the two windows before, newest last; at the beginning of a batch fewer
 */
export function gasRates(
  cell: InputCell,
  previous: readonly InputCell[],
  analysers: AnalyserRanges,
): GasRates {
  const flow = alignedFlow(cell, previous, 'Gas_Flow_Inlet');
  const air = alignedFlow(cell, previous, 'Gas_MFC_air');
  const oxygen = alignedFlow(cell, previous, 'Gas_MFC_O2');
  const { OffGas_O2: o2, OffGas_CO2: co2 } = cell.values;
  const evaporationLH = flow === null ? null : waterLossLH(flow, cell.values.Reactor_Pressure);
  if (flow === null || air === null || oxygen === null || o2 === null || co2 === null) {
    return without(evaporationLH, withheld('missing-input'));
  }
  if (isOffRange(o2, analysers.o2) || isOffRange(co2, analysers.co2))
    return without(evaporationLH, withheld('off-range'));
  const inlet = mixInlet(air, oxygen);
  if (inlet === null) return without(evaporationLH, withheld('low-signal'));
  const outlet = { o2: o2 / 100, co2: Math.max(0, co2 / 100) };
  // A volume of one litre makes the specific rates those of the whole broth.
  const balance = gasBalance({ flowInNlMin: flow, inlet, outlet, volumeL: 1 });
  const { our, cer } = balance;
  return {
    evaporationLH,
    balance,
    oxygenMolH: our.value,
    carbonDioxideMolH: cer.value,
    carbonDioxideClear: (cer.value ?? 0) > 5 * (cer.sigma ?? Number.POSITIVE_INFINITY),
    reason: { value: null, quality: our.quality },
  };
}

/** A rate of the whole broth as mmol/L/h. */
export function perLitre(rateMolH: number | null, volumeL: number | null, reason: Computed): Computed {
  if (rateMolH === null) return reason;
  if (volumeL === null) return withheld('missing-input');
  return volumeL > 0 ? computed((1000 * rateMolH) / volumeL) : withheld('impossible');
}

function without(evaporationLH: number | null, reason: Computed): GasRates {
  return {
    evaporationLH,
    reason,
    balance: null,
    oxygenMolH: null,
    carbonDioxideMolH: null,
    carbonDioxideClear: false,
  };
}

function alignedFlow(cell: InputCell, previous: readonly InputCell[], tag: FlowTag): number | null {
  const [older, newer] = previous.length < 2 ? [cell, cell] : [previous.at(-2), previous.at(-1)];
  const before = older?.values[tag] ?? null;
  const after = newer?.values[tag] ?? null;
  if (cell.values[tag] === null || before === null || after === null) return null;
  return (before + after) / 2;
}

/** Litres of water (1 kg each) that the dry gas carries off at the condenser's temperature; D4. */
function waterLossLH(flowNlMin: number, pressureBarA: number | null): number | null {
  const water = waterFraction(condenserC, pressureBarA ?? 1.01325).value;
  return water === null
    ? null
    : (((flowNlMin * 60) / normalMolarVolumeL) * (water / (1 - water)) * 18.015) / 1000;
}
