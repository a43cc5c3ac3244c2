import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import { dissolvedFromPct } from '../../../shared/calc/dissolved-oxygen';
import { klaStationary } from '../../../shared/calc/kla-stationary';
import { equilibriumOxygenMmolL } from '../../../shared/calc/oxygen-solubility';
import {
  gassedPowerW,
  powerPerVolumeKwM3,
  tipSpeedMS,
  torquePowerW,
  ungassedPowerW,
} from '../../../shared/calc/stirrer-power';
import { klaOfCorrelation, superficialSpeedMS } from '../../../shared/calc/vant-riet';
import type { WindowValues } from '../features/feature-engine';
import { normalFlow, outletFraction, type GasSettings } from '../features/gas-rates';
import { inputOf } from '../features/input-cell';
import { using } from '../features/using';
import type { VesselFacts } from '../../../shared/model/vessel-facts';

/** Stirring, and oxygen on its way from gas to broth, in one window. */
export type OxygenTransferValues = Readonly<
  Record<'C_star' | 'DO_mmol' | 'kLa' | 'OTR' | 'P_V' | 'P_torque' | 'Tip_speed', Computed>
> & {
  /** Stirrer power by correlation, W/L: what the correlation of kLa goes by, whatever the torque says. */
  readonly powerWL: Computed;
};

const densityKgM3 = 1030;
/** A DO reading this far below zero is noise of a probe at zero, %. */
const doNoise = 1;
/** Below this a step of the torque reading is more than a twentieth of it, % of its scale. */
const leastTorquePct = 1;

/** Solubility, dissolved oxygen, kLa and stirrer power (science.md D3 and D4). */
export function oxygenTransfer(
  window: WindowValues,
  settings: GasSettings,
  facts: VesselFacts,
): OxygenTransferValues {
  const { cell, volume, our } = window;
  const broth = inputOf(cell, 'Temp_Broth');
  const pressure = inputOf(cell, 'Reactor_Pressure');
  const speed = inputOf(cell, 'Stir_PV');
  const saturation = using(
    [broth, pressure, outletFraction(cell, 'OffGas_O2', settings)],
    (tempC, barA, o2) =>
      equilibriumOxygenMmolL({ tempC, pressureBarA: barA, o2, mediumFactor: facts.mediumFactor }),
  );
  const dissolved = using([inputOf(cell, 'DO'), broth], (pct, tempC) =>
    dissolvedFromPct(pct > -doNoise ? Math.max(0, pct) : pct, tempC, {
      tempC: facts.doCalibrationTempC,
      pressureBarA: facts.doCalibrationBarA,
      o2: facts.doCalibrationO2,
      mediumFactor: facts.mediumFactor,
    }),
  );
  const gasLMin = using([normalFlow(cell, 'Gas_Flow_Inlet', settings), broth, pressure], actualFlow);
  const powerWL = using([speed, gasLMin, volume], (rpm, flow, volumeL) =>
    using([ungassedPowerW(stirrerOf(facts), rpm, densityKgM3)], (ungassed) =>
      using([gassedPowerW(ungassed, stirrerOf(facts), rpm, flow)], (watt) =>
        powerPerVolumeKwM3(watt, volumeL),
      ),
    ),
  );
  const torqueW = using([inputOf(cell, 'Stir_torque'), speed], (pct, rpm) =>
    pct < leastTorquePct
      ? withheld('low-signal')
      : torquePowerW((pct / 100) * facts.torqueScaleNm, facts.torqueEmptyNm, rpm),
  );
  return {
    C_star: saturation,
    DO_mmol: dissolved,
    kLa: using([our, saturation, dissolved], (ourMmolLH, equilibriumMmolL, dissolvedMmolL) =>
      klaStationary({ ourMmolLH, equilibriumMmolL, dissolvedMmolL }),
    ),
    OTR: using([powerWL, gasLMin, saturation, dissolved], (wattPerL, flow, c, now) =>
      using([superficialSpeedMS(flow, facts.sectionM2)], (metreS) =>
        using([klaOfCorrelation(1000 * wattPerL, metreS, 'salts')], (kla) => computed(kla * (c - now))),
      ),
    ),
    powerWL,
    P_torque: torqueW,
    P_V:
      torqueW.value === null
        ? powerWL
        : using([torqueW, volume], (watt, volumeL) => powerPerVolumeKwM3(watt, volumeL)),
    Tip_speed: using([speed], (rpm) => tipSpeedMS(facts.impellerDiameterM, rpm)),
  };
}

function stirrerOf(facts: VesselFacts) {
  return {
    impellers: facts.impellers,
    powerNumber: facts.powerNumber,
    diameterM: facts.impellerDiameterM,
  };
}

/** A normal flow as it is in the vessel, L/min. */
function actualFlow(normalLMin: number, tempC: number, barA: number): Computed {
  return barA > 0 && tempC > -273.15
    ? computed(normalLMin * ((tempC + 273.15) / 273.15) * (1.01325 / barA))
    : withheld('impossible');
}
