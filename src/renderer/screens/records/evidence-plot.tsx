import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { unpackColumns } from '../../../shared/contract/series-columns';
import { channelId } from '../../../shared/model/identity';
import type { Proposal } from '../../../shared/model/records/proposal';
import { useStation } from '../../station/station-context';
import { tr } from '../../strings/translate';
import { Sparkline } from '../../ui/sparkline';

/** What is shown before and after the stretch itself. */
const marginMs = 30 * 60_000;
const widthPx = 320;
const never = (): (() => void) => () => undefined;

/** The stretch of the trend that a proposal is about, marked in what was before and after. */
export function EvidencePlot({
  proposal: { id, unitId, evidence, endedAt },
}: {
  readonly proposal: Proposal;
}) {
  const { client } = useStation();
  const { tag } = evidence;
  const [from, to] = [evidence.from - marginMs, evidence.to + marginMs];
  const { data } = useQuery({
    queryKey: ['records', 'evidence', id, from, to, endedAt],
    queryFn: async ({ signal }) => {
      const { head, data: body } = await client.series.read(
        { channels: [channelId(unitId, tag)], from, to, widthPx },
        { signal },
      );
      return unpackColumns(
        await body.arrayBuffer(),
        head.channels.map(({ points }) => points),
      )[0];
    },
    enabled: tag !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const read = useCallback(
    () => ({
      from,
      to,
      traces: data ? [{ columns: data, color: '--bt-ink-2' }] : [],
      leastSpan: 0.01,
      floor: null,
      decimals: 1,
    }),
    [data, from, to],
  );
  if (tag === '' || !data || data.t.length === 0) return null;
  const share = (t: number): number => (100 * (t - from)) / (to - from);
  return (
    <div className="bt-evidence">
      <span className="bt-evidence-area">
        <span
          className="bt-evidence-stretch"
          style={{ left: `${share(evidence.from)}%`, width: `${share(evidence.to) - share(evidence.from)}%` }}
        />
      </span>
      <Sparkline
        key={data.t.length}
        read={read}
        subscribe={never}
        label={tr('{tag}: {words}', { tag, words: tr(evidence.words) })}
      />
    </div>
  );
}
