import { type KeptRecord, type ReasonCode, reasonCodes } from '../../../../shared/model/records/record';
import type { RecordField } from '../../../../shared/model/records/record-field';
import { FormField } from '../../../ui/form-field';
import { ChangeTable } from '../change-table';
import { rawOf, textsOf, textsOfRaw, type FormTexts } from './form-texts';
import { tr, trNode } from '../../../strings/translate';

export const reasonWords: Readonly<Record<ReasonCode, string>> = {
  typing: tr('Typing error'),
  reading: tr('Reading error'),
  'late-result': tr('Result came late'),
  'wrong-subject': tr('Wrong batch, probe or sample'),
  calculation: tr('Calculation error'),
  other: tr('Another reason'),
};

interface Props {
  readonly record: KeptRecord;
  readonly fields: readonly RecordField[];
  readonly texts: FormTexts;
  readonly reason: { readonly code: ReasonCode; readonly text: string };
  readonly onReason: (reason: { readonly code: ReasonCode; readonly text: string }) => void;
}

/** What was and what is now, and why. */
export function AmendReason({ record, fields, texts, reason, onReason }: Props) {
  const was = rawOf({ ...textsOf(fields, record.body), ...textsOfRaw(record.raw) });
  return (
    <fieldset className="bt-form-section">
      <legend>{trNode('Correction of version {version}', { version: record.version })}</legend>
      <div className="bt-form-cell" data-wide>
        <ChangeTable fields={fields} was={was} now={rawOf(texts)} />
      </div>
      <FormField label={tr('Kind of reason')} required>
        {(control) => (
          <select
            {...control}
            name="reasonCode"
            value={reason.code}
            onChange={(event) => onReason({ ...reason, code: event.currentTarget.value as ReasonCode })}
          >
            {reasonCodes.map((code) => (
              <option key={code} value={code}>
                {tr(reasonWords[code])}
              </option>
            ))}
          </select>
        )}
      </FormField>
      <FormField label={tr('Reason')} required hint={tr('Kept for ever with the change')}>
        {(control) => (
          <input
            {...control}
            name="reasonText"
            maxLength={1000}
            value={reason.text}
            onChange={(event) => onReason({ ...reason, text: event.currentTarget.value })}
          />
        )}
      </FormField>
    </fieldset>
  );
}
