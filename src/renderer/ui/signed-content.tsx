import type { ReactNode } from 'react';
import type { RecordField } from '../../shared/model/records/record-field';
import { recordFieldsOf } from '../../shared/model/records/record-fields-of';
import { recordKinds } from '../../shared/model/records/record-kind';
import { tr } from '../strings/translate';

/** Epoch milliseconds of this century: shown as they are hashed, with the moment beside. */
const oldest = Date.UTC(2000, 0);
const newest = Date.UTC(2100, 0);

function nameWords(key: string): string {
  const spaced = key.replace(/([a-z0-9])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  const plain = spaced.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function numberText(key: string, value: number): string {
  const isTime = /(at|start|end|from|to|t0|expires)$/i.test(key) && value > oldest && value < newest;
  return isTime
    ? `${new Date(value)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z/, '+00:00')} (${value})`
    : String(value);
}

interface Props {
  readonly content: unknown;
  /** Fields by name, for their labels and units. */
  readonly fields?: readonly RecordField[] | undefined;
}

function Value({
  name,
  value,
  field,
}: {
  readonly name: string;
  readonly value: unknown;
  readonly field: RecordField | undefined;
}): ReactNode {
  if (value === null || value === undefined) return <span className="bt-dim">{tr('none')}</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return `${numberText(name, value)} ${field?.unit ?? ''}`.trim();
  if (typeof value === 'string') return value === '' ? <span className="bt-dim">{tr('empty')}</span> : value;
  if (!Array.isArray(value)) return <SignedContent content={value} />;
  if (value.length === 0) return <span className="bt-dim">{tr('none')}</span>;
  if (value.every((one) => typeof one !== 'object')) return value.join(', ');
  const rows = Object.fromEntries(value.map((one, place) => [String(place + 1), one]));
  return (
    <dl>
      {Object.entries(rows).map(([place, row]) => (
        <div key={place} style={{ display: 'contents' }}>
          <dt>{place}</dt>
          <dd>
            <SignedContent content={row} fields={field?.fields} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The fields of a record's body, where the content is a record. */
function bodyFields(content: object): readonly RecordField[] | undefined {
  const kind = 'kind' in content ? recordKinds.find((one) => one === content.kind) : undefined;
  return kind && recordFieldsOf(kind);
}

/** Everything that is signed, nothing left out: each name with its value, as it goes into the hash. */
export function SignedContent({ content, fields }: Props) {
  if (typeof content !== 'object' || content === null)
    return <Value name="" value={content} field={undefined} />;
  const own = bodyFields(content);
  return (
    <dl>
      {Object.entries(content).map(([key, value]) => {
        const field = fields?.find(({ name }) => name === key);
        return (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{field?.label ?? nameWords(key)}</dt>
            <dd>
              {key === 'body' && own ? (
                <SignedContent content={value} fields={own} />
              ) : (
                <Value name={key} value={value} field={field} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
