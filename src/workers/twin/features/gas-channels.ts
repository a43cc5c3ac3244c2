import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import { flowClosure } from '../../../shared/calc/flow-closure';
import { mixInlet, type UncertainRate } from '../../../shared/calc/gas-balance';
import { vvm } from '../../../shared/calc/gas-reference';
import type { WindowValues } from './feature-engine';
import { alignedFlow, normalFlow, type GasSettings } from './gas-rates';
import { inputOf } from './input-cell';
import { using } from './using';

/** Oxygen in the gas supplied, %. */
export function oxygenInPct({ cell }: WindowValues): Computed {
  return using([inputOf(cell, 'Gas_MFC_air'), inputOf(cell, 'Gas_MFC_O2')], (air, oxygen) => {
    const inlet = mixInlet(air, oxygen);
    return inlet === null ? withheld('low-signal') : computed(100 * inlet.o2);
  });
}

/** Gas out as measured against the inert balance, %. */
export function outletClosurePct(window: WindowValues, settings: GasSettings): Computed {
  const { cell, gas, previous } = window;
  const calculated = gas.balance?.flowOutNlMin ?? withheld(gas.reason.quality);
  return using([alignedFlow(cell, previous, 'Gas_Flow_Outlet', settings), calculated], (measured, expected) =>
    using([flowClosure(measured, expected)], (difference) =>
      computed(100 * difference, window.isGasLagging ? 'not-steady' : 'good'),
    ),
  );
}

/** Gas per volume and minute, NL/L/min. */
export function gasPerVolume({ cell, volume }: WindowValues, settings: GasSettings): Computed {
  return using([normalFlow(cell, 'Gas_Flow_Inlet', settings), volume], vvm);
}

/** The volume goes on at standard pressure while the head pressure is unknown; what is shown, g/h, does not. */
export function evaporationGH({ cell, gas }: WindowValues): Computed {
  return using([gas.evaporationLH, inputOf(cell, 'Reactor_Pressure')], (litresH) => computed(1000 * litresH));
}

/** σ of a rate of the whole broth, mol/h, as mmol/L/h. */
export function sigmaPerLitre(rate: UncertainRate | undefined, value: Computed, volume: Computed): Computed {
  if (value.value === null) return withheld(value.quality);
  return using([volume, sigmaOf(rate, value)], (litres, sigma) => computed((1000 * sigma) / litres));
}

/** σ of a rate that has a value; null for the reason that there is none. */
export function sigmaOf(rate: UncertainRate | undefined, value: Computed): Computed {
  const sigma = rate?.sigma ?? null;
  if (value.value === null) return withheld(value.quality);
  return sigma === null ? withheld('low-signal') : computed(sigma, value.quality);
}
