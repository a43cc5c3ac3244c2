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

const resolutions = [
  { value: '0', label: 'Raw, every sample' },
  { value: '1000', label: '1 s' },
  { value: '30000', label: '30 s' },
  { value: '60000', label: '1 min' },
  { value: '600000', label: '10 min' },
  { value: '3600000', label: '1 h' },
];
const records = [
  { value: 'file', label: 'In a file of their own' },
  { value: 'columns', label: 'As a column, joined on time' },
  { value: 'none', label: 'Left out' },
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
    <Panel title="New export">
      <form
        className="bt-panel-body bt-data-form"
        aria-label="New export"
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
          label="Folder on the station's disk"
          description="Empty: a folder of the station, from which a browser downloads the files"
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
            Export
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
        aria-label="What to export"
        data={[
          { value: 'batches', label: 'Batches' },
          { value: 'window', label: 'Bioreactors over a window' },
        ]}
        value={draft.what}
        onChange={(what) => change({ what: what === 'window' ? 'window' : 'batches' })}
      />
      {draft.what === 'batches' ? (
        <BatchChoice chosen={draft.batches} onChange={(batches) => change({ batches })} />
      ) : (
        <div className="bt-data-row">
          <MultiSelect
            label="Bioreactors"
            data={units?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={[...draft.units]}
            onChange={(chosen) => change({ units: chosen })}
          />
          <TextInput
            type="datetime-local"
            label="From"
            value={draft.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label="To"
            value={draft.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </div>
      )}
      <MultiSelect
        label="Channels"
        placeholder={draft.tags.length === 0 ? 'All channels' : ''}
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
        label="Format"
        description={draft.format === 'csv' ? 'For spreadsheets' : 'For analysis'}
        allowDeselect={false}
        data={[
          { value: 'parquet', label: 'Parquet' },
          { value: 'csv', label: 'CSV' },
        ]}
        value={draft.format}
        onChange={(format) => change({ format: format === 'csv' ? 'csv' : 'parquet' })}
      />
      <Select
        label="Shape"
        description={draft.shape === 'wide' ? 'A column a channel' : 'A row a sample'}
        allowDeselect={false}
        data={[
          { value: 'wide', label: 'Wide' },
          { value: 'long', label: 'Long' },
        ]}
        value={draft.shape}
        onChange={(shape) => change({ shape: shape === 'long' ? 'long' : 'wide' })}
      />
      <Select
        label="Resolution"
        description={draft.gridMs === 0 ? 'As it was recorded' : 'Cells from raw samples'}
        allowDeselect={false}
        data={resolutions}
        value={String(draft.gridMs)}
        onChange={(gridMs) => change({ gridMs: Number(gridMs ?? 0) })}
      />
      <Select
        label="Value of a cell"
        allowDeselect={false}
        disabled={draft.gridMs === 0}
        data={['mean', 'min', 'max', 'last']}
        value={draft.statistic}
        onChange={(value) => change({ statistic: statisticOf(value) })}
      />
      <Select
        label="Manual records"
        allowDeselect={false}
        data={draft.shape === 'long' ? records.filter(({ value }) => value !== 'columns') : records}
        value={draft.shape === 'long' && draft.records === 'columns' ? 'file' : draft.records}
        onChange={(value) => change({ records: value === 'columns' || value === 'none' ? value : 'file' })}
      />
      <Checkbox
        className="bt-data-check"
        label="Quality of every value"
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
  if (running) return <span className="bt-data-words">Another export is running</span>;
  if (error) return <span className="bt-data-words">{wordsOf(error)}</span>;
  if (!data) return <span className="bt-data-words">Weighing…</span>;
  return (
    <span className="bt-data-words" role="status">
      {countText(data.parts)} {data.parts === 1 ? 'file' : 'files'}, {data.channels} channels: about{' '}
      {countText(data.samples)} values, <strong>{bytesText(data.bytes)}</strong>
    </span>
  );
}
