import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import { freshnessOf } from '../../../shared/model/freshness';
import { batchAgeH } from '../../../shared/model/process-unit';
import { openEndBatch, openStartBatch } from '../../app/batch-dialogs';
import { plantNow } from '../../station/plant-clock';
import { useStation } from '../../station/station-context';
import { useLatest, useSampled } from '../../station/use-live';
import { Quantity } from '../../ui/quantity';
import { FreshnessMark } from '../../ui/freshness-mark';
import { ageText, clockText, dateTimeText, spanText } from '../../ui/time-words';
import { predictionStep, roundedTo } from '../../ui/prediction-step';
import { valueText } from '../../ui/value-text';
import { BatchPicker } from './batch-picker';
import { CursorTime } from './cursor-time';
import { openSetPhase, phaseWords } from './phase-dialog';
import { isAtRest, newestMoment } from '../overview/attention';
import { RangeControl } from './range-control';
import { tr, trNode } from '../../strings/translate';

/** What runs here and how far it is; whether its instruments are heard; which time the panels show. */
export function UnitHeader({ unit }: { readonly unit: UnitSummary }) {
  const { batch } = unit;
  return (
    <header className="bt-unit-header">
      <BatchFacts unit={unit} />
      <Instruments unit={unit} />
      <Prediction channels={unit.channels} />
      <span className="bt-unit-fill" />
      <CursorTime batchStart={batch?.inoculatedAt ?? null} />
      <RangeControl batchStart={batch?.inoculatedAt ?? null} />
      <BatchButton unit={unit} />
    </header>
  );
}

function BatchFacts({ unit }: { readonly unit: UnitSummary }) {
  const station = useStation();
  const { batch, phaseSince } = unit;
  const { age, since } = useSampled(
    () => ({
      age: batch ? ageText(batchAgeH(batch, plantNow(unit, station))) : '–',
      since: phaseSince === null ? '' : sinceText(phaseSince, plantNow(unit, station)),
    }),
    1000,
  );
  if (!batch)
    return (
      <p className="bt-unit-idle">
        {trNode('No batch runs on this unit. Values are recorded all the same. {batchPicker}', {
          batchPicker: <BatchPicker unit={unit} batch={null} />,
        })}
      </p>
    );
  return (
    <>
      <dl className="bt-unit-fact" data-may-shrink>
        <dt>{tr('Batch')}</dt>
        <dd
          title={tr('{name}, inoculated {dateTimeText}', {
            name: batch.name,
            dateTimeText: dateTimeText(batch.inoculatedAt),
          })}
        >
          <BatchPicker unit={unit} batch={batch} />
        </dd>
      </dl>
      <dl className="bt-unit-fact">
        <dt>{tr('Age')}</dt>
        <dd data-testid="batch-age">{age}</dd>
      </dl>
      <PhaseFact unit={unit} since={since} />
    </>
  );
}

/** The phase, since when, and whether somebody set it; a running batch's can be set by hand. */
function PhaseFact({ unit, since }: { readonly unit: UnitSummary; readonly since: string }) {
  const station = useStation();
  const { batch, phase, phaseSince } = unit;
  const byHand = unit.phaseOverrides?.at(-1);
  // The rules move on by themselves: only the phase that was set is by hand.
  const isByHand =
    byHand !== undefined && byHand.phase === phase && byHand.at >= (phaseSince ?? byHand.at) - 60_000;
  const title = [
    phaseSince === null ? '' : `Since ${dateTimeText(phaseSince)}`,
    isByHand ? tr('Set by hand: {reason}', { reason: byHand.reason }) : '',
  ];
  return (
    <dl className="bt-unit-fact">
      <dt>{trNode('Phase{isByHand}', { isByHand: isByHand && tr(', set by hand') })}</dt>
      <dd data-testid="phase" title={title.filter(Boolean).join('. ')}>
        {phaseWords(phase)} {since !== '' && <small>{since}</small>}
        {batch?.endedAt === null && (
          <ActionIcon
            size={18}
            ml={2}
            aria-label={tr('Set the phase by hand')}
            title={tr('Set the phase by hand')}
            data-testid="set-phase"
            onClick={() => openSetPhase(station, unit)}
          >
            <IconPencil size={13} aria-hidden />
          </ActionIcon>
        )}
      </dd>
    </dl>
  );
}

/** Without seconds: a phase lasts hours, a figure that ticks draws the eye for nothing. */
function sinceText(since: number, now: number): string {
  const ms = now - since;
  const span = ms < 60_000 ? 'just now' : ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : spanText(ms);
  return tr('{span}, since {clockText}', { span, clockText: clockText(since).slice(0, 5) });
}

/** How many instruments are heard in time. */
function Instruments({ unit }: { readonly unit: UnitSummary }) {
  const { live, clock } = useStation();
  const measured = unit.channels.filter(
    (channel) => channel.kind === 'measured' && !channel.tag.endsWith('_offline'),
  );
  const batchRuns = unit.batch?.endedAt === null;
  const { fresh, worst, atRest } = useSampled(() => {
    const last = newestMoment(measured, (series) => live.latest(series));
    const states = measured.map((channel) =>
      freshnessOf(live.latest(channel.series)?.seenAt ?? null, channel.cadenceMs, clock.now()),
    );
    const order = ['lost', 'never', 'stale', 'fresh'] as const;
    return {
      fresh: states.filter((state) => state === 'fresh').length,
      worst: order.find((state) => states.includes(state)) ?? 'never',
      atRest: !states.includes('fresh') && isAtRest(batchRuns, last, clock.now()),
    };
  }, 1000);
  return (
    <dl className="bt-unit-fact">
      <dt>{tr('Instruments')}</dt>
      <dd data-testid="instruments">
        {atRest ? (
          <FreshnessMark freshness="never" words={tr('At rest')} />
        ) : (
          <FreshnessMark
            freshness={worst}
            words={tr('{fresh} of {length} fresh', { fresh, length: measured.length })}
          />
        )}
      </dd>
    </dl>
  );
}

/** What the twin holds the biomass to be, with its interval; a figure that changes twice a minute. */
function Prediction({ channels }: { readonly channels: readonly Channel[] }) {
  const { clock } = useStation();
  const od = channels.find((channel) => channel.tag === 'OD_pred');
  const value = useLatest(od?.series);
  const low = useLatest(channels.find((channel) => channel.tag === 'OD_pred_low')?.series);
  const high = useLatest(channels.find((channel) => channel.tag === 'OD_pred_high')?.series);
  const stale = useSampled(
    () => value !== undefined && freshnessOf(value.seenAt, od?.cadenceMs ?? 1000, clock.now()) !== 'fresh',
    1000,
  );
  if (!od || !value) return null;
  const step = predictionStep(low?.value, high?.value, od.resolution);
  const interval = [low, high].map((end) => valueText(roundedTo(end?.value, step), step)).join('–');
  return (
    <dl className="bt-unit-fact" data-optional data-testid="prediction">
      <dt>{tr('OD600 predicted, 90 % interval')}</dt>
      <dd>
        <Quantity
          value={roundedTo(value.value, step)}
          unit={od.unit}
          resolution={step}
          quality={value.quality}
          stale={stale}
        />{' '}
        <small>{interval}</small>
      </dd>
    </dl>
  );
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
      {running ? tr('End batch…') : tr('Start batch…')}
    </Button>
  );
}
