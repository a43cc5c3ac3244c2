import { remainingLife } from '../../../shared/calc/remaining-life';
import type { CalibratedProbe, CalibrationPass } from '../../../shared/contract/calibrations';
import { methodsFor } from '../../../shared/model/records/calibration-method';
import type { Channel } from '../../../shared/model/channel';
import type { ProcessUnit } from '../../../shared/model/process-unit';
import { fieldsOf } from '../../../shared/model/records/field-value';
import type { ProbeKind } from '../../../shared/model/records/kinds/calibration-fields';
import type { KeptRecord } from '../../../shared/model/records/record';
import { computedOf, dayMs } from '../../../shared/model/records/record-rule';
import { driftLimitOf } from '../../../shared/model/records/rules/calibration-adjustment';
import type { CalibrationsDeps } from './calibrations-deps';
import { batchesSince } from './result-of';

const soonDays = 2;

/** What wears of a probe, and the limit at which it is replaced. */
const wear: Partial<Record<ProbeKind, { name: string; unit: string; limit: number; offset: string }>> = {
  ph: { name: 'slopePct', unit: '% of Nernst', limit: 95, offset: 'offsetMv' },
  do: { name: 'slope', unit: '% raw, air less zero', limit: 80, offset: 'zeroPct' },
};

/** Every probe that can be calibrated, with its life so far: one per channel and serial number. */
export function probesOf(
  deps: CalibrationsDeps,
  unit: ProcessUnit,
  records: readonly KeptRecord[],
  now: number,
  runningOf: (channelId: string) => string | null,
): CalibratedProbe[] {
  return deps.plant.channelsOf(unit.id).flatMap((channel) => {
    const probe = methodsFor(channel.tag)[0]?.probe;
    if (probe === undefined) return [];
    const own = records.filter(({ instrument, body }) =>
      instrument === null ? body['probe'] === probe && isFirstOf(channel) : instrument.id === channel.id,
    );
    const serials = [...new Set(own.map(({ body }) => fieldsOf(body).text('probeSerial') ?? ''))];
    const groups = serials.length === 0 ? [null] : serials;
    return groups.map((serial) => {
      const mine = own.filter(({ body }) => serial === null || fieldsOf(body).text('probeSerial') === serial);
      const running = runningOf(channel.id);
      return probeView(deps, { unit, channel, probe, serial, records: mine, now, running });
    });
  });
}

/** Records that name a probe and no channel stand with the first channel of their kind. */
const isFirstOf = ({ tag }: Channel): boolean => tag !== 'Temp_pH_Probe' && tag !== 'Temp_DO_Probe';

interface Seen {
  readonly unit: ProcessUnit;
  readonly channel: Channel;
  readonly probe: ProbeKind;
  readonly serial: string | null;
  readonly records: readonly KeptRecord[];
  readonly now: number;
  readonly running: string | null;
}

function probeView(deps: CalibrationsDeps, seen: Seen): CalibratedProbe {
  const { unit, channel, probe, serial, records, now, running } = seen;
  const passes = records.map((record) => passOf(deps, record, probe));
  const last = records.at(-1);
  const drift = last ? computedOf(last.computed, 'driftFound') : null;
  const limit = driftLimitOf(probe);
  const flagged = drift !== null && limit !== null && Math.abs(drift) > limit + 1e-9;
  const before = records.at(-2) ?? null;
  const batches =
    flagged && last
      ? batchesSince({ at: last.eventAt, last: before, batches: deps.plant.batches(unit.id) }, last.eventAt)
      : [];
  const dueAt = last ? computedOf(last.computed, 'validUntil') : null;
  return {
    key: `${channel.id} ${serial ?? ''}`,
    unitId: unit.id,
    unitName: unit.name,
    simulated: unit.simulated,
    channelId: channel.id,
    channelName: channel.name,
    unit: channel.unit,
    probe,
    serial,
    due: dueOf(last, dueAt, now),
    dueAt,
    passes,
    slopeUnit: wear[probe]?.unit ?? '',
    forecast: forecastOf(passes, probe, now),
    flagged,
    batches: batches.map(({ id, name }) => ({ id, name })),
    doubt: deps.doubtOf(channel),
    running,
  };
}

function dueOf(last: KeptRecord | undefined, dueAt: number | null, now: number): CalibratedProbe['due'] {
  if (!last) return 'never';
  if (last.verdict?.id === 'fail') return 'failed';
  if (dueAt === null) return 'valid';
  if (dueAt < now) return 'overdue';
  return dueAt - now < soonDays * dayMs ? 'soon' : 'valid';
}

function passOf(
  { keep }: Pick<CalibrationsDeps, 'keep'>,
  record: KeptRecord,
  probe: ProbeKind,
): CalibrationPass {
  const { id, eventAt, verdict, attempt, performedByName, body, computed } = record;
  const of = wear[probe];
  const method =
    body['phMethod'] === 'one-point'
      ? 'one point'
      : body['taken'] === 'wizard'
        ? 'at the station'
        : 'by hand';
  return {
    recordId: id,
    at: eventAt,
    verdict,
    attempt,
    byName: performedByName,
    method,
    slope: of ? computedOf(computed, of.name) : computedOf(computed, 'applyGain'),
    offset: of ? computedOf(computed, of.offset) : computedOf(computed, 'applyOffset'),
    responseS: fieldsOf(body).num('t63S') ?? fieldsOf(body).num('stableS') ?? null,
    driftFound: computedOf(computed, 'driftFound'),
    signed: keep.stepsOf(id).some((step) => step.version === record.version && step.meaning === 'CAL_A'),
    validUntil: computedOf(computed, 'validUntil'),
  };
}

/** When the slope reaches its limit, by its trend over four calibrations or more (science.md D12). */
function forecastOf(
  passes: readonly CalibrationPass[],
  probe: ProbeKind,
  now: number,
): CalibratedProbe['forecast'] {
  const of = wear[probe];
  const known = passes.flatMap(({ at, slope }) => (slope === null ? [] : [{ at, slope }]));
  const [first] = known;
  if (!of || !first || known.length < 2) return null;
  const days = known.map(({ at }) => (at - first.at) / dayMs);
  const life = remainingLife({ days, values: known.map(({ slope }) => slope), limit: of.limit });
  const since = (now - first.at) / dayMs - Math.max(...days);
  const fromNow = (ahead: number | null): number | null =>
    ahead === null ? null : Math.max(0, ahead - since);
  const left = fromNow(life.days.value);
  const [earliestDays, latestDays] = [fromNow(life.earliestDays), fromNow(life.latestDays)];
  return { limit: of.limit, days: left, earliestDays, latestDays, words: forecastWords(known.length, left) };
}

function forecastWords(count: number, left: number | null): string {
  if (count < 4) return `A forecast needs four calibrations; there are ${count}`;
  if (left === null) return 'No clear trend';
  return left === 0 ? 'The limit is reached' : `Limit in ${Math.round(left)} days`;
}
