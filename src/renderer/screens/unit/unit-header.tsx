import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { freshnessOf } from '../../../shared/model/freshness';
import { phases } from '../../../shared/model/phase';
import { batchAgeH } from '../../../shared/model/process-unit';
import { openEndBatch, openStartBatch } from '../../app/batch-dialogs';
import { useStation } from '../../station/station-context';
import { useSampled } from '../../station/use-live';
import { useTrendGroup } from '../../ui/chart/trend-context';
import { FreshnessMark } from '../../ui/freshness-mark';
import { ageText, clockText, dateTimeText, spanText } from '../../ui/time-words';
import { RangeControl } from './range-control';

/** What runs here and how far it is; whether its instruments are heard; which time the panels show. */
export function UnitHeader({ unit }: { readonly unit: UnitSummary }) {
  const { batch } = unit;
  return (
    <header className="bt-unit-header">
      <BatchFacts unit={unit} />
      <Instruments unit={unit} />
      <span className="bt-unit-fill" />
      <CursorTime batchStart={batch?.inoculatedAt ?? null} />
      <RangeControl batchStart={batch?.inoculatedAt ?? null} />
      <BatchButton unit={unit} />
    </header>
  );
}

function BatchFacts({ unit }: { readonly unit: UnitSummary }) {
  const { clock } = useStation();
  const { batch, phase, phaseSince } = unit;
  const phaseWords = phases.find((candidate) => candidate.id === phase)?.words ?? phase;
  const { age, since } = useSampled(
    () => ({
      age: batch ? ageText(batchAgeH(batch, clock.now())) : '–',
      since: phaseSince === null ? '' : sinceText(phaseSince, clock.now()),
    }),
    1000,
  );
  if (!batch)
    return <p className="bt-unit-idle">No batch runs on this unit. Values are recorded all the same.</p>;
  return (
    <>
      <dl className="bt-unit-fact" data-may-shrink>
        <dt>Batch</dt>
        <dd title={`${batch.name}, inoculated ${dateTimeText(batch.inoculatedAt)}`}>{batch.name}</dd>
      </dl>
      <dl className="bt-unit-fact">
        <dt>Age</dt>
        <dd data-testid="batch-age">{age}</dd>
      </dl>
      <dl className="bt-unit-fact">
        <dt>Phase</dt>
        <dd data-testid="phase" title={phaseSince === null ? '' : `Since ${dateTimeText(phaseSince)}`}>
          {phaseWords} {since !== '' && <small>{since}</small>}
        </dd>
      </dl>
    </>
  );
}

/** Without seconds: a phase lasts hours, a figure that ticks draws the eye for nothing. */
function sinceText(since: number, now: number): string {
  const ms = now - since;
  const span = ms < 60_000 ? 'just now' : ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : spanText(ms);
  return `${span}, since ${clockText(since).slice(0, 5)}`;
}

/** How many instruments are heard in time. */
function Instruments({ unit }: { readonly unit: UnitSummary }) {
  const { live, clock } = useStation();
  const measured = unit.channels.filter((channel) => channel.kind === 'measured');
  const { fresh, worst } = useSampled(() => {
    const states = measured.map((channel) =>
      freshnessOf(live.latest(channel.series)?.seenAt ?? null, channel.cadenceMs, clock.now()),
    );
    const order = ['lost', 'never', 'stale', 'fresh'] as const;
    return {
      fresh: states.filter((state) => state === 'fresh').length,
      worst: order.find((state) => states.includes(state)) ?? 'never',
    };
  }, 1000);
  return (
    <dl className="bt-unit-fact">
      <dt>Instruments</dt>
      <dd data-testid="instruments">
        <FreshnessMark freshness={worst} words={`${fresh} of ${measured.length} fresh`} />
      </dd>
    </dl>
  );
}

/** The moment under the cursor, written past React: it moves with the pointer. */
function CursorTime({ batchStart }: { readonly batchStart: number | null }) {
  const { view } = useTrendGroup();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = (): void => {
      const t = view.cursor();
      if (place.current) place.current.textContent = t === null ? '' : cursorText(t, batchStart);
    };
    show();
    return view.subscribeCursor(show);
  }, [view, batchStart]);
  return <span className="bt-unit-cursor" ref={place} aria-live="off" />;
}

function cursorText(t: number, batchStart: number | null): string {
  if (batchStart === null) return dateTimeText(t);
  return `${clockText(t)} · ${((t - batchStart) / 3_600_000).toFixed(2).replace('-', '−')} h`;
}

function BatchButton({ unit }: { readonly unit: UnitSummary }) {
  const station = useStation();
  const running = unit.batch !== null && unit.batch.endedAt === null;
  return (
    <Button
      variant="default"
      data-testid="batch-button"
      onClick={() => (running ? openEndBatch(station, unit) : openStartBatch(station, unit))}
    >
      {running ? 'End batch…' : 'Start batch…'}
    </Button>
  );
}
