import type { Fields } from '../field-value';
import type { RecordContext } from '../record-context';
import { computedOf, hourMs, minuteMs, shown, type RecordRule } from '../record-rule';
import { drawnSoFar, growthSince, sampleBefore, sampleDcw, sampleOd, samplesOf } from './sample-computed';

const sigmas = 4;
/** Journals are kept to the minute. */
const toleranceMs = minuteMs;
/** 2 % v/v of methanol, g/L. */
const methanolToxicGL = 15.8;

/** A result held against what the twin predicts for that time. */
function againstTwin(
  quantity: 'od600' | 'dcwGL',
  label: string,
  of: (f: Fields) => number | undefined,
): RecordRule['says'] {
  return (f, c) => {
    const [found, expected] = [of(f), c.predicted[quantity]];
    if (found === undefined || !expected) return null;
    const off = Math.abs(found - expected.value) / expected.sd;
    return off <= sigmas
      ? null
      : `${label} ${shown(found)} is ${shown(off, 1)} standard deviations from the ${shown(expected.value)} ± ${shown(expected.sd)} that the twin predicts: measure again, or say why it holds`;
  };
}

const drawPct = (f: Fields, c: RecordContext, at: number): number =>
  c.batch ? drawnSoFar(f, c, at) / 10 / c.batch.workingVolumeL : 0;

export const sampleRules: readonly RecordRule[] = [
  {
    id: 'sample.before-t0',
    level: 'X',
    field: 'eventAt',
    says: (_f, c, { eventAt }) => {
      if (!c.batch) return null;
      if (c.batch.t0 === null) return 'The batch is not inoculated yet: sample after GO';
      return eventAt < c.batch.t0 - toleranceMs
        ? 'The sample lies before inoculation: check date and time'
        : null;
    },
  },
  {
    id: 'sample.after-end',
    level: 'X',
    field: 'eventAt',
    says: (_f, c, { eventAt }) =>
      c.batch?.endedAt && eventAt > c.batch.endedAt + toleranceMs
        ? 'The batch had ended by then: check date and time'
        : null,
  },
  {
    id: 'sample.plan',
    level: 'W',
    field: 'plannedH',
    says: (f, c, { eventAt }) => {
      const [planned, t0] = [f.num('plannedH'), c.batch?.t0];
      if (planned === undefined || t0 === null || t0 === undefined) return null;
      const off = (eventAt - t0) / minuteMs - 60 * planned;
      return Math.abs(off) <= c.recipe.sampleToleranceMin
        ? null
        : `Drawn ${shown(Math.abs(off), 0)} min ${off > 0 ? 'after' : 'before'} its time`;
    },
  },
  {
    id: 'sample.number-again',
    level: 'C',
    field: 'sampleNo',
    says: (f, c) =>
      samplesOf(c).some(({ body }) => body['sampleNo'] === f.num('sampleNo'))
        ? 'This number is taken by another sample: count on, or say why'
        : null,
  },
  {
    id: 'sample.draw-warn',
    level: 'W',
    field: 'drawMl',
    says: (f, c, { eventAt }) => {
      const pct = drawPct(f, c, eventAt);
      return pct > 5 && pct <= 10 ? `${shown(pct, 1)} % of the volume is withdrawn by now` : null;
    },
  },
  {
    id: 'sample.draw',
    level: 'C',
    field: 'drawMl',
    says: (f, c, { eventAt }) => {
      const pct = drawPct(f, c, eventAt);
      return pct > 10
        ? `${shown(pct, 1)} % of the volume is withdrawn by now: check the volume, or say why`
        : null;
    },
  },
  {
    id: 'sample.draw-impossible',
    level: 'X',
    field: 'drawMl',
    says: (f, c) => {
      const [ml, litres] = [f.num('drawMl'), c.batch?.workingVolumeL];
      return ml !== undefined && litres !== undefined && ml > 2000 * litres
        ? 'More than the vessel holds: enter millilitres'
        : null;
    },
  },
  {
    id: 'sample.od-parts',
    level: 'X',
    field: 'dilution',
    says: (f) =>
      f.num('odRaw') !== undefined && f.num('dilution') === undefined
        ? 'Enter the dilution; 1 where it was measured as it is'
        : null,
  },
  {
    id: 'sample.od-raw',
    level: 'C',
    field: 'odRaw',
    says: (f) => {
      const raw = f.num('odRaw');
      return raw === undefined || (raw >= 0.1 && raw <= 1)
        ? null
        : `A reading of ${raw} AU lies outside 0.1 to 1.0: dilute again, or say why`;
    },
  },
  {
    id: 'sample.od-range',
    level: 'C',
    field: 'odRaw',
    says: (f) => {
      const od = sampleOd(f);
      if (od === undefined || (od >= 0 && od <= 200)) return null;
      return `OD ${shown(od)} lies outside 0 to 200: check reading, blank and dilution, or say why`;
    },
  },
  {
    id: 'sample.od-read-late',
    level: 'W',
    field: 'readAt',
    says: (f, _c, { eventAt }) => {
      const read = f.num('readAt');
      if (read === undefined || (read >= eventAt && read <= eventAt + 5 * minuteMs)) return null;
      return read < eventAt
        ? 'It was read before it was drawn: check the times'
        : 'Read more than 5 min after it was drawn';
    },
  },
  {
    id: 'sample.od-fall',
    level: 'W',
    field: 'odRaw',
    says: (f, c, { eventAt }) => {
      const [od, before] = [sampleOd(f), sampleBefore(c, eventAt)];
      return od !== undefined && before && od < 0.9 * before.od && c.history?.depletionAt === null
        ? `OD fell from ${shown(before.od)} to ${shown(od)} before depletion`
        : null;
    },
  },
  {
    id: 'sample.growth',
    level: 'W',
    field: 'odRaw',
    says: (f, c, { eventAt }) => {
      const mu = growthSince(f, c, eventAt);
      return mu === undefined || (mu <= 0.35 && mu >= -0.05)
        ? null
        : `Growth of ${shown(mu)} per h since the sample before: check reading, dilution and time`;
    },
  },
  { id: 'sample.twin-od', level: 'C', field: 'odRaw', says: againstTwin('od600', 'OD', sampleOd) },
  {
    id: 'sample.twin-dcw',
    level: 'C',
    field: 'grossDryG',
    says: againstTwin('dcwGL', 'Dry cell weight', sampleDcw),
  },
  {
    id: 'sample.t0-od',
    level: 'C',
    field: 'odRaw',
    says: (f, c, { eventAt }) => {
      const [od, t0] = [sampleOd(f), c.batch?.t0];
      const inoculation = c.records.findLast(
        ({ kind, status }) => kind === 'inoculation' && status !== 'voided',
      );
      const expected = inoculation ? computedOf(inoculation.computed, 'startOd') : null;
      if (
        od === undefined ||
        expected === null ||
        t0 === null ||
        t0 === undefined ||
        eventAt > t0 + 0.25 * hourMs
      )
        return null;
      return Math.abs(od - expected) <= 0.25 * expected
        ? null
        : `OD ${shown(od)} at the start, ${shown(expected)} by the inoculum: measure again, or say why`;
    },
  },
  {
    id: 'sample.ph-warn',
    level: 'W',
    field: 'phOffline',
    says: (f, c) => {
      const off = phOff(f, c);
      return off !== null && off > 0.1 + 1e-9 && off <= 0.2 + 1e-9
        ? `The probe differs by ${shown(off)}`
        : null;
    },
  },
  {
    id: 'sample.ph',
    level: 'C',
    field: 'phOffline',
    says: (f, c) => {
      const off = phOff(f, c);
      return off !== null && off > 0.2 + 1e-9
        ? `The probe differs by ${shown(off)}: measure again, correct the probe by one point, or say why`
        : null;
    },
  },
  {
    id: 'sample.methanol',
    level: 'C',
    field: 'methanolGL',
    says: (f) =>
      (f.num('methanolGL') ?? 0) > methanolToxicGL
        ? 'More than 2 % v/v of methanol harms the cells: stop the feed, measure again, and say what was done'
        : null,
  },
  {
    id: 'sample.glycerol-rising',
    level: 'W',
    field: 'glycerolGL',
    says: (f, c, { eventAt }) => {
      const now = f.num('glycerolGL');
      const before = samplesOf(c)
        .filter((one) => one.eventAt < eventAt)
        .flatMap(({ body }) => (typeof body['glycerolGL'] === 'number' ? [body['glycerolGL']] : []))
        .at(-1);
      return now !== undefined &&
        before !== undefined &&
        now > 1.05 * before + 0.2 &&
        c.history?.depletionAt === null
        ? `Glycerol rose from ${before} to ${now} g/L in the batch phase: measure again`
        : null;
    },
  },
  {
    id: 'sample.contaminants',
    level: 'W',
    field: 'contaminants',
    says: (f) =>
      f.text('contaminants') === 'seen'
        ? 'Contamination: handing this in opens a deviation of level 3'
        : f.text('contaminants') === 'suspected'
          ? 'Look again in the next sample, and plate it out'
          : null,
  },
  {
    id: 'sample.archive-taken',
    level: 'C',
    field: 'archiveId',
    says: (f, c) => {
      const place = f.text('archiveId');
      return place !== undefined && samplesOf(c).some(({ body }) => body['archiveId'] === place)
        ? 'This place holds another sample: choose another one, or say why'
        : null;
    },
  },
];

function phOff(f: Fields, c: RecordContext): number | null {
  const [bench, probe] = [f.num('phOffline'), c.line['pH']];
  return bench === undefined || !probe?.good ? null : Math.abs(bench - probe.value);
}
