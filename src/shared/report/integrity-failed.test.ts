import { expect, test } from 'vitest';
import { batchRecordDocument } from './batch-record-document';
import { reviewBatch } from './review-batch';
import { reviewRules } from './review-rules';
import { sampleFacts } from './testing/sample-facts';

test('T01 a record of which rows were altered begins with them, and every page is stamped', () => {
  const row = 'record_version ["r1",1]: body was altered without an entry: it is 5.2, the ledger says 4.1';
  const facts = sampleFacts({ integrity: { sound: false, words: '1 thing is not as it was', rows: [row] } });
  const { stamp, sections } = batchRecordDocument(facts, reviewBatch(facts, reviewRules));
  expect(stamp).toContain('INTEGRITY FAILED');
  expect(sections[0]?.title).toBe('Integrity failed');
  expect(JSON.stringify(sections[0])).toContain('the ledger says 4.1');
});
