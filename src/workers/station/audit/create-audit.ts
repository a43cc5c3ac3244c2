import { resolve, sep } from 'node:path';
import type { AuditFilter, AuditStatus, LedgerVerdict } from '../../../shared/contract/audit';
import type { Anchor, SealedEntry } from '../../../shared/model/ledger-entry';
import { Refusal } from '../../../shared/model/refusal';
import type { Log } from '../../log';
import type { EventsDesk } from '../events-desk';
import type { StationLedger } from '../record/ledger/ledger';
import { anchorPlacesSetting } from '../record/ledger/open-ledger';
import type { Store } from '../record/open-store';
import { exposureOf } from './exposure';
import { createFailedBatches, type FailedBatchesDeps } from './failed-batches';
import { restoreIdOf } from './restore-id';
import { createVerification, type VerificationDeps } from './verification';

/** Anchors are written at least so often, ms. */
const anchorEveryMs = 300_000;
const tickMs = 1000;
/** The whole ledger is verified a minute after the start and every day, beside the station. */
const firstVerifyMs = 60_000;
const verifyEveryMs = 86_400_000;

export interface AuditDeps {
  readonly ledger: StationLedger;
  readonly store: Pick<Store, 'plant' | 'tellSeals'>;
  readonly plant: FailedBatchesDeps['plant'];
  readonly events: Pick<EventsDesk, 'began' | 'ended'>;
  readonly log: Log;
  readonly now: () => number;
  readonly threads: VerificationDeps['threads'];
  readonly init: { readonly dataDir: string; readonly appVersion: string; readonly host: string; readonly anchorFolders?: readonly string[] | undefined }; // prettier-ignore
  /** False until the first administrator is made. */
  readonly inUse?: () => boolean;
}

/** The audit ledger as people see it. May refuse with words. */
export interface AuditRoom {
  list(filter: AuditFilter): SealedEntry[];
  status(): AuditStatus;
  verify(): AuditStatus;
  export(fromSeq: number, limit: number): { lines: string; next: number | null };
  anchor(): Anchor;
  saveAnchorPlaces(folders: readonly string[], reason: string): AuditStatus;
  confirmClock(reason: string): AuditStatus;
  changeKey(reason: string): AuditStatus;
  replaceLostKey(reason: string): AuditStatus;
  declareRestore(reason: string): AuditStatus;
}

/** Opens the audit room: says that the station started, anchors on the way, watches the clock. */
export function createAudit(deps: AuditDeps): { readonly room: AuditRoom; stop(): Promise<void> } {
  const { ledger, store, now, init, log, events } = deps;
  const failed = createFailedBatches({ ledger, store: store.plant, plant: deps.plant, now });
  const ended = (verdict: LedgerVerdict): void => {
    const { state, entries, findings } = verdict;
    const more = state === 'failed' ? {} : failed.verified(verdict, now());
    quietly('verification', () => ledger.note({ what: 'audit.verified', subject: ledgerSubject, facts: { state, entries, findings: findings.length, ...more } })); // prettier-ignore
    if (state !== 'broken') return;
    events.began('ledger-broken', { kind: 'ledger-broken', words: `The audit ledger was verified: ${findings[0]?.words ?? 'something was altered'}`, advice: 'See the audit screen. Keep a copy of the data folder before anything else is done.' }); // prettier-ignore
  };
  const outside = (): string[] =>
    ledger.anchorPlaces().flatMap(({ inside, folder }) => (inside ? [] : [folder]));
  const quietly = (what: string, run: () => unknown): void => {
    try {
      run();
    } catch (error) {
      // A disk that is full or a key that is lost is told as a state; the station goes on.
      log('warn', `The ledger took no ${what}`, { error: String(error) });
    }
  };
  const verification = createVerification({ threads: deps.threads, dataDir: init.dataDir, anchorFolders: () => outside(), now, ended }); // prettier-ignore
  const subject = { type: 'station', id: ledger.stationId };
  const ledgerSubject = { type: 'ledger', id: ledger.stationId };
  const facts = { appVersion: init.appVersion, host: init.host };
  quietly('start', () => ledger.note({ what: 'station.start', subject, facts }));
  quietly('anchor', () => ledger.anchor('start'));

  let anchoredAt = now();
  // A station that is stopped every day is verified every day as well, a minute after it started.
  let verifyAt = now() + firstVerifyMs;
  const tick = (): void => {
    quietly('clock step', () => ledger.tick());
    tellStates(deps);
    if (deps.threads.keeper !== undefined && now() >= verifyAt) {
      verifyAt = now() + verifyEveryMs;
      quietly('verification', () => verification.start());
    }
    if (Math.abs(now() - anchoredAt) < anchorEveryMs) return;
    anchoredAt = now();
    quietly('hashes of history', () => store.tellSeals());
    if (ledger.newestAnchor()?.seq !== ledger.head().seq) quietly('anchor', () => ledger.anchor('interval'));
  };
  tick();
  const ticking = setInterval(tick, tickMs);
  ticking.unref();

  const status = (): AuditStatus => statusOf(deps, verification.verdict(), failed.list());
  const after = (run: () => void): AuditStatus => {
    run();
    tellStates(deps);
    return status();
  };
  const room: AuditRoom = {
    list: (filter) => ledger.list(defined(filter)),
    status,
    verify: () => after(() => verification.start()),
    export: (fromSeq, limit) => {
      const part = exported(ledger, fromSeq, limit);
      ledger.note({ what: 'audit.exported', subject: ledgerSubject, facts: { fromSeq, next: part.next } });
      return part;
    },
    anchor: () => ledger.anchor('asked'),
    saveAnchorPlaces: (folders, reason) =>
      after(() => {
        refuseInside(init.dataDir, folders);
        ledger.write({ what: 'audit.anchorPlaces', subject: { type: 'setting', id: anchorPlacesSetting }, reason }, () => store.plant.putSetting(anchorPlacesSetting, folders)); // prettier-ignore
        ledger.setAnchorPlaces([...new Set([...(init.anchorFolders ?? []), ...folders])]);
        ledger.anchor('asked');
      }),
    confirmClock: (reason) => after(() => ledger.confirmClock(reason)),
    changeKey: (reason) => after(() => ledger.changeKey(reason)),
    replaceLostKey: (reason) => after(() => ledger.replaceLostKey(reason)),
    declareRestore: (reason) =>
      after(() => {
        if (deps.inUse?.())
          throw new Refusal(
            'REFUSED',
            'An administrator and a QA approver declare a restore together: both sign it',
          );
        ledger.declareRestore(reason, { declaredBy: 'set-up, before the first administrator' });
      }),
  };
  return {
    room,
    stop: async () => {
      clearInterval(ticking);
      await verification.stop();
      quietly('stop', () => ledger.note({ what: 'station.stop', subject }));
    },
  };
}

function statusOf(
  { ledger, now }: AuditDeps,
  verdict: AuditStatus['verdict'],
  failedBatches: AuditStatus['failedBatches'],
): AuditStatus {
  const trouble = ledger.trouble();
  const head = ledger.head();
  const places = [...ledger.anchorPlaces()];
  return {
    stationId: ledger.stationId,
    head,
    keys: [...ledger.keys()],
    places,
    newestAnchor: ledger.newestAnchor(),
    exposure: exposureOf(places, head.seq, now()),
    clockTrusted: ledger.clockTrusted(),
    trouble: trouble && {
      kind: trouble.kind,
      words: trouble.words,
      advice: trouble.advice,
      restoreId: restoreIdOf(trouble),
    },
    verdict,
    failedBatches,
  };
}

/** What is not as it should be is shown on every screen until it ends. */
function tellStates({ ledger, events }: AuditDeps): void {
  const trouble = ledger.trouble();
  if (trouble)
    events.began('ledger', { kind: `ledger-${trouble.kind}`, words: trouble.words, advice: trouble.advice });
  else events.ended('ledger', 'The audit ledger is in order again: records can be changed');
  if (ledger.clockTrusted()) events.ended('clock', 'The clock of the station is trusted again');
  else
    events.began('clock', {
      kind: 'clock-step',
      words: 'The clock of the station was set by more than 2 s: times written since then carry a mark.',
      advice: 'Check it and confirm it on the audit screen, or start the station again.',
    });
}

function exported(
  ledger: StationLedger,
  fromSeq: number,
  limit: number,
): { lines: string; next: number | null } {
  const entries = ledger.from(fromSeq, limit);
  const last = entries.at(-1)?.entry.seq ?? 0;
  const lines = entries.map((sealed) => `${JSON.stringify(sealed)}\n`).join('');
  return { lines, next: last > 0 && last < ledger.head().seq ? last + 1 : null };
}

function refuseInside(dataDir: string, folders: readonly string[]): void {
  const own = resolve(dataDir);
  for (const folder of folders)
    if (resolve(folder) === own || resolve(folder).startsWith(own + sep))
      throw new Refusal('REFUSED', `${folder} lies in the data folder: whoever alters the records could alter it too. Name a share, a stick or another disk`, 'folders'); // prettier-ignore
}

function defined(filter: AuditFilter): Parameters<StationLedger['list']>[0] {
  const { limit, ...rest } = filter;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return { limit, ...Object.fromEntries(given) };
}
