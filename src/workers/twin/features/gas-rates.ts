import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import { gasBalance, isOffRange, mixInlet, type GasBalance } from '../../../shared/calc/gas-balance';
import { normalMolarVolumeL, referredToNormalFlow } from '../../../shared/calc/gas-reference';
import { dryFraction, waterFraction } from '../../../shared/calc/humidity';
import type { VesselFacts } from '../../../shared/model/vessel-facts';
import { inputOf, type InputCell, type InputTag } from './input-cell';
import { using } from './using';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Ranges of the two analysers, % v/v. */
export interface AnalyserRanges {
  readonly o2: Range;
  readonly co2: Range;
}

/** What the gas balance must know of a unit; the defaults are those of a dry analyser and normal litres. */
export interface GasSettings {
  readonly analysers: AnalyserRanges;
  readonly vessel: Pick<VesselFacts, 'gasReference' | 'analyserDry' | 'condenserTempC'>;
  /** What each analyser read too much before inoculation, dry mole fraction; 0 where nobody knows. */
  readonly baseline: { readonly o2: number; readonly co2: number };
}

/** What the gas says about one window. Rates are of the whole broth, so that no volume is needed. */
export interface GasRates {
  /** mol/h, and clear when above five of its standard deviations. */
  readonly oxygenMolH: number | null;
  readonly carbonDioxideMolH: number | null;
  readonly carbonDioxideClear: boolean;
  /** Water lost through the condenser, L/h. */
  readonly evaporationLH: Computed;
  readonly balance: GasBalance | null;
  /** Why there is no balance. */
  readonly reason: Computed;
}

type FlowTag = 'Gas_Flow_Inlet' | 'Gas_MFC_air' | 'Gas_MFC_O2' | 'Gas_Flow_Outlet';
type AnalyserTag = 'OffGas_O2' | 'OffGas_CO2';

/**
 * Oxygen taken and CO2 given by the broth in one window. The off-gas of a window entered the analyser line 45 s before
 * (science.md D2), so it is balanced against the inlet of that time: half of each of the two windows before.
 * @param previous the two windows before, newest last; at the beginning of a batch fewer
 */
export function gasRates(cell: InputCell, previous: readonly InputCell[], settings: GasSettings): GasRates {
  const flow = alignedFlow(cell, previous, 'Gas_Flow_Inlet', settings);
  const air = alignedFlow(cell, previous, 'Gas_MFC_air', settings);
  const oxygen = alignedFlow(cell, previous, 'Gas_MFC_O2', settings);
  const evaporationLH = using([flow], (nlMin) =>
    waterLossLH(nlMin, cell.values.Reactor_Pressure, settings.vessel.condenserTempC),
  );
  const without = (reason: Computed): GasRates => ({
    evaporationLH,
    reason: withheld(reason.quality),
    balance: null,
    oxygenMolH: null,
    carbonDioxideMolH: null,
    carbonDioxideClear: false,
  });
  const missing = [
    flow,
    air,
    oxygen,
    outletFraction(cell, 'OffGas_O2', settings),
    outletFraction(cell, 'OffGas_CO2', settings),
  ];
  const lacking = missing.find(({ value }) => value === null);
  const [flowInNlMin, airNlMin, oxygenNlMin, o2, co2] = missing.map(({ value }) => value ?? 0);
  if (lacking) return without(lacking);
  const inlet = mixInlet(airNlMin ?? 0, oxygenNlMin ?? 0);
  if (inlet === null) return without(withheld('low-signal'));
  // A volume of one litre makes the specific rates those of the whole broth.
  const outlet = { o2: o2 ?? 0, co2: Math.max(0, co2 ?? 0) };
  const balance = gasBalance({ flowInNlMin: flowInNlMin ?? 0, inlet, outlet, volumeL: 1 });
  const { our, cer } = balance;
  return {
    evaporationLH,
    balance,
    oxygenMolH: our.value,
    carbonDioxideMolH: cer.value,
    carbonDioxideClear: (cer.value ?? 0) > 5 * (cer.sigma ?? Number.POSITIVE_INFINITY),
    reason: withheld(our.quality),
  };
}

/** A rate of the whole broth as mmol/L/h. */
export function perLitre(rateMolH: number | null, volumeL: number | null, reason: Computed): Computed {
  if (rateMolH === null) return reason;
  if (volumeL === null) return withheld('missing-input');
  return volumeL > 0 ? computed((1000 * rateMolH) / volumeL) : withheld('impossible');
}

/** Dry mole fraction of what leaves, without the analyser's baseline; withheld at the end of its range. */
export function outletFraction(cell: InputCell, tag: AnalyserTag, settings: GasSettings): Computed {
  const { vessel, analysers, baseline } = settings;
  const [range, offset] = tag === 'OffGas_O2' ? [analysers.o2, baseline.o2] : [analysers.co2, baseline.co2];
  return using([inputOf(cell, tag)], (reading) => {
    if (isOffRange(reading, range)) return withheld('off-range');
    if (vessel.analyserDry) return computed(reading / 100 - offset);
    return using([inputOf(cell, 'Reactor_Pressure')], (barA) =>
      using([waterFraction(vessel.condenserTempC, barA)], (water) =>
        using([dryFraction(reading / 100, water)], (dry) => computed(dry - offset)),
      ),
    );
  });
}

/** A flow of the time when the off-gas of this window left the broth, NL/min. */
export function alignedFlow(
  cell: InputCell,
  previous: readonly InputCell[],
  tag: FlowTag,
  { vessel }: GasSettings,
): Computed {
  const [older, newer] = previous.length < 2 ? [cell, cell] : [previous.at(-2), previous.at(-1)];
  if (!older || !newer) return withheld('missing-input');
  return using([inputOf(cell, tag), inputOf(older, tag), inputOf(newer, tag)], (_now, before, after) =>
    referredToNormalFlow((before + after) / 2, vessel.gasReference),
  );
}

/** Litres of water (1 kg each) that the dry gas carries off at the condenser's temperature; D4. */
function waterLossLH(flowNlMin: number, pressureBarA: number | null, condenserC: number): Computed {
  return using([waterFraction(condenserC, pressureBarA ?? 1.01325)], (water) =>
    computed((((flowNlMin * 60) / normalMolarVolumeL) * (water / (1 - water)) * 18.015) / 1000),
  );
}

/** An input flow of this window in normal litres per minute. */
export function normalFlow(cell: InputCell, tag: InputTag, { vessel }: GasSettings): Computed {
  return using([inputOf(cell, tag)], (flow) => referredToNormalFlow(flow, vessel.gasReference));
}
