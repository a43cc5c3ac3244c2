import { ActionIcon } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Finding } from '../../../../shared/model/records/finding';
import type { Choice, RecordField, Span } from '../../../../shared/model/records/record-field';
import { type ControlProps, type FieldObjection, FormField, Objection } from '../../../ui/form-field';
import { ScanDialog } from '../scan/scan-dialog';
import { tr } from '../../../strings/translate';

const levels = { W: 'warn', C: 'confirm', X: 'impossible' } as const;

/** A finding as a field shows it. */
const objectionOf = ({ level, words }: Finding): FieldObjection => ({ level: levels[level], words });

/** Findings that belong to no single field. */
export function ObjectionList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <div className="bt-field-said" aria-live="polite">
      {findings.map((finding) => (
        <Objection key={`${finding.rule} ${finding.row}`} objection={objectionOf(finding)} />
      ))}
    </div>
  );
}

interface Props {
  readonly field: RecordField;
  /** Name of the control: unlike `field.name` it tells the rows of a table apart. */
  readonly name: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Values to choose from that are known only here: people, records, lots. */
  readonly offers?: readonly Choice[] | undefined;
  readonly onText: (text: string) => void;
}

/** One field of a record: control by its type, unit beside it, what is held against it beneath. */
export function FieldInput({ field, name, text, findings, offers, onText }: Props) {
  const [scanning, setScanning] = useState(false);
  const [caution, setCaution] = useState<string | null>(null);
  const close = useCallback(() => setScanning(false), []);
  const objections = findings.map(objectionOf);
  if (caution !== null) objections.push({ level: 'warn', words: caution });
  const change = (next: string): void => {
    setCaution(null);
    onText(next);
  };
  return (
    <div className="bt-record-field" data-type={field.type}>
      <FormField
        label={tr(field.label)}
        unit={field.unit}
        required={field.required}
        hint={hintOf(field)}
        objections={objections}
        aside={
          field.scan && (
            <ActionIcon
              className="bt-scan-button"
              variant="default"
              size={32}
              tabIndex={-1}
              aria-label={tr('Scan {label}', { label: tr(field.label) })}
              title={tr('Scan {label} (Alt+S, or a handheld scanner)', { label: tr(field.label) })}
              onClick={() => setScanning(true)}
            >
              <IconScan size={17} aria-hidden />
            </ActionIcon>
          )
        }
      >
        {(control) => (
          <Control
            field={field}
            name={name}
            text={text}
            offers={offers}
            control={control}
            onText={change}
            onScan={() => setScanning(true)}
          />
        )}
      </FormField>
      {scanning && field.scan && (
        <ScanDialog
          wanted={field.scan}
          label={tr(field.label)}
          onClose={close}
          onTaken={(code, said) => {
            onText(code);
            setCaution(said);
          }}
        />
      )}
    </div>
  );
}

interface ControlParts extends Pick<Props, 'field' | 'name' | 'text' | 'offers' | 'onText'> {
  readonly control: ControlProps;
  readonly onScan: () => void;
}

function Control({ field, name, text, offers, control, onText, onScan }: ControlParts) {
  const shared = { ...control, name, value: text, autoComplete: 'off' };
  const choices = field.type === 'yes-no' ? yesNo : (field.choices ?? offers);
  if (choices)
    return (
      <select {...shared} onChange={(event) => onText(event.currentTarget.value)}>
        <option value="">–</option>
        {choices.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    );
  if (field.type === 'long-text')
    return (
      <textarea
        {...shared}
        rows={2}
        maxLength={field.longest}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    );
  return (
    <input
      {...shared}
      {...inputKind(field)}
      maxLength={field.longest}
      spellCheck={false}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (!field.scan || !event.altKey || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        onScan();
      }}
    />
  );
}

const yesNo: readonly Choice[] = [
  { value: 'yes', words: tr('Yes') },
  { value: 'no', words: tr('No') },
];

function inputKind({ type }: RecordField) {
  // A year of four digits: typing goes on to the next part by itself.
  if (type === 'time') return { type: 'datetime-local', max: '9999-12-31T23:59' };
  if (type === 'date') return { type: 'date', max: '9999-12-31' };
  // Not `type=number`: it would throw away what a person typed, and the comma with it.
  return type === 'number' || type === 'integer'
    ? ({ type: 'text', inputMode: 'decimal' } as const)
    : { type: 'text' };
}

/** What is expected: the help of the field, else the span in which nothing is held against a value. */
function hintOf({ help, ranges, unit = '' }: RecordField): string | undefined {
  const span = ranges?.warn ?? ranges?.confirm;
  const words = span && spanWords(span, unit);
  return [help, words].filter(Boolean).join('. ') || undefined;
}

function spanWords({ low, high }: Span, unit: string): string {
  const tail = unit === '' ? '' : ` ${unit}`;
  if (low !== null && high !== null) return tr('Expected {low}–{high}{tail}', { low, high, tail });
  return low === null
    ? high === null
      ? ''
      : tr('Expected up to {high}{tail}', { high, tail })
    : tr('Expected from {low}{tail}', { low, tail });
}
