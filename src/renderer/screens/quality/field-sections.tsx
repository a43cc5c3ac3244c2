import { useState } from 'react';
import { Button, Group, Textarea } from '@mantine/core';
import type { Json } from '../../../shared/model/ledger-entry';
import { sameJson } from '../../../shared/model/quality/engine';
import { isAsked, isEmpty, type Field } from '../../../shared/model/quality/field';
import type { QualityItem } from '../../../shared/model/quality/item';
import type { QualityState } from '../../../shared/model/quality/machine';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { missingFields } from '../../../shared/model/quality/missing';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { FieldInput } from './field-input';
import { valueWords } from './quality-words';
import { tidied } from './tidied';
import { useNames, useQualityDeed } from './use-quality';
import { tr, trNode } from '../../strings/translate';

/** What is written, state by state; the part of the state it is in comes first and is open to write in. */
export function FieldSections({ item }: { readonly item: QualityItem }) {
  const machine = machines[item.kind];
  const named = new Set(machine.states.flatMap(({ needs }) => needs));
  const others = machine.fields.filter(({ name }) => !named.has(name)).map(({ name }) => name);
  const parts = machine.states.filter(({ needs }) => needs.length > 0);
  const at = machine.states.findIndex(({ id }) => id === item.state);
  const here = parts.find(({ id }) => id === item.state);
  const past = parts.filter((part) => machine.states.indexOf(part) < at).toReversed();
  const ahead = parts.filter((part) => machine.states.indexOf(part) > at);
  const is = stateOf(machine, item.state);
  return (
    <div className="bt-qms-column">
      {here && (
        <Section key={`${here.id} ${item.state}`} item={item} part={here} names={here.needs} startsOpen />
      )}
      {past.map((part) => (
        <Section key={`${part.id} ${item.state}`} item={item} part={part} names={part.needs} />
      ))}
      {others.length > 0 && <Section key="others" item={item} part={null} names={others} />}
      {!is.final &&
        ahead.map((part) => (
          <Section key={`${part.id} ${item.state}`} item={item} part={part} names={part.needs} folded />
        ))}
    </div>
  );
}

interface SectionProps {
  readonly item: QualityItem;
  readonly part: QualityState | null;
  readonly names: readonly string[];
  readonly startsOpen?: boolean;
  readonly folded?: boolean;
}

function Section({ item, part, names, startsOpen = false, folded = false }: SectionProps) {
  const machine = machines[item.kind];
  const locked = item.pending !== null || stateOf(machine, item.state).final === true;
  const [writing, setWriting] = useState(startsOpen && !locked && missingFields(item).length > 0);
  const fields = machine.fields.filter(({ name }) => names.includes(name));
  const writable = fields.filter((field) => !field.computed && !field.fixedIn?.includes(item.state));
  return (
    <Panel
      title={tr(part?.words) ?? tr('Beside that')}
      startsOpen={folded ? false : undefined}
      aside={
        !writing &&
        !locked &&
        writable.length > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => setWriting(true)}>
            {trNode('Write{span}', {
              span: (
                <span className="bt-unseen">
                  {trNode(' in {words}', { words: tr(part?.words) ?? tr('the rest') })}
                </span>
              ),
            })}
          </Button>
        )
      }
    >
      <div className="bt-panel-body">
        {writing && !locked ? (
          <WriteForm item={item} fields={writable} onDone={() => setWriting(false)} />
        ) : (
          <Values item={item} fields={fields} />
        )}
      </div>
    </Panel>
  );
}

function Values({ item, fields }: { readonly item: QualityItem; readonly fields: readonly Field[] }) {
  const names = useNames();
  const missing = new Set(missingFields(item).map(({ name }) => name));
  const shown = fields.filter(
    (field) => isAsked(field, item.values) && !(field.optional && isEmpty(item.values[field.name])),
  );
  if (shown.length === 0) return <p className="bt-dim bt-qms-small">{tr('Nothing written')}</p>;
  return (
    <dl className="bt-qms-values">
      {shown.map((field) => (
        <div key={field.name}>
          <dt>{tr(field.words)}</dt>
          <dd>
            {missing.has(field.name) ? (
              <StateWords kind="warn" words={tr('Missing')} />
            ) : (
              valueWords(field, item.values[field.name], names)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface WriteProps {
  readonly item: QualityItem;
  readonly fields: readonly Field[];
  readonly onDone: () => void;
}

function WriteForm({ item, fields, onDone }: WriteProps) {
  const [values, setValues] = useState<Record<string, Json>>({});
  const [reason, setReason] = useState('');
  // What is saved is saved over what was read when typing began: a change in between is shown first.
  const [readAt, setReadAt] = useState(item.version);
  const seen = Object.keys(values).length === 0 ? item.version : readAt;
  const { ask, busy, problem } = useQualityDeed();
  const given = tidied(values);
  const now = { ...item.values, ...values };
  const over = fields.some(
    ({ name }) =>
      !isEmpty(item.values[name]) &&
      given[name] !== undefined &&
      !sameJson(given[name], item.values[name] ?? null),
  );
  const go = async (): Promise<void> => {
    const { id } = item;
    const done = await ask((quality) =>
      quality.write({ id, version: seen, values: given, reason: over ? reason : null }),
    );
    if (done) onDone();
  };
  return (
    <form
      className="bt-qms-form"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      {fields
        .filter((field) => isAsked(field, now))
        .map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={now[field.name]}
            onChange={(value) => {
              setReadAt(seen);
              setValues({ ...values, [field.name]: value });
            }}
          />
        ))}
      {over && (
        <Textarea
          label={tr('Reason of the change')}
          description={tr('What stood there before stays in the history')}
          autosize
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {seen !== item.version && (
        <Notice kind="warn">
          {trNode(
            'Somebody changed it meanwhile: version {version} is in the history. What you typed is still here. {button}',
            {
              version: item.version,
              button: (
                <Button variant="default" size="compact-sm" onClick={() => setReadAt(item.version)}>
                  {tr('I have read it')}
                </Button>
              ),
            },
          )}
        </Notice>
      )}
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {tr('Cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={Object.keys(given).length === 0}>
          {tr('Save')}
        </Button>
      </Group>
    </form>
  );
}
