import { Suspense, useMemo } from 'react';
import type { BatchRun } from '../../../../shared/model/records/batch-state';
import type { TimelineItem } from '../../../../shared/model/records/timeline';
import { navigate, qualityItemPath, useRoute } from '../../../app/route';
import { panelCatalogue } from '../../../panels/catalogue';
import { specFor } from '../../../panels/panel-definition';
import { useUnits } from '../../../station/queries';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { TrendGroupProvider } from '../../../ui/chart/trend-group-provider';
import type { ViewChoice } from '../../../ui/chart/time-view';
import { Notice } from '../../../ui/notice';
import { useTimeline } from '../use-records';
import { leadsOn } from './lanes';
import { TimeLanes } from './time-lanes';
import { TimelineList } from './timeline-list';

interface Props {
  readonly batch: BatchRun;
  readonly onOpen: (recordId: string) => void;
}

const noItems: readonly TimelineItem[] = [];
/** The trends a reader of a batch asks for first. */
const panelIds = ['biomass', 'dissolved-oxygen', 'ph'];
const roomMs = 20 * 60_000;

/** Everything of a batch over its trends: what happened and what the instruments said meanwhile. */
export function TimelineTab({ batch, onOpen }: Props) {
  const { data, error } = useTimeline(batch.id);
  const { data: units } = useUnits();
  const { query } = useRoute();
  const { clock } = useStation();
  const channels = units?.find(({ id }) => id === batch.unitId)?.channels;
  const asked = query.get('range');
  const items = data ?? noItems;
  const begin = batch.t0 ?? items[0]?.at ?? batch.createdAt;
  const first = useMemo(
    () => firstWindow(asked, begin ?? clock.now() - roomMs, batch.endedAt),
    [asked, begin, batch.endedAt, clock],
  );
  const panels = useMemo(
    () =>
      panelCatalogue.filter(
        ({ id, ...rest }) => panelIds.includes(id) && channels && specFor({ id, ...rest }, channels),
      ),
    [channels],
  );
  const open = (item: TimelineItem): void => {
    const { kind, ref } = item;
    if (ref === null || !leadsOn(item)) return;
    if (kind === 'deviation') navigate(qualityItemPath(ref));
    else onOpen(ref);
  };
  return (
    <>
      {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
      {data !== undefined && (
        <TrendGroupProvider
          key={`${first.kind} ${asked}`}
          first={first}
          batchStart={batch.t0}
          endedAt={batch.endedAt === null ? null : batch.endedAt + roomMs}
        >
          <div className="bt-timeline-trends" data-testid="timeline-trends">
            {channels &&
              panels.map((definition) => (
                <Suspense key={definition.id} fallback={<section className="bt-trend" aria-busy />}>
                  <definition.component definition={definition} channels={channels} />
                </Suspense>
              ))}
          </div>
          <TimeLanes items={items} onOpen={open} />
        </TrendGroupProvider>
      )}
      <TimelineList items={items} onOpen={open} />
    </>
  );
}

/** What the address asks for as `FROM-TO`, else the whole batch; of one that has ended, a little of both sides. */
function firstWindow(asked: string | null, begin: number, endedAt: number | null): ViewChoice {
  const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(asked ?? '') ?? [];
  if (from !== undefined && to !== undefined) {
    const around = Math.max(roomMs, (Number(to) - Number(from)) / 2);
    return { kind: 'fixed', from: Number(from) - around, to: Number(to) + around };
  }
  if (endedAt === null) return { kind: 'batch', from: begin - roomMs };
  return { kind: 'fixed', from: begin - roomMs, to: endedAt + roomMs };
}
