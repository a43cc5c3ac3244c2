import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { tr } from '../../strings/translate';
import { navigate } from '../route';
import { goToStep, useTourOffered, useTourStep } from './tour-state';
import { tourSteps, type TourStep } from './tour-steps';
import './tour.css';

/** The card that leads through the practice plant; the screens stay usable beside it. */
export function Tour({ units }: { readonly units: readonly UnitSummary[] }) {
  const at = useTourStep();
  const unit = units.find(({ simulated }) => simulated) ?? units[0];
  if (at === null || !unit) return null;
  const steps = tourSteps(unit.id);
  const step = steps[at];
  return step ? <TourCard key={at} step={step} at={at} of={steps.length} /> : null;
}

function TourCard({ step, at, of }: { readonly step: TourStep; readonly at: number; readonly of: number }) {
  const { path, target, title, words } = step;
  useEffect(() => navigate(path), [path]);
  useEffect(() => pointAt(target), [target]);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A new screen takes the focus as it comes up; the tour has it after that.
    const frame = requestAnimationFrame(() => next.current?.focus({ preventScroll: true }));
    const leave = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') goToStep(null);
    };
    window.addEventListener('keydown', leave);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('keydown', leave);
    };
  }, []);
  const last = at === of - 1;
  return (
    <aside className="bt-tour" aria-label={tr('Tour')}>
      <p className="bt-dim">{tr('Tour, {at} of {of}', { at: at + 1, of })}</p>
      <h2>{title}</h2>
      <p aria-live="polite">{words}</p>
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={() => goToStep(null)}>
          {tr('End the tour')}
        </Button>
        <Group gap="xs">
          <Button variant="default" disabled={at === 0} onClick={() => goToStep(at - 1)}>
            {tr('Back')}
          </Button>
          <Button ref={next} onClick={() => goToStep(last ? null : at + 1)}>
            {last ? tr('Done') : tr('Next')}
          </Button>
        </Group>
      </Group>
    </aside>
  );
}

/** Marks what is spoken of as soon as its screen has drawn it. @returns what takes the mark away */
function pointAt(target: string): () => void {
  const mark = (): void => document.querySelector(target)?.setAttribute('data-tour', '');
  const watch = new MutationObserver(mark);
  watch.observe(document.body, { childList: true, subtree: true });
  mark();
  return () => {
    watch.disconnect();
    for (const marked of document.querySelectorAll('[data-tour]')) marked.removeAttribute('data-tour');
  };
}

/** Offers the tour once to whoever sees a practice plant for the first time. */
export function TourOffer({ units }: { readonly units: readonly UnitSummary[] }) {
  const offered = useTourOffered();
  if (!offered || !units.some(({ simulated }) => simulated)) return null;
  return (
    <p className="bt-tour-offer">
      {tr('New here? A tour of the practice plant takes two minutes.')}{' '}
      <Button size="compact-sm" variant="default" onClick={() => goToStep(0)}>
        {tr('Take the tour')}
      </Button>{' '}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => goToStep(null)}>
        {tr('Not now')}
      </Button>
    </p>
  );
}
