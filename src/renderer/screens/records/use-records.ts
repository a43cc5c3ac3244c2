import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BatchMove, BatchRun } from '../../../shared/model/records/batch-state';
import type { RecordContext } from '../../../shared/model/records/record-context';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { useStation } from '../../station/station-context';
import { useMe } from '../../station/use-session';

/** Records change by other people too: asked again this often while a page shows them, ms. */
const everyMs = 10_000;
/** Gates are computed from the line and change with it. */
const gatesEveryMs = 5000;

/** Every batch with its state; of one unit where named. */
export function useBatchRuns() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'batches'],
    queryFn: ({ signal }) => client.records.batches({}, { signal }),
    refetchInterval: everyMs,
  });
}

/** State of one batch and how it got there. */
export function useBatchRun(batchId: BatchRun['id']) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'batch', batchId],
    queryFn: ({ signal }) => client.records.batch({ batchId }, { signal }),
    refetchInterval: everyMs,
  });
}

/** Newest version of every record of a batch. */
export function useRecordList(batchId: BatchRun['id']) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'list', batchId],
    queryFn: ({ signal }) => client.records.list({ batchId }, { signal }),
    refetchInterval: everyMs,
  });
}

/** One record with all its versions; nothing is asked without one. */
export function useRecordVersions(id: string | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'record', id],
    queryFn: async ({ signal }) => (id === null ? null : client.records.get({ id }, { signal })),
    enabled: id !== null,
  });
}

/**
 * What rules are judged with; kept for forms that are opened while the station is away. With a time that lies back, it
 * is what was known then. A form asks for itself: an answer that a page waits for may be of before the last record.
 */
export function useRecordContext(
  kind: RecordKind,
  batchId: BatchRun['id'] | null,
  eventAt: number | null = null,
  purpose: 'page' | 'form' = 'page',
) {
  const { client } = useStation();
  return useQuery({
    queryKey: contextKey(kind, batchId, eventAt, purpose),
    queryFn: ({ signal }) =>
      client.records.context(
        { kind, ...(batchId === null ? {} : { batchId }), ...(eventAt === null ? {} : { eventAt }) },
        { signal },
      ),
    staleTime: 0,
    gcTime: Number.POSITIVE_INFINITY,
    refetchInterval: everyMs,
  });
}

const contextKey = (
  kind: RecordKind,
  batchId: BatchRun['id'] | null,
  eventAt: number | null,
  purpose: 'page' | 'form',
) => ['records', 'context', kind, batchId, eventAt, purpose] as const;

/** What a page learnt last of the rules' context: for a form that is opened while the station is away. */
export function useKnownContext(kind: RecordKind, batchId: BatchRun['id'] | null): RecordContext | undefined {
  return useQueryClient().getQueryData<RecordContext>(contextKey(kind, batchId, null, 'page'));
}

/** The gates of a batch that waits for its inoculation. */
export function useGates(batchId: BatchRun['id'], enabled: boolean) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'gates', batchId],
    queryFn: ({ signal }) => client.records.gates({ batchId }, { signal }),
    refetchInterval: gatesEveryMs,
    enabled,
  });
}

/** What was seen on the line of a batch and waits for a person, and what was answered. */
export function useProposals(batchId: BatchRun['id']) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'proposals', batchId],
    queryFn: ({ signal }) => client.records.proposals({ batchId }, { signal }),
    refetchInterval: gatesEveryMs,
  });
}

/** Everything that happened to a batch, in order. */
export function useTimeline(batchId: BatchRun['id']) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'timeline', batchId],
    queryFn: ({ signal }) => client.records.timeline({ batchId }, { signal }),
    refetchInterval: everyMs,
  });
}

/** What keeps a batch from closing. */
export function useBlockers(batchId: BatchRun['id'], enabled: boolean) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['records', 'blockers', batchId],
    queryFn: ({ signal }) => client.records.blockers({ batchId }, { signal }),
    refetchInterval: everyMs,
    enabled,
  });
}

/** Asks anew for all that shows records, after one of them changed. */
export function useRecordsChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['records'] });
    void queries.invalidateQueries({ queryKey: ['plant'] });
  };
}

/** Moves a batch on. Rejects with the station's refusal. */
export function useMoveBatch(batchId: BatchRun['id']): (move: BatchMove, reason?: string) => Promise<void> {
  const { client } = useStation();
  const changed = useRecordsChanged();
  return async (move, reason) => {
    await client.records.move({ batchId, move, ...(reason === undefined ? {} : { reason }) });
    changed();
  };
}

/** What whoever is signed in may sign of a record or a batch; nothing is asked, and no sign-in opened, where nobody is. */
export function useSigningOffer(type: 'record' | 'batch', id: string, version: number, status: string) {
  const { client, session } = useStation();
  const me = useMe();
  return useQuery({
    queryKey: ['records', 'signing-offer', type, id, version, status, me?.personId ?? null],
    queryFn: async ({ signal }) =>
      // Asked of the session itself: a page is drawn later than somebody signs out.
      session.get()?.me ? client.signing.offer({ type, id }, { signal }) : null,
    retry: false,
  });
}
