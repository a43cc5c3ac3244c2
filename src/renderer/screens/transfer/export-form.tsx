import { Button, Checkbox, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useUnits } from '../../station/queries';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { BatchChoice } from './batch-choice';
import { CsvFields } from './csv-fields';
import { firstDraft, missingWords, planOf, type ExportDraft } from './export-draft';
import { useEstimate, useExportDeeds, useExports } from './use-exports';
import { wordsOf } from '../../station/station-error';
import { tr, trNode } from '../../strings/translate';

const resolutions = [
  { value: '0', label: tr('Raw, every sample') },
  { value: '1000', label: '1 s' },
  { value: '30000', label: '30 s' },
  { value: '60000', label: '1 min' },
  { value: '600000', label: '10 min' },
  { value: '3600000', label: '1 h' },
];
const records = [
  { value: 'file', label: tr('In a file of their own') },
  { value: 'columns', label: tr('As a column, joined on time') },
  { value: 'none', label: tr('Left out') },
];

/** What leaves the station as files: chosen, weighed, started. */
export function ExportForm() {
  const [draft, setDraft] = useState<ExportDraft>(firstDraft);
  const change = (part: Partial<ExportDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { ask, busy, problem } = useExportDeeds();
  const { data: jobs } = useExports();
  const running = jobs?.some(({ state }) => state === 'running') ?? false;
  const plan = planOf(draft);
  return (
    <Panel title={tr('New export')}>
      <form
        className="bt-panel-body bt-data-form"
        aria-label={tr('New export')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (plan) void ask((exports) => exports.start(plan));
        }}
      >
        <What draft={draft} change={change} />
        <How draft={draft} change={change} />
        {draft.format === 'csv' && <CsvFields draft={draft} change={change} />}
        <TextInput
          label={tr("Folder on the station's disk")}
          description={tr('Empty: a folder of the station, from which a browser downloads the files')}
          placeholder="/data/exports/campaign-1"
          value={draft.folder}
          onChange={(event) => change({ folder: event.currentTarget.value })}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <div className="bt-data-go">
          <Button
            type="submit"
            leftSection={<IconFileExport size={17} aria-hidden />}
            loading={busy}
            disabled={plan === null || running}
          >
            {tr('Export')}
          </Button>
          <Size draft={draft} running={running} />
        </div>
      </form>
    </Panel>
  );
}

export interface DraftFields {
  readonly draft: ExportDraft;
  readonly change: (part: Partial<ExportDraft>) => void;
}

function What({ draft, change }: DraftFields) {
  const { data: units } = useUnits();
  const tags = [
    ...new Map(units?.flatMap((unit) => unit.channels).map(({ tag, name }) => [tag, name])).entries(),
  ];
  return (
    <>
      <SegmentedControl
        aria-label={tr('What to export')}
        data={[
          { value: 'batches', label: tr('Batches') },
          { value: 'window', label: tr('Bioreactors over a window') },
        ]}
        value={draft.what}
        onChange={(what) => change({ what: what === 'window' ? 'window' : 'batches' })}
      />
      {draft.what === 'batches' ? (
        <BatchChoice chosen={draft.batches} onChange={(batches) => change({ batches })} />
      ) : (
        <div className="bt-data-row">
          <MultiSelect
            label={tr('Bioreactors')}
            data={units?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={[...draft.units]}
            onChange={(chosen) => change({ units: chosen })}
          />
          <TextInput
            type="datetime-local"
            label={tr('From')}
            value={draft.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={tr('To')}
            value={draft.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </div>
      )}
      <MultiSelect
        label={tr('Channels')}
        placeholder={draft.tags.length === 0 ? tr('All channels') : ''}
        searchable
        clearable
        data={tags.map(([tag, name]) => ({ value: tag, label: name === tag ? tag : `${name} (${tag})` }))}
        value={[...draft.tags]}
        onChange={(chosen) => change({ tags: chosen })}
      />
    </>
  );
}

function How({ draft, change }: DraftFields) {
  return (
    <div className="bt-data-row">
      <Select
        label={tr('Format')}
        description={draft.format === 'csv' ? tr('For spreadsheets') : tr('For analysis')}
        allowDeselect={false}
        data={[
          { value: 'parquet', label: tr('Parquet') },
          { value: 'csv', label: 'CSV' },
        ]}
        value={draft.format}
        onChange={(format) => change({ format: format === 'csv' ? 'csv' : 'parquet' })}
      />
      <Select
        label={tr('Shape')}
        description={draft.shape === 'wide' ? tr('A column a channel') : tr('A row a sample')}
        allowDeselect={false}
        data={[
          { value: 'wide', label: tr('Wide') },
          { value: 'long', label: tr('Long') },
        ]}
        value={draft.shape}
        onChange={(shape) => change({ shape: shape === 'long' ? 'long' : 'wide' })}
      />
      <Select
        label={tr('Resolution')}
        description={draft.gridMs === 0 ? tr('As it was recorded') : tr('Cells from raw samples')}
        allowDeselect={false}
        data={resolutions}
        value={String(draft.gridMs)}
        onChange={(gridMs) => change({ gridMs: Number(gridMs ?? 0) })}
      />
      <Select
        label={tr('Value of a cell')}
        allowDeselect={false}
        disabled={draft.gridMs === 0}
        data={['mean', 'min', 'max', 'last']}
        value={draft.statistic}
        onChange={(value) => change({ statistic: statisticOf(value) })}
      />
      <Select
        label={tr('Manual records')}
        allowDeselect={false}
        data={draft.shape === 'long' ? records.filter(({ value }) => value !== 'columns') : records}
        value={draft.shape === 'long' && draft.records === 'columns' ? 'file' : draft.records}
        onChange={(value) => change({ records: value === 'columns' || value === 'none' ? value : 'file' })}
      />
      <Checkbox
        className="bt-data-check"
        label={tr('Quality of every value')}
        disabled={draft.shape === 'long'}
        checked={draft.quality || draft.shape === 'long'}
        onChange={(event) => change({ quality: event.currentTarget.checked })}
      />
    </div>
  );
}

function statisticOf(value: string | null): ExportDraft['statistic'] {
  return value === 'min' || value === 'max' || value === 'last' ? value : 'mean';
}

/** How large it may become, or what is missing. */
function Size({ draft, running }: { readonly draft: ExportDraft; readonly running: boolean }) {
  const { data, error } = useEstimate(planOf(draft));
  const missing = missingWords(draft);
  if (missing !== null) return <span className="bt-data-words">{missing}</span>;
  if (running) return <span className="bt-data-words">{tr('Another export is running')}</span>;
  if (error) return <span className="bt-data-words">{wordsOf(error)}</span>;
  if (!data) return <span className="bt-data-words">{tr('Weighing…')}</span>;
  return (
    <span className="bt-data-words" role="status">
      {trNode('{countText} {which}, {channels} channels: about {countText2} values, {strong}', {
        countText: countText(data.parts),
        which: data.parts === 1 ? tr('file') : tr('files'),
        channels: data.channels,
        countText2: countText(data.samples),
        strong: <strong>{bytesText(data.bytes)}</strong>,
      })}
    </span>
  );
}
