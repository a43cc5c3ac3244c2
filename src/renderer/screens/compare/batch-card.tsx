import { Button } from '@mantine/core';
import { IconDownload, IconFileOff, IconPrinter } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { BatchSummary } from '../../../shared/contract/units';
import { batchAgeH } from '../../../shared/model/process-unit';
import { batchesPath, navigate } from '../../app/route';
import { useBatches } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { bytesText } from '../../ui/amount-words';
import { BlankState } from '../../ui/blank-state';
import { figureCsv, fileStem } from '../../ui/figure/figure-table';
import { saveFile } from '../../ui/figure/save-figure';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { ageText, dateTimeText } from '../../ui/time-words';
import { useBatchFacts } from '../batches/use-batch-facts';
import { verdictWords } from '../batches/verdict-words';
import { pdfSaver, printPage, usePaperColours } from '../report/print-page';
import { CardFeatures } from './card-features';
import { CardGolden } from './card-golden';
import { cardRows } from './card-rows';
import { useCv } from './use-compare';
import './compare.css';

/** So many others a batch is held against: the nearest in time on the same unit. */
const mostOthers = 40;

/** One batch on one page: what it was, how it was judged, its figures beside those of the others. For paper. */
export function BatchCard({ batchId }: { readonly batchId: string }) {
  const { data: batches, error } = useBatches();
  const batch = batches?.find(({ id }) => id === batchId);
  if (batch) return <Card batch={batch} all={batches ?? []} />;
  if (error) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
  return (
    <BlankState
      icon={IconFileOff}
      title={batches ? tr('There is no batch {batchId}', { batchId }) : tr('Reading the batch…')}
    >
      <Button onClick={() => navigate(batchesPath)}>{tr('Batches')}</Button>
    </BlankState>
  );
}

function Card({ batch, all }: { readonly batch: BatchSummary; readonly all: readonly BatchSummary[] }) {
  usePaperColours();
  const facts = useBatchFacts().get(batch.id);
  const others = useMemo(() => othersOf(batch, all), [batch, all]);
  const { data, error } = useCv([batch.id, ...others.map(({ id }) => id)]);
  const rows = useMemo(() => cardRows(data?.rows ?? []), [data]);
  const save = (): void => {
    const table = {
      columns: [
        'Phase',
        'Feature',
        'Unit',
        tr('This batch'),
        tr('Mean of others'),
        tr('SD of others'),
        tr('Distance in SD'),
      ],
      rows: rows.map((row) => [row.phase, row.feature, row.unit, row.value, row.mean, row.sd, row.distance]),
    };
    saveFile(`${fileStem('report-card', batch.id)}.csv`, new Blob([figureCsv(table)], { type: 'text/csv' }));
  };
  const savePdf = pdfSaver(`${fileStem('report-card', batch.id)}.pdf`);
  const { inoculatedAt, endedAt, plantNow } = batch;
  const pct = facts?.qualityPct ?? null;
  const lines: readonly (readonly [string, string])[] = [
    [tr('Unit'), batch.unitName],
    [tr('Inoculated'), dateTimeText(inoculatedAt)],
    [tr('Ended'), endedAt === null ? tr('Runs') : dateTimeText(endedAt)],
    [tr('Duration'), ageText(batchAgeH(batch, Math.max(plantNow ?? inoculatedAt, inoculatedAt)))],
    [tr('Verdict'), facts ? verdictWords(facts.verdict) : '–'],
    [tr('Good data'), pct === null ? '–' : `${(Math.floor(10 * pct) / 10).toFixed(1)} %`],
    [tr('Size'), facts ? bytesText(facts.bytes) : '–'],
    [tr('Samples and notes'), `${batch.samples}, ${batch.notes}`],
    ...(batch.design === null ? [] : [[tr('Design'), batch.design] as const]),
    ...(batch.campaign === null ? [] : [[tr('Campaign'), batch.campaign] as const]),
  ];
  return (
    <article className="bt-page bt-report" aria-label={tr('Report card')}>
      <header className="bt-report-card-head">
        <h2>{batch.name}</h2>
        {batch.simulated && <SimulatedMark size="tag" />}
        <span className="bt-fill" />
        <span className="bt-report-card-deeds">
          <Button.Group>
            <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
              {tr('Save rows as CSV')}
            </Button>
            {savePdf && (
              <Button variant="default" onClick={savePdf}>
                {tr('Save as PDF')}
              </Button>
            )}
            <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={printPage}>
              {tr('Print')}
            </Button>
          </Button.Group>
        </span>
      </header>
      <Panel title={tr('Batch')}>
        <dl className="bt-facts bt-panel-body">
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <CardGolden batch={batch} />
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {others.length === 0 ? (
        <Notice kind="quiet">
          {tr('There is no other finished batch on this unit to hold it against.')}
        </Notice>
      ) : (
        <CardFeatures rows={rows} others={others.length} />
      )}
    </article>
  );
}

function othersOf(batch: BatchSummary, all: readonly BatchSummary[]): BatchSummary[] {
  return all
    .filter(({ id, unitId, endedAt }) => id !== batch.id && unitId === batch.unitId && endedAt !== null)
    .toSorted(
      (a, b) => Math.abs(a.inoculatedAt - batch.inoculatedAt) - Math.abs(b.inoculatedAt - batch.inoculatedAt),
    )
    .slice(0, mostOthers);
}
