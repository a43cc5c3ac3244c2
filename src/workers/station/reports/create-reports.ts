import { createHash, randomUUID } from 'node:crypto';
import type { ReportJob } from '../../../shared/contract/reports';
import type { BatchId } from '../../../shared/model/identity';
import { dispositionWords, type Disposition } from '../../../shared/model/records/disposition';
import type { Review } from '../../../shared/model/records/review';
import type { PersonRole } from '../../../shared/model/role';
import { Refusal } from '../../../shared/model/refusal';
import type { ReportDocument } from '../../../shared/model/report-document';
import { batchRecordDocument } from '../../../shared/report/batch-record-document';
import type { BatchFacts } from '../../../shared/report/batch-facts';
import { reviewBatch } from '../../../shared/report/review-batch';
import { actAs, actingNow } from '../acting';
import type { Ledger } from '../record/ledger/ledger';
import type { DispositionsKeep } from '../record/signatures/dispositions-in';
import type { SignedSubject } from '../../../shared/model/signature';
import { bundleOf } from './bundle/bundle-of';
import { chainOf } from './chain-of';
import { gatherFacts, type GatherDeps } from './gather-facts';
import type { PdfWriter } from './pdf-writer';

export interface ReportsDeps extends GatherDeps {
  readonly ledger: GatherDeps['ledger'] & Ledger;
  readonly keep: DispositionsKeep;
  readonly pdf: PdfWriter;
}

type Decision = Pick<Disposition, 'exception' | 'choice' | 'reason' | 'ref'>;

/** Batch records to read, to review, to print and to take away. All may refuse with words. */
export interface ReportsRoom {
  record(batchId: BatchId): Promise<{ document: ReportDocument; review: Review }>;
  dispose(batchId: BatchId, decisions: readonly Decision[]): Promise<Review>;
  /** Answers at once; the file is made beside. */
  print(batchId: BatchId): ReportJob;
  bundle(batchId: BatchId): ReportJob;
  progress(id: string): ReportJob;
  cancel(id: string): ReportJob;
  file(id: string): { readonly name: string; readonly bytes: Uint8Array };
  /** The newest review of a batch that was made of its present version; undefined where none was. */
  reviewed(batchId: BatchId, version: number): Review | undefined;
  stop(): void;
}

interface Job {
  view: ReportJob;
  bytes: Uint8Array | null;
  readonly stop: AbortController;
}

/** Whoever reads is answered soon, and reads again when the ledger was checked; a print waits for the check. */
const readerWaitsMs = 2500;
const printWaitsMs = 60_000;

/** Finished files wait for so many newer ones. */
const keptJobs = 8;

export function createReports(deps: ReportsDeps): ReportsRoom {
  const jobs = new Map<string, Job>();
  const reviews = new Map<BatchId, Review>();
  const reviewed = async (
    batchId: BatchId,
    patienceMs = readerWaitsMs,
  ): Promise<{ facts: BatchFacts; review: Review }> => {
    const facts = await gatherFacts(deps, batchId, patienceMs);
    const review = reviewBatch(facts);
    reviews.set(batchId, review);
    return { facts, review };
  };
  const jobOf = (id: string): Job => {
    const job = jobs.get(id);
    if (!job) throw new Refusal('NOT_FOUND', 'This report is no longer here. Make it anew.');
    return job;
  };
  const begin = (kind: ReportJob['kind'], batchId: BatchId): ReportJob => {
    deps.sources.batch(batchId);
    const running = [...jobs.values()].filter(({ view }) => view.state === 'running');
    if (running.length >= 2)
      throw new Refusal('UNAVAILABLE', 'Two reports are being made. Wait for one of them.');
    const job = newJob(kind, batchId, deps.now());
    jobs.set(job.view.id, job);
    forgetOld(jobs);
    const actor = actingNow();
    void actAs(actor, () => make(deps, job, () => reviewed(batchId, printWaitsMs)));
    return job.view;
  };
  return {
    record: async (batchId) => {
      const { facts, review } = await reviewed(batchId);
      return { document: batchRecordDocument(facts, review), review };
    },
    dispose: async (batchId, decisions) => {
      const { facts, review } = await reviewed(batchId);
      decide(deps, facts, review, decisions);
      return (await reviewed(batchId)).review;
    },
    print: (batchId) => begin('pdf', batchId),
    bundle: (batchId) => begin('bundle', batchId),
    progress: (id) => jobOf(id).view,
    cancel: (id) => {
      const job = jobOf(id);
      job.stop.abort();
      if (job.view.state === 'running') job.view = { ...job.view, state: 'cancelled', words: 'Stopped' };
      return job.view;
    },
    file: (id) => {
      const { view, bytes } = jobOf(id);
      if (!view.file || !bytes) throw new Refusal('CONFLICT', `This file is not there: ${view.words}`);
      return { name: view.file.name, bytes };
    },
    reviewed: (batchId, version) => {
      const review = reviews.get(batchId);
      return review?.batchVersion === version ? review : undefined;
    },
    stop: () => {
      for (const { stop } of jobs.values()) stop.abort();
    },
  };
}

function newJob(kind: ReportJob['kind'], batchId: BatchId, startedAt: number): Job {
  return {
    view: {
      id: randomUUID(),
      kind,
      batchId,
      state: 'running',
      words: 'Gathering the records',
      done: 0,
      startedAt,
      file: null,
      counts: {},
    },
    bytes: null,
    stop: new AbortController(),
  };
}

function forgetOld(jobs: Map<string, Job>): void {
  for (const [id, { view }] of jobs) {
    if (jobs.size <= keptJobs) return;
    if (view.state !== 'running') jobs.delete(id);
  }
}

/** Makes the file; whatever becomes of it stands in the job. A print is in the ledger with the hash of what was printed. */
async function make(
  deps: ReportsDeps,
  job: Job,
  gather: () => Promise<{ facts: BatchFacts; review: Review }>,
): Promise<void> {
  const { kind, batchId } = job.view;
  const step = (done: number, words: string): void => {
    if (job.view.state === 'running') job.view = { ...job.view, done, words };
  };
  try {
    // Anchored first: the report names the head that this anchor holds.
    deps.ledger.anchor('report');
    const { facts, review } = await gather();
    const document = batchRecordDocument(facts, review);
    step(0.3, 'Laying out the pages');
    const pdf = await deps.pdf(document, job.stop.signal);
    step(0.8, kind === 'pdf' ? 'Finishing' : 'Putting the bundle together');
    const bytes =
      kind === 'pdf' ? pdf : bundleOf({ facts, review, document, pdf, ...bundleExtras(deps, facts) });
    if (job.stop.signal.aborted) return;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    deps.ledger.note({
      what: kind === 'pdf' ? 'report.printed' : 'report.exported',
      subject: {
        type: 'batch',
        id: batchId,
        ...(facts.batch.version > 0 ? { version: facts.batch.version } : {}),
      },
      facts: { sha256, bytes: bytes.length, head: facts.head.hash, counts: document.counts },
    });
    job.bytes = bytes;
    const name = `${safe(facts.batch.name)}-batch-record.${kind === 'pdf' ? 'pdf' : 'zip'}`;
    const { counts } = document;
    job.view = {
      ...job.view,
      state: 'done',
      done: 1,
      words: 'Done',
      file: { name, bytes: bytes.length, sha256 },
      counts,
    };
  } catch (error) {
    if (job.view.state !== 'running') return;
    const words =
      error instanceof Refusal
        ? error.words
        : `It could not be made: ${error instanceof Error ? error.message : String(error)}`;
    job.view = { ...job.view, state: 'failed', words };
  }
}

function bundleExtras({ ledger, sources }: ReportsDeps, { ledger: entries, anchor }: BatchFacts) {
  return {
    anchors: anchor ? [anchor] : [],
    chain: chainOf(ledger, (entries[0]?.entry.seq ?? 1) - 1),
    contentOf: (subject: SignedSubject) => sources.content(subject),
    sign: (bytes: Uint8Array) => ledger.sign(bytes),
  };
}

/** Roles that may decide about exceptions. */
const deciders: readonly string[] = [
  'engineer',
  'scientist',
  'qa-reviewer',
  'qa-approver',
] satisfies PersonRole[];

function decide(deps: ReportsDeps, facts: BatchFacts, review: Review, decisions: readonly Decision[]): void {
  const actor = actingNow();
  if (actor.kind !== 'person')
    throw new Refusal('UNAUTHORIZED', 'Sign in first: a decision belongs to a person.');
  if (!actor.roles.some((role) => deciders.includes(role)))
    throw new Refusal('FORBIDDEN', 'Exceptions are decided about by an engineer, a scientist or QA.');
  const batchId = facts.batch.id;
  const made = decisions.map((decision) => {
    const exception = review.exceptions.find(({ id }) => id === decision.exception);
    if (!exception)
      throw new Refusal(
        'CONFLICT',
        'This exception is no longer there or says something else now. Look at the record again.',
      );
    const record = facts.records.find(({ newest }) => newest.id === exception.ref);
    if (
      record?.versions.some(({ enteredBy, performedBy }) => [enteredBy, performedBy].includes(actor.personId))
    )
      throw new Refusal('FORBIDDEN', 'You entered or performed this: another person decides about it.');
    return {
      batchId,
      ...decision,
      words: exception.words,
      personId: actor.personId,
      name: actor.name,
      at: deps.now(),
    };
  });
  deps.ledger.write(
    {
      what: 'batch.disposed',
      subject: { type: 'batch', id: batchId },
      facts: { decisions: made.map(({ exception, choice }) => `${exception}: ${dispositionWords[choice]}`) },
    },
    () => made.forEach((one) => deps.keep.addDisposition(one)),
  );
}

function safe(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60);
}
