import { Button, MultiSelect, SegmentedControl } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { BatchSummary } from '../../../shared/contract/units';
import { compareParts, comparePath, navigate, useRoute, type ComparePart } from '../../app/route';
import { useBatches } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { printPage, usePaperColours } from '../report/print-page';
import { GoldenPanel } from './golden-panel';
import { OverlayPanel } from './overlay-panel';
import { VariationPanel } from './variation-panel';
import './compare.css';

/** Chosen where the address names none: the newest that have ended. */
const firstChoice = 18;

function partWords(part: ComparePart): string {
  return { overlay: tr('Overlay'), golden: tr('Golden batch'), variation: tr('Variation') }[part];
}

/** Batches beside one another: laid over each other, against a golden batch, and how much they vary. */
export function Compare({ part }: { readonly part: ComparePart }) {
  const { query } = useRoute();
  const { data, error } = useBatches();
  usePaperColours();
  const named = query.get('batches');
  const chosen = useMemo(() => chosenOf(data ?? [], named), [data, named]);
  const choose = (ids: readonly string[]): void => navigate(comparePath(part, ids));
  return (
    <div className="bt-page bt-compare">
      <div className="bt-compare-bar">
        <SegmentedControl
          aria-label={tr('What to compare')}
          data={compareParts.map((value) => ({ value, label: partWords(value) }))}
          value={part}
          onChange={(value) => {
            const next = compareParts.find((one) => one === value) ?? part;
            navigate(comparePath(next, named === null ? [] : chosen.map(({ id }) => id)));
          }}
        />
        <MultiSelect
          aria-label={tr('Batches to compare')}
          placeholder={chosen.length === 0 ? tr('Choose batches') : undefined}
          className="bt-compare-batches"
          searchable
          clearable
          data={(data ?? []).map(({ id, name }) => ({ value: id as string, label: name }))}
          value={chosen.map(({ id }) => id as string)}
          onChange={choose}
        />
        <Button
          variant="default"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => printPage()}
        >
          {tr('Print')}
        </Button>
      </div>
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {data === undefined ? (
        <p className="bt-panel-note">{tr('Reading batches…')}</p>
      ) : part === 'overlay' ? (
        <OverlayPanel chosen={chosen} />
      ) : part === 'golden' ? (
        <GoldenPanel chosen={chosen} all={data} />
      ) : (
        <VariationPanel chosen={chosen} />
      )}
    </div>
  );
}

function chosenOf(batches: readonly BatchSummary[], named: string | null): BatchSummary[] {
  if (named === null) return batches.filter(({ endedAt }) => endedAt !== null).slice(0, firstChoice);
  const ids = new Set(named.split(',').filter(Boolean));
  return batches.filter(({ id }) => ids.has(id));
}
