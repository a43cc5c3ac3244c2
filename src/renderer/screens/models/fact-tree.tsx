import type { ReactNode } from 'react';

interface Props {
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Facts of a card that follow no fixed form: names and values, indented as they are nested. */
export function FactTree({ facts }: Props) {
  return (
    <dl className="bt-models-tree">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} data-nested={isNested(value) || undefined}>
          <dt>{wordsFor(name)}</dt>
          <dd>{valueOf(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `holdOutSha256` as `hold out sha256`. */
const wordsFor = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/^./, (c) => c.toUpperCase());

function valueOf(value: unknown): ReactNode {
  if (isNested(value)) return <FactTree facts={value} />;
  if (Array.isArray(value)) return value.every((one) => !isNested(one)) ? value.map(plain).join(', ') : value.map((one, i) => <FactTree key={i} facts={isNested(one) ? one : { value: one }} />);
  return plain(value);
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}
