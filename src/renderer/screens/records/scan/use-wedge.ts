import { useEffect } from 'react';
import { noWedge, takeWedgeKey } from './wedge';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Listens for a handheld scanner while the caller is mounted. What it typed into a field before it was known for a scan
 * is taken out of there again; `onScan` gets the code and the name of that field.
 */
export function useWedge(onScan: (text: string, field: string | null) => void): void {
  useEffect(() => {
    let state = noWedge;
    let before: { readonly field: Field; readonly text: string } | null = null;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const taken = takeWedgeKey(state, event.key, event.timeStamp);
      ({ state } = taken);
      // One letter: a burst may begin here, and the field does not hold it yet.
      if (event.key.length === 1 && state.text.length === 1) before = contentOf(event.target);
      if (taken.scanned === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (before) putBack(before.field, before.text);
      onScan(taken.scanned, before?.field.name ?? null);
      before = null;
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [onScan]);
}

function contentOf(target: EventTarget | null): { readonly field: Field; readonly text: string } | null {
  const typed =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return typed ? { field: target, text: target.value } : null;
}

/** As if the person had done it: the form hears of it. */
function putBack(field: Field, text: string): void {
  const own: unknown = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(own, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}
