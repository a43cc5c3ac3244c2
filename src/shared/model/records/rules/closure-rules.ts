import type { Fields } from '../field-value';
import type { RecordContext } from '../record-context';
import {
  computedOf,
  hourMs,
  shown,
  value,
  type Computation,
  type RecordMoment,
  type RecordRule,
} from '../record-rule';
import { samplesOf } from './sample-computed';

/** Channels whose data a batch stands on. */
export const criticalTags = ['pH', 'DO', 'Temp_Broth', 'OffGas_CO2', 'OffGas_O2', 'Stir_PV'] as const;

const complete = (f: Fields): boolean => f.text('outcome') === 'complete';

/** Hours from inoculation to the end. */
export function runtimeH(c: RecordContext): number | undefined {
  const { t0, endedAt } = c.batch ?? { t0: null, endedAt: null };
  return t0 === null || endedAt === null ? undefined : (endedAt - t0) / hourMs;
}

/** Planned samples of the recipe that nobody drew; none after the batch had ended. */
export function samplesMissing(c: RecordContext): number[] {
  const hours = runtimeH(c);
  const drawn = samplesOf(c).map(({ body, eventAt }) =>
    typeof body['plannedH'] === 'number' ? body['plannedH'] : (eventAt - (c.batch?.t0 ?? 0)) / hourMs,
  );
  return c.recipe.samplesPlannedH.filter(
    (h) => h <= (hours ?? Infinity) + 0.25 && !drawn.some((one) => Math.abs(one - h) < 0.5),
  );
}

/** What is still open in a batch: lists of it, in words. */
export function openItems(c: RecordContext): string[] {
  const pending = samplesOf(c).filter(({ verdict }) => verdict?.id === 'pending').length;
  const unverified = c.records.filter(
    ({ kind, status }) => status === 'submitted' && kind !== 'batch-closure',
  ).length;
  return [
    ...(pending > 0 ? [`${pending} samples wait for their dry weight`] : []),
    ...c.openDeviations.map(({ title, level }) => `deviation of level ${level}: ${title}`),
    ...(unverified > 0 ? [`${unverified} records are not verified by a second person`] : []),
  ];
}

function volumeBalancePct(f: Fields, c: RecordContext): number | null {
  const [end, start] = [f.num('endVolumeL'), c.batch?.workingVolumeL];
  if (end === undefined || start === undefined) return null;
  const drawn = samplesOf(c).reduce(
    (sum, { body }) => sum + (typeof body['drawMl'] === 'number' ? body['drawMl'] : 0),
    0,
  );
  const base = f.num('baseBottleMl') ?? c.history?.baseMl ?? 0;
  const expected = start + (base + (f.num('feedMl') ?? 0) - drawn - (f.num('evaporationMl') ?? 0)) / 1000;
  return (100 * (end - expected)) / expected;
}

function baseOffPct(f: Fields, c: RecordContext): number | null {
  const [bottle, pump] = [f.num('baseBottleMl'), c.history?.baseMl];
  return bottle === undefined || bottle === 0 || pump === null || pump === undefined
    ? null
    : (100 * (pump - bottle)) / bottle;
}

const poorTags = (c: RecordContext): [string, number][] =>
  Object.entries(c.history?.completeness ?? {}).filter(
    ([tag, share]) => (criticalTags as readonly string[]).includes(tag) && share < 0.99,
  );

export const closureRules: readonly RecordRule[] = [
  {
    id: 'closure.runtime',
    level: 'C',
    field: 'outcome',
    says: (f, c) => {
      const hours = runtimeH(c);
      const { low, high } = c.recipe.durationH;
      return complete(f) && hours !== undefined && (hours < low || hours > high)
        ? `The batch ran for ${shown(hours, 1)} h: ${low} to ${high} h is complete. Say why it is`
        : null;
    },
  },
  {
    id: 'closure.aborted-complete',
    level: 'X',
    field: 'outcome',
    says: (f, c) => (c.batch?.aborted && complete(f) ? 'The batch was aborted: choose that outcome' : null),
  },
  {
    id: 'closure.samples',
    level: 'C',
    field: 'outcome',
    says: (f, c) => {
      const missing = complete(f) ? samplesMissing(c) : [];
      return missing.length > 0
        ? `No sample at ${missing.join(', ')} h: write it down late, or say why`
        : null;
    },
  },
  {
    id: 'closure.depletion-not-seen',
    level: 'C',
    field: 'depletion',
    says: (f, c) => {
      const [said, seen] = [f.text('depletion'), c.history?.depletionAt ?? null];
      if (said === 'confirmed' && seen === null)
        return 'No depletion was computed: enter it as corrected, or say what is confirmed';
      return said === 'none' && complete(f)
        ? 'A complete batch ends with depletion: say why it was not seen'
        : null;
    },
  },
  {
    id: 'closure.base',
    level: 'W',
    field: 'baseBottleMl',
    says: (f, c) => {
      const off = baseOffPct(f, c);
      return off !== null && Math.abs(off) > 10 ? `Pump and bottle differ by ${shown(off, 0)} %` : null;
    },
  },
  {
    id: 'closure.volume-balance',
    level: 'W',
    field: 'endVolumeL',
    says: (f, c) => {
      const off = volumeBalancePct(f, c);
      return off !== null && Math.abs(off) > 3 ? `The volume does not add up by ${shown(off, 1)} %` : null;
    },
  },
  {
    id: 'closure.completeness',
    level: 'C',
    field: null,
    says: (_f, c) => {
      const poor = poorTags(c).map(([tag, share]) => `${tag} ${shown(100 * share, 1)} %`);
      return poor.length > 0
        ? `Data are less than 99 % complete: ${poor.join(', ')}. Fill the holes, or say why they stay`
        : null;
    },
  },
  {
    id: 'closure.post-checks',
    level: 'X',
    field: 'phPostCheck',
    says: (f, c) => {
      if (!complete(f)) return null;
      const missing = (['ph', 'do'] as const).filter((probe) => !checkedAfter(c, probe));
      return missing.length > 0
        ? `Check the ${missing.map((one) => (one === 'ph' ? 'pH' : 'DO')).join(' and the ')} probe after the batch first, and write it down as a calibration`
        : null;
    },
  },
  {
    id: 'closure.open-items',
    level: 'X',
    field: 'openItemsReason',
    says: (f, c) => {
      const open = openItems(c);
      return open.length > 0 && f.text('openItemsReason') === undefined
        ? `Still open: ${open.join('; ')}. Close them, or say why they stay open`
        : null;
    },
  },
  {
    id: 'closure.dataset-reason',
    level: 'X',
    field: 'datasetReason',
    says: (f) =>
      f.text('datasetDecision') !== undefined &&
      f.text('datasetDecision') !== 'accepted' &&
      f.text('datasetReason') === undefined
        ? 'Say why the data are not simply accepted'
        : null,
  },
  {
    id: 'closure.level-3-accepted',
    level: 'X',
    field: 'datasetDecision',
    says: (f, c) =>
      f.text('datasetDecision') === 'accepted' && c.openDeviations.some(({ level }) => level === 3)
        ? 'A deviation of level 3 is open: its data are excluded until QA decides'
        : null,
  },
];

function checkedAfter(c: RecordContext, probe: 'ph' | 'do'): boolean {
  return c.records.some(
    ({ kind, status, body }) =>
      kind === 'calibration' &&
      status !== 'voided' &&
      body['probe'] === probe &&
      body['occasion'] === 'post-batch',
  );
}

export function computeClosure(f: Fields, c: RecordContext, _at: RecordMoment): Computation {
  const t0 = c.batch?.t0 ?? null;
  const depletion = c.history?.depletionAt ?? null;
  const final = c.records.find(({ id }) => id === f.text('finalSampleId')) ?? samplesOf(c).at(-1);
  return {
    computed: [
      value('runtimeH', 'Runtime', 'h', runtimeH(c)),
      value(
        'depletionH',
        'Depletion',
        'h',
        depletion === null || t0 === null ? null : (depletion - t0) / hourMs,
        c.history?.depletionEvidence,
      ),
      value('maxDoPct', 'Highest DO', '%', c.history?.maxDoPct),
      value('basePumpMl', 'Base by the pump', 'mL', c.history?.baseMl),
      value('baseOffPct', 'Pump against bottle', '%', baseOffPct(f, c)),
      value('volumeOffPct', 'Volume balance', '%', volumeBalancePct(f, c)),
      value('samples', 'Samples', '', samplesOf(c).length),
      value('finalOd600', 'Final OD600', 'AU', final ? computedOf(final.computed, 'od600') : null),
      value('finalDcwGL', 'Final dry cell weight', 'g/L', final ? computedOf(final.computed, 'dcwGL') : null),
      value('openItems', 'Open items', '', openItems(c).length),
      ...Object.entries(c.history?.completeness ?? {}).map(([tag, share]) =>
        value(`complete-${tag}`, `Complete and good: ${tag}`, '%', 100 * share),
      ),
    ],
    verdict: null,
  };
}
