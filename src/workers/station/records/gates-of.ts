import { channelId } from '../../../shared/model/identity';
import { qualityLevel } from '../../../shared/model/quality';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import {
  gatesNeverOverridden,
  type Gate,
  type GateId,
  type GateList,
} from '../../../shared/model/records/gate';
import type { ProbeKind } from '../../../shared/model/records/kinds/calibration-fields';
import type { KeptRecord } from '../../../shared/model/records/record';
import { autoclaveEnd } from '../../../shared/model/records/rules/calibration-rules';
import type { BatchBook } from './batch-book';
import { batchTargets, type BatchTargets } from './batch-targets';
import { calibrationFound } from './calibration-found';
import { gateTags, type LineMemory, type LinePoint } from './line-memory';
import { plantNow } from './plant-time';
import { isSigned, recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

type Found = Omit<Gate, 'id' | 'label' | 'overridden'>;
const met = (words: string, ...evidence: string[]): Found => ({ met: true, words, evidence });
const not = (words: string, ...evidence: string[]): Found => ({ met: false, words, evidence });
/** Older than this on arrival, a value says nothing of now. */
const freshMs = 60_000;
const minuteMs = 60_000;

export interface GateParts {
  readonly deps: RecordsDeps;
  readonly book: Pick<BatchBook, 'heldBy' | 'get'>;
  readonly line: LineMemory;
}

/** What one look at a batch is judged with. */
interface Look extends GateParts {
  readonly batch: BatchRun;
  readonly records: readonly KeptRecord[];
  readonly targets: BatchTargets;
  readonly now: number;
}

const labels: Readonly<Record<GateId, string>> = {
  'vessel-free': 'Vessel free',
  'media-released': 'Medium released',
  'ph-calibrated': 'pH probe calibrated',
  'do-calibrated': 'DO probe calibrated',
  'temperature-calibrated': 'Temperature calibrated',
  'off-gas-calibrated': 'Off-gas analysers calibrated',
  'temperature-stable': 'Temperature stable',
  ph: 'pH at its set point',
  'dissolved-oxygen': 'Dissolved oxygen at saturation',
  agitation: 'Stirrer runs',
  air: 'Air flows',
  logging: 'Data are recorded',
  'no-critical-deviation': 'No critical deviation open',
  'clock-trusted': 'Clock trusted',
  inoculum: 'Inoculum fit for GO',
};

/** Every gate of a batch as it is now, with its evidence. Nothing here is ticked. */
export function gatesOf(parts: GateParts, batchId: string): GateList {
  const { deps, book } = parts;
  const batch = book.get(batchId);
  const unit = deps.plant.units().find(({ id }) => id === batch.unitId);
  const look: Look = {
    ...parts,
    batch,
    records: recordsOf(deps.keep, batch.id).filter(({ status }) => status !== 'voided'),
    targets: batchTargets(deps.keep, batch, unit?.startVolumeL ?? 1),
    now: plantNow(deps, batch.unitId),
  };
  const overridden = new Set(overriddenGates(look));
  const gates = Object.entries(judges).map(([id, judge]): Gate => {
    const found = judge(look);
    return {
      id: id as GateId,
      label: labels[id as GateId],
      ...found,
      overridden: !found.met && overridden.has(id),
    };
  });
  return { at: deps.now(), open: gates.every((gate) => gate.met || gate.overridden), gates };
}

const judges: Readonly<Record<GateId, (look: Look) => Found>> = {
  'vessel-free': ({ book, batch, deps }) => {
    const other =
      book.heldBy(batch.unitId, batch.id) ??
      deps.plant.batches(batch.unitId).find(({ endedAt, id }) => endedAt === null && id !== batch.id);
    return other
      ? not(`${other.name} is in the vessel: end it first`, other.id)
      : met('No other batch is in the vessel');
  },
  'media-released': ({ records, deps }) => {
    const made = records.filter(({ kind }) => kind === 'media-preparation');
    const last = made.at(-1);
    if (!last) return not('No medium is written down: hand in a media preparation');
    const released = made.findLast((one) => one.verdict?.id !== 'fail' && isSigned(deps.keep, one, 'REL_M'));
    if (released) return met(`Released, attempt ${released.attempt}`, released.id);
    return last.verdict?.id === 'fail'
      ? not(`${last.verdict.words}: make another attempt`, last.id)
      : not('The medium is not released: have it signed', last.id);
  },
  'ph-calibrated': (look) => calibrated(look, 'ph'),
  'do-calibrated': (look) => calibrated(look, 'do'),
  'temperature-calibrated': (look) => calibrated(look, 'temperature'),
  'off-gas-calibrated': (look) => {
    const both = [calibrated(look, 'off-gas-o2'), calibrated(look, 'off-gas-co2')];
    return (
      both.find((one) => !one.met) ??
      met(both.map(({ words }) => words).join('; '), ...both.flatMap(({ evidence }) => evidence))
    );
  },
  'temperature-stable': (look) => stableTemperature(look),
  ph: ({ targets, ...look }) => {
    const { phBand } = targets.recipe.gates;
    return valueWithin({ targets, ...look }, 'pH', targets.ph - phBand, targets.ph + phBand, '');
  },
  'dissolved-oxygen': (look) => {
    const { low, high } = look.targets.recipe.gates.doPct;
    return valueWithin(look, 'DO', low, high, '%');
  },
  agitation: (look) => valueWithin(look, 'Stir_PV', look.targets.recipe.gates.stirrerRpm, null, 'rpm'),
  air: (look) => {
    const least = look.targets.recipe.gates.airVvm * look.targets.workingVolumeL;
    return valueWithin(look, 'Gas_Flow_Inlet', least, null, 'NL/min');
  },
  logging: (look) => recording(look),
  'no-critical-deviation': ({ deps, batch }) => {
    const critical = deps.quality.openOf(batch.id).filter(({ level }) => level === 3);
    return critical.length === 0
      ? met('None is open')
      : not(
          `${critical.map(({ id, title }) => `${id} ${title}`).join('; ')}: close it first`,
          ...critical.map(({ id }) => id),
        );
  },
  'clock-trusted': ({ deps }) =>
    deps.clockTrusted()
      ? met('No step since it was last confirmed')
      : not('The clock was set: confirm that it is right, on the audit page'),
  inoculum: ({ records }) => {
    const last = records.findLast(({ kind }) => kind === 'inoculation');
    if (!last) return not('No inoculation is written down');
    return last.verdict?.id === 'no-go'
      ? not(`${last.verdict.words}: try another seed`, last.id)
      : met(`${last.verdict?.words ?? ''}, attempt ${last.attempt}`, last.id);
  },
};

/** Gates that were signed away under the newest inoculation. */
function overriddenGates({ deps, records }: Look): string[] {
  const last = records.findLast(({ kind }) => kind === 'inoculation');
  if (!last) return [];
  return deps.keep
    .stepsOf(last.id)
    .filter(({ version, meaning }) => version === last.version && meaning === 'OVR')
    .flatMap(({ facts }) =>
      Array.isArray(facts['gates'])
        ? facts['gates'].filter((id): id is string => typeof id === 'string')
        : [],
    )
    .filter((id) => !(gatesNeverOverridden as readonly string[]).includes(id));
}

function calibrated({ deps, batch, records, now }: Look, probe: ProbeKind): Found {
  const found = calibrationFound(deps.keep, batch.unitId, probe, {
    at: now,
    plan: records.find(({ kind }) => kind === 'batch') ?? null,
    autoclaveEnd: autoclaveEnd({ records: [...records] }),
  });
  return found.problem === null && found.record
    ? met(found.words, found.record.id)
    : not(found.problem ?? '', ...(found.record ? [found.record.id] : []));
}

function valueWithin(
  { deps, batch }: Look,
  tag: string,
  low: number,
  high: number | null,
  unit: string,
): Found {
  const channel = deps.plant.channel(channelId(batch.unitId, tag));
  const sample = channel && deps.latest(channel.series);
  const asked = high === null ? `at least ${round(low)} ${unit}` : `${round(low)} to ${round(high)} ${unit}`;
  if (!channel || !sample || sample.value === null)
    return not(`No value of ${tag} is there (${asked.trim()})`);
  const words = `${channel.name} ${round(sample.value)} ${unit}`.trim();
  if (deps.now() - sample.seenAt > freshMs)
    return not(`${words}, but it is older than a minute: check the connection`, channel.id);
  if (qualityLevel(sample.quality) !== 'good')
    return not(`${words}, but it is not good: check the sensor`, channel.id);
  const inside = sample.value >= low - 1e-9 && (high === null || sample.value <= high + 1e-9);
  return inside
    ? met(`${words} (${asked.trim()})`, channel.id)
    : not(`${words}, not ${asked.trim()}: bring it there`, channel.id);
}

function stableTemperature({ line, batch, targets, now }: Look): Found {
  const { tempBandC, tempStableMin } = targets.recipe.gates;
  const points = recent(line.points(batch.unitId, 'Temp_Broth'), now, tempStableMin);
  const asked = `${targets.tempC.toFixed(1)} ± ${tempBandC} °C for ${tempStableMin} min`;
  const evidence = `${batch.unitId}/Temp_Broth ${now - tempStableMin * minuteMs}..${now}`;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || first.t > now - (tempStableMin - 0.5) * minuteMs || last.t < now - minuteMs)
    return not(
      `Temperature is known for ${first ? Math.round((now - first.t) / minuteMs) : 0} min only (${asked}): wait`,
      evidence,
    );
  const off = points.filter(({ value, good }) => !good || Math.abs(value - targets.tempC) > tempBandC + 1e-9);
  if (off.length === 0) return met(asked, evidence);
  const worst = off.reduce((a, b) =>
    Math.abs(b.value - targets.tempC) > Math.abs(a.value - targets.tempC) ? b : a,
  );
  const minutes = Math.max(0, Math.round((now - (off.at(-1)?.t ?? now)) / minuteMs));
  return not(
    `Temperature was at ${worst.value.toFixed(2)} °C, ${minutes} min ago last (${asked}): wait`,
    evidence,
  );
}

/** Of the critical channels: every 30 s of the last 10 min has a value, and at least 99 % of all values are good. */
function recording({ line, batch, targets, now, deps }: Look): Found {
  const { loggingGoodShare, loggingMin } = targets.recipe.gates;
  const shares = gateTags.map((tag) => {
    const points = recent(line.points(batch.unitId, tag), now, loggingMin);
    const cells = new Set(points.map(({ t }) => Math.floor((now - t) / 30_000)));
    const good = points.length === 0 ? 0 : points.filter((point) => point.good).length / points.length;
    return { tag, share: good * Math.min(1, cells.size / (loggingMin * 2)) };
  });
  const poor = shares.filter(({ share }) => share < loggingGoodShare);
  const evidence = shares
    .map(({ tag }) => channelId(batch.unitId, tag))
    .filter((id) => deps.plant.channel(id));
  const words = `${(100 * Math.min(...shares.map(({ share }) => share))).toFixed(1)} % good over ${loggingMin} min`;
  return poor.length === 0
    ? met(words, ...evidence)
    : not(
        `${poor.map(({ tag, share }) => `${tag} ${(100 * share).toFixed(0)} %`).join(', ')} good over ${loggingMin} min, not ${100 * loggingGoodShare} %: check the connection, then wait`,
        ...evidence,
      );
}

function recent(points: readonly LinePoint[], now: number, minutes: number): LinePoint[] {
  return points.filter(({ t }) => t > now - minutes * minuteMs && t <= now);
}

const round = (value: number): number => Number(value.toFixed(2));
