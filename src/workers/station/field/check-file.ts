import { basename } from 'node:path';
import type { FieldChannelReport, FieldMerge, FieldOrder, FieldReport } from '../../../shared/contract/field';
import type { Channel } from '../../../shared/model/channel';
import { fingerprintOf, type FieldEntry, type FieldHead } from '../../../shared/model/field-file';
import type { Hole } from '../../../shared/model/hole';
import { Refusal } from '../../../shared/model/refusal';
import type { Historian } from '../record/historian';
import { comparePoints, type FieldPoint } from './compare-points';
import { placeChannel, type PlaceDeps, type Placed } from './place-channel';
import type { ReadThrough } from './read-field';
import { walkFile, type FieldWalk } from './walk-file';

export interface CheckDeps extends PlaceDeps {
  readonly historian: Pick<Historian, 'raw'>;
  readonly holesOf: (channels: readonly Channel[], from: number, to: number) => Promise<readonly Hole[]>;
  readonly merges: () => readonly FieldMerge[];
  /** Keys this station itself signs and signed with. */
  readonly ownKeys: () => readonly string[];
  readonly now: () => number;
}

/** How a pass goes on. */
export type Pass = Pick<FieldWalk, 'progress' | 'signal' | 'pause'>;

const mostExamples = 5;
const mostRemarks = 200;
const aheadMs = 5000;

interface Tally {
  readonly key: string;
  readonly placed: Placed;
  values: number;
  from: number;
  to: number;
  there: number;
  conflicts: number;
  readonly fresh: number[];
  readonly examples: FieldChannelReport['examples'];
}

/**
 * Reads all of a file, compares it with what is here and writes nothing.
 * @throws Refusal with words where the file cannot be believed
 */
export async function checkFile(order: FieldOrder, deps: CheckDeps, pass: Pass): Promise<FieldReport> {
  let head: FieldHead | undefined;
  let tallies: Tally[] = [];
  const remarks: FieldReport['remarks'] = [];
  const through = await walkFile(order.path, {
    ...pass,
    shiftMs: order.shiftMs,
    head: (found) => {
      head = found;
      tallies = found.channels.map((channel) => tallyOf(channel.key, placeChannel(channel, order.map, deps)));
    },
    entry: (entry) => {
      const said = remarkOf(entry);
      if (said && remarks.length < mostRemarks) remarks.push(said);
    },
    points: async (channel, points) => {
      const tally = tallies[channel];
      if (!tally) throw new Refusal('REFUSED', `The file speaks of a channel ${channel} that its head does not name`, 'path'); // prettier-ignore
      await count(tally, points, deps.historian);
    },
  });
  if (!head) throw new Refusal('REFUSED', 'The file has no head', 'path');
  const channels = await Promise.all(
    head.channels.map((channel, index) => reportOf(channel, tallies[index], deps)),
  );
  const report = { ...factsOf(order, head, through, deps), remarks, channels, problems: [] };
  return { ...report, problems: problemsOf(order, report, deps) };
}

function tallyOf(key: string, placed: Placed): Tally {
  return {
    key,
    placed,
    values: 0,
    from: Number.POSITIVE_INFINITY,
    to: 0,
    there: 0,
    conflicts: 0,
    fresh: [],
    examples: [],
  };
}

async function count(
  tally: Tally,
  points: readonly FieldPoint[],
  historian: CheckDeps['historian'],
): Promise<void> {
  tally.values += points.length;
  for (const { t } of points) {
    tally.from = Math.min(tally.from, t);
    tally.to = Math.max(tally.to, t);
  }
  const { placed } = tally;
  if (placed.channelId === null || placed.problem !== '') return;
  const own = points.map((point) => ({ ...point, value: placed.convert(point.value) }));
  const { fresh, there, conflicts } = await comparePoints(historian, placed.channel, own);
  for (const { t } of fresh) tally.fresh.push(t);
  tally.there += there;
  tally.conflicts += conflicts.length;
  tally.examples.push(...conflicts.slice(0, mostExamples - tally.examples.length));
}

function remarkOf(entry: FieldEntry): { at: number; words: string } | null {
  switch (entry.kind) {
    case 'note':
      return { at: entry.at, words: `${entry.by}: ${entry.words}` };
    case 'device':
      return { at: entry.at, words: `${entry.device}: ${entry.words}` };
    case 'clock':
      return { at: entry.at, words: entry.jumpMs === null ? `Clocks compared: the laptop was ${entry.estimate?.offsetMs ?? 0} ms ahead` : `The laptop's clock was set by ${entry.jumpMs} ms; times go on evenly` }; // prettier-ignore
    case 'head':
    case 'values':
    case 'end':
      return null;
    default:
      return entry satisfies never;
  }
}

async function reportOf(
  channel: FieldHead['channels'][number],
  tally: Tally | undefined,
  deps: CheckDeps,
): Promise<FieldChannelReport> {
  const { placed, values, from, to, there, conflicts, fresh, examples } = tally ?? tallyOf(channel.key, placeChannel(channel, {}, deps)); // prettier-ignore
  const holes = placed.channel && values > 0 ? await deps.holesOf([placed.channel], from, to + 1) : [];
  const open = holes.filter(
    ({ fill, cause }) => fill === null && cause !== 'not-expected' && cause !== 'sensor-bad',
  );
  return {
    key: channel.key,
    device: channel.device,
    words: channel.words,
    tag: channel.tag,
    unit: placed.unit,
    channelUnit: placed.channelUnit,
    channelId: placed.channelId,
    isNew: placed.channelId !== null && placed.problem === '' && placed.channel === null,
    conversion: placed.conversion,
    problem: placed.problem,
    values,
    from: values > 0 ? from : null,
    to: values > 0 ? to : null,
    fresh: fresh.length,
    there,
    conflicts,
    examples,
    holes: open.length,
    holesMs: open.reduce((sum, hole) => sum + overlap(hole, from, to), 0),
    fillsMs: open.reduce((sum, hole) => sum + coveredOf(hole, fresh, placed.channel?.cadenceMs ?? 1000), 0),
    calibration: channel.calibration,
  };
}

const overlap = (hole: Pick<Hole, 'from' | 'to'>, from: number, to: number): number =>
  Math.max(0, Math.min(hole.to, to) - Math.max(hole.from, from));

/** How much of a hole lies within three periods of values that would be added. */
function coveredOf(hole: Pick<Hole, 'from' | 'to'>, times: readonly number[], cadenceMs: number): number {
  let covered = 0;
  let upTo = hole.from;
  for (const t of times) {
    if (t < hole.from || t >= hole.to) continue;
    covered += Math.min(t - upTo, 3 * cadenceMs);
    upTo = t;
  }
  return upTo === hole.from ? 0 : covered + Math.min(hole.to - upTo, cadenceMs);
}

function factsOf(
  order: FieldOrder,
  head: FieldHead,
  { end, sha256, bytes }: ReadThrough,
  deps: CheckDeps,
): Omit<FieldReport, 'remarks' | 'channels' | 'problems'> {
  const merges = deps.merges();
  const before = merges.find(({ recordingId }) => recordingId === head.recordingId);
  const { recordingId, name, stationId, computer, appVersion, by, startedAt, clock } = head;
  return {
    file: basename(order.path),
    recordingId,
    name,
    stationId,
    computer,
    appVersion,
    by,
    startedAt,
    endedAt: end?.at ?? null,
    bytes,
    sha256,
    keyId: head.key.keyId,
    fingerprint: fingerprintOf(head.key.keyId),
    signer: signerOf(head, merges, deps.ownKeys()),
    finished: end !== null,
    endWords: end?.words ?? '',
    clock,
    devices: head.devices.map(({ key, driverWords, identity }) => ({
      key,
      words: [identity.manufacturer, identity.model].filter((part) => part !== '').join(' ') || driverWords,
      serialNumber: identity.serialNumber,
    })),
    before: before ? { at: before.beganAt, by: before.by, shiftMs: before.shiftMs } : null,
  };
}

function signerOf(
  { key, stationId }: FieldHead,
  merges: readonly FieldMerge[],
  own: readonly string[],
): FieldReport['signer'] {
  if (own.includes(key.keyId)) return 'own';
  if (merges.some((merge) => merge.keyId === key.keyId)) return 'known';
  return merges.some((merge) => merge.stationId === stationId) ? 'changed' : 'first';
}

function problemsOf(
  order: FieldOrder,
  report: Omit<FieldReport, 'problems'>,
  deps: CheckDeps,
): FieldReport['problems'] {
  const { channels, signer, finished, before, fingerprint, computer } = report;
  const problems: FieldReport['problems'] = [];
  const add = (code: FieldReport['problems'][number]['code'], words: string): void =>
    void problems.push({ code, words });
  if (!finished && !order.acceptUnfinished)
    add('unfinished', 'The file does not say that it is complete: its recording was cut off (power, kill), or the file was cut. Start the program on the laptop, which closes it, and copy it again; or take what is whole of it'); // prettier-ignore
  if ((signer === 'first' || signer === 'changed') && order.keyId !== report.keyId)
    add('signer', signer === 'first' ? `No file of the laptop ${computer} was merged here yet. Compare the key ${fingerprint} with what its Field page shows` : `The laptop ${computer} signed with another key before. Compare the key ${fingerprint} with what its Field page shows; where it differs, somebody else wrote this file`); // prettier-ignore
  if (before && before.shiftMs !== order.shiftMs)
    add('shift', `This recording was merged with its times shifted by ${before.shiftMs} ms: with ${order.shiftMs} ms its values would be there twice`); // prettier-ignore
  const latest = Math.max(
    0,
    ...channels.filter(({ channelId }) => channelId !== null).map(({ to }) => to ?? 0),
  );
  if (latest > deps.now() + aheadMs)
    add('ahead', `The newest value lies ${Math.round((latest - deps.now()) / 1000)} s in the future: the laptop's clock was ahead. Shift the times by what it was`); // prettier-ignore
  const wrong = Object.groupBy(
    channels.filter(({ problem }) => problem !== ''),
    ({ problem }) => problem,
  );
  for (const [problem, those] of Object.entries(wrong))
    add('map', `${(those ?? []).map(({ words }) => words).join(', ')}: ${problem}`);
  const targets = channels.flatMap(({ channelId }) => (channelId === null ? [] : [channelId]));
  const twice = targets.find((id, index) => targets.indexOf(id) !== index);
  if (twice !== undefined) add('map', `Two of the file's channels feed ${twice}: leave one out`);
  if (targets.length === 0) add('nothing', 'No channel of the file goes anywhere: choose where');
  return problems;
}
