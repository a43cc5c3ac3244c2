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

const commands: readonly Command[] = qualityKinds.map((kind) => ({
  id: `quality-new-${kind}`,
  title: `New ${machines[kind].noun.toLowerCase()}…`,
  group: 'Quality',
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
            ? 'Nothing yet. A deviation is opened by a person, by a record, or by a rule of the procedures.'
            : 'Nothing fits these filters.'}
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
        aria-label="Kind"
        data={[
          { value: 'all', label: `All ${count('all')}` },
          ...qualityKinds.map((kind) => ({ value: kind, label: `${machines[kind].plural} ${count(kind)}` })),
        ]}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <SegmentedControl
        aria-label="Which"
        data={[
          { value: 'open', label: 'Open' },
          { value: 'overdue', label: 'Overdue' },
          { value: 'sign', label: 'To be signed' },
          { value: 'all', label: 'All' },
        ]}
        value={filter.show}
        onChange={(show) => onChange({ ...filter, show })}
      />
      <TextInput
        aria-label="Search"
        placeholder="Number, title, batch…"
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
        New {machines[preferred].noun.toLowerCase()}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button px={8} aria-label="New, of another kind">
            <IconChevronDown size={15} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {qualityKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => openNewItem(kind)}>
              New {machines[kind].noun.toLowerCase()}…
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
            <th>Number</th>
            <th>Title</th>
            <th>State</th>
            <th>Level</th>
            <th>Batch, unit</th>
            <th>Owner</th>
            <th>Due</th>
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
        {typeof owner === 'string' ? (names[owner] ?? owner) : <span className="bt-dim">None yet</span>}
      </td>
      <td className="bt-qms-due">
        {due && <StateWords kind={due.kind} words={due.words} />}
        {item.extensions > 0 && (
          <small>
            {item.extensions} {item.extensions === 1 ? 'extension' : 'extensions'}
          </small>
        )}
      </td>
    </tr>
  );
}
