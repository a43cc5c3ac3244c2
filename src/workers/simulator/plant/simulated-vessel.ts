import type { GivenVesselFacts } from '../../../shared/model/vessel-facts';
import { mediumSolubility } from './state';

/** What is known of every simulated vessel and differs from the defaults of its scale. */
export const simulatedVessel: GivenVesselFacts = { mediumFactor: mediumSolubility };
