import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CalibrationResult } from '../../../shared/contract/calibrations';
import type { CalibrationFinish, CalibrationRun } from '../../../shared/model/calibration-run';
import type { CalibrationMethod } from '../../../shared/model/records/calibration-method';
import { wantsReason } from '../../../shared/model/records/check-record';
import type { AnsweredFinding } from '../../../shared/model/records/finding';
import {
  correctionWords,
  type Correction,
} from '../../../shared/model/records/kinds/calibration-wizard-fields';
import { calibrationPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { valueText } from '../../ui/value-text';
import { dateTimeText } from '../../ui/time-words';
import { localInput } from '../../ui/local-input';
import { tr } from '../../strings/translate';
import { figure, signedFigure, verdictKind } from './calibration-words';
import type { Look } from './point-step';
import { ResultFields } from './result-fields';
import { useCalibrationDeed, useResult } from './use-calibrations';

interface Props {
  readonly run: CalibrationRun;
  readonly method: CalibrationMethod;
  readonly look: Look;
  /** What the plant shows now of what is asked for. */
  readonly atHand: Partial<CalibrationFinish>;
  readonly onMore: () => void;
}

/** What the calibration comes to: verdict, before and after, what it touches; and the button that keeps it. */
export function ResultStep({ run, method, look, atHand, onMore }: Props) {
  const [finish, setFinish] = useState<CalibrationFinish>({ correction: method.correction, ...atHand });
  const [asked, setAsked] = useState<readonly AnsweredFinding[]>([]);
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const points = JSON.stringify(run.points.map(({ reading, reference }) => [reading, reference]));
  const { data: result, error } = useResult(run.id, points, finish);
  const { ask, busy, problem } = useCalibrationDeed();
  const keep = async (): Promise<void> => {
    const done = await ask((calibrations) => calibrations.keep({ id: run.id, finish, answers }));
    if (done?.outcome === 'kept')
      navigate(`${calibrationPath()}?record=${encodeURIComponent(done.record.id)}`);
    else if (done) setAsked(done.findings);
  };
  const missing = (result?.findings ?? []).filter(({ level }) => level === 'X');
  const open = asked.filter(wantsReason).filter(({ rule }) => (answers[rule] ?? '').trim().length < 3);
  return (
    <div className="bt-cal-step">
      <Panel title={tr('Result')}>
        <div className="bt-panel-body bt-cal-result">
          {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
          {result && <Verdict result={result} method={method} />}
          {result && <BeforeAfter result={result} look={look} />}
          {result && <Drift result={result} look={look} />}
        </div>
      </Panel>
      <Panel title={tr('Keep it')}>
        <div className="bt-panel-body bt-cal-result">
          <Select
            size="md"
            label={tr('Readings are put right')}
            data={Object.entries(correctionWords).map(([value, words]) => ({ value, label: tr(words) }))}
            value={finish.correction}
            allowDeselect={false}
            onChange={(value) => setFinish({ ...finish, correction: (value ?? 'none') as Correction })}
          />
          <HoldsFrom finish={finish} onChange={setFinish} />
          <ResultFields run={run} method={method} finish={finish} onChange={setFinish} />
          {missing.map(({ rule, words, field }) => (
            <Notice key={`${rule} ${field ?? ''}`} kind="warn">
              {words}
            </Notice>
          ))}
          {asked.filter(wantsReason).map(({ rule, words }) => (
            <Textarea
              key={rule}
              size="md"
              label={words}
              description={tr('Say why it is right all the same')}
              value={answers[rule] ?? ''}
              onChange={(event) => setAnswers({ ...answers, [rule]: event.currentTarget.value })}
            />
          ))}
          {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
          <div className="bt-cal-deeds">
            {method.mostPoints > run.points.length && (
              <Button size="xl" variant="default" onClick={onMore}>
                {tr('One more point')}
              </Button>
            )}
            <Button
              size="xl"
              loading={busy}
              disabled={!result || missing.length > 0 || open.length > 0}
              onClick={() => void keep()}
            >
              {result?.verdict?.id === 'fail' && missing.length === 0
                ? tr('Keep as failed')
                : tr('Keep the calibration')}
            </Button>
          </div>
        </div>
      </Panel>
    </div>
  );
}

function Verdict({
  result: { verdict: found, findings, computed, validUntil },
  method,
}: {
  readonly result: CalibrationResult;
  readonly method: CalibrationMethod;
}) {
  const shown = computed.filter(({ name, value }) => value !== null && !hidden.includes(name));
  // A verdict without all of its readings would be one on nothing.
  const verdict = findings.some(({ level }) => level === 'X') ? null : found;
  return (
    <>
      <p className="bt-cal-verdict" data-kind={verdictKind(verdict?.id)} role="status">
        <StateWords
          kind={verdictKind(verdict?.id)}
          words={tr(verdict?.words) ?? tr('Not judged yet: something is missing')}
        />
      </p>
      <dl className="bt-facts bt-cal-computed">
        {shown.map(({ name, label, value, unit }) => (
          <div key={name}>
            <dt>{tr(label)}</dt>
            <dd>
              {figure(value, 4)} <small className="bt-cal-unit">{unit}</small>
            </dd>
          </div>
        ))}
        {validUntil !== null && (
          <div>
            <dt>{tr('Next due')}</dt>
            <dd>{dateTimeText(validUntil)}</dd>
          </div>
        )}
      </dl>
      <ul className="bt-cal-limits">
        {method.limits.map((limit) => (
          <li key={limit}>{tr(limit)}</li>
        ))}
      </ul>
    </>
  );
}

const hidden = ['validUntil', 'applyGain', 'applyOffset', 'driftFound', 'shiftPh', 'nernstMv'];

function BeforeAfter({
  result: { points, line, before },
  look,
}: {
  readonly result: CalibrationResult;
  readonly look: Look;
}) {
  return (
    <div className="bt-scroll-x">
      <table className="bt-table">
        <thead>
          <tr>
            <th>{tr('Point')}</th>
            <th data-number>{tr('Reference')}</th>
            <th data-number>{tr('Probe')}</th>
            <th data-number>{tr('Shown before')}</th>
            <th data-number>{tr('Shown after')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ words, reference, reading, before: was, after }) => (
            <tr key={`${words} ${reference}`}>
              <td>{tr(words)}</td>
              <td data-number>
                {valueText(reference, look.resolution / 10)} {look.symbol}
              </td>
              <td data-number>{valueText(reading, look.resolution / 10)}</td>
              <td data-number>{valueText(was, look.resolution / 10)}</td>
              <td data-number>
                <b>{valueText(after, look.resolution / 10)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="bt-panel-note bt-cal-line">
        {line
          ? tr('Before: {a} + {b} × probe. After: {c} + {d} × probe. What the probe gives is recorded unchanged.', { a: figure(before.offset), b: figure(before.gain), c: figure(line.offset), d: figure(line.gain) }) // prettier-ignore
          : tr('The station puts nothing right on account of it.')}
      </p>
    </div>
  );
}

function Drift({
  result: { drift, batches },
  look,
}: {
  readonly result: CalibrationResult;
  readonly look: Look;
}) {
  const names = batches.map(({ name }) => name).join(', ');
  const days = drift.days === null ? null : Math.max(0, drift.days);
  return (
    <Notice kind={drift.flagged ? 'warn' : 'quiet'}>
      {tr('Off by {found} {unit} before, at the worst point', {
        found: signedFigure(drift.found),
        unit: look.symbol,
      })}
      {drift.limit === null ? '' : ` (${tr('limit ± {limit}', { limit: drift.limit })})`}
      {days === null
        ? `. ${tr('There is no calibration before this one.')}`
        : `, ${tr('{days} days after the last one ({perDay} per day).', { days: figure(days, 2), perDay: signedFigure(drift.perDay, 2) })}`}
      {drift.flagged && names !== '' && ` ${tr('Look at the batches in between: {names}.', { names })}`}
      {!drift.flagged && names !== '' && ` ${tr('Batches in between: {names}.', { names })}`}
    </Notice>
  );
}

interface HoldsProps {
  readonly finish: CalibrationFinish;
  readonly onChange: (finish: CalibrationFinish) => void;
}

function HoldsFrom({ finish, onChange }: HoldsProps) {
  const put = (text: string): void => {
    const at = Date.parse(text);
    const { validFrom: _before, ...rest } = finish;
    onChange(Number.isFinite(at) ? { ...rest, validFrom: at } : rest);
  };
  return (
    <TextInput
      size="md"
      type="datetime-local"
      label={tr('Holds from')}
      description={tr(
        'Empty: from the moment it is kept. An earlier time puts recorded data right as well; what was recorded stays.',
      )}
      value={finish.validFrom === undefined ? '' : localInput(finish.validFrom)}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}
