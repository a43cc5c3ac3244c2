import type { DeviceStatus } from '../../../shared/model/device';
import type {
  ClockEstimate,
  FieldEnd,
  FieldEntryBody,
  FieldHead,
  FieldValue,
} from '../../../shared/model/field-file';
import { createEvenClock } from './even-clock';
import { createFieldFile, type FieldWriter } from './field-writer';
import type { Sign } from './chain-line';
import { deviceKey, ValueTaker, type ChosenReadings } from './take-values';

export interface RecorderDeps {
  readonly path: string;
  readonly head: Omit<FieldHead, 'n' | 'prev'>;
  readonly chosen: ChosenReadings;
  readonly sign: Sign;
  /** Devices as they stand, with their newest values. */
  readonly devices: () => readonly DeviceStatus[];
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Begins the file; the disk does where left out. */
  readonly create?: (path: string, sign: Sign) => Promise<FieldWriter>;
}

export interface RecorderState {
  readonly values: number;
  readonly repeated: number;
  readonly bytes: number;
  /** Newest value on the disk, by channel of the head, epoch ms; 0 where there is none yet. */
  readonly newest: readonly number[];
  /** Values that the disk has not taken yet. */
  readonly waiting: number;
  /** Up to when everything read is on the disk, the recording's own time; epoch ms. */
  readonly safeTo: number;
  /** Why nothing is written; empty where all is well. */
  readonly trouble: string;
}

/** A recording that goes on. */
export interface Recorder {
  /** Takes what is new; call it several times a second. */
  look(): void;
  /** Writes what was taken; call it every second. Never rejects: a full disk is a state. */
  flush(): Promise<void>;
  note(by: string, words: string): Promise<void>;
  clock(estimate: ClockEstimate): Promise<void>;
  state(): RecorderState;
  /** Writes the rest and closes the file. @throws what the disk says where it takes nothing */
  end(by: string, reason: FieldEnd['reason']): Promise<void>;
}

/** While a disk takes nothing, so many values wait in memory: two hours of forty channels. */
const mostWaiting = 300_000;
/** More than this in one entry is written as several. */
const blockValues = 5000;

/** Begins a recording: its head is on the disk when this resolves. */
export async function startRecorder(deps: RecorderDeps): Promise<Recorder> {
  const { head, chosen, now } = deps;
  const clock = createEvenClock(now, deps.monotonic);
  const taker = new ValueTaker(chosen, clock, head.startedAt);
  const file = await (deps.create ?? createFieldFile)(deps.path, deps.sign);
  await file.append([head]);
  const newest = head.channels.map(() => 0);
  const states = new Map(head.devices.map(({ key }) => [key, '']));
  let waiting: FieldValue[] = [];
  let others: FieldEntryBody[] = [];
  let [values, repeated, dropped] = [0, 0, 0];
  let safeTo = head.startedAt;
  let lookedAt = head.startedAt;
  let trouble = '';
  /** Values on their way to the disk. */
  let writing = 0;
  let turn: Promise<void> = Promise.resolve();

  const tellDevices = (devices: readonly DeviceStatus[]): void => {
    for (const device of devices) {
      const key = deviceKey(device);
      const before = states.get(key);
      if (before === undefined) continue;
      const said = device.state === 'good' ? '' : `${device.state}: ${device.words}`;
      if (said === before) continue;
      states.set(key, said);
      others.push({ kind: 'device', at: clock.now(), device: key, words: said === '' ? 'good again' : said });
    }
  };
  const look = (): void => {
    const jump = clock.look();
    if (jump !== null) {
      others.push({ kind: 'clock', estimate: null, jumpMs: jump, at: clock.now() });
      taker.clockSet(jump);
    }
    lookedAt = clock.now();
    const devices = deps.devices();
    const taken = taker.take(devices, now());
    repeated += taken.repeated;
    waiting.push(...taken.values);
    keepWithinLimit();
    tellDevices(devices);
  };
  const keepWithinLimit = (): void => {
    const over = waiting.length - mostWaiting;
    if (over <= 0) return;
    dropped += over;
    waiting = waiting.slice(over);
  };
  const write = async (): Promise<void> => {
    // What comes while the disk is busy belongs to the next entry.
    const [some, entries, upTo] = [waiting, others, lookedAt];
    [waiting, others, writing] = [[], [], some.length];
    try {
      if (some.length > 0 || entries.length > 0) await file.append([...blocksOf(some), ...entries]);
    } catch (error) {
      [waiting, others, writing] = [[...some, ...waiting], [...entries, ...others], 0];
      keepWithinLimit();
      trouble = troubleWords(error, dropped);
      return;
    }
    writing = 0;
    values += some.length;
    for (const { channel, t } of some) newest[channel] = Math.max(newest[channel] ?? 0, t);
    safeTo = upTo;
    trouble = dropped === 0 ? '' : lostWords(dropped);
  };
  const flush = (): Promise<void> => (turn = turn.then(write));

  return {
    look,
    flush,
    note: (by, words) => {
      others.push({ kind: 'note', at: clock.now(), by, words });
      return flush();
    },
    clock: (estimate) => {
      others.push({ kind: 'clock', estimate, jumpMs: null, at: clock.now() });
      return flush();
    },
    state: () => ({
      values,
      repeated,
      bytes: file.bytes,
      newest,
      waiting: waiting.length + writing,
      safeTo,
      trouble,
    }),
    end: async (by, reason) => {
      look();
      await flush();
      const at = clock.now();
      const words = dropped === 0 ? '' : lostWords(dropped);
      try {
        await file.append([{ kind: 'end', at, by, reason, values, repeated, words }]);
      } finally {
        await file.close();
      }
    },
  };
}

function blocksOf(values: readonly FieldValue[]): FieldEntryBody[] {
  const blocks: FieldEntryBody[] = [];
  for (let at = 0; at < values.length; at += blockValues)
    blocks.push(blockOf(values.slice(at, at + blockValues)));
  return blocks;
}

function blockOf(values: readonly FieldValue[]): FieldEntryBody {
  const from = values.reduce((least, { t }) => Math.min(least, t), Number.MAX_SAFE_INTEGER);
  return {
    kind: 'values',
    from,
    channel: values.map(({ channel }) => channel),
    ms: values.map(({ t }) => t - from),
    raw: values.map(({ raw }) => raw.slice(0, 400)),
    value: values.map(({ value }) => value),
    quality: values.map(({ quality }) => quality),
  };
}

function lostWords(dropped: number): string {
  return `${dropped} values were lost while the disk took nothing`;
}

function troubleWords(error: unknown, dropped: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why =
    code === 'ENOSPC' ? 'The disk is full' : `The file cannot be written (${code || String(error)})`;
  const lost =
    dropped === 0 ? 'Values wait in memory' : `${dropped} values are lost, the newest wait in memory`;
  return `${why}. ${lost}; free space and they are written`;
}
