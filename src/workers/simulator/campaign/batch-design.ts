import type { CampaignRole } from '../../../shared/model/campaign';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import type { SetPointName } from '../plant/controllers';
import type { Fault } from '../plant/fault';
import type { PlantParameters } from '../plant/parameters';

/** Something an operator changes at an age of the batch. */
export interface DesignedChange {
  readonly atH: number;
  readonly name: SetPointName;
  /** Null hands it back to the automatic. */
  readonly value: number | null;
}

/** All that makes one batch of a campaign what it is; the same design gives the same batch to the last bit. */
export interface BatchDesign {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly role: CampaignRole;
  /** What is done differently, for people. */
  readonly words: string;
  readonly preset: VesselScale;
  readonly seed: number;
  /** Epoch ms, a whole minute. */
  readonly inoculatedAt: number;
  readonly parameters: Partial<PlantParameters>;
  readonly changes: readonly DesignedChange[];
  readonly faults: readonly Fault[];
  /** The batch ends here at the latest, h. */
  readonly longestH: number;
}

/** What a kind of campaign lays down before times and seeds are known. */
export interface BatchIdea extends Pick<
  BatchDesign,
  'role' | 'words' | 'parameters' | 'changes' | 'faults'
> {}
