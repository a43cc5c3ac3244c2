const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys go from card to card; Home and End to the first and the last. */
export function moveBetweenCards(event: React.KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.bt-card-link')];
  const at = links.findIndex((link) => link === document.activeElement);
  if (at < 0) return;
  const step = steps[event.key];
  const to =
    event.key === 'Home' ? 0 : event.key === 'End' ? links.length - 1 : step === undefined ? null : at + step;
  if (to === null) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, to))]?.focus();
}
