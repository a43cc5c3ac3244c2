import { Button, Group, MultiSelect, Progress, Select } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { BatchSummary } from '../../../shared/contract/units';
import { alignments, alignmentWords, type Alignment } from '../../../shared/model/overlay';
import { useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { BlankState } from '../../ui/blank-state';
import { Figure } from '../../ui/figure/figure';
import { Notice } from '../../ui/notice';
import { OverlayLegend } from './overlay-legend';
import { overlayFigure } from './overlay-figure';
import { useIsLong, useOverlay } from './use-compare';

interface Props {
  readonly chosen: readonly BatchSummary[];
}

const firstTags = ['DO', 'OD', 'CER', 'pH', 'Stir_PV', 'Base_Pump_Rate'];

/** Channels of the chosen batches over one axis. */
export function OverlayPanel({ chosen }: Props) {
  const { data: units } = useUnits();
  const [by, setBy] = useState<Alignment>('inoculation');
  const [tags, setTags] = useState<readonly string[]>(firstTags);
  const [reference, setReference] = useState<string | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const names = useMemo(() => new Map(chosen.map(({ id, name }) => [id as string, name])), [chosen]);
  const inOrder = useMemo(
    () => chosen.toSorted((a, b) => a.inoculatedAt - b.inoculatedAt).map(({ id }) => id as string),
    [chosen],
  );
  const channels = useMemo(() => {
    const unitIds = new Set(chosen.map(({ unitId }) => unitId));
    const all = (units ?? []).filter(({ id }) => unitIds.has(id)).flatMap((unit) => unit.channels);
    return new Map(all.map((channel) => [channel.tag, channel]));
  }, [units, chosen]);
  const overlay = useOverlay({
    batchIds: inOrder,
    tags,
    by,
    reference: by === 'maturity' && reference !== null && names.has(reference) ? reference : null,
  });
  const long = useIsLong(overlay.isFetching);
  const figures = useMemo(
    () =>
      overlay.data
        ? tags.map((tag) =>
            overlayFigure(overlay.data, tag, channels.get(tag) ?? derived[tag], names, marked),
          )
        : [],
    [overlay.data, tags, channels, names, marked],
  );
  if (chosen.length === 0)
    return (
      <BlankState icon={IconArrowsDiff} title={tr('No batches are chosen')}>
        <p>{tr('Choose some above, or mark them in the list of batches.')}</p>
      </BlankState>
    );
  return (
    <>
      <div className="bt-compare-bar">
        <Select
          label={tr('Aligned by')}
          w={190}
          allowDeselect={false}
          data={alignments.map((value) => ({ value, label: tr(alignmentWords[value].name) }))}
          value={by}
          onChange={(value) => setBy(alignments.find((one) => one === value) ?? by)}
        />
        {by === 'maturity' && (
          <Select
            label={tr('Reference')}
            placeholder={tr('The one of median length')}
            clearable
            searchable
            w={260}
            data={chosen.map(({ id, name }) => ({ value: id as string, label: name }))}
            value={reference}
            onChange={setReference}
          />
        )}
        <MultiSelect
          label={tr('Channels')}
          searchable
          maxValues={12}
          className="bt-compare-channels"
          data={channelChoices(channels)}
          value={[...tags]}
          onChange={setTags}
        />
      </div>
      {long && (
        <Group role="status" className="bt-compare-wait">
          <Progress
            w={220}
            value={overlay.progress ? (100 * overlay.progress.done) / Math.max(1, overlay.progress.of) : 5}
            aria-label={tr('Lining up batches')}
          />
          <span>{tr('Lining up batches…')}</span>
          <Button size="compact-sm" variant="default" onClick={overlay.cancel}>
            {tr('Cancel')}
          </Button>
        </Group>
      )}
      {overlay.error && <Notice kind="warn">{wordsOf(overlay.error)}</Notice>}
      {overlay.data && (
        <>
          <OverlayLegend overlay={overlay.data} names={names} marked={marked} onMark={setMarked} />
          <div className="bt-compare-figures" data-testid="overlay-figures" data-by={overlay.data.head.by}>
            {figures.map(({ title, words, spec, table }, i) => (
              <Figure
                key={tags[i]}
                title={title}
                words={words}
                spec={spec}
                table={table}
                file="overlay"
                heightPx={250}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** Worked out of the off-gas where nobody recorded them. */
const derived: Readonly<Record<string, { name: string; unit: string }>> = {
  CER: { name: tr('CO₂ evolution rate'), unit: 'mmol/L/h' },
  OUR: { name: tr('Oxygen uptake rate'), unit: 'mmol/L/h' },
  RQ: { name: tr('Respiratory quotient'), unit: '' },
};

function channelChoices(
  channels: ReadonlyMap<string, { readonly tag: string; readonly name: string }>,
): { value: string; label: string }[] {
  const extra = Object.entries(derived)
    .filter(([tag]) => !channels.has(tag))
    .map(([value, { name }]) => ({ value, label: name }));
  return [...[...channels.values()].map(({ tag, name }) => ({ value: tag, label: name })), ...extra];
}
