import type { AlarmList } from '../../../shared/contract/alarms';
import { Notice } from '../../ui/notice';
import { momentText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly flood: NonNullable<AlarmList['flood']>;
  readonly now: number;
}

/** A flood by cause: what came first, with what is known to follow from it folded beneath. */
export function FloodPanel({ flood, now }: Props) {
  return (
    <Notice kind="alarm">
      {trNode('{strong} See to what came first.{ol}', {
        strong: (
          <b>
            {trNode('Flood of alarms since {momentText}: {count} in {length} {which}.', {
              momentText: momentText(flood.from, now),
              count: flood.count,
              length: flood.groups.length,
              which: flood.groups.length === 1 ? tr('group') : tr('groups'),
            })}
          </b>
        ),
        ol: (
          <ol className="bt-flood" aria-label={tr('Flood by cause')}>
            {flood.groups.map(({ firstOut, consequences }) => (
              <li key={`${firstOut.unitId} ${firstOut.alarmId} ${firstOut.at}`}>
                <details>
                  <summary>
                    {trNode('{strong} came first at {momentText}; {length} followed', {
                      strong: (
                        <b>
                          {firstOut.unitId}: {tr(firstOut.words)}
                        </b>
                      ),
                      momentText: momentText(firstOut.at, now),
                      length: consequences.length,
                    })}
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
        ),
      })}
    </Notice>
  );
}
