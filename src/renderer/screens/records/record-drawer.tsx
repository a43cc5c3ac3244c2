import { Button, Drawer, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { KeptRecord } from '../../../shared/model/records/record';
import { recordKindWords } from '../../../shared/model/records/record-kind';
import { openSignRecord } from '../../app/sign-record';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { SignatureBlocks } from '../../ui/signature-block';
import { RecordContent } from './record-content';
import { RecordHistory } from './record-history';
import { recordTitle, statusWords } from './record-words';
import { useRecordsChanged, useRecordVersions, useSigningOffer } from './use-records';
import { useTouch } from './use-touch';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly recordId: string | null;
  readonly onClose: () => void;
  readonly onAmend: (record: KeptRecord) => void;
}

/** One record: what it says, what was made of it, who signed it, and how it came to be what it is. */
export function RecordDrawer({ recordId, onClose, onAmend }: Props) {
  const { data, error } = useRecordVersions(recordId);
  const [touch] = useTouch();
  const record = data?.record;
  return (
    <Drawer
      opened={recordId !== null}
      onClose={onClose}
      position="right"
      size="min(900px, 100%)"
      title={record ? `${recordKindWords[record.kind]}: ${recordTitle(record)}` : tr('Record')}
      closeButtonProps={{ 'aria-label': tr('Close') }}
      attributes={{ header: { role: 'group' } }}
      transitionProps={{ duration: 0 }}
    >
      <div className="bt-record" data-touch={touch || undefined}>
        {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
        {!data && !error && <p role="status">{tr('Reading the record…')}</p>}
        {data && (
          <>
            <RecordDeeds record={data.record} onAmend={onAmend} />
            <RecordContent record={data.record} />
            <RecordSignatures record={data.record} />
            <RecordHistory versions={data.versions} />
          </>
        )}
      </div>
    </Drawer>
  );
}

function RecordDeeds({
  record,
  onAmend,
}: {
  readonly record: KeptRecord;
  readonly onAmend: (record: KeptRecord) => void;
}) {
  const changed = useRecordsChanged();
  const { id, version, status } = record;
  const { data: offer } = useSigningOffer('record', id, version, status);
  const closed = status === 'locked' || status === 'voided';
  return (
    <Group gap="sm" className="bt-record-deeds">
      <span>{trNode('{statusWords}, version {version}', { statusWords: statusWords[status], version })}</span>
      <span className="bt-fill" />
      {offer?.meanings.map(({ code, words, allowed, why }) => (
        <Button
          key={code}
          variant="default"
          disabled={!allowed}
          title={allowed ? tr('Sign: {words}', { words }) : why}
          onClick={() => openSignRecord([{ type: 'record', id }], code, changed)}
        >
          {trNode('Sign: {words}…', { words })}
        </Button>
      ))}
      <Button
        variant="default"
        disabled={closed}
        title={
          closed
            ? tr('This record is {word}', { word: statusWords[status].toLowerCase() })
            : tr('A new version, with a reason')
        }
        onClick={() => onAmend(record)}
      >
        {tr('Correct…')}
      </Button>
    </Group>
  );
}

function RecordSignatures({ record: { id, version } }: { readonly record: KeptRecord }) {
  const { client } = useStation();
  const { data, error } = useQuery({
    queryKey: ['records', 'signatures', id, version],
    queryFn: ({ signal }) => client.signing.of({ type: 'record', id }, { signal }),
  });
  return (
    <section aria-label={tr('Signatures')}>
      <h3>{tr('Signatures')}</h3>
      {error ? <Notice kind="alarm">{wordsOf(error)}</Notice> : <SignatureBlocks signatures={data ?? []} />}
    </section>
  );
}
