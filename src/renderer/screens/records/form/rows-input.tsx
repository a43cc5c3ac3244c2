import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Finding } from '../../../../shared/model/records/finding';
import type { RecordContext } from '../../../../shared/model/records/record-context';
import { isAsked, type RecordField } from '../../../../shared/model/records/record-field';
import { FieldInput, ObjectionList } from './field-input';
import { offersOf } from './field-offers';
import { FindingReason, type Answering } from './finding-reason';
import type { RowTexts } from './form-texts';
import { tr } from '../../../strings/translate';

interface Props extends Answering {
  readonly field: RecordField;
  readonly rows: readonly RowTexts[];
  readonly findings: readonly Finding[];
  readonly context: RecordContext;
  readonly onRows: (rows: readonly RowTexts[]) => void;
}

/** A table of a record: one block a row. Ctrl+D takes over what stands above, Alt+Enter adds a row. */
export function RowsInput({ field, rows, findings, context, answers, onAnswer, onRows }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { least, most } = field.rows ?? { least: 0, most: 500 };
  // As many rows as are asked for stand there from the start.
  const shown: readonly RowTexts[] =
    rows.length >= least ? rows : [...rows, ...Array.from({ length: least - rows.length }, () => ({}))];
  const set = (index: number, column: string, text: string): void =>
    onRows(shown.map((row, at) => (at === index ? { ...row, [column]: text } : row)));
  const add = (): void => {
    if (shown.length >= most) return;
    const first = `${field.name}[${shown.length}].${field.fields?.[0]?.name ?? ''}`;
    // Keys of a quick typist belong to the new row already.
    flushSync(() => onRows([...shown, {}]));
    box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    if (event.altKey && event.key === 'Enter') {
      event.preventDefault();
      return add();
    }
    copyDown(event, index);
  };
  const copyDown = (event: KeyboardEvent, index: number): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'd') return;
    event.preventDefault();
    const column = /\.(\w+)$/.exec((event.target as HTMLInputElement).name)?.[1];
    const above = column === undefined ? undefined : shown[index - 1]?.[column];
    if (column !== undefined && above !== undefined) set(index, column, above);
  };
  const whole = findings.filter(({ row }) => row === null);
  return (
    <div className="bt-rows" ref={box} role="group" aria-label={tr(field.label)}>
      <p className="bt-rows-title">
        {tr(field.label)}
        {field.required === true && (
          <span className="bt-field-required" aria-hidden>
            *
          </span>
        )}
        {field.help !== undefined && <span className="bt-field-hint"> {field.help}</span>}
      </p>
      {shown.map((row, index) => {
        const own = findings.filter((finding) => finding.row === index);
        return (
          // Rows have no name of their own; their place is what findings know them by.
          // oxlint-disable-next-line react/no-array-index-key, jsx-a11y/no-static-element-interactions
          <div className="bt-row" key={index} onKeyDown={(event) => onKey(event, index)}>
            <span className="bt-row-number">{index + 1}</span>
            <div className="bt-row-fields">
              {(field.fields ?? [])
                .filter((column) => isAsked(column, row))
                .map((column) => (
                  <FieldInput
                    key={column.name}
                    field={{ ...column, label: tr(column.label) }}
                    name={`${field.name}[${index}].${column.name}`}
                    text={row[column.name] ?? ''}
                    findings={own.filter(({ field: named }) => named === `${field.name}.${column.name}`)}
                    offers={offersOf(column, context)}
                    onText={(text) => set(index, column.name, text)}
                  />
                ))}
            </div>
            <ActionIcon
              size={32}
              tabIndex={-1}
              disabled={shown.length <= least}
              aria-label={tr('Take row {index} out', { index: index + 1 })}
              onClick={() => onRows(shown.filter((_, at) => at !== index))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
            <ObjectionList findings={own.filter(({ field: named }) => named === field.name)} />
            {own.map((finding) => (
              <FindingReason key={finding.rule} finding={finding} answers={answers} onAnswer={onAnswer} />
            ))}
          </div>
        );
      })}
      <ObjectionList findings={whole} />
      {whole.map((finding) => (
        <FindingReason key={finding.rule} finding={finding} answers={answers} onAnswer={onAnswer} />
      ))}
      <Button
        variant="default"
        disabled={shown.length >= most}
        leftSection={<IconPlus size={15} aria-hidden />}
        title={tr('Alt+Enter')}
        onClick={add}
      >
        {tr('Add a row')}
      </Button>
    </div>
  );
}
