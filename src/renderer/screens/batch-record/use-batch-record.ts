import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { batchIdSchema } from '../../../shared/model/identity';
import type { Review } from '../../../shared/model/records/review';
import type { ReportJob } from '../../../shared/contract/reports';
import { useStation } from '../../station/station-context';
import { useMe } from '../../station/use-session';
import { wordsOf } from '../../station/station-error';
import { saveFile } from '../../ui/figure/save-figure';
import { tr } from '../../strings/translate';

const pollMs = 400;

const checkAgainMs = 3000;

function isUnchecked({ rules }: Review): boolean {
  return rules.some(({ id, outcome }) => id === 'RBE-30' && outcome === 'could-not-run');
}

/** The record of a batch with its review, as it stands now. */
export function useBatchRecord(batchId: string) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['batch-record', batchId],
    queryFn: ({ signal }) => client.reports.record({ batchId: batchIdSchema.parse(batchId) }, { signal }),
    retry: false,
    refetchOnWindowFocus: false,
    // The check of the ledger may take longer than a reader waits for the rest.
    refetchInterval: (query) =>
      query.state.data && isUnchecked(query.state.data.review) ? checkAgainMs : false,
  });
}

/** What may be signed with the batch now; nobody signed in, nothing. */
export function useBatchOffer(batchId: string) {
  const { client, session } = useStation();
  // Asked of people alone: whoever only looks is not made to sign in.
  const me = useMe();
  return useQuery({
    queryKey: ['batch-record', batchId, 'offer', me?.personId],
    enabled: me !== null,
    queryFn: async ({ signal }) =>
      // Asked of the session itself: a page is drawn later than somebody signs out.
      session.get()?.me ? client.signing.offer({ type: 'batch', id: batchId }, { signal }) : null,
    retry: false,
  });
}

/** Reads everything of the batch anew. */
export function useRefresh(batchId: string): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['batch-record', batchId] });
}

/** Makes a PDF or a bundle in the station and saves it here. */
export function useReportFile(batchId: string) {
  const { client } = useStation();
  const [job, setJob] = useState<ReportJob | null>(null);
  const running = job?.state === 'running';
  const make = async (kind: 'print' | 'bundle'): Promise<void> => {
    try {
      let now = await client.reports[kind]({ batchId: batchIdSchema.parse(batchId) });
      setJob(now);
      while (now.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, pollMs));
        now = await client.reports.progress({ id: now.id });
        setJob(now);
      }
      if (now.state === 'done' && now.file) {
        const body = await client.reports.file({ id: now.id });
        const type = now.kind === 'pdf' ? 'application/pdf' : 'application/zip';
        saveFile(now.file.name, new Blob([await body.arrayBuffer()], { type }));
        notifications.show({
          title: tr('Saved'),
          message: `${now.file.name}, SHA-256 ${now.file.sha256.slice(0, 16)}…`,
        });
      } else if (now.state === 'failed')
        notifications.show({ color: 'red', title: tr('Not made'), message: tr(now.words) });
    } catch (error) {
      notifications.show({ color: 'red', title: tr('Not made'), message: wordsOf(error) });
    } finally {
      setJob(null);
    }
  };
  const cancel = (): void => {
    if (job) void client.reports.cancel({ id: job.id }).catch(() => undefined);
  };
  return { job, running, make, cancel };
}
