import { Checkbox, Select, TextInput } from '@mantine/core';
import type { DraftFields } from './export-form';
import { tr } from '../../strings/translate';

/** How a CSV is written; shown where one is asked for. */
export function CsvFields({ draft, change }: DraftFields) {
  const clash = draft.separator === draft.decimal;
  return (
    <fieldset className="bt-data-fieldset">
      <legend>CSV</legend>
      <div className="bt-data-row">
        <Select
          label={tr('Separator')}
          allowDeselect={false}
          data={[
            { value: ',', label: tr('Comma') },
            { value: ';', label: tr('Semicolon') },
            { value: '\t', label: tr('Tab') },
          ]}
          value={draft.separator}
          error={clash && tr('Is the decimal sign already')}
          onChange={(value) => change({ separator: value === ';' || value === '\t' ? value : ',' })}
        />
        <Select
          label={tr('Decimal sign')}
          allowDeselect={false}
          data={[
            { value: '.', label: tr('Point') },
            { value: ',', label: tr('Comma') },
          ]}
          value={draft.decimal}
          onChange={(value) =>
            change(
              value === ','
                ? { decimal: ',', separator: draft.separator === ',' ? ';' : draft.separator }
                : { decimal: '.' },
            )
          }
        />
        <Select
          label={tr('Time')}
          allowDeselect={false}
          data={[
            { value: 'iso', label: 'ISO 8601' },
            { value: 'epoch-ms', label: tr('Milliseconds since 1970') },
          ]}
          value={draft.time}
          onChange={(value) => change({ time: value === 'epoch-ms' ? 'epoch-ms' : 'iso' })}
        />
        <TextInput
          label={tr('Time zone')}
          disabled={draft.time !== 'iso'}
          value={draft.zone}
          placeholder={tr('Europe/Berlin')}
          onChange={(event) => change({ zone: event.currentTarget.value })}
        />
        <Checkbox
          className="bt-data-check"
          label={tr('Units as second line')}
          checked={draft.unitsRow}
          onChange={(event) => change({ unitsRow: event.currentTarget.checked })}
        />
        <Checkbox
          className="bt-data-check"
          label={tr('Mark for spreadsheets (BOM)')}
          checked={draft.bom}
          onChange={(event) => change({ bom: event.currentTarget.checked })}
        />
      </div>
    </fieldset>
  );
}
