import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { UnitSummary } from '../../../../shared/contract/units';
import { notesInForce, type BatchNote } from '../../../../shared/model/batch-note';
import type { Channel } from '../../../../shared/model/channel';
import type { Compare, TrendSettings } from '../../../../shared/model/workspace-layout';
import { useAlarmDefinitions } from '../../../station/alarms';
import { useBatches, useNotes } from '../../../station/queries';
import { useStation } from '../../../station/station-context';
import { TrendChart } from '../../../ui/chart/trend-chart';
import type { TrendGhost, TrendMark, TrendSpec } from '../../../ui/chart/trend-spec';
import { spanText } from '../../../ui/time-words';
import { noteWords } from '../../unit/note-words';
import { channelsFor } from '../channel-lookup';
import { usePanelPlace } from './panel-context';
import { NothingChosen } from './panel-frame';
import { limitsOf, trendOf } from './trend-of-channels';
import { tr, trNode } from '../../../strings/translate';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly settings: TrendSettings;
}

/** Lines of any channels, with what belongs to them: limits, phases, notes, and another time laid behind. */
export function TrendPanelBody({ id, title, settings }: Props) {
  const { channels: lookup } = usePanelPlace();
  const spec = useSpec(settings);
  const missing = settings.channels.filter((channel) => !lookup.has(channel));
  if (!spec)
    return (
      <NothingChosen
        id={id}
        words={
          missing.length > 0
            ? `None of its channels is there: ${missing.join(', ')}.`
            : tr('No channels yet: drag some here from the tree, or choose them.')
        }
      />
    );
  return (
    <div className="bt-ws-trend">
      {missing.length > 0 && (
        <p className="bt-ws-missing" role="status">
          {trNode('Not there: {missing}', { missing: missing.join(', ') })}
        </p>
      )}
      {spec.ghost && (
        <p className="bt-ws-ghost">{trNode('Pale: {words}', { words: tr(spec.ghost.words) })}</p>
      )}
      <TrendChart title={title} spec={spec} />
    </div>
  );
}

/** Built anew only when something that is drawn is another. */
function useSpec(settings: TrendSettings): TrendSpec | null {
  const { units, channels: lookup } = usePanelPlace();
  const { data: definitions } = useAlarmDefinitions();
  const key = settings.channels.join(' ');
  // oxlint-disable-next-line react/exhaustive-deps -- the key names the channels
  const channels = useMemo(() => channelsFor(settings.channels, lookup), [key, lookup]);
  const base = useMemo(() => trendOf({ scale: settings.scale }, channels), [settings.scale, channels]);
  const unit = units.find((one) => one.id === channels[0]?.unitId);
  // Phases and notes belong to one unit: over lines of several they would say of one what is true of another.
  const only = channels.every(({ unitId }) => unitId === unit?.id) ? unit : undefined;
  const phases = units.map((one) => `${one.id} ${one.phase}`).join(' ');
  const limits = useMemo(
    () =>
      settings.limits && definitions
        ? limitsOf(channels, definitions, (unitId) => units.find((one) => one.id === unitId)?.phase)
        : [],
    // oxlint-disable-next-line react/exhaustive-deps -- of the units the phase alone matters
    [settings.limits, definitions, channels, phases],
  );
  const marks = useMarks(settings.notes ? only : undefined);
  const ghost = useGhost(settings.compare, channels, unit);
  const phase = settings.phases ? only?.channels.find(({ tag }) => tag === 'Phase') : undefined;
  return useMemo(
    () => base && { ...base, limits, marks, ghost, phase: phase ?? null },
    [base, limits, marks, ghost, phase],
  );
}

const noNotes: readonly BatchNote[] = [];

/** What was written down, in a line, and by whom. */
function markWords(note: BatchNote): string {
  const { title, detail } = noteWords(note);
  const by = note.source === 'hand' ? note.enteredBy : note.source;
  return `${title}${detail === '' ? '' : ` ${detail}`} (${by})`;
}

function useMarks(unit: UnitSummary | undefined): readonly TrendMark[] {
  const { data } = useNotes(unit?.batch?.id ?? null);
  const notes = data ?? noNotes;
  return useMemo(
    () =>
      notesInForce(notes)
        .filter(({ kind }) => kind !== 'media')
        .map((note) => ({ t: note.at, words: markWords(note) })),
    [notes],
  );
}

/** The same lines an hour or a batch earlier; of another batch from inoculation to inoculation. */
function useGhost(
  compare: Compare | null,
  channels: readonly Channel[],
  unit: UnitSummary | undefined,
): TrendGhost | null {
  const { client } = useStation();
  const batchId = compare?.kind === 'batch' ? compare.batchId : null;
  const { data: batches } = useBatches(batchId !== null);
  const other = batches?.find(({ id }) => id === batchId);
  const { data: hidden } = useQuery({
    queryKey: ['plant', 'units', 'of', other?.unitId ?? ''],
    queryFn: ({ signal }) => client.units.list(undefined, { signal }),
    enabled: other !== undefined,
  });
  const { units } = usePanelPlace();
  const start = unit?.batch?.inoculatedAt;
  const otherUnit = [...units, ...(hidden ?? [])].find(({ id }) => id === other?.unitId);
  const theirs = otherUnit?.channels;
  return useMemo(() => {
    if (compare === null) return null;
    if (compare.kind === 'ago')
      return {
        shiftMs: compare.ms,
        of: (channel) => channel,
        words: tr('{spanText} earlier', { spanText: spanText(compare.ms) }),
      };
    if (!other || !theirs || start === undefined) return null;
    return {
      shiftMs: start - other.inoculatedAt,
      of: ({ tag }) => theirs.find((channel) => channel.tag === tag),
      words: tr('{name} ({unitName}), from its inoculation', { name: other.name, unitName: other.unitName }),
    };
    // oxlint-disable-next-line react/exhaustive-deps -- channels are asked for by the panel
  }, [compare, other, theirs, start, channels.length > 0]);
}
