import type { LedgerVerdict } from '../../../shared/contract/audit';
import { Refusal } from '../../../shared/model/refusal';
import { ownThreadKeeper, type KeepResult } from '../record/keep/keep-task';
import { threadKeeper } from '../record/keep/thread-keeper';

export interface VerificationDeps {
  readonly threads: { readonly keeper?: string | URL | undefined };
  readonly dataDir: string;
  /** Folders with anchors, outside the data folder. */
  readonly anchorFolders: () => readonly string[];
  readonly now: () => number;
  readonly ended: (verdict: LedgerVerdict) => void;
}

const mostShown = 200;

/** Verifies the ledger in a thread of its own; one at a time. */
export function createVerification({ threads, dataDir, anchorFolders, now, ended }: VerificationDeps) {
  const keeper = threads.keeper === undefined ? ownThreadKeeper : threadKeeper(threads.keeper);
  let verdict: LedgerVerdict | null = null;
  let abort: AbortController | undefined;
  let running = Promise.resolve();

  const run = async (begun: LedgerVerdict, signal: AbortSignal): Promise<void> => {
    const outcome = await keeper(
      { kind: 'ledger', dataDir, anchorFolders: anchorFolders() },
      ({ step, done }) => (verdict = { ...begun, step, done }),
      signal,
    );
    const over = { ...begun, done: 1, step: '', endedAt: now() };
    if (outcome.kind === 'done' && outcome.result.kind === 'ledger')
      verdict = { ...over, ...judged(outcome.result) };
    else
      verdict = {
        ...over,
        state: 'failed',
        words: outcome.kind === 'failed' ? outcome.words : 'It was cancelled',
      };
    abort = undefined;
    if (verdict && outcome.kind !== 'cancelled') ended(verdict);
  };

  return {
    verdict: () => verdict,
    start: (): void => {
      if (abort) throw new Refusal('CONFLICT', 'The ledger is being verified already');
      abort = new AbortController();
      verdict = {
        state: 'running',
        startedAt: now(),
        endedAt: null,
        step: 'Starting',
        done: 0,
        entries: 0,
        rows: 0,
        anchors: 0,
        findings: [],
        words: '',
      };
      running = run(verdict, abort.signal);
    },
    stop: async (): Promise<void> => {
      abort?.abort();
      await running;
    },
  };
}

function judged({ report }: Extract<KeepResult, { kind: 'ledger' }>): Partial<LedgerVerdict> {
  const { entries, rows, anchors, findings } = report;
  const sound = findings.length === 0;
  return {
    state: sound ? 'sound' : 'broken',
    entries,
    rows,
    anchors,
    findings: findings.slice(0, mostShown),
    words: sound
      ? `${entries} entries, ${rows} rows and ${anchors} ${anchors === 1 ? 'anchor' : 'anchors'} agree`
      : `${findings.length} ${findings.length === 1 ? 'thing is' : 'things are'} not as it was written`,
  };
}
