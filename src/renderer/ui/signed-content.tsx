import type { ReactNode } from 'react';

function nameWords(key: string): string {
  const spaced = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function valueOf(value: unknown): ReactNode {
  if (value === null || value === undefined) return <span className="bt-dim">none</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? <span className="bt-dim">empty</span> : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="bt-dim">none</span>;
    if (value.every((one) => typeof one !== 'object')) return value.join(', ');
    return (
      <SignedContent content={Object.fromEntries(value.map((one, place) => [String(place + 1), one]))} />
    );
  }
  return <SignedContent content={value} />;
}

/** Everything that is signed, nothing left out: each name with its value, as it goes into the hash. */
export function SignedContent({ content }: { readonly content: unknown }) {
  if (typeof content !== 'object' || content === null) return <>{valueOf(content)}</>;
  return (
    <dl>
      {Object.entries(content).map(([key, value]) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>{nameWords(key)}</dt>
          <dd>{valueOf(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
