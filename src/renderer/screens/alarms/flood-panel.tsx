import type { AlarmList } from '../../../shared/contract/alarms';
import { Notice } from '../../ui/notice';
import { momentText } from '../../ui/time-words';

interface Props {
  readonly flood: NonNullable<AlarmList['flood']>;
  readonly now: number;
}

/** A flood by cause: what came first, with what is known to follow from it folded beneath. */
export function FloodPanel({ flood, now }: Props) {
  return (
    <Notice kind="alarm">
      <b>
        Flood of alarms since {momentText(flood.from, now)}: {flood.count} in {flood.groups.length}{' '}
        {flood.groups.length === 1 ? 'group' : 'groups'}.
      </b>{' '}
      See to what came first.
      <ol className="bt-flood" aria-label="Flood by cause">
        {flood.groups.map(({ firstOut, consequences }) => (
          <li key={`${firstOut.unitId} ${firstOut.alarmId} ${firstOut.at}`}>
            <details>
              <summary>
                <b>
                  {firstOut.unitId}: {firstOut.words}
                </b>{' '}
                came first at {momentText(firstOut.at, now)}; {consequences.length} followed
              </summary>
              <ul>
                {consequences.map(({ unitId, alarmId, at, words }) => (
                  <li key={`${unitId} ${alarmId} ${at}`}>
                    {unitId}: {words} ({momentText(at, now)})
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </Notice>
  );
}
