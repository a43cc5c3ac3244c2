import { basename } from 'node:path';
import type { Channel } from '../../../shared/model/channel';
import { unitIdSchema } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { BackfillDeps } from './backfill-deps';
import { readFieldFile, type FieldRow } from './field-file';
import { knownTimes } from './known-times';
import { lateJudge, type LateJudge } from './late-samples';
import type { OpenRun } from './run-log';

/**
 * Takes what a field file has and we have not.
 * @throws Refusal with the line where the file cannot be read; what was recorded until then stays
 */
export async function fillFromFile(
  path: string,
  deps: BackfillDeps,
  run: OpenRun,
  signal: AbortSignal,
): Promise<void> {
  const name = basename(path);
  const origin = await deps.originOf(name);
  const judges = new Map<Channel, LateJudge>();
  for await (const rows of readFieldFile(path)) {
    signal.throwIfAborted();
    const { byChannel, strange } = sorted(rows, deps);
    run.expect(byChannel.size);
    for (const [channel, own] of byChannel) {
      let judged = judges.get(channel);
      if (!judged) judges.set(channel, (judged = lateJudge(channel)));
      await fillRows(channel, own, judged, { deps, run, name, origin });
    }
    if (strange.size > 0) run.problem(name, `No channel is called ${[...strange].slice(0, 5).join(', ')}`);
  }
}

interface Into {
  readonly deps: BackfillDeps;
  readonly run: OpenRun;
  readonly name: string;
  readonly origin: number;
}

async function fillRows(
  channel: Channel,
  rows: readonly FieldRow[],
  judged: LateJudge,
  { deps, run, name, origin }: Into,
): Promise<void> {
  const { door, now } = deps;
  const span = rows.reduce(({ from, to }, { t }) => ({ from: Math.min(from, t), to: Math.max(to, t + 1) }), {
    from: Number.MAX_SAFE_INTEGER,
    to: 0,
  });
  const known = await knownTimes(door.historian, channel, span, 0);
  const missing = rows
    .filter(({ t }) => !known.has(t))
    .toSorted((a, b) => a.t - b.t)
    .map(({ t, value }) => ({ t, value, quality: null }));
  const samples = judged(missing, now(), origin);
  if (samples.length > 0) await door.record(samples, name);
  run.asked(name, rows.length, samples.length);
  run.step();
}

function sorted(
  rows: readonly FieldRow[],
  { plant, demoUnits }: BackfillDeps,
): { byChannel: Map<Channel, FieldRow[]>; strange: Set<string> } {
  const byChannel = new Map<Channel, FieldRow[]>();
  const byName = new Map<string, Channel | null>();
  const strange = new Set<string>();
  const channelOf = (unit: string, tag: string): Channel | null => {
    const unitId = unitIdSchema.safeParse(unit);
    if (!unitId.success || tag === '') return null;
    if (demoUnits.has(unitId.data))
      throw new Refusal('CONFLICT', `${unit} is a simulated unit: no file may feed it`, 'path');
    return plant.ensureChannel(unitId.data, tag) ?? null;
  };
  for (const row of rows) {
    const name = `${row.unit}/${row.tag}`;
    let channel = byName.get(name);
    if (channel === undefined) byName.set(name, (channel = channelOf(row.unit, row.tag)));
    if (!channel) {
      strange.add(name);
      continue;
    }
    const own = byChannel.get(channel);
    if (own) own.push(row);
    else byChannel.set(channel, [row]);
  }
  return { byChannel, strange };
}
