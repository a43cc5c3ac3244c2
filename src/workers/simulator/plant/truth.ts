import { matter } from './parameters';
import type { PlantParameters, Stage } from './parameters';
import { fullScaleOxygenMmolL } from './state';
import type { Actuators, PlantState } from './state';

/** What the simulated plant really is at one moment: for tests, training labels and the trainer's marks. */
export interface PlantTruth {
  readonly ageH: number;
  readonly stage: Stage;
  readonly depletedH: number | null;
  readonly dcwGL: number;
  readonly od600: number;
  readonly glycerolGL: number;
  readonly methanolGL: number;
  readonly productGL: number;
  readonly contaminantGL: number;
  readonly muPerH: number;
  readonly ourMmolLH: number;
  readonly cerMmolLH: number;
  readonly rq: number | null;
  readonly doPct: number;
  readonly stirrerRpm: number;
  readonly gasNlMin: number;
  readonly oxygenAddedPct: number;
  readonly offGasO2Pct: number;
  readonly offGasCO2Pct: number;
  readonly volumeL: number;
  readonly kLaPerH: number;
  readonly baseMl: number;
  readonly glycerolFeedL: number;
  readonly methanolFeedL: number;
  readonly oxygenTakenMol: number;
  readonly carbonDioxideMadeMol: number;
  readonly metabolicHeatW: number;
  readonly motorC: number;
  readonly tempC: number;
  readonly ph: number;
  readonly massKg: number;
  readonly pressureBarA: number;
}

/** Carbon and electrons that are in the plant now, and what has come and gone by gas, mol. */
export interface Inventory {
  readonly carbonMol: number;
  readonly electronsMol: number;
}

/**
 * Everything that came in and did not leave, as found in the plant. Electrons are counted with oxygen as −4 per
 * molecule, so that the sum changes only by what crosses the wall.
 */
export function inventory(s: PlantState): Inventory {
  const cells = (s.biomassG + s.contaminantG) / matter.biomassG;
  const glycerol = s.glycerolG / matter.glycerolG;
  const methanol = s.methanolG / matter.methanolG;
  const product = s.productG / matter.productG;
  const gasCarbon = s.headspaceMol * s.yCarbonDioxide;
  const oxygen = s.headspaceMol * s.yOxygen + (s.oxygenMmolL * s.volumeL) / 1000;
  return {
    carbonMol: cells + glycerol + methanol + product + s.carbonateMol + gasCarbon,
    electronsMol:
      cells * matter.biomassReduction +
      glycerol * matter.glycerolReduction +
      methanol * matter.methanolReduction +
      product * matter.productReduction -
      4 * oxygen,
  };
}

/** The truth of this moment as one value. */
export function describePlant(
  s: PlantState,
  p: PlantParameters,
  a: Actuators,
  recipe: { readonly stage: PlantTruth['stage']; readonly depletedH: number | null },
  ageH: number,
): PlantTruth {
  const gas = a.airNlMin + a.oxygenNlMin;
  const our = (1000 * s.oxygenUptakeMolH) / s.volumeL;
  const cer = (1000 * s.carbonDioxideMolH) / s.volumeL;
  return {
    ageH,
    stage: recipe.stage,
    depletedH: recipe.depletedH,
    dcwGL: s.biomassG / s.volumeL,
    od600: (p.odPerG * s.biomassG) / s.volumeL,
    glycerolGL: s.glycerolG / s.volumeL,
    methanolGL: s.methanolG / s.volumeL,
    productGL: s.productG / s.volumeL,
    contaminantGL: s.contaminantG / s.volumeL,
    muPerH: s.growthPerH,
    ourMmolLH: our,
    cerMmolLH: cer,
    rq: our > 1e-6 ? cer / our : null,
    doPct: (100 * s.oxygenMmolL) / fullScaleOxygenMmolL(p),
    stirrerRpm: s.stirrerRpm,
    gasNlMin: gas,
    oxygenAddedPct: gas > 0 ? (100 * a.oxygenNlMin) / gas : 0,
    offGasO2Pct: 100 * s.yOxygen,
    offGasCO2Pct: 100 * s.yCarbonDioxide,
    volumeL: s.volumeL,
    kLaPerH: s.kLaPerH,
    baseMl: 1000 * s.baseL,
    glycerolFeedL: s.glycerolFeedL,
    methanolFeedL: s.methanolFeedL,
    oxygenTakenMol: s.oxygenTakenMol,
    carbonDioxideMadeMol: s.carbonDioxideMadeMol,
    metabolicHeatW: s.metabolicHeatW,
    motorC: s.motorC,
    tempC: s.tempC,
    ph: s.ph,
    massKg: s.massKg,
    pressureBarA: s.pressureBarA,
  };
}
