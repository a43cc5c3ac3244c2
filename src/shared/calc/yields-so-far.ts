import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';
import { biomass, product, type CarbonMole } from './stoichiometry';

/** Totals of a batch since inoculation; what samples took out counts as formed. */
export interface BatchTotals {
  readonly biomassFormedG: number;
  readonly substrateUsedG: number;
  readonly oxygenMol: number;
  readonly carbonDioxideMol: number;
  readonly baseMl: number;
}

export interface YieldsSoFar {
  /** g DCW per g substrate. */
  readonly onSubstrate: Computed;
  /** g DCW per mol O2. */
  readonly onOxygen: Computed;
  /** g DCW per mol CO2. */
  readonly onCarbonDioxide: Computed;
  /** g DCW per mL base. */
  readonly onBase: Computed;
}

/** Below these a yield would be a quotient of two noises. */
const least = { substrateUsedG: 0.5, oxygenMol: 0.01, carbonDioxideMol: 0.01, baseMl: 1 };

/** Yields of a batch until now; each withheld as "low signal" until enough has been used. */
export function yieldsSoFar(totals: BatchTotals): YieldsSoFar {
  const per = (name: keyof typeof least): Computed => {
    const reason = objection({ atLeastZero: [totals.biomassFormedG, totals[name]] });
    if (reason !== null) return withheld(reason);
    return totals[name] < least[name]
      ? withheld('low-signal')
      : computed(totals.biomassFormedG / totals[name]);
  };
  return {
    onSubstrate: per('substrateUsedG'),
    onOxygen: per('oxygenMol'),
    onCarbonDioxide: per('carbonDioxideMol'),
    onBase: per('baseMl'),
  };
}

/** Mass of a substrate. */
export interface SubstrateMass {
  readonly substrate: CarbonMole;
  readonly massG: number;
}

/** Where the carbon of a batch is. */
export interface CarbonAccount {
  /** In the medium at the start and fed since. */
  readonly given: readonly SubstrateMass[];
  /** Still in the broth. */
  readonly left: readonly SubstrateMass[];
  readonly biomassFormedG: number;
  readonly productG: number;
  readonly carbonDioxideMol: number;
}

const leastCarbonCmol = 0.01;

/** Share of the carbon used that is found again in biomass, product and CO2; 1 is a closed balance. */
export function carbonRecovery(account: CarbonAccount): Computed {
  const { given, left, biomassFormedG, productG, carbonDioxideMol } = account;
  const masses = [...given, ...left];
  const reason = objection({
    atLeastZero: [biomassFormedG, productG, carbonDioxideMol, ...masses.map(({ massG }) => massG)],
    aboveZero: masses.map(({ substrate }) => substrate.gramsPerCmol),
  });
  if (reason !== null) return withheld(reason);
  const used = carbonOf(given) - carbonOf(left);
  if (used < leastCarbonCmol) return withheld('low-signal');
  const found = biomassFormedG / biomass.gramsPerCmol + productG / product.gramsPerCmol + carbonDioxideMol;
  return computed(found / used);
}

function carbonOf(masses: readonly SubstrateMass[]): number {
  return masses.reduce((sum, { substrate, massG }) => sum + massG / substrate.gramsPerCmol, 0);
}
