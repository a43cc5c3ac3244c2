import type { UnitSummary } from '../../../shared/contract/units';
import { useHealth } from '../../station/queries';
import { clockText } from '../../ui/time-words';
import { SeverityIcon } from './severity-icon';
import type { Severity, UnitJudgement } from './attention';

interface Props {
  readonly units: readonly UnitSummary[];
  readonly judgements: readonly UnitJudgement[];
  /** When the link to the station was lost; null while it is there. */
  readonly unknownSince: number | null;
}

/** The plant in one sentence: how many, how many run, which of them need somebody. */
export function PlantSentence({ units, judgements, unknownSince }: Props) {
  if (unknownSince !== null) {
    return (
      <p className="bt-plant">What the plant has done since {clockText(unknownSince)} is not known here.</p>
    );
  }
  return <Judged units={units} judgements={judgements} />;
}

function Judged({ units, judgements }: Pick<Props, 'units' | 'judgements'>) {
  const troubled = (useHealth().data?.degradations.length ?? 0) > 0;
  const running = units.filter((unit) => unit.batch !== null && unit.batch.endedAt === null).length;
  const names = (severity: Severity): string[] =>
    units
      .filter((_, index) => judgements[index]?.attention[0]?.severity === severity)
      .map((unit) => unit.name);
  const [alarm, warn] = [names('alarm'), names('warn')];
  const severity = alarm.length > 0 ? 'alarm' : warn.length > 0 ? 'warn' : 'note';
  return (
    <p className="bt-plant" role="status" data-severity={severity}>
      {severity !== 'note' && <SeverityIcon severity={severity} />}
      <span>
        {units.length} {units.length === 1 ? 'unit' : 'units'}, {running}{' '}
        {running === 1 ? 'batch' : 'batches'} running.{' '}
        {alarm.length > 0 && <b data-severity="alarm">Needs you: {alarm.join(', ')}. </b>}
        {warn.length > 0 && <b data-severity="warn">Look at: {warn.join(', ')}. </b>}
        {severity === 'note' &&
          (troubled ? 'The station itself needs you, see above.' : 'Nothing needs you.')}
      </span>
    </p>
  );
}
