import type { Sample } from '../../../shared/model/reading';

/** A sample with the station's time of arrival, epoch ms: what the historian keeps. */
export interface RecordedSample extends Sample {
  readonly seenAt: number;
}
