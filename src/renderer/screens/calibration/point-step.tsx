import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { CalibrationReading } from '../../../shared/contract/calibrations';
import type { CalibrationPoint, CalibrationRun } from '../../../shared/model/calibration-run';
import {
  pointOf,
  referenceAt,
  type CalibrationMethod,
} from '../../../shared/model/records/calibration-method';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { valueText } from '../../ui/value-text';
import { tr } from '../../strings/translate';
import { figure } from './calibration-words';
import { DecimalField } from './decimal-field';
import { LiveReading } from './live-reading';
import { ReasonForm } from './reason-form';
import { useCalibrationDeed } from './use-calibrations';

/** How numbers of the channel are printed. */
export interface Look {
  readonly symbol: string;
  readonly resolution: number;
}

interface Props {
  readonly run: CalibrationRun;
  readonly method: CalibrationMethod;
  readonly index: number;
  readonly reading: CalibrationReading;
  readonly simulated: boolean;
  readonly look: Look;
  readonly onDone: () => void;
}

/** One reference: put the probe in, wait until it stands still, take it. */
export function PointStep(props: Props) {
  const { run, method, index, reading, look } = props;
  const point = pointOf(method, index);
  const taken = run.points[index];
  if (!point) return <Notice kind="warn">{tr('No more points can be added')}</Notice>;
  return (
    <div className="bt-cal-step">
      <Panel title={tr('{n}: {words}', { n: index + 1, words: tr(point.words) })}>
        <div className="bt-panel-body">
          {taken === undefined ? (
            <PutIn {...props} />
          ) : taken.takenAt === null ? (
            <Wait {...props} taken={taken} />
          ) : (
            <Taken {...props} taken={taken} />
          )}
        </div>
      </Panel>
      <LiveReading
        reading={reading}
        rule={method.stability}
        look={look}
        measuring={taken?.takenAt === null}
      />
    </div>
  );
}

/** What the reference is worth, and the word that the probe is in. */
function PutIn({ run, method, index, simulated, look }: Props) {
  const point = pointOf(method, index);
  const [tempC, setTempC] = useState<number | null>(
    run.points[index - 1]?.tempC ?? (point?.buffer ? 25 : null),
  );
  const [own, setOwn] = useState<number | null>(point?.reference ?? null);
  const { ask, busy, problem } = useCalibrationDeed();
  if (!point) return null;
  const byTable = referenceAt(point, tempC);
  const reference = point.buffer === undefined ? own : (own ?? byTable);
  const go = (simulate: boolean): void =>
    void ask((calibrations) => calibrations.measure({ id: run.id, index, reference: own, tempC, simulate }));
  const known = reference !== null || !method.away;
  return (
    <div className="bt-cal-put">
      <p className="bt-cal-deed">{tr(point.deed)}</p>
      <div className="bt-cal-pair">
        {point.buffer !== undefined && (
          <DecimalField label={tr('Temperature of the buffer')} unit="°C" value={tempC} onChange={setTempC} />
        )}
        {point.ownValue && (
          <DecimalField
            label={point.buffer === undefined ? tr('Value of the reference') : tr('Value on the bottle')}
            unit={look.symbol}
            hint={
              point.buffer === undefined
                ? method.away
                  ? tr('As its certificate says')
                  : tr('May follow when it is measured')
                : tr('Empty: the table of technical buffers')
            }
            value={own}
            onChange={setOwn}
          />
        )}
      </div>
      <p className="bt-cal-reference">
        {tr('Reference')}{' '}
        <b>{reference === null ? '–' : `${valueText(reference, look.resolution)} ${look.symbol}`}</b>
        {point.buffer !== undefined && own === null && byTable === null && (
          <small>{tr('The table knows 20 to 40 °C: enter the value on the bottle')}</small>
        )}
      </p>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <div className="bt-cal-deeds">
        {simulated && method.away && (
          <Button size="xl" loading={busy} disabled={!known} onClick={() => go(true)}>
            {tr('Put the simulated probe in')}
          </Button>
        )}
        <Button
          size="xl"
          variant={simulated && method.away ? 'default' : 'filled'}
          loading={busy}
          disabled={!known}
          onClick={() => go(false)}
        >
          {method.away ? tr('The probe is in: measure') : tr('Sample taken: measure')}
        </Button>
      </div>
    </div>
  );
}

interface TakenProps extends Props {
  readonly taken: CalibrationPoint;
}

function Wait({ run, index, reading, look, taken, onDone }: TakenProps) {
  const { ask, busy, problem } = useCalibrationDeed();
  const take = async (anyway?: string): Promise<boolean> => {
    const done = await ask((calibrations) =>
      calibrations.take({ id: run.id, index, ...(anyway === undefined ? {} : { anyway }) }),
    );
    if (done) onDone();
    return done !== null;
  };
  const takeAnyway = (): void => {
    const dialog = modals.open({
      title: tr('Take it before it stands still'),
      children: (
        <ReasonForm
          words={tr('The calibration fails then: readings had not settled. The reason stands in the record.')}
          button={tr('Take anyway')}
          onCancel={() => modals.close(dialog)}
          onReason={async (reason) => {
            if (await take(reason)) modals.close(dialog);
          }}
        />
      ),
    });
  };
  const { stable, mean } = reading;
  return (
    <div className="bt-cal-put">
      <p className="bt-cal-deed">
        {stable
          ? tr('The probe stands still. Take it.')
          : tr('Wait until the probe stands still. Do not move it.')}
      </p>
      <p className="bt-cal-reference">
        {tr('Reference')}{' '}
        <b>
          {taken.reference === null
            ? tr('follows')
            : `${valueText(taken.reference, look.resolution)} ${look.symbol}`}
        </b>
      </p>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <div className="bt-cal-deeds">
        <Button
          size="xl"
          variant="default"
          onClick={() => void ask((calibrations) => calibrations.redo({ id: run.id, index }))}
        >
          {tr('Stop')}
        </Button>
        <Button size="xl" variant="default" disabled={stable || mean === null} onClick={takeAnyway}>
          {tr('Take anyway…')}
        </Button>
        <Button size="xl" loading={busy} disabled={!stable} onClick={() => void take()}>
          {tr('Take {value}', { value: mean === null ? '' : valueText(mean, look.resolution / 10) })}
        </Button>
      </div>
    </div>
  );
}

function Taken({ run, method, index, taken, look, onDone }: TakenProps) {
  const [own, setOwn] = useState<number | null>(taken.reference);
  const { ask, busy, problem } = useCalibrationDeed();
  const point = pointOf(method, index);
  const refer = async (): Promise<void> => {
    if (
      own !== null &&
      (await ask((calibrations) => calibrations.refer({ id: run.id, index, reference: own })))
    )
      onDone();
  };
  return (
    <div className="bt-cal-put">
      <dl className="bt-facts">
        <div>
          <dt>{tr('Probe')}</dt>
          <dd>
            {figure(taken.reading)} {look.symbol}
          </dd>
        </div>
        <div>
          <dt>{tr('Reference')}</dt>
          <dd>
            {figure(taken.reference)} {look.symbol}
          </dd>
        </div>
        <div>
          <dt>{tr('Noise')}</dt>
          <dd>{figure(taken.noise, 2)}</dd>
        </div>
        <div>
          <dt>{tr('Until it stood still')}</dt>
          <dd>{tr('{n} s', { n: figure(taken.settledS, 2) })}</dd>
        </div>
      </dl>
      {taken.anyway !== null && (
        <Notice kind="warn">{tr('Taken before it stood still: {reason}', { reason: taken.anyway })}</Notice>
      )}
      {point?.ownValue === true && (
        <DecimalField label={tr('Value of the reference')} unit={look.symbol} value={own} onChange={setOwn} />
      )}
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <div className="bt-cal-deeds">
        <Button
          size="lg"
          variant="default"
          loading={busy}
          onClick={() => void ask((calibrations) => calibrations.redo({ id: run.id, index }))}
        >
          {tr('Measure again')}
        </Button>
        {point?.ownValue === true && own !== taken.reference && (
          <Button size="lg" loading={busy} disabled={own === null} onClick={() => void refer()}>
            {tr('Keep the value')}
          </Button>
        )}
        <Button size="lg" onClick={onDone}>
          {tr('Next')}
        </Button>
      </div>
    </div>
  );
}
