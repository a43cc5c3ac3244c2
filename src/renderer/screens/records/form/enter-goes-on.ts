import type { KeyboardEvent } from 'react';

const stops = 'input, select, textarea, button[type="submit"]';

/**
 * Enter goes on to the next field, as on a numeric pad and as handheld scanners end; in a text of many lines and on a
 * button it stays what it is.
 */
export function enterGoesOn(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target;
  if (
    event.key !== 'Enter' ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.defaultPrevented
  )
    return;
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter(
    (field) => field.tabIndex >= 0 && !field.hasAttribute('disabled') && field.offsetParent !== null,
  );
  const next = fields[fields.indexOf(from) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}
