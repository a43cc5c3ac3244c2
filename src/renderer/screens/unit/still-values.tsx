import { useQuery } from '@tanstack/react-query';
import { Fragment, useMemo } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import type { Batch } from '../../../shared/model/process-unit';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { predictionStep, roundedTo } from '../../ui/prediction-step';
import { dateTimeText } from '../../ui/time-words';
import { valueText } from '../../ui/value-text';
import { groupedChannels } from './value-groups';
import { RowName } from './value-row';
import { shareOfRange } from './value-rows';
import { ValueGroup, ValueTableHead } from './value-table';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly unit: UnitSummary;
  readonly batch: Batch;
  readonly endedAt: number;
}

/** A value of the end of a batch. */
interface StillValue {
  readonly tag: string;
  readonly value: number | null;
  readonly at: number | null;
  readonly quality: 'good' | 'uncertain' | 'bad';
  readonly reason: string;
}

/** What every channel said last in a batch that has ended. */
export function useEndValues(unitId: UnitSummary['id'], endedAt: number | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['history', 'end-values', unitId, endedAt],
    queryFn: ({ signal }) =>
      endedAt === null ? null : client.units.current({ id: unitId, at: endedAt }, { signal }),
    enabled: endedAt !== null,
  });
}

/** The last values of a batch that has ended: they stand still, and say so. */
export function StillValues({ unit, batch, endedAt }: Props) {
  const { data, error } = useEndValues(unit.id, endedAt);
  const groups = useMemo(() => groupedChannels(unit.channels), [unit.channels]);
  const byTag = useMemo(
    () =>
      new Map(
        (data?.values ?? [])
          .filter(({ at }) => at !== null && at >= batch.inoculatedAt - 60_000)
          .map((value) => [value.tag, value]),
      ),
    [data, batch.inoculatedAt],
  );
  if (error) return <Notice kind="warn">{wordsOf(error)}</Notice>;
  return (
    <>
      <p className="bt-values-still" data-testid="not-live">
        {trNode('{strong} Last values of the batch, as of its end {dateTimeText}.', {
          strong: <b>{tr('Not live.')}</b>,
          dateTimeText: dateTimeText(endedAt),
        })}
      </p>
      <table>
        <ValueTableHead />
        <tbody>
          {groups.map(([group, members]) => (
            <Fragment key={group}>
              <ValueGroup group={group} />
              {members.map((channel) => (
                <StillRow key={channel.id} channel={channel} byTag={byTag} endedAt={endedAt} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps {
  readonly channel: Channel;
  readonly byTag: ReadonlyMap<string, StillValue>;
  readonly endedAt: number;
}

const marks = { good: '', uncertain: 'U', bad: 'B' } as const;

function StillRow({ channel, byTag, endedAt }: RowProps) {
  const found = byTag.get(channel.tag);
  const end = (side: string): number | null | undefined => byTag.get(`${channel.tag}_${side}`)?.value;
  const step =
    channel.kind === 'predicted'
      ? predictionStep(end('low'), end('high'), channel.resolution)
      : channel.resolution;
  const share = shareOfRange(found?.value ?? null, channel);
  const level = found?.quality ?? 'good';
  return (
    <tr data-kind={channel.kind} data-tag={channel.tag} data-freshness={found ? 'fresh' : 'never'}>
      <th scope="row" title={`${channel.name} (${channel.tag})`}>
        <RowName channel={channel} />
      </th>
      <td className="bt-values-value">{valueText(roundedTo(found?.value, step), step)}</td>
      <td className="bt-values-unit">{channel.unit}</td>
      <td className="bt-values-range">
        <div>
          <i style={{ transform: `translateX(${(share * 100).toFixed(1)}%)` }} />
        </div>
      </td>
      <td className="bt-values-quality">
        {level !== 'good' && (
          <i className="bt-quality" data-level={level} title={found?.reason}>
            <span>{marks[level]}</span>
          </i>
        )}
      </td>
      <td className="bt-values-age" title={found?.at ? dateTimeText(found.at) : ''}>
        {found?.at ? beforeEnd(endedAt - found.at, channel.cadenceMs) : tr('none')}
      </td>
    </tr>
  );
}

/** How long before the end a value was measured, in few letters: `end`, `−2 h`. */
function beforeEnd(ms: number, cadenceMs: number): string {
  if (cadenceMs < 600_000 && ms <= Math.max(60_000, 2 * cadenceMs)) return 'end';
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 60) return `−${minutes} m`;
  return minutes < 2880 ? `−${Math.floor(minutes / 60)} h` : `−${Math.floor(minutes / 1440)} d`;
}
