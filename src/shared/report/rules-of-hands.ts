import { batchStateWords } from '../model/records/batch-state';
import { computedOf } from '../model/records/record-rule';
import { fieldsOf } from '../model/records/field-value';
import type { KeptRecord } from '../model/records/record';
import type { BatchFacts, ReportedRecord } from './batch-facts';
import type { Found, ReviewRule } from './review-rules';
import { nameOf } from './rules-of-records';
import { timeText } from './time-text';

const longestGapMs = 60_000;
const mostShiftPh = 0.2;
const mostVolumePct = 3;
const mostBasePct = 10;

/** What people did beside the plan, and whether it adds up at the end. */
export const handRules: readonly ReviewRule[] = [
  {
    id: 'RBE-09',
    text: 'Nothing had to be written by hand because a connection had failed',
    severity: 'minor',
    run: (facts) => writtenInGaps(facts),
  },
  {
    id: 'RBE-11',
    text: 'Nobody changed the course of the batch by hand',
    severity: 'minor',
    run: (facts) => [...unplanned(facts), ...standstills(facts)],
  },
  {
    id: 'RBE-26',
    text: 'Probes were checked after the batch and had not drifted (pH by 0.2 at most)',
    severity: 'major',
    run: (facts) => postChecks(facts),
  },
  {
    id: 'RBE-32',
    text: 'No emergency way was used',
    severity: 'major',
    run: (facts) => emergencies(facts),
  },
  {
    id: 'RBE-34',
    text: 'Volumes and base add up (3 % of the volume, 10 % between pump and bottle)',
    severity: 'major',
    run: (facts) => balances(facts),
  },
];

function ofKind({ records }: BatchFacts, ...kinds: KeptRecord['kind'][]): ReportedRecord[] {
  return records.filter(({ newest }) => kinds.includes(newest.kind) && newest.status !== 'voided');
}

const on = ({ newest: { id } }: ReportedRecord, words: string): Found => ({ about: id, words, ref: id });

function writtenInGaps(facts: BatchFacts): readonly Found[] {
  const { series } = facts;
  if ('problem' in series) return [];
  const gaps = series.flatMap(({ name, holes }) =>
    holes
      .filter(
        ({ fill, cause, from, to }) => fill === null && cause !== 'not-expected' && to - from > longestGapMs,
      )
      .map(({ from, to }) => ({ name, from, to })),
  );
  return ofKind(facts, 'sample', 'process-change').flatMap((record) => {
    const { eventAt, source } = record.newest;
    const down = gaps.filter(({ from, to }) => source === 'manual' && from <= eventAt && eventAt < to);
    const names = [...new Set(down.map(({ name }) => name))];
    return names.length === 0
      ? []
      : [on(record, `${nameOf(record)} was written by hand while ${names.join(', ')} was not recorded`)];
  });
}

function unplanned(facts: BatchFacts): Found[] {
  return ofKind(facts, 'process-change')
    .filter(({ newest }) => newest.body['planned'] === 'unplanned')
    .map((record) => {
      const f = fieldsOf(record.newest.body);
      return on(
        record,
        `${nameOf(record)} was not planned: ${f.text('parameter') ?? ''} to ${f.num('newValue') ?? ''}, because ${f.text('why') ?? 'no reason is kept'}`,
      );
    });
}

function standstills({ moves, zone }: BatchFacts): Found[] {
  return moves
    .filter(({ move }) => move === 'hold' || move === 'not-ready')
    .map(({ move, to, at, byName, reason }) => ({
      about: `${move}/${at}`,
      words: `${timeText(at, zone)}: ${byName} put the batch to "${batchStateWords[to].toLowerCase()}", because ${reason ?? 'no reason is kept'}`,
    }));
}

function postChecks(facts: BatchFacts): Found[] {
  const checks = ofKind(facts, 'calibration').filter(
    ({ newest }) => newest.body['occasion'] === 'post-batch',
  );
  const drifted = checks.flatMap((record): Found[] => {
    const { verdict, computed, body } = record.newest;
    const shift = body['probe'] === 'ph' ? computedOf(computed, 'shiftPh') : null;
    if (shift !== null && Math.abs(shift) > mostShiftPh + 1e-9)
      return [on(record, `${nameOf(record)}: after the batch the pH probe was ${shift.toFixed(2)} off`)];
    return verdict?.id === 'fail'
      ? [on(record, `${nameOf(record)} after the batch failed: ${verdict.words}`)]
      : [];
  });
  const [closure] = ofKind(facts, 'batch-closure').slice(-1);
  if (!closure || facts.batch.t0 === null) return drifted;
  const missing = (['ph', 'do'] as const)
    .filter((probe) => !checks.some(({ newest }) => newest.body['probe'] === probe))
    .map((probe) => ({
      about: `missing/${probe}`,
      words: `The ${probe === 'ph' ? 'pH' : 'DO'} probe was not checked after the batch`,
      severity: facts.batch.aborted ? ('minor' as const) : ('major' as const),
    }));
  return [...drifted, ...missing];
}

function emergencies(facts: BatchFacts): Found[] {
  const changes = ofKind(facts, 'process-change')
    .filter(({ newest }) => newest.body['emergency'] === true)
    .map((record) => on(record, `${nameOf(record)} was made in an emergency and authorised afterwards`));
  const restores = facts.ledger
    .filter(({ entry }) => entry.what === 'ledger.restore')
    .map(({ entry }) => ({
      about: String(entry.seq),
      words: `${timeText(entry.at, facts.zone)}: a restore was declared`,
      ref: String(entry.seq),
    }));
  return [...changes, ...restores];
}

function balances(facts: BatchFacts): Found[] {
  return ofKind(facts, 'batch-closure').flatMap((record) => {
    const { computed } = record.newest;
    const [volume, base] = [computedOf(computed, 'volumeOffPct'), computedOf(computed, 'baseOffPct')];
    const { id } = record.newest;
    return [
      ...(volume !== null && Math.abs(volume) > mostVolumePct
        ? [
            {
              about: `${id}/volume`,
              words: `The volume at the end is ${volume.toFixed(1)} % off its balance`,
              ref: id,
            },
          ]
        : []),
      ...(base !== null && Math.abs(base) > mostBasePct
        ? [
            {
              about: `${id}/base`,
              words: `Base by the pump is ${base.toFixed(0)} % off the weight of the bottle`,
              ref: id,
            },
          ]
        : []),
    ];
  });
}
