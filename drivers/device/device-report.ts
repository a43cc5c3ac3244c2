import {
  deviceStates,
  worstDeviceState,
  type DeviceIdentity,
  type DeviceState,
  type DeviceStatus,
  type DeviceValue,
  type ProposedReading,
} from '../../src/shared/model/device';
import type { ConnectionId, UnitId } from '../../src/shared/model/identity';
import type { Reading } from '../../src/shared/model/reading';

/** One quantity of one round. */
export interface RoundValue {
  readonly reading: string;
  /** As the line carried it. */
  readonly raw: string;
  readonly value: number | null;
  readonly state: DeviceState;
  /** Empty where nothing is held against it. */
  readonly doubt: string;
}

export interface ReportFacts {
  readonly connectionId: ConnectionId;
  readonly device: string;
  readonly driverId: string;
  readonly driverWords: string;
  readonly unitId: UnitId | null;
  readonly feeds: Readonly<Record<string, string>>;
  readonly readings: readonly Omit<ProposedReading, 'sample' | 'tag'>[];
  /** Serial number of the device that is meant; empty: any. */
  readonly serialNumber: string;
  /** Something a person should be told once. */
  readonly tell: (words: string) => void;
}

/** What is known of one device: its identity, its state, its errors, its numbers. */
export interface DeviceReport {
  identity(said: Partial<DeviceIdentity>): void;
  /** A round that brought numbers. @returns the readings as the station takes them */
  round(values: readonly RoundValue[], at: number, cycleMs: number, own?: StateWords): Reading[];
  /** A question that brought nothing to believe. */
  failed(kind: string, at: number, words: string): void;
  /** Errors that the line counted. */
  counted(errors: Readonly<Record<string, number>>): void;
  offerSwap(offered: boolean): void;
  status(): DeviceStatus;
}

export interface StateWords {
  readonly state: DeviceState;
  readonly words: string;
}

/** A device that names its readings itself may name so many. */
const mostValues = 200;
/** Answers that are looked back at to say that a line is bad. */
const lookBack = 100;
const badShare = 0.05;
/** Failed in a row, and for so long: then the device counts as failed. */
const [failedInARow, failedForMs] = [3, 2000];

export function createDeviceReport(facts: ReportFacts, now: number): DeviceReport {
  const { connectionId, device, driverId, driverWords, unitId, feeds, readings } = facts;
  const errors: Record<string, number> = {};
  const blank = (one: ReportFacts['readings'][number]): DeviceValue => ({
    ...one,
    tag: feeds[one.reading] ?? '',
    raw: '',
    value: null,
    at: null,
    doubt: '',
    noise: null,
    recent: [],
  });
  const values = new Map(readings.map((one) => [one.reading, blank(one)]));
  let identity: DeviceIdentity = { manufacturer: '', model: '', serialNumber: '', firmware: '' };
  let { state, words, since }: StateWords & { since: number } = { state: 'good', words: '', since: now };
  let [answers, inARow, failedSince] = [0, 0, now];
  let cycleMs: number | null = null;
  let lastAnswerAt: number | null = null;
  let swapOffered = false;
  const outcomes: boolean[] = [];
  const note = (good: boolean): void => {
    outcomes.push(good);
    if (outcomes.length > lookBack) outcomes.shift();
  };
  const change = (next: StateWords, at: number): void => {
    if (next.state !== state) since = at;
    ({ state, words } = next);
  };

  const feedsAny = Object.values(feeds).some((tag) => tag !== '');
  /** Where some readings are used, the others, an input without a wire say, make no device bad. */
  const counts = ({ reading }: RoundValue): boolean => !feedsAny || (feeds[reading] ?? '') !== '';
  const named = (one: RoundValue): RoundValue => ({
    ...one,
    doubt: one.doubt === '' ? '' : `${values.get(one.reading)?.words ?? one.reading}: ${one.doubt}`,
  });

  return {
    identity: (said) => {
      const before = identity.serialNumber || facts.serialNumber;
      identity = { ...identity, ...said };
      const { serialNumber } = identity;
      if (before !== '' && serialNumber !== '' && serialNumber !== before)
        facts.tell(
          `${driverWords}: another device answers: serial number ${serialNumber} instead of ${before}. Check its calibration.`,
        );
    },
    round: (round, at, took, own) => {
      answers += 1;
      inARow = 0;
      cycleMs = took;
      lastAnswerAt = at;
      note(true);
      for (const { reading, raw, value, doubt } of round) {
        const known =
          values.get(reading) ??
          (values.size < mostValues ? blank({ reading, words: reading, unit: '' }) : null);
        if (known) values.set(reading, { ...known, raw, value, at, doubt });
      }
      change(judge(round.filter(counts).map(named), own, outcomes), at);
      return round.flatMap((one) => readingOf(one, own?.state ?? 'good', at));
    },
    failed: (kind, at, said) => {
      errors[kind] = (errors[kind] ?? 0) + 1;
      note(false);
      if (inARow === 0) failedSince = at;
      inARow += 1;
      if (inARow >= failedInARow && at - failedSince >= failedForMs)
        change({ state: 'failure', words: said }, at);
    },
    counted: (counts) => {
      for (const [kind, count] of Object.entries(counts)) if (count > 0) errors[kind] = count;
    },
    offerSwap: (offered) => (swapOffered = offered),
    status: () => ({
      connectionId, device, driverId, driverWords, unitId, identity, state, since, words,
      errors: { ...errors }, answers, cycleMs, lastAnswerAt, swapOffered,
      values: [...values.values()],
    }), // prettier-ignore
  };

  function readingOf(
    { reading, value, state: its }: RoundValue,
    device107: DeviceState,
    at: number,
  ): Reading[] {
    const worst = worstDeviceState(its, device107);
    const fault = deviceStates.find(({ id }) => id === worst)?.fault ?? null;
    return [
      {
        unitKey: unitId ?? '',
        tag: (feeds[reading] ?? '') || `${driverId}:${device}:${reading}`,
        value,
        sourceTime: null,
        seenTime: at,
        ...(fault ? { fault } : value === null ? { fault: 'not-a-number' } : {}),
      },
    ];
  }
}

function judge(
  round: readonly RoundValue[],
  own: StateWords | undefined,
  outcomes: readonly boolean[],
): StateWords {
  let worst: StateWords = own ?? { state: 'good', words: '' };
  for (const { state, doubt } of round)
    if (worstDeviceState(worst.state, state) !== worst.state) worst = { state, words: doubt };
  const bad = outcomes.filter((good) => !good).length;
  if (worst.state === 'good' && outcomes.length >= 20 && bad / outcomes.length > badShare)
    return {
      state: 'maintenance',
      words: `${bad} of the last ${outcomes.length} answers could not be used. Check cable, termination and baud rate.`,
    };
  return worst;
}
