import { createHash } from 'node:crypto';
import { catalogueFor } from '../../../../shared/model/channel-catalogue';
import type { Channel } from '../../../../shared/model/channel';
import { batchIdSchema, type BatchId } from '../../../../shared/model/identity';
import { newUnit, type Batch, type ProcessUnit } from '../../../../shared/model/process-unit';
import { Refusal } from '../../../../shared/model/refusal';
import type { TableMap, TableReport, TableTarget } from '../../../../shared/model/table-map';
import type { TableDeps } from './table-deps';
import type { ChannelFacts } from './read-table';

type Facts = Pick<TableDeps, 'plant' | 'demoUnits' | 'now'>;

/** A batch may be measured a little before and after it. */
const marginMs = 24 * 3_600_000;

/**
 * How the channels of a target are kept, whether they are there yet or not.
 * @throws Refusal for a tag that no channel has
 */
export function channelFacts(
  { unitId, scale }: TableTarget,
  { plant }: Facts,
): (tag: string) => ChannelFacts {
  const unit = plant.units().find((one) => one.id === unitId);
  const known = new Map<string, ChannelFacts>(
    plant.channelsOf(unitId).map((channel) => [channel.tag, channel]),
  );
  for (const definition of catalogueFor(unit?.scale ?? scale))
    if (!known.has(definition.tag)) known.set(definition.tag, definition);
  return (tag) => {
    const facts = known.get(tag);
    if (!facts) throw new Refusal('NOT_FOUND', `This station knows no channel ${tag}`, 'values');
    return facts;
  };
}

/**
 * Refuses what can be told before anything is read.
 * @throws Refusal with words
 */
export function refuseTarget(target: TableTarget, { plant, demoUnits }: Facts): void {
  const { unitId, batchId, batchName } = target;
  if (demoUnits.has(unitId))
    throw new Refusal(
      'CONFLICT',
      `${unitId} belongs to the demo: choose another bioreactor or name a new one`,
      'unitId',
    );
  if (batchId === null) {
    if (batchName.trim() === '') throw new Refusal('REFUSED', 'Name the new batch', 'batchName');
    const unit = plant.units().find((one) => one.id === unitId);
    if (unit && unit.simulated !== target.simulated)
      throw new Refusal(
        'CONFLICT',
        `${unitId} is a ${unit.simulated ? 'simulated' : 'real'} bioreactor: simulated and real data stay apart`,
        'unitId',
      );
    return;
  }
  const batch = batchOf(batchId, plant.batches());
  if (batch.unitId !== unitId)
    throw new Refusal('CONFLICT', `${batch.name} ran on ${batch.unitId}`, 'batchId');
  if (batch.endedAt === null)
    throw new Refusal(
      'CONFLICT',
      `${batch.name} is still running: a table goes into a batch that has ended`,
      'batchId',
    );
}

function batchOf(id: BatchId, batches: readonly Batch[]): Batch {
  const batch = batches.find((one) => one.id === id);
  if (!batch) throw new Refusal('NOT_FOUND', `No batch is called ${id}`, 'batchId');
  return batch;
}

/**
 * The batch that a table goes into; not yet listed where it is new.
 * @throws Refusal where its times are another's
 */
export function targetBatch(target: TableTarget, report: TableReport, facts: Facts): Batch {
  const { from, to } = report;
  if (from === null || to === null)
    throw new Refusal('REFUSED', 'The file holds no value for the channels that are mapped', 'values');
  const others = facts.plant.batches(target.unitId).filter(({ id }) => id !== target.batchId);
  if (target.batchId !== null) {
    const batch = batchOf(target.batchId, facts.plant.batches());
    if (from < batch.inoculatedAt - marginMs || to > (batch.endedAt ?? to) + marginMs)
      throw new Refusal(
        'CONFLICT',
        `The file goes from ${iso(from)} to ${iso(to)}, ${batch.name} from ${iso(batch.inoculatedAt)} to ${iso(batch.endedAt ?? to)}: wrong batch, zone or start?`,
        'batchId',
      );
    return batch;
  }
  const other = others.find((one) => one.inoculatedAt <= to && (one.endedAt ?? Infinity) >= from);
  if (other)
    throw new Refusal(
      'CONFLICT',
      `The file goes from ${iso(from)} to ${iso(to)}, where ${other.name} is on ${target.unitId} already: choose that batch or another bioreactor`,
      'batchId',
    );
  const id = batchIdSchema.parse(`${target.unitId}-import-${report.sha256.slice(0, 8)}-${from.toString(36)}`);
  return {
    id,
    unitId: target.unitId,
    name: target.batchName.trim(),
    inoculatedAt: from,
    endedAt: Math.max(to, from + 1),
    simulated: target.simulated,
  };
}

/** Makes the unit where it is new, and the channels that are missing. */
export async function readyChannels(
  target: TableTarget,
  map: TableMap,
  { plant, pause }: Pick<TableDeps, 'plant' | 'pause'>,
): Promise<(tag: string) => Channel> {
  const known: ProcessUnit | undefined = plant.units().find((one) => one.id === target.unitId);
  if (!known) plant.announceUnit(newUnit(target.unitId, target.scale, target.simulated));
  const channels = new Map<string, Channel>();
  for (const { tag } of map.values) {
    const channel = plant.ensureChannel(target.unitId, tag);
    if (!channel) throw new Refusal('NOT_FOUND', `This station knows no channel ${tag}`, 'values');
    channels.set(tag, channel);
    await pause();
  }
  return (tag) => {
    const channel = channels.get(tag);
    if (!channel) throw new Error(`${tag} is not mapped`);
    return channel;
  };
}

/** What a file was imported as: the same file, mapping and place a second time add nothing. */
export function importSetting(report: TableReport, map: TableMap, target: TableTarget): string {
  const { unitId, batchId } = target;
  const { structure: _, ...meaning } = map;
  const text = JSON.stringify([report.sha256, meaning, unitId, batchId]);
  return `table-import:${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
}

const iso = (t: number): string => new Date(t).toISOString().slice(0, 16).replace('T', ' ');
