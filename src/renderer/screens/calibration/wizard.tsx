import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCheck, IconMapOff } from '@tabler/icons-react';
import { useState } from 'react';
import {
  isComplete,
  type CalibrationFinish,
  type CalibrationRun,
} from '../../../shared/model/calibration-run';
import { methodOf, pointOf, type CalibrationMethod } from '../../../shared/model/records/calibration-method';
import { calibrationPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { useUnits } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { SimulatedMark } from '../../ui/simulated-mark';
import { tr } from '../../strings/translate';
import { PointStep } from './point-step';
import { ReasonForm } from './reason-form';
import { ResultStep } from './result-step';
import { useCalibrationDeed, useRun } from './use-calibrations';

/** One calibration, step by step: each reference in turn, then what comes of it. */
export function Wizard({ id }: { readonly id: string }) {
  const { data, error, isPending } = useRun(id);
  const { live } = useStation();
  const { data: units } = useUnits();
  const [chosen, setChosen] = useState<number | 'result' | null>(null);
  if (isPending) return <p className="bt-panel-note">{tr('Reading the calibration…')}</p>;
  if (!data)
    return (
      <BlankState icon={IconMapOff} title={tr('This calibration is not open')}>
        <p>{wordsOf(error)}</p>
        <Button onClick={() => navigate(calibrationPath())}>{tr('All probes')}</Button>
      </BlankState>
    );
  const { run, reading, simulated } = data;
  const method = methodOf(run.method);
  if (!method) return <Notice kind="alarm">{tr('This version does not know the method')}</Notice>;
  const unit = units?.find((one) => one.id === run.unitId);
  const channel = unit?.channels.find((one) => one.id === run.channelId);
  const step = chosen ?? nextStep(run, method);
  const now = (name: 'pressureBarA' | 'stirrerRpm', tag: string): Partial<CalibrationFinish> => {
    const source = unit?.channels.find((one) => one.tag === tag);
    const value = source && live.latest(source.series)?.value;
    return typeof value === 'number' ? { [name]: value } : {};
  };
  const look = { symbol: channel?.unit ?? '', resolution: channel?.resolution ?? 0.01 };
  return (
    <>
      <header className="bt-cal-head">
        <h2>
          {tr(method.words)}{' '}
          <small>
            {unit?.name ?? run.unitId}, {tr('probe {serial}', { serial: run.serial })}
          </small>
        </h2>
        {simulated && <SimulatedMark size="tag" />}
        <GiveUp id={id} />
      </header>
      {error && (
        <Notice kind="warn">
          {wordsOf(error)} {tr('What is shown is the last answer.')}
        </Notice>
      )}
      <Steps run={run} method={method} step={step} onChoose={setChosen} />
      {step === 'result' ? (
        <ResultStep
          {...{ run, method, look }}
          atHand={
            method.probe === 'do'
              ? { ...now('pressureBarA', 'Reactor_Pressure'), ...now('stirrerRpm', 'Stir_PV') }
              : {}
          }
          onMore={() => setChosen(run.points.length)}
        />
      ) : (
        <PointStep
          key={step}
          {...{ run, method, reading, simulated, look }}
          index={step}
          onDone={() => setChosen(null)}
        />
      )}
    </>
  );
}

/** The first point that has no reading, or the result. */
function nextStep({ points }: CalibrationRun, method: CalibrationMethod): number | 'result' {
  const open = points.findIndex((point) => !isComplete(point));
  if (open >= 0) return open;
  return points.length < method.points.length ? points.length : 'result';
}

interface StepsProps {
  readonly run: CalibrationRun;
  readonly method: CalibrationMethod;
  readonly step: number | 'result';
  readonly onChoose: (step: number | 'result') => void;
}

function Steps({ run, method, step, onChoose }: StepsProps) {
  const count = Math.max(method.points.length, run.points.length, typeof step === 'number' ? step + 1 : 0);
  const whole = run.points.filter(isComplete).length >= method.points.length;
  return (
    <ol className="bt-cal-steps" aria-label={tr('Steps')}>
      {Array.from({ length: count }, (_, index) => {
        const point = run.points[index];
        const done = point !== undefined && isComplete(point);
        return (
          <li key={index} aria-current={step === index ? 'step' : undefined} data-done={done || undefined}>
            <button type="button" disabled={index > run.points.length} onClick={() => onChoose(index)}>
              <span className="bt-cal-number">
                {done ? <IconCheck size={16} aria-label={tr('taken')} /> : index + 1}
              </span>
              {tr(point?.words ?? pointOf(method, index)?.words ?? '')}
            </button>
          </li>
        );
      })}
      <li aria-current={step === 'result' ? 'step' : undefined}>
        <button type="button" disabled={!whole} onClick={() => onChoose('result')}>
          <span className="bt-cal-number">{count + 1}</span>
          {tr('Result')}
        </button>
      </li>
    </ol>
  );
}

function GiveUp({ id }: { readonly id: string }) {
  const { ask } = useCalibrationDeed();
  const open = (): void => {
    const dialog = modals.open({
      title: tr('Give this calibration up'),
      children: (
        <ReasonForm
          words={tr('Nothing of it applies. The reason stays in the audit ledger.')}
          button={tr('Give up')}
          onCancel={() => modals.close(dialog)}
          onReason={async (reason) => {
            const done = await ask((calibrations) => calibrations.abort({ id, reason }));
            if (!done) return;
            modals.close(dialog);
            navigate(calibrationPath());
          }}
        />
      ),
    });
  };
  return (
    <Button size="md" variant="default" className="bt-cal-up" onClick={open}>
      {tr('Give up…')}
    </Button>
  );
}
