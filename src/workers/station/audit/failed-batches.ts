import { z } from 'zod';
import type { FailedBatch, LedgerFinding, LedgerVerdict } from '../../../shared/contract/audit';
import { keepingJobSchema } from '../../../shared/model/keeping';
import type { Json } from '../../../shared/model/ledger-entry';
import type { Plant } from '../plant/plant';
import type { StationLedger } from '../record/ledger/ledger';
import type { PlantStore } from '../record/plant/plant-store';

export interface FailedBatchesDeps {
  readonly ledger: Pick<StationLedger, 'newestOf'>;
  readonly store: Pick<PlantStore, 'getSetting'>;
  readonly plant: Pick<Plant, 'batches' | 'channelOfSeries'>;
  readonly now: () => number;
}

/** So many rows of a batch are named; the audit screen holds the rest. */
const mostNamed = 20;
/** A sealed window of raw samples. */
const windowMs = 600_000;
const toldSchema = z.record(z.string(), z.array(z.string()));

/** A finding with its field and both values, where its own words leave them out. */
function rowWords({ words, field, stored, expected }: LedgerFinding): string {
  if (field === null || words.includes(`${field} `)) return words;
  return `${words}: ${field} was ${stored ?? 'nothing'}, by the ledger ${expected ?? 'nothing'}`;
}

/**
 * Batches whose records or samples did not hold when they were last verified. The last result is in the ledger's own
 * entry of that verification, so that it is known again after a start.
 */
export function createFailedBatches({ ledger, store, plant, now }: FailedBatchesDeps) {
  const before = ledger.newestOf('audit.verified')?.entry;
  let at = before?.at ?? 0;
  let told = toldSchema.catch({}).parse(before?.facts['batches'] ?? {});

  /** Chunks that the last look through the station's own files found damaged. */
  const chunks = (): FailedBatch[] => {
    const jobs = z
      .array(keepingJobSchema)
      .catch([])
      .parse(store.getSetting('keeping-last') ?? []);
    const job = jobs.find(({ kind, place }) => kind === 'verify' && place === '');
    return (job?.findings ?? []).flatMap(({ series, start, words }) => {
      const channel = series === null ? undefined : plant.channelOfSeries(series);
      if (!channel || start === null) return [];
      const touches = plant
        .batches(channel.unitId)
        .filter((batch) => start < (batch.endedAt ?? now()) && start + windowMs > batch.inoculatedAt);
      const named = `Samples of ${channel.tag} from ${new Date(start).toISOString()}: ${words}`;
      return touches.map(({ id }) => ({ batchId: id, foundAt: job?.endedAt ?? 0, rows: [named] }));
    });
  };

  return {
    /** What a verification that has ended found; answers the facts for its entry. */
    verified: ({ findings }: LedgerVerdict, endedAt: number): { readonly batches: Json } => {
      at = endedAt;
      told = {};
      for (const finding of findings) {
        const { batchId } = finding;
        if (batchId !== null) (told[batchId] ??= []).push(rowWords(finding));
      }
      for (const id of Object.keys(told)) told[id] = (told[id] ?? []).slice(0, mostNamed);
      return { batches: told };
    },
    list: (): FailedBatch[] => {
      const found = new Map<string, FailedBatch>();
      const records = Object.entries(told).map(([batchId, rows]) => ({ batchId, foundAt: at, rows }));
      for (const one of [...records, ...chunks()]) {
        const known = found.get(one.batchId);
        const rows = [...(known?.rows ?? []), ...one.rows].slice(0, mostNamed);
        found.set(one.batchId, { ...one, foundAt: Math.max(known?.foundAt ?? 0, one.foundAt), rows });
      }
      return [...found.values()];
    },
  };
}
