import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { navigate, qualityPath } from '../../app/route';
import { duesOf } from '../../../shared/model/quality/clocks';
import type { QualityItem } from '../../../shared/model/quality/item';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { dueWords, levelText, stateLook, titleOf } from './quality-words';
import { tr, trNode } from '../../strings/translate';

/** Number, title, state, the way it goes, and every clock that runs. */
export function ItemHead({ item }: { readonly item: QualityItem }) {
  const now = useNow(30_000);
  const machine = machines[item.kind];
  const level = levelText(item);
  return (
    <header className="bt-qms-head">
      <div className="bt-qms-line">
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => navigate(qualityPath)}
        >
          {tr('Quality')}
        </Button>
        <h2>
          {item.id} {titleOf(item)}
        </h2>
        <StateWords {...stateLook(item)} />
        {level !== '' && <span>{level}</span>}
        {item.extensions > 0 && (
          <span>
            {item.extensions} {item.extensions === 1 ? tr('extension') : tr('extensions')}
          </span>
        )}
        <span className="bt-fill" />
        <span className="bt-dim">
          {trNode('{noun}, version {version}, opened {dateTimeText}', {
            noun: machine.noun,
            version: item.version,
            dateTimeText: dateTimeText(item.openedAt).slice(0, 16),
          })}
        </span>
      </div>
      <Way item={item} />
      {!stateOf(machine, item.state).final && duesOf(item).length > 0 && (
        <ul className="bt-qms-dues" aria-label={tr('Due')}>
          {duesOf(item).map((due) => (
            <li key={due.id}>
              <StateWords {...dueWords(due, now)} />
              <span className="bt-dim"> {dateTimeText(due.at).slice(0, 16)}</span>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

/** The states one after the other, with the one it is in. */
function Way({ item }: { readonly item: QualityItem }) {
  const { states } = machines[item.kind];
  const way = states.filter(({ id, final }) => !final || id === item.state || id.startsWith('closed'));
  return (
    <ol className="bt-qms-way" aria-label={tr('States')}>
      {way.map(({ id, words }) => (
        <li key={id} aria-current={id === item.state ? 'step' : undefined}>
          {words}
        </li>
      ))}
    </ol>
  );
}
