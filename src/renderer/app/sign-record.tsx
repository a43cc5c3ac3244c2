import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MeaningCode } from '../../shared/model/signature';
import { useStation } from '../station/station-context';
import { wordsOf } from '../station/station-error';
import { Notice } from '../ui/notice';
import { SignatureDialog, type SignatureWish } from '../ui/signature-dialog';
import { tr } from '../strings/translate';

/** A record by its kind and id; the newest version where none is named. */
export interface SubjectRef {
  readonly type: string;
  readonly id: string;
  readonly version?: number | undefined;
}

interface SignProps {
  readonly subjects: readonly SubjectRef[];
  readonly meaning?: MeaningCode | undefined;
  /** Words to begin the reason with, e.g. the filter that was reviewed. */
  readonly reason?: string | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Reads what may be signed from the station, shows it, and signs. */
export function SignRecord({ subjects, meaning, reason: said, onDone, onCancel }: SignProps) {
  const { client } = useStation();
  const queries = useQueryClient();
  const names = subjects.map(({ type, id, version }) => `${type} ${id} ${version ?? ''}`);
  const { data, error, refetch } = useQuery({
    queryKey: ['signing', 'offer', ...names],
    queryFn: ({ signal }) =>
      Promise.all(subjects.map((subject) => client.signing.offer({ ...subject }, { signal }))),
    // What is shown is what is signed: never swapped under the reader's eyes.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (error) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
  if (!data) return <p className="bt-dim">{tr('Reading the record…')}</p>;
  const sign = async ({ meaning: code, credentials, reason }: SignatureWish): Promise<string | null> => {
    const given = { meaning: code, credentials, ...(reason === undefined ? {} : { reason }) };
    try {
      await client.signing.signAll({ subjects: data.map(({ subject }) => subject), ...given });
    } catch (problem) {
      // A break in between asks for everything: the fields follow the station.
      void refetch();
      return wordsOf(problem);
    }
    await queries.invalidateQueries();
    notifications.show({
      title: tr('Signed'),
      message:
        data.length === 1
          ? (data[0]?.title ?? '')
          : tr('{length} records, one signature each', { length: data.length }),
    });
    onDone();
    return null;
  };
  return <SignatureDialog offers={data} meaning={meaning} reason={said} onSign={sign} onCancel={onCancel} />;
}

/** Opens the signing dialog for a record, or for a list of them. */
export function openSignRecord(
  subjects: readonly SubjectRef[],
  meaning?: MeaningCode,
  onDone?: () => void,
  reason?: string,
): void {
  const id = modals.open({
    title: subjects.length === 1 ? tr('Sign') : tr('Sign {length} records', { length: subjects.length }),
    size: 720,
    children: (
      <SignRecord
        subjects={subjects}
        meaning={meaning}
        reason={reason}
        onCancel={() => modals.close(id)}
        onDone={() => {
          modals.close(id);
          onDone?.();
        }}
      />
    ),
  });
}
