import { join } from 'node:path';
import type { Channel } from '../../../shared/model/channel';
import type { ExportHole } from '../../../shared/model/export-manifest';
import type { ExportPlan } from '../../../shared/model/export-plan';
import { unitIdSchema, type UnitId } from '../../../shared/model/identity';
import type { AppliedLine } from '../../../shared/model/calibration-applied';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import type { ExportChannel, ExportedBatch, ExportNote, ExportPart, ExportTask, Span } from './export-task';
import { tableColumns } from './table-columns';

/** What of the plant an export needs to know. */
export interface ExportPlant {
  units(): readonly ProcessUnit[];
  channelsOf(unitId: UnitId): readonly Channel[];
  batches(unitId?: UnitId): readonly Batch[];
  /** Calibrations that put a series right. */
  linesOf?(series: number): readonly AppliedLine[];
}

/** What else is joined to the samples, where this station keeps it. */
export interface ExportExtras {
  readonly notesOf?: (unitId: UnitId, span: Span) => Promise<readonly ExportNote[]>;
  /** What the last verification says of batches. */
  readonly integrityOf?: (batchIds: readonly string[]) => NonNullable<ExportTask['integrity']>;
  readonly holesOf?: (unitId: UnitId, span: Span) => Promise<readonly ExportHole[]>;
}

interface Partition {
  readonly unit: ProcessUnit;
  readonly batch: Batch | null;
  readonly spans: readonly Span[];
}

export interface TaskFacts {
  readonly folder: string;
  readonly appVersion: string;
  readonly stationId: string;
  readonly now: number;
}

/**
 * What a plan means here and now: partitions with their spans and channels. Notes and holes come with
 * {@link withExtras}.
 * @throws Refusal where a batch, a unit or a tag is not known, or nothing is left of the window
 */
export function exportTask(plan: ExportPlan, plant: ExportPlant, facts: TaskFacts): ExportTask {
  const partitions = partitionsOf(plan, plant, facts.now);
  const tags = tagsOf(plan, partitions, plant);
  const parts = partitions.map(({ unit, batch, spans }): ExportPart => ({
    dir: partDir(plan, unit.id, batch?.id ?? 'none'),
    unit: unit.id,
    batch: batch?.id ?? null,
    spans,
    channels: channelsFor(plant.channelsOf(unit.id), tags, plant),
    notes: [],
  }));
  return {
    folder: facts.folder,
    plan,
    parts,
    columns: tableColumns(plan, tags),
    batches: partitions.flatMap(batchFacts),
    simulated: partitions.some(({ unit, batch }) => batch?.simulated ?? unit.simulated),
    appVersion: facts.appVersion,
    stationId: facts.stationId,
    createdAt: facts.now,
    holes: null,
  };
}

/** The task with what people wrote down in its spans, and what is missing in them. May take a while. */
export async function withExtras(task: ExportTask, extras: ExportExtras): Promise<ExportTask> {
  const wanted = new Set(task.parts.flatMap(({ channels }) => channels.map(({ tag }) => tag)));
  const holes: ExportHole[] = [];
  const parts: ExportPart[] = [];
  for (const part of task.parts) {
    const unit = unitIdSchema.parse(part.unit);
    const notes: ExportNote[] = [];
    for (const span of part.spans) {
      if (task.plan.records !== 'none') notes.push(...((await extras.notesOf?.(unit, span)) ?? []));
      holes.push(...((await extras.holesOf?.(unit, span)) ?? []));
    }
    parts.push({ ...part, notes: notes.map((note) => ({ ...note, batch: note.batch ?? part.batch })) });
  }
  return {
    ...task,
    ...(extras.integrityOf ? { integrity: extras.integrityOf(task.batches.map(({ id }) => id)) } : {}),
    parts,
    holes: extras.holesOf ? holes.filter(({ channel }) => wanted.has(channel)) : null,
  };
}

/** Path of one file below the folder of an export, on this machine. */
export const filePath = (folder: string, path: string): string => join(folder, ...path.split('/'));

/** Names are percent-encoded as every reader of such folders decodes them. */
function partDir(plan: ExportPlan, unit: string, batch: string): string {
  return `site=${plan.site}/unit=${encodeURIComponent(unit)}/batch=${encodeURIComponent(batch)}`;
}

function partitionsOf(plan: ExportPlan, plant: ExportPlant, now: number): Partition[] {
  const unitOf = (id: string): ProcessUnit => {
    const unit = plant.units().find((one) => one.id === id);
    if (!unit) throw new Refusal('NOT_FOUND', `No bioreactor is called ${id}`, 'units');
    return unit;
  };
  const chosen = plan.batches.map((id) => {
    const batch = plant.batches().find((one) => one.id === id);
    if (!batch) throw new Refusal('NOT_FOUND', `No batch is called ${id}`, 'batches');
    return batch;
  });
  const whole: Span = { from: plan.from ?? 0, to: plan.to ?? now + 1 };
  const partitions = chosen.map((batch): Partition =>
    batchPartition(unitOf(batch.unitId), batch, whole, now),
  );
  for (const id of new Set(plan.units)) {
    const unit = unitOf(id);
    const batches = plant.batches(unit.id).filter((batch) => !plan.batches.includes(batch.id));
    const within = batches.map((batch) => batchPartition(unit, batch, whole, now));
    const taken = [...plant.batches(unit.id)].map((batch) => spanOf(batch, now));
    partitions.push(...within, { unit, batch: null, spans: between(whole, taken) });
  }
  const kept = partitions.filter(({ spans }) => spans.length > 0);
  if (kept.length === 0)
    throw new Refusal('REFUSED', 'Nothing of what was chosen lies in this window', 'from');
  return kept;
}

function batchPartition(unit: ProcessUnit, batch: Batch, whole: Span, now: number): Partition {
  const span = clipped(spanOf(batch, now), whole);
  return { unit, batch, spans: span ? [span] : [] };
}

/** A batch has its last moment too. */
const spanOf = (batch: Batch, now: number): Span => ({
  from: batch.inoculatedAt,
  to: (batch.endedAt ?? now) + 1,
});

function clipped(span: Span, whole: Span): Span | null {
  const cut = { from: Math.max(span.from, whole.from), to: Math.min(span.to, whole.to) };
  return cut.from < cut.to ? cut : null;
}

/** What is left of a window beside the spans taken from it. */
function between(whole: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = whole.from;
  for (const span of taken.toSorted((a, b) => a.from - b.from)) {
    if (span.from > from) left.push({ from, to: Math.min(span.from, whole.to) });
    from = Math.max(from, span.to);
    if (from >= whole.to) break;
  }
  if (from < whole.to) left.push({ from, to: whole.to });
  return left.filter((span) => span.from < span.to);
}

/** Channels of all units together, by tag in the order of the first unit that has them. */
function tagsOf(plan: ExportPlan, partitions: readonly Partition[], plant: ExportPlant): ExportChannel[] {
  const byTag = new Map<string, ExportChannel>();
  for (const unitId of new Set(partitions.map(({ unit }) => unit.id)))
    for (const channel of plant.channelsOf(unitId))
      for (const facts of withGiven(channel, plant))
        if (!byTag.has(facts.tag) || saysMore(facts, byTag.get(facts.tag)))
          byTag.set(facts.tag, { ...facts, series: 0 });
  const missing = plan.tags.find((tag) => !byTag.has(tag));
  if (missing !== undefined)
    throw new Refusal('NOT_FOUND', `None of these bioreactors has a channel ${missing}`, 'tags');
  if (byTag.size === 0) throw new Refusal('REFUSED', 'None of these bioreactors has a channel', 'units');
  return [...byTag.values()].filter(
    ({ tag }) => plan.tags.length === 0 || plan.tags.includes(tag.replace(givenEnding, '')),
  );
}

function channelFacts({ series, tag, name, unit, cadenceMs }: Channel): ExportChannel {
  return { series, tag, name, unit, cadenceMs };
}

const givenEnding = /_as_given$/;

/** A channel that calibrations put right has a second column: what the probe gave. */
function withGiven(channel: Channel, plant: ExportPlant): ExportChannel[] {
  const facts = channelFacts(channel);
  const lines = plant.linesOf?.(channel.series) ?? [];
  if (lines.length === 0) return [facts];
  const { tag, name } = facts;
  const by = lines.map(({ recordId, from, gain, offset }) => `${recordId} from ${new Date(from).toISOString()}: ${offset} + ${gain} x probe`); // prettier-ignore
  return [
    { ...facts, name: `${name}, put right by calibration ${by.join('; ')}` },
    { ...facts, tag: `${tag}_as_given`, name: `${name}, as the probe gave it`, asGiven: true },
  ];
}

/** Of several units the one whose calibrations can be named describes the column. */
const saysMore = (facts: ExportChannel, known: ExportChannel | undefined): boolean =>
  known !== undefined && facts.name.length > known.name.length && known.name !== facts.name;

function channelsFor(
  known: readonly Channel[],
  tags: readonly ExportChannel[],
  plant: ExportPlant,
): ExportChannel[] {
  const byTag = new Map(
    known.flatMap((channel) => withGiven(channel, plant)).map((facts) => [facts.tag, facts]),
  );
  return tags.map((channel) => byTag.get(channel.tag) ?? channel);
}

function batchFacts({ unit, batch, spans }: Partition): ExportedBatch[] {
  const [span] = spans;
  if (!batch || !span) return [];
  const { id, name, simulated } = batch;
  return [{ id, name, unit: unit.id, from: span.from, to: span.to, simulated }];
}
