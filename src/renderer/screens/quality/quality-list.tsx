import { Button, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { IconChevronDown, IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCommands, type Command } from '../../app/commands';
import { batchPath, navigate, qualityItemPath } from '../../app/route';
import type { QualityItem } from '../../../shared/model/quality/item';
import { qualityKinds, type QualityKind } from '../../../shared/model/quality/machine';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { StateWords } from '../../ui/state-words';
import { useNow } from '../../ui/use-now';
import { filtered, type QualityFilter } from './filtered';
import { openNewItem } from './new-item';
import { dueLook, levelText, stateLook, titleOf } from './quality-words';
import { useNames } from './use-quality';
import { tr, trNode } from '../../strings/translate';

const commands: readonly Command[] = qualityKinds.map((kind) => ({
  id: `quality-new-${kind}`,
  title: tr('New {word}…', { word: machines[kind].noun.toLowerCase() }),
  group: tr('Quality'),
  ...(kind === 'deviation' ? { keys: 'n' } : {}),
  run: () => openNewItem(kind),
}));

/** The list with its tabs and filters. */
export function QualityList({ items }: { readonly items: readonly QualityItem[] }) {
  const [filter, setFilter] = useState<QualityFilter>({ kind: 'all', show: 'open', words: '' });
  const now = useNow(30_000);
  useCommands(commands);
  const shown = useMemo(() => filtered(items, filter, now), [items, filter, now]);
  return (
    <>
      <ListBar items={items} filter={filter} onChange={setFilter} now={now} />
      {shown.length === 0 ? (
        <p className="bt-panel bt-panel-note">
          {items.length === 0
            ? tr(
                'Nothing yet. A deviation is opened by a person, by a record, or by a rule of the procedures.',
              )
            : tr('Nothing fits these filters.')}
        </p>
      ) : (
        <ItemTable items={shown} now={now} />
      )}
    </>
  );
}

interface BarProps {
  readonly items: readonly QualityItem[];
  readonly filter: QualityFilter;
  readonly onChange: (filter: QualityFilter) => void;
  readonly now: number;
}

function ListBar({ items, filter, onChange, now }: BarProps) {
  const count = (kind: QualityFilter['kind']): number =>
    filtered(items, { ...filter, kind, words: '' }, now).length;
  return (
    <div className="bt-qms-bar">
      <SegmentedControl
        aria-label={tr('Kind')}
        data={[
          { value: 'all', label: tr('All {count}', { count: count('all') }) },
          ...qualityKinds.map((kind) => ({ value: kind, label: `${machines[kind].plural} ${count(kind)}` })),
        ]}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <SegmentedControl
        aria-label={tr('Which')}
        data={[
          { value: 'open', label: tr('Open') },
          { value: 'overdue', label: tr('Overdue') },
          { value: 'sign', label: tr('To be signed') },
          { value: 'all', label: tr('All') },
        ]}
        value={filter.show}
        onChange={(show) => onChange({ ...filter, show })}
      />
      <TextInput
        aria-label={tr('Search')}
        placeholder={tr('Number, title, batch…')}
        leftSection={<IconSearch size={14} aria-hidden />}
        w={190}
        value={filter.words}
        onChange={(event) => onChange({ ...filter, words: event.currentTarget.value })}
      />
      <span className="bt-fill" />
      <NewMenu preferred={filter.kind === 'all' ? 'deviation' : filter.kind} />
    </div>
  );
}

function NewMenu({ preferred }: { readonly preferred: QualityKind }) {
  return (
    <Button.Group>
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => openNewItem(preferred)}>
        {trNode('New {word}', { word: machines[preferred].noun.toLowerCase() })}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button px={8} aria-label={tr('New, of another kind')}>
            <IconChevronDown size={15} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {qualityKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => openNewItem(kind)}>
              {trNode('New {word}…', { word: machines[kind].noun.toLowerCase() })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}

function ItemTable({ items, now }: { readonly items: readonly QualityItem[]; readonly now: number }) {
  const names = useNames();
  return (
    <div className="bt-panel bt-scroll-x">
      <table className="bt-table bt-qms-table">
        <thead>
          <tr>
            <th>{tr('Number')}</th>
            <th>{tr('Title')}</th>
            <th>{tr('State')}</th>
            <th>{tr('Level')}</th>
            <th>{tr('Batch, unit')}</th>
            <th>{tr('Owner')}</th>
            <th>{tr('Due')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ItemRow key={item.id} item={item} now={now} names={names} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly item: QualityItem;
  readonly now: number;
  readonly names: Readonly<Record<string, string>>;
}

function ItemRow({ item, now, names }: RowProps) {
  const due = stateOf(machines[item.kind], item.state).final ? null : dueLook(item, now);
  const owner = item.values.owner ?? item.values.person;
  return (
    <tr data-kind={item.kind} onClick={() => navigate(qualityItemPath(item.id))}>
      <td data-nowrap>
        <a href={qualityItemPath(item.id)} className="bt-qms-number">
          {item.id}
        </a>
      </td>
      <td className="bt-qms-title">{titleOf(item)}</td>
      <td>
        <StateWords {...stateLook(item)} />
      </td>
      <td data-nowrap>{levelText(item)}</td>
      <td data-nowrap>
        {item.batchId !== null && (
          <a href={batchPath(item.batchId)} onClick={(event) => event.stopPropagation()}>
            {item.batchId}
          </a>
        )}
        {item.unitId !== null && <small>{item.unitId}</small>}
      </td>
      <td>
        {typeof owner === 'string' ? (
          (names[owner] ?? owner)
        ) : (
          <span className="bt-dim">{tr('None yet')}</span>
        )}
      </td>
      <td className="bt-qms-due">
        {due && <StateWords kind={due.kind} words={tr(due.words)} />}
        {item.extensions > 0 && (
          <small>
            {item.extensions} {item.extensions === 1 ? tr('extension') : tr('extensions')}
          </small>
        )}
      </td>
    </tr>
  );
}
