import type { Sample } from '../../../shared/model/reading';

/** A sample with the station's time of arrival, epoch ms: what the historian keeps. */
export interface RecordedSample extends Sample {
  readonly seenAt: number;
  /** Where it came from: 0 or nothing for live, else the number of the source that filled it in later. */
  readonly origin?: number;
}
