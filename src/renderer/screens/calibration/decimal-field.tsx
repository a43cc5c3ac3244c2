import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseDecimal } from '../../../shared/model/records/field-value';
import { tr } from '../../strings/translate';

interface Props {
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A number as people type it, with a decimal point or comma; wide enough for a finger in a glove. */
export function DecimalField({ label, unit = '', hint, value, onChange }: Props) {
  const [text, setText] = useState(value === null ? '' : String(value));
  const [known, setKnown] = useState(value);
  // A value from elsewhere: the table of a buffer, the live pressure.
  if (known !== value) {
    setKnown(value);
    setText(value === null ? '' : String(value));
  }
  const isWrong = text.trim() !== '' && parseDecimal(text) === undefined;
  const put = (typed: string): void => {
    setText(typed);
    const read = parseDecimal(typed) ?? null;
    setKnown(read);
    onChange(read);
  };
  return (
    <TextInput
      size="md"
      label={unit === '' ? label : `${label}, ${unit}`}
      description={hint}
      inputMode="decimal"
      value={text}
      error={isWrong ? tr('Enter a number, such as 4.01 or 4,01') : undefined}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}
