import type { UnitSummary } from '../../../shared/contract/units';
import { recordKindWords } from '../../../shared/model/records/record-kind';
import { batchPath, qualityItemPath, recordsPath } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { tr, trNode } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { ageText, clockText } from '../../ui/time-words';
import { shareText } from '../availability/availability-words';
import { stateLook, titleOf } from '../quality/quality-words';
import { noteWords } from '../unit/note-words';
import { phaseWords } from '../unit/phase-dialog';
import { ShiftAlarms } from './shift-alarms';
import type { Span } from './shift-span';
import { ShiftValues } from './shift-values';
import { useUnitShift, type UnitShift } from './use-shift';

interface Props {
  readonly unit: UnitSummary;
  readonly span: Span;
  /** True while the shift has not ended. */
  readonly running: boolean;
}

const hourMs = 3_600_000;

/** One unit in the shift: batch, values, alarms, what was written, what stays open. */
export function UnitShiftSection({ unit, span, running }: Props) {
  const { data, error } = useUnitShift(unit, span, running);
  return (
    <Panel title={unit.name} aside={unit.simulated && <SimulatedMark size="tag" words={tr('SIMULATED')} />}>
      <div className="bt-shift-unit">
        {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
        {!data && !error && <p>{tr('Reading…')}</p>}
        {data && (
          <>
            <Batches unit={unit} data={data} span={span} running={running} />
            <ShiftValues unit={unit} data={data} />
            <h3>{tr('Alarms')}</h3>
            <ShiftAlarms data={data} />
            <h3>{tr('Written down')}</h3>
            <Written data={data} />
            <h3>{tr('Still open')}</h3>
            <Open data={data} />
          </>
        )}
      </div>
    </Panel>
  );
}

function Batches({ unit, data, span, running }: Props & { readonly data: UnitShift }) {
  const { presentPct } = data.availability.unit;
  return (
    <>
      {data.batches.length === 0 && <p>{tr('No batch ran.')}</p>}
      {data.batches.map((batch) => (
        <p key={batch.id}>
          {trNode('{batch}, {start} at the start and {end} at the end of the shift.', {
            batch: <a href={batchPath(batch.id)}>{batch.name}</a>,
            start: ageText((span.from - batch.inoculatedAt) / hourMs),
            end: ageText((Math.min(span.to, batch.endedAt ?? span.to) - batch.inoculatedAt) / hourMs),
          })}
          {running &&
            batch.id === unit.batch?.id &&
            ` ${tr('Phase now: {phase}.', { phase: phaseWords(unit.phase) })}`}
        </p>
      ))}
      <p>
        {tr('Data: {share} of what the sensors should have sent is there.', { share: shareText(presentPct) })}
      </p>
    </>
  );
}

function Written({ data: { records, notes } }: { readonly data: UnitShift }) {
  if (records.length === 0 && notes.length === 0) return <p>{tr('Nothing was written down.')}</p>;
  return (
    <ul>
      {records.map((record) => (
        <li key={record.id}>
          {clockText(record.enteredAt)}{' '}
          <a href={recordsPath(record.batchId ?? undefined)}>{tr(recordKindWords[record.kind])}</a>,{' '}
          {record.enteredByName}
          {record.verdict && `: ${tr(record.verdict.words)}`}
        </li>
      ))}
      {notes.map((note) => {
        const { title, detail } = noteWords(note);
        return (
          <li key={note.id}>
            {clockText(note.at)} {title}. {detail} ({note.enteredBy})
          </li>
        );
      })}
    </ul>
  );
}

function Open({ data: { open } }: { readonly data: UnitShift }) {
  if (open.length === 0) return <p>{tr('No deviation, action or change is open.')}</p>;
  return (
    <ul>
      {open.map((item) => (
        <li key={item.id}>
          <a href={qualityItemPath(item.id)}>{item.id}</a> {titleOf(item)}: {tr(stateLook(item).words)}
        </li>
      ))}
    </ul>
  );
}
