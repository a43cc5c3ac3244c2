import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../model/report-document';
import { batchRecordDocument } from './batch-record-document';
import { reviewBatch } from './review-batch';
import { reviewRules, type ReviewRule } from './review-rules';
import { correctedSample, sampleFacts, sampleRecord, sampleSignature, t0 } from './testing/sample-facts';

const documentOf = (facts = sampleFacts()): ReportDocument => batchRecordDocument(facts, reviewBatch(facts));
const section = (document: ReportDocument, id: string) => document.sections.find((one) => one.id === id);
const rulesHit = (facts = sampleFacts()) => [
  ...new Set(reviewBatch(facts).exceptions.map(({ rule }) => rule)),
];

describe('batch record', () => {
  it('T15 a changed value prints every value it had, with why, who and when, and the record is marked', () => {
    const blocks = section(documentOf(), 'sample')?.blocks ?? [];
    expect(blocks.find(({ kind }) => kind === 'heading')).toMatchObject({
      text: 'Sample 1 (changed since first entry)',
      changed: true,
    });
    const changes = blocks.flatMap((block) => (block.kind === 'changes' ? block.changes : []));
    expect(changes.map(({ was, now, reason, version }) => [was, now, reason, version])).toEqual([
      ['4.2 AU', '2.4 AU', 'digits were swapped (typing)', 2],
      ['2.4 AU', '2.5 AU', 'read again at the photometer (typing)', 3],
      ['2.5 AU', '2.45 AU', 'mean of two readings (typing)', 4],
    ]);
    expect(changes[0]).toMatchObject({
      field: 'Photometer reading',
      who: 'Emil Demo',
      when: '2026-03-04 10:20:00+01:00',
    });
  });

  it('the list of samples has the dry weight of those that have one, and says where it is still owed', () => {
    const sample = (id: string, sampleNo: number, value: number | null) => {
      const newest = sampleRecord({
        id,
        kind: 'sample',
        body: { sampleNo },
        computed: [{ name: 'dcwGL', label: 'Dry cell weight', unit: 'g/L', value }],
        verdict: value === null ? { id: 'pending', words: 'Waits for its dry weight' } : null,
      });
      return { newest, versions: [newest], signatures: [] };
    };
    const facts = sampleFacts();
    const records = [...facts.records, sample('S-2', 2, 24.125), sample('S-3', 3, null)];
    const [list] = section(documentOf({ ...facts, records }), 'sample')?.blocks ?? [];
    const column = list?.kind === 'table' ? list.columns.findIndex(({ title }) => title === 'DCW') : -1;
    const shown = list?.kind === 'table' ? list.rows.map((row) => row[column]?.text) : [];
    expect(shown).toEqual(['', '24.125 g/L', 'not known yet']);
  });

  it('begins with exceptions, says SIMULATED and names ledger, rules and counts', () => {
    const document = documentOf();
    expect(document.sections.slice(0, 2).map(({ id }) => id)).toEqual(['head', 'exceptions']);
    expect([document.stamp, document.foot]).toEqual([
      'SIMULATED',
      'Ledger: 212 entries, head dddddddddddddddd',
    ]);
    expect(document.counts).toEqual({
      records: 4,
      recordVersions: 7,
      signatures: 5,
      exceptions: 4,
      deviations: 0,
      ledgerEntries: 2,
    });
    expect(JSON.stringify(section(document, 'head'))).toContain(
      `Evaluated ${reviewRules.length} of ${reviewRules.length} rules, 0 errors.`,
    );
    expect(documentOf({ ...sampleFacts(), batch: { ...sampleFacts().batch, simulated: false } }).stamp).toBe(
      '',
    );
  });
});

describe('review by exception', () => {
  it('finds what is there and nothing else', () => {
    expect(rulesHit()).toEqual(['RBE-04', 'RBE-21', 'RBE-18', 'RBE-19']);
  });

  it('lists each thing that is put in', () => {
    const facts = sampleFacts();
    const [media, ...rest] = facts.records;
    const late = sampleRecord({
      id: 'S-2',
      kind: 'sample',
      attempt: 2,
      late: true,
      clockTrusted: false,
      eventAt: t0 + 9 * 3_600_000,
      body: { sampleNo: 2, plannedH: 8, notes: 'foam up to the filter' },
      verdict: { id: 'fail', words: 'OD and dry weight do not agree' },
      findings: [
        { rule: 'sample.od', level: 'C', field: null, row: null, words: 'Unlikely.', answer: 'checked' },
      ],
    });
    const added = sampleFacts({
      batch: { ...facts.batch, aborted: true },
      records: [
        { ...(media ?? correctedSample()), signatures: [] },
        ...rest,
        { newest: late, versions: [late], signatures: [] },
      ],
      signatures: [
        {
          ...sampleSignature(
            { type: 'batch', id: 'B', version: 7 },
            'OVR',
            'Emil Demo',
            t0,
            'Gate overridden',
          ),
        },
      ],
      deviations: [
        {
          id: 'DEV-2026-001',
          title: 'DO below 20 %',
          level: 3,
          state: 'closed',
          open: false,
          signatures: [],
        },
      ],
      integrity: { sound: false, words: 'Entry 12 was altered' },
      series: { problem: 'the history is locked' },
    });
    expect(rulesHit(added).toSorted()).toEqual(
      [
        'RBE-12',
        'RBE-15',
        'RBE-16',
        'RBE-17',
        'RBE-18',
        'RBE-19',
        'RBE-20',
        'RBE-23',
        'RBE-27',
        'RBE-30',
        'RBE-33',
        'RBE-35',
        'RBE-36',
        'RBE-04',
        'RBE-21',
      ].toSorted(),
    );
  });

  it('says of a rule that could not run that it could not, never that it passed', () => {
    const faulty: ReviewRule = {
      id: 'RBE-99',
      text: 'A rule with a fault',
      severity: 'minor',
      run: () => {
        throw new Error('no such column');
      },
    };
    const review = reviewBatch(sampleFacts({ integrity: null }), [...reviewRules, faulty]);
    expect(review.evaluated).toBe(reviewRules.length - 1);
    expect(
      review.rules.filter(({ outcome }) => outcome === 'could-not-run').map(({ id, why }) => [id, why]),
    ).toEqual([
      ['RBE-30', 'the check of the ledger is not finished: read the record again in a moment'],
      ['RBE-99', 'the rule failed: no such column'],
    ]);
    expect(review.exceptions.filter(({ id }) => id.endsWith('could-not-run'))).toHaveLength(2);
  });

  it('keeps a decision only as long as the exception says what was decided about', () => {
    const facts = sampleFacts();
    const [first] = reviewBatch(facts).exceptions;
    const decided = {
      id: 1,
      batchId: 'B-2026-014',
      exception: first?.id ?? '',
      words: first?.words ?? '',
      choice: 'accepted' as const,
      reason: 'probe was swapped, see the log',
      ref: null,
      personId: 'emil',
      name: 'Emil Demo',
      at: t0,
    };
    const open = (words: string): number =>
      reviewBatch({ ...facts, dispositions: [{ ...decided, words }] }).open;
    expect([open(decided.words), open('something else')]).toEqual([3, 4]);
  });
});
