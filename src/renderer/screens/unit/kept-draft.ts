import { useCallback, useState } from 'react';

/** State of a form that outlives its dialog and the page, until it is forgotten. Ignores what it cannot read. */
export function useKeptDraft<T extends object>(
  key: string,
  fresh: () => T,
): readonly [T, (change: Partial<T>) => void, () => void] {
  const [draft, setDraft] = useState<T>(() => ({ ...fresh(), ...read(key) }));
  const change = useCallback(
    (part: Partial<T>) =>
      setDraft((before) => {
        const next = { ...before, ...part };
        localStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  const forget = useCallback(() => localStorage.removeItem(key), [key]);
  return [draft, change, forget];
}

/** True where something was typed and not saved. */
export function hasDraft(key: string): boolean {
  return localStorage.getItem(key) !== null;
}

function read(key: string): object {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
