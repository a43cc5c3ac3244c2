import type { Channel } from '../../../shared/model/channel';
import type { ForwardedSample } from '../forward/sample-lines';

/** A reading as it waits to go out. */
export interface BridgedReading {
  readonly unitId: string;
  readonly tag: string;
  readonly series: number;
  readonly unit: string;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
}

/** One line of the queue. */
export function bridgeLine(
  { unitId, tag, series, unit }: Channel,
  { t, value, quality }: ForwardedSample,
): string {
  return JSON.stringify([unitId, tag, series, unit, t, value, quality]);
}

/** @throws where the line is none of ours */
export function readBridgeLine(line: string): BridgedReading {
  const [unitId, tag, series, unit, t, value, quality] = JSON.parse(line) as [
    string,
    string,
    number,
    string,
    number,
    number | null,
    number,
  ];
  return { unitId, tag, series, unit, t, value, quality };
}
