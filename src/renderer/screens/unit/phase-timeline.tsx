import { useQuery } from '@tanstack/react-query';
import { unpackColumns } from '../../../shared/contract/series-columns';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Batch } from '../../../shared/model/process-unit';
import { useNotes } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { dateTimeText, spanText } from '../../ui/time-words';
import { phaseWords } from './phase-dialog';
import { runsOfCodes, runsOfNotes, type PhaseRun } from './phase-runs';
import { tr } from '../../strings/translate';
import './phase-timeline.css';

interface Props {
  readonly unit: UnitSummary;
  readonly batch: Batch;
  readonly endedAt: number;
}

const widthPx = 800;

/** The phases of a batch that has ended, each as wide as it was long. */
export function PhaseTimeline({ unit, batch, endedAt }: Props) {
  const { runs, source } = usePhaseRuns(unit, batch, endedAt);
  if (runs.length === 0) return null;
  const total = endedAt - batch.inoculatedAt;
  const share = ({ from, to }: PhaseRun): number => (100 * (to - from)) / total;
  return (
    <ol
      className="bt-phases"
      aria-label={tr('Phases of the batch, {source}', { source })}
      data-testid="phases"
    >
      {runs.map((run) => {
        const words = phaseWords(run.phase);
        const title = tr('{words}, {spanText}, from {dateTimeText} ({source})', {
          words,
          spanText: spanText(run.to - run.from),
          dateTimeText: dateTimeText(run.from),
          source,
        });
        return (
          <li key={run.from} style={{ flexGrow: Math.max(0.5, share(run)) }} title={title}>
            <span>{share(run) > 5 ? words : ''}</span>
            <span className="bt-unseen">{title}</span>
          </li>
        );
      })}
    </ol>
  );
}

function usePhaseRuns(unit: UnitSummary, batch: Batch, endedAt: number) {
  const { client } = useStation();
  const channel = unit.channels.find(({ tag }) => tag === 'Phase');
  const { data: notes } = useNotes(batch.id);
  const { data: recorded } = useQuery({
    queryKey: ['history', 'phases', batch.id, endedAt, channel?.id ?? ''],
    queryFn: async ({ signal }) => {
      if (!channel) return [];
      const asked = { channels: [channel.id], from: batch.inoculatedAt, to: endedAt, widthPx };
      const { head, data } = await client.series.read(asked, { signal });
      const [columns] = unpackColumns(
        await data.arrayBuffer(),
        head.channels.map(({ points }) => points),
      );
      return columns ? runsOfCodes(columns.t, columns.max, endedAt) : [];
    },
  });
  if (recorded && recorded.length > 0) return { runs: recorded, source: tr('as the twin saw them') };
  return { runs: runsOfNotes(notes ?? [], endedAt), source: tr('by the events of the batch') };
}
