/**
 * What we know about one sample's trustworthiness.
 *
 * A sample stores one small reason number; the OPC UA status code, the words and the colour class all follow
 * from this table (OPC UA part 4, 7.39 and part 8, 5.3). Numbers are stored in the historian: never reuse one.
 */
export interface QualityReason {
  readonly code: number;
  readonly id: string;
  /** OPC UA status code: 0x00... good, 0x40... uncertain, 0x80... bad. */
  readonly status: number;
  readonly words: string;
}

export const qualityReasons = [
  { code: 0, id: 'good', status: 0x00000000, words: 'Good' },
  { code: 1, id: 'below-range', status: 0x40940500, words: 'Below the channel range' },
  { code: 2, id: 'above-range', status: 0x40940600, words: 'Above the channel range' },
  { code: 3, id: 'stuck', status: 0x40930700, words: 'Value has not moved at full resolution' },
  { code: 4, id: 'spike', status: 0x40930000, words: 'Jumped faster than the process can' },
  { code: 5, id: 'clock-skew', status: 0x40950000, words: 'Source clock is ahead of the station' },
  {
    code: 6,
    id: 'clock-implausible',
    status: 0x40951000,
    words: 'Source time impossible: time of arrival used',
  },
  { code: 7, id: 'retained', status: 0x40900000, words: 'Retained by the broker: age unknown' },
  { code: 8, id: 'wrong-unit', status: 0x80890000, words: 'Unit differs from the channel definition' },
  { code: 9, id: 'not-a-number', status: 0x80740000, words: 'Not a finite number' },
  { code: 10, id: 'impossible', status: 0x803c0000, words: 'Outside what is physically possible' },
  { code: 11, id: 'sensor-fault', status: 0x808c0000, words: 'Device reports a sensor fault' },
  { code: 12, id: 'check-function', status: 0x808d0000, words: 'Sensor in calibration or check' },
  { code: 13, id: 'uncertain-source', status: 0x40000000, words: 'Source marks the value uncertain' },
  { code: 14, id: 'bad-source', status: 0x80000000, words: 'Source marks the value bad' },
  { code: 15, id: 'low-signal', status: 0x40960000, words: 'Signal too small to compute from' },
  { code: 16, id: 'missing-input', status: 0x80310000, words: 'An input is missing' },
  {
    code: 17,
    id: 'outside-training',
    status: 0x40970000,
    words: 'Outside the range the model was trained on',
  },
  { code: 18, id: 'off-range', status: 0x808c0600, words: 'An analyser is at the end of its range' },
  { code: 19, id: 'bad-input', status: 0x80000000, words: 'An input is bad or doubtful' },
  { code: 20, id: 'not-in-phase', status: 0x00a50000, words: 'Does not apply in this phase' },
  { code: 21, id: 'no-batch', status: 0x00a51000, words: 'No running batch' },
  { code: 22, id: 'not-steady', status: 0x40980000, words: 'Gas supply was changing: the balance lags' },
] as const satisfies readonly QualityReason[];

export type QualityId = (typeof qualityReasons)[number]['id'];
export type QualityLevel = 'good' | 'uncertain' | 'bad';

const byCode = new Map<number, QualityReason>(qualityReasons.map((reason) => [reason.code, reason]));
const byId = new Map<string, QualityReason>(qualityReasons.map((reason) => [reason.id, reason]));

/** The stored number of a reason. */
export function qualityCode(id: QualityId): number {
  return byId.get(id)?.code ?? 0;
}

/** The whole entry for a stored number; an unknown number (a newer file) reads as a bad source. */
export function qualityOf(code: number): QualityReason {
  return byCode.get(code) ?? { code, id: 'bad-source', status: 0x80000000, words: 'Unknown quality' };
}

/** Good, uncertain or bad: the top two bits of the OPC UA status. */
export function qualityLevel(code: number): QualityLevel {
  const top = qualityOf(code).status >>> 30;
  return top === 0 ? 'good' : top === 1 ? 'uncertain' : 'bad';
}

/** The worse of two reasons, so that the strongest doubt is the one that is kept. */
export function worstQuality(a: number, b: number): number {
  const rank = { good: 0, uncertain: 1, bad: 2 } as const;
  return rank[qualityLevel(b)] > rank[qualityLevel(a)] ? b : a;
}
