import { Button } from '@mantine/core';
import type { PlannedFault } from '../../../shared/model/simulator';
import { StateWords } from '../../ui/state-words';
import { sizeUnitOn } from './size-unit';
import { tr } from '../../strings/translate';

interface Props {
  readonly faults: readonly PlannedFault[];
  readonly nowH: number;
  readonly remove: (id: string) => void;
}

/** Faults under way and planned, the earliest first. */
export function FaultTable({ faults, nowH, remove }: Props) {
  if (faults.length === 0) return <p className="bt-panel-note">{tr('No fault is under way or planned.')}</p>;
  return (
    <div className="bt-scroll-x" role="group" tabIndex={0}>
      <table className="bt-table" aria-label={tr('Active and planned faults')}>
        <thead>
          <tr>
            <th scope="col">{tr('State')}</th>
            <th scope="col">{tr('Fault')}</th>
            <th scope="col">{tr('On')}</th>
            <th scope="col" data-number>
              {tr('Size')}
            </th>
            <th scope="col">{tr('Hours of the batch')}</th>
            <th scope="col">
              <span className="bt-unseen">{tr('Remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={fault.id} data-state={fault.state}>
              <td data-nowrap>
                {fault.state === 'active' ? (
                  <StateWords kind="warn" words={tr('Active')} />
                ) : (
                  tr('In {value} h', { value: (fault.fromH - nowH).toFixed(1) })
                )}
              </td>
              <td>
                {tr(fault.words)} <span className="bt-dim bt-mono">{fault.kind}</span>
              </td>
              <td data-nowrap>{fault.tag ?? tr('plant')}</td>
              <td data-number>
                {fault.size === null ? '–' : `${fault.size} ${sizeUnitOn(fault.sizeUnit, fault.tag)}`}
              </td>
              <td data-nowrap>
                {fault.fromH.toFixed(2)} – {fault.toH === null ? tr('stays') : fault.toH.toFixed(2)}
              </td>
              <td>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Remove ${fault.kind} ${fault.tag ?? ''}`.trim()}
                  onClick={() => remove(fault.id)}
                >
                  {tr('Remove')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
