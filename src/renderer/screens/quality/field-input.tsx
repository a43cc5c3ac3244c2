import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { Json } from '../../../shared/model/ledger-entry';
import { levelWords, tasksIn, type Field } from '../../../shared/model/quality/field';
import { fromLocalInput, localInput } from './quality-words';
import { TasksInput } from './tasks-input';
import { useNames } from './use-quality';
import { tr } from '../../strings/translate';

interface Props {
  readonly field: Field;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  readonly autoFocus?: boolean;
}

/** The input that a field asks for. */
export function FieldInput({ field, value, onChange, autoFocus = false }: Props) {
  const label = field.words;
  const description = field.hint;
  const text = typeof value === 'string' ? value : '';
  const focus = autoFocus ? { 'data-autofocus': true } : {};
  switch (field.kind) {
    case 'text':
      return (
        <Textarea
          {...focus}
          {...{ label, description }}
          autosize
          minRows={1}
          maxRows={8}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'choice':
      return (
        <Select
          {...focus}
          {...{ label, description }}
          searchable
          data={field.options.map(([one, words]) => ({ value: one, label: words }))}
          value={text === '' ? null : text}
          onChange={(one) => onChange(one)}
        />
      );
    case 'yes-no':
      return <YesNo label={label} value={value} onChange={onChange} />;
    case 'level':
      return (
        <Select
          {...{ label, description }}
          data={Object.entries(levelWords).map(([one, words]) => ({ value: one, label: words }))}
          value={typeof value === 'number' ? String(value) : null}
          onChange={(one) => onChange(one === null ? null : Number(one))}
        />
      );
    case 'time':
      return (
        <TextInput
          {...{ label, description }}
          type="datetime-local"
          value={localInput(value)}
          onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
        />
      );
    case 'person':
      return <PersonSelect label={label} value={text} onChange={onChange} />;
    case 'number':
      return (
        <NumberInput
          {...{ label, description }}
          min={field.least}
          max={field.most}
          suffix={` ${field.unit}`}
          value={typeof value === 'number' ? value : ''}
          onChange={(one) => onChange(typeof one === 'number' ? one : null)}
        />
      );
    case 'lines':
      return (
        <Textarea
          {...{ label, description }}
          autosize
          minRows={1}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={(event) => onChange(linesIn(event.currentTarget.value))}
        />
      );
    case 'tasks':
      return <TasksInput label={label} tasks={tasksIn(value)} onChange={onChange} />;
    default:
      return field satisfies never;
  }
}

/** Lines as typed: the last one may still be empty while it is begun. */
function linesIn(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

interface ChoiceProps {
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}

/** Neither is chosen until a person chooses. */
function YesNo({ label, value, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="bt-qms-yes-no" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <SegmentedControl
        aria-labelledby={id}
        data={[
          { value: 'yes', label: tr('Yes') },
          { value: 'no', label: tr('No') },
          { value: '', label: tr('Not said') },
        ]}
        value={value === true ? 'yes' : value === false ? 'no' : ''}
        onChange={(one) => onChange(one === '' ? null : one === 'yes')}
      />
    </div>
  );
}

function PersonSelect({ label, value, onChange }: ChoiceProps & { readonly value: string }) {
  const names = useNames();
  return (
    <Select
      label={label}
      searchable
      placeholder={tr('A person with an account')}
      data={Object.entries(names).map(([one, name]) => ({ value: one, label: name }))}
      value={value === '' ? null : value}
      onChange={(one) => onChange(one)}
    />
  );
}
