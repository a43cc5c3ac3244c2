import type { BatchId } from '../../../shared/model/identity';
import { actorWords } from '../../../shared/model/actor';
import type { BatchFacts, ReportedRecord } from '../../../shared/report/batch-facts';
import { actingNow } from '../acting';
import type { StationLedger } from '../record/ledger/ledger';
import type { DispositionsKeep } from '../record/signatures/dispositions-in';
import { ledgerOfBatch } from './ledger-of-batch';
import { lineFacts } from './line-facts';
import type { ReportSources } from './report-sources';

export interface GatherDeps {
  readonly sources: ReportSources;
  readonly ledger: Pick<StationLedger, 'list' | 'head' | 'keys' | 'newestAnchor' | 'stationId'>;
  readonly keep: Pick<DispositionsKeep, 'dispositionsOf'>;
  readonly zone: string;
  /** Name and version of the program. */
  readonly software: string;
  readonly now: () => number;
}

/** So many of the newest messages are looked through for those of the batch. */
const newestEvents = 5000;

/**
 * Everything the record of a batch is made of, as it stands now.
 * @param patienceMs how long to wait for a check of the ledger
 */
export async function gatherFacts(
  deps: GatherDeps,
  batchId: BatchId,
  patienceMs: number,
): Promise<BatchFacts> {
  const { sources, ledger, now } = deps;
  const madeAt = now();
  const printedBy = actorWords(actingNow());
  const { batch, moves } = sources.batch(batchId);
  const recipe = sources.recipe(batchId);
  const records = sources.records(batchId).map((newest): ReportedRecord => {
    const signatures = sources.signatures('record', newest.id);
    return { newest, versions: sources.versions(newest.id), signatures };
  });
  const deviations = sources
    .deviations(batchId)
    .map((one) => ({ ...one, signatures: sources.signatures('deviation', one.id) }));
  const [line, gates, blockers, integrity] = await Promise.all([
    lineFacts(sources, batch, recipe, madeAt),
    sources.gates(batchId),
    sources.blockers(batchId),
    sources.integrity(patienceMs, batchId),
  ]);
  const subjects = [
    { type: 'batch', id: batchId },
    ...records.map(({ newest }) => ({ type: 'record', id: newest.id })),
    ...deviations.map(({ id }) => ({ type: 'deviation', id })),
  ];
  const span = { from: batch.createdAt ?? batch.t0 ?? 0, to: madeAt };
  const unit = sources.unit(batch.unitId);
  return {
    madeAt,
    zone: deps.zone,
    printedBy,
    stationId: ledger.stationId,
    software: deps.software,
    batch,
    unitName: unit?.name ?? batch.unitId,
    names: sources.names(),
    recipe,
    moves,
    records,
    signatures: sources.signatures('batch', batchId),
    gates,
    blockers,
    proposals: sources.proposals(batchId),
    deviations,
    ...line,
    events: sources
      .events(newestEvents)
      .filter(
        ({ unitId, kind, at }) =>
          (unitId === batch.unitId || kind.startsWith('model-')) &&
          at >= span.from &&
          at <= (batch.endedAt ?? madeAt),
      )
      .toReversed(),
    alarms: batch.t0 === null ? [] : sources.alarms(batch.unitId, batch.t0, batch.endedAt ?? madeAt),
    dispositions: deps.keep.dispositionsOf(batchId),
    ledger: ledgerOfBatch(ledger, subjects, span),
    head: ledger.head(),
    anchor: ledger.newestAnchor(),
    keys: ledger.keys(),
    integrity,
  };
}
