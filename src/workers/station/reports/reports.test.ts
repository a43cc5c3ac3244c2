import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReportJob } from '../../../shared/contract/reports';
import type { Json } from '../../../shared/model/ledger-entry';
import { Refusal } from '../../../shared/model/refusal';
import { sampleFacts } from '../../../shared/report/testing/sample-facts';
import type { Connection } from '../people/people-room';
import {
  goodPassword,
  openPeopleUnderTest,
  withAdministrator,
  type PeopleUnderTest,
} from '../people/testing/people-under-test';
import { scratchFolder } from '../record/testing/scratch-folder';
import { dispositionsIn } from '../record/signatures/dispositions-in';
import { signaturesIn } from '../record/signatures/signatures-in';
import { createSigning } from '../signing/create-signing';
import { unzip } from './bundle/unzip';
import { createReports, type ReportsRoom } from './create-reports';
import { ownThreadPdfWriter } from './pdf-writer';
import type { ReportSources } from './report-sources';

let t: PeopleUnderTest;
let reports: ReportsRoom;
let emil: Connection;
let rita: Connection;
let admin: Connection;
const facts = sampleFacts();
const { id: batchId } = facts.batch;

beforeEach(async () => {
  t = openPeopleUnderTest();
  admin = await withAdministrator(t);
  emil = (await t.join(admin, 'emil', 'engineer')).connection;
  rita = (await t.join(admin, 'rita', 'qa-reviewer')).connection;
  const signing = createSigning({
    keep: signaturesIn(t.db),
    ledger: t.ledger,
    people: t.people,
    quality: { trained: () => true },
    stationId: 'test',
    zone: 'Europe/Berlin',
    clockTrusted: () => true,
    now: () => t.now,
  });
  const contents: Record<string, Json> = {
    [batchId]: { batch: batchId, name: 'Pichia "14", Δ' },
    'S-1': { od: 2.45 },
  };
  for (const type of ['batch', 'record'])
    signing.register({
      type,
      find: (id) => {
        const content = contents[id];
        if (content === undefined) return undefined;
        return { version: 1, content, unitId: null, people: [], open: ['TECH', 'ATR'], procedure: null };
      },
      signed: () => undefined,
    });
  reports = createReports({
    sources: {
      ...sources,
      signatures: (type, id) => signing.checked(type, id),
      content: (subject) => signing.content(subject),
    },
    ledger: t.ledger,
    keep: dispositionsIn(t.db),
    zone: 'Europe/Berlin',
    software: 'Bioprocess Twin 0.1.0',
    now: () => t.now,
    pdf: ownThreadPdfWriter(),
  });
  const sign = (who: Connection, type: string, id: string, meaning: 'TECH' | 'ATR', userId: string) =>
    t.as(who, () =>
      signing.sign(
        signing.offer(type, id).subject,
        meaning,
        { userId, password: goodPassword(userId) },
        'Filter: all; 12 rows shown',
      ),
    );
  await sign(emil, 'batch', batchId, 'TECH', 'emil');
  await sign(rita, 'batch', batchId, 'ATR', 'rita');
  await sign(emil, 'record', 'S-1', 'TECH', 'emil');
});
afterEach(() => t.close());

const sources: Omit<ReportSources, 'signatures' | 'content'> = {
  batch: () => ({ batch: facts.batch, moves: facts.moves }),
  records: () => facts.records.map(({ newest }) => newest),
  versions: (id) => facts.records.find(({ newest }) => newest.id === id)?.versions ?? [],
  recipe: () => facts.recipe,
  gates: () => Promise.resolve(null),
  blockers: () => Promise.resolve(facts.blockers),
  proposals: () => [],
  deviations: () => [],
  unit: () => ({ name: 'Reactor 101', channels: [] }),
  series: () => Promise.resolve([]),
  holes: () => Promise.resolve([]),
  events: () => [],
  alarms: () => [],
  names: () => ({}),
  integrity: () => Promise.resolve(facts.integrity),
};

async function made(kind: 'print' | 'bundle'): Promise<{ job: ReportJob; bytes: Uint8Array }> {
  const { id } = t.as(emil, () => reports[kind](batchId));
  await expect.poll(() => reports.progress(id).state, { timeout: 60_000 }).not.toBe('running');
  expect(reports.progress(id).words).toBe('Done');
  return { job: reports.progress(id), bytes: reports.file(id).bytes };
}

/** On the disk, as a stranger has it. */
function unpacked(bytes: Uint8Array): string {
  const folder = scratchFolder();
  for (const file of unzip(bytes)) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
  }
  return folder;
}

const verified = (folder: string) =>
  spawnSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8' });

it('T23 a bundle checks out with openssl and with its own short script; PDF, JSON and CSV count the same', async () => {
  const { job, bytes } = await made('bundle');
  const folder = unpacked(bytes);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(verified(folder)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^OK: \d+ files, 3 signatures, \d+ ledger entries hold/),
  });
  expect(text('verify.mjs').split('\n').length).toBeLessThanOrEqual(101);
  const signatures = JSON.parse(text('signatures.json')) as { signature: { id: string; keyId: string } }[];
  for (const { signature } of signatures) {
    const args = [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      `keys/${signature.keyId}.pem`,
      '-rawin',
      '-in',
      `signed/${signature.id}.bin`,
      '-sigfile',
      `signed/${signature.id}.sig`,
    ];
    expect(execFileSync('openssl', args, { cwd: folder, encoding: 'utf8' })).toMatch(
      'Signature Verified Successfully',
    );
    expect(text('README.txt')).toContain('openssl pkeyutl -verify -pubin');
  }
  const { counts } = JSON.parse(text('record.json')) as { counts: Record<string, number> };
  const keywords = /\((records=[^)]*)\)/.exec(
    readFileSync(join(folder, 'batch-record.pdf')).toString('latin1'),
  )?.[1];
  expect(
    Object.fromEntries(
      (keywords ?? '').split(' ').map((one) => [one.split('=')[0], Number(one.split('=')[1])]),
    ),
  ).toEqual(counts);
  expect(job.counts).toEqual(counts);
  expect(text('records.csv').trim().split('\n')).toHaveLength((counts['recordVersions'] ?? 0) + 1);
  expect(counts['ledgerEntries']).toBeGreaterThan(2);
  expect(t.ledger.list({ limit: 1 })[0]?.entry).toMatchObject({
    what: 'report.exported',
    actor: { userId: 'emil' },
    facts: { sha256: job.file?.sha256 },
  });
});

it.each([
  ['records.csv', '2.45', '2.54', /records\.csv: changed since it was exported/],
  ['signatures.json', 'Technical review', 'Technical previe', /signature .* does not hold/],
  ['signatures.json', '"od":2.45', '"od":9.45', /is not what was signed/],
  ['ledger.jsonl', '"userId":"emil"', '"userId":"dana"', /ledger: entry \d+ was altered/],
  ['manifest.json', 'records.csv', 'recorbs.csv', /manifest\.json: its signature does not hold/],
])('a bundle in which %s was edited names it', async (name, was, now, words) => {
  const folder = unpacked((await made('bundle')).bytes);
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(was);
  writeFileSync(path, text.replace(was, now));
  if (name === 'manifest.json')
    writeFileSync(join(folder, 'recorbs.csv'), readFileSync(join(folder, 'records.csv')));
  const { status, stdout } = verified(folder);
  expect(status).toBe(1);
  expect(stdout).toMatch(words);
});

it('a print is a PDF, its hash is in the ledger, and it was anchored', async () => {
  const { bytes, job } = await made('print');
  expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  expect(job.file).toMatchObject({ name: 'Pichia-14-batch-record.pdf', bytes: bytes.length });
  expect(t.ledger.list({ limit: 1 })[0]?.entry.what).toBe('report.printed');
  expect(t.ledger.newestAnchor()?.cause).toBe('report');
});

it('exceptions are decided about by a person who did not make them, in an entry of the ledger', async () => {
  const { review } = await t.as(rita, () => reports.record(batchId));
  const about = review.exceptions.find(({ rule }) => rule === 'RBE-18');
  const decision = {
    exception: about?.id ?? '',
    choice: 'accepted' as const,
    reason: 'the reading was repeated',
    ref: null,
  };
  const after = await t.as(rita, () => reports.dispose(batchId, [decision]));
  expect(after.open).toBe(review.open - 1);
  expect(t.ledger.list({ limit: 1 })[0]?.entry).toMatchObject({
    what: 'batch.disposed',
    actor: { userId: 'rita' },
    rows: [{ table: 'disposition' }],
  });
  const dana = (await t.join(admin, 'dana', 'technician')).connection;
  await expect(t.as(dana, () => reports.dispose(batchId, [decision]))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(reports.dispose(batchId, [decision])).rejects.toThrow(Refusal);
  await expect(
    t.as(rita, () => reports.dispose(batchId, [{ ...decision, exception: 'RBE-18/none' }])),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
});
