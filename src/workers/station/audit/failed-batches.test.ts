import { expect, test } from 'vitest';
import type { LedgerFinding, LedgerVerdict } from '../../../shared/contract/audit';
import { unitIdSchema } from '../../../shared/model/identity';
import { createFailedBatches, type FailedBatchesDeps } from './failed-batches';

const start = Date.UTC(2026, 0, 5, 8);
const hourMs = 3_600_000;

function found(batchId: string | null, more: Partial<LedgerFinding>): LedgerFinding {
  return { kind: 'row-altered', words: 'altered', seq: null, table: null, key: null, field: null, stored: null, expected: null, batchId, ...more }; // prettier-ignore
}

function room(facts: object, last: readonly object[]) {
  const deps = {
    ledger: { newestOf: () => ({ entry: { at: 5, facts } }) },
    store: { getSetting: () => last },
    plant: {
      channelOfSeries: (series: number) =>
        series === 7 ? { unitId: unitIdSchema.parse('R1'), tag: 'OD' } : undefined,
      batches: () => [
        { id: 'before', inoculatedAt: start - 9 * hourMs, endedAt: start - 8 * hourMs },
        { id: 'within', inoculatedAt: start, endedAt: null },
      ],
    },
    now: () => start + hourMs,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return createFailedBatches(deps as unknown as FailedBatchesDeps);
}

test('rows of records by the verification that ended last, known again from its entry after a start', () => {
  const before = room({ batches: { b1: ['one row'] } }, []);
  expect(before.list()).toEqual([{ batchId: 'b1', foundAt: 5, rows: ['one row'] }]);
  const findings = [
    found('b2', {
      words: 'Entry 9 found record ["r1"] other',
      field: 'body',
      stored: '"5.2"',
      expected: '"4.1"',
    }),
    found(null, { words: 'of no batch' }),
  ];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const facts = before.verified({ findings } as unknown as LedgerVerdict, 9);
  const rows = ['Entry 9 found record ["r1"] other: body was "5.2", by the ledger "4.1"'];
  expect(facts).toEqual({ batches: { b2: rows } });
  expect(before.list()).toEqual([{ batchId: 'b2', foundAt: 9, rows }]);
});

test('samples whose chunk did not hold belong to the batch that ran then; another folder’s belong to none', () => {
  const job = (place: string) => ({
    kind: 'verify', place, state: 'damaged', step: '', done: 1, startedAt: 1, endedAt: 2, words: '', damaged: 1,
    findings: [{ file: 'historian.db', words: 'its hash differs', series: 7, channel: null, start: start + 60_000 }],
  }); // prettier-ignore
  expect(room({}, [job('/a/backup')]).list()).toEqual([]);
  expect(room({}, [job('')]).list()).toEqual([
    {
      batchId: 'within',
      foundAt: 2,
      rows: ['Samples of OD from 2026-01-05T08:01:00.000Z: its hash differs'],
    },
  ]);
});
