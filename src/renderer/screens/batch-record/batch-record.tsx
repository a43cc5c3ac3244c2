import { Button, Group, Progress, Tabs } from '@mantine/core';
import { IconFileOff, IconFileTypePdf, IconPackageExport } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { MeaningCode } from '../../../shared/model/signature';
import { useCommands } from '../../app/commands';
import { batchesPath, navigate, recordsPath } from '../../app/route';
import { openSignRecord } from '../../app/sign-record';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { usePageTouch } from '../records/use-touch';
import { DocumentSection } from './document-section';
import { ExceptionsPanel } from './exceptions-panel';
import { RecordVerdict } from './record-verdict';
import { TrailPanel } from './trail-panel';
import { useBatchOffer, useBatchRecord, useRefresh, useReportFile } from './use-batch-record';
import { tr, trNode } from '../../strings/translate';
import '../records/touch.css';
import './batch-record.css';

/** Parts of the document that have a place of their own on this screen. */
const elsewhere = ['head', 'exceptions', 'trail'];

/** The record of a batch: exceptions first, then all of it, its trail, its reviews and its release. */
export function BatchRecord({ batchId }: { readonly batchId: string }) {
  const { data, error, isFetching, refetch } = useBatchRecord(batchId);
  const refresh = useRefresh(batchId);
  const file = useReportFile(batchId);
  const touch = usePageTouch();
  const { make } = file;
  const commands = useMemo(
    () => [
      {
        id: 'print-batch-record',
        title: tr('Save the batch record as PDF'),
        group: tr('Batch record'),
        keys: 'p',
        run: () => void make('print'),
      },
      {
        id: 'bundle-batch-record',
        title: tr('Export the bundle of this batch'),
        group: tr('Batch record'),
        run: () => void make('bundle'),
      },
    ],
    // The calls behind it stay the same for a batch.
    // oxlint-disable-next-line react/exhaustive-deps
    [batchId],
  );
  useCommands(commands);
  if (!data)
    return error ? (
      <BlankState icon={IconFileOff} title={tr('No batch record')}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>
          {tr('Try again')}
        </Button>
        <Button variant="subtle" onClick={() => navigate(batchesPath)}>
          {tr('Batches')}
        </Button>
      </BlankState>
    ) : (
      <p className="bt-panel-note" role="status">
        {tr('Gathering the record and running the rules of the review…')}
      </p>
    );
  const { document, review } = data;
  const sign = (meaning: MeaningCode, reason?: string): void =>
    openSignRecord([{ type: 'batch', id: batchId }], meaning, () => void refresh(), reason);
  return (
    <div className="bt-page bt-batch-record" aria-busy={isFetching} data-touch={touch || undefined}>
      <header className="bt-record-head">
        <div>
          <h2>
            {document.subject}, {document.version}
            {document.stamp !== '' && <span className="bt-record-stamp">{document.stamp}</span>}
          </h2>
        </div>
        <Group gap="xs">
          <Button variant="default" component="a" href={recordsPath(batchId)}>
            {tr('Records')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPackageExport size={16} aria-hidden />}
            disabled={file.running}
            onClick={() => void make('bundle')}
          >
            {tr('Bundle')}
          </Button>
          <Button
            leftSection={<IconFileTypePdf size={16} aria-hidden />}
            disabled={file.running}
            onClick={() => void make('print')}
          >
            PDF
          </Button>
        </Group>
      </header>
      <FileProgress file={file} />
      <RecordVerdict batchId={batchId} document={document} review={review} onSign={sign} />
      <Parts batchId={batchId} data={data} onSign={sign} />
      <p className="bt-dim bt-record-foot">{document.foot}</p>
    </div>
  );
}

function FileProgress({ file: { job, cancel } }: { readonly file: ReturnType<typeof useReportFile> }) {
  if (!job) return null;
  return (
    <div className="bt-record-progress" role="status">
      <span>{tr(job.words)}…</span>
      <Progress value={job.done * 100} aria-label={tr('Making the file')} />
      <Button size="xs" variant="subtle" onClick={cancel}>
        {tr('Stop')}
      </Button>
    </div>
  );
}

interface PartsProps {
  readonly batchId: string;
  readonly data: NonNullable<ReturnType<typeof useBatchRecord>['data']>;
  readonly onSign: (meaning: MeaningCode, reason?: string) => void;
}

function Parts({ batchId, data: { document, review }, onSign }: PartsProps) {
  const offer = useBatchOffer(batchId);
  const complete = document.sections.filter(({ id }) => !elsewhere.includes(id));
  const trail = document.sections.find(({ id }) => id === 'trail');
  return (
    <Tabs defaultValue="exceptions" keepMounted={false}>
      <Tabs.List aria-label={tr('Parts of the batch record')}>
        <Tabs.Tab value="exceptions">
          {trNode('Exceptions ({open} open of {length})', {
            open: review.open,
            length: review.exceptions.length,
          })}
        </Tabs.Tab>
        <Tabs.Tab value="complete">{tr('Complete record')}</Tabs.Tab>
        <Tabs.Tab value="trail">{tr('Audit trail')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="exceptions" pt="sm">
        <ExceptionsPanel batchId={batchId} review={review} />
      </Tabs.Panel>
      <Tabs.Panel value="complete" pt="sm">
        <div className="bt-record-sections">
          {complete.map((section) => (
            <DocumentSection key={section.id} section={section} />
          ))}
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="trail" pt="sm">
        {trail && (
          <TrailPanel
            section={trail}
            mayReview={offer.data?.meanings.find(({ code }) => code === 'ATR')}
            onReviewed={(reason) => onSign('ATR', reason)}
          />
        )}
      </Tabs.Panel>
    </Tabs>
  );
}
