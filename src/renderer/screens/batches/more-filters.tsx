import { Select, TextInput } from '@mantine/core';
import { tr } from '../../strings/translate';
import { goodFromPct, occurringPapers, type BatchFilter } from './batch-filter';
import type { FactsById } from './use-batch-facts';
import { verdictWords } from './verdict-words';

interface Props {
  readonly facts: FactsById;
  readonly filter: BatchFilter;
  readonly onChange: (filter: BatchFilter) => void;
}

const verdicts = ['released', 'rejected', 'in-review', 'open', 'none'] as const;

/** Organism, medium and process; verdict; data quality; days. */
export function MoreFilters({ facts, filter, onChange }: Props) {
  const papers = occurringPapers(facts);
  return (
    <>
      {papers.length > 0 && (
        <Select
          aria-label={tr('Organism, medium or process')}
          placeholder={tr('All processes')}
          clearable
          searchable
          w={190}
          data={papers}
          value={filter.about}
          onChange={(about) => onChange({ ...filter, about })}
        />
      )}
      <Select
        aria-label={tr('Verdict')}
        placeholder={tr('All verdicts')}
        clearable
        w={140}
        data={verdicts.map((value) => ({ value, label: verdictWords(value) }))}
        value={filter.verdict}
        onChange={(verdict) => onChange({ ...filter, verdict })}
      />
      <Select
        aria-label={tr('Data quality')}
        placeholder={tr('All data')}
        clearable
        w={150}
        data={[
          { value: 'good', label: tr('{pct} % good and more', { pct: goodFromPct }) },
          { value: 'poor', label: tr('Less than {pct} %', { pct: goodFromPct }) },
        ]}
        value={filter.quality === 'all' ? null : filter.quality}
        onChange={(quality) =>
          onChange({ ...filter, quality: quality === 'good' || quality === 'poor' ? quality : 'all' })
        }
      />
      <TextInput
        type="date"
        aria-label={tr('Started on or after')}
        title={tr('Started on or after')}
        w={138}
        value={filter.from}
        onChange={(event) => onChange({ ...filter, from: event.currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="date"
        aria-label={tr('Started on or before')}
        title={tr('Started on or before')}
        w={138}
        value={filter.to}
        onChange={(event) => onChange({ ...filter, to: event.currentTarget.value })}
      />
    </>
  );
}
