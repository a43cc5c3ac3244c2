import type { UnitSummary } from '../../../shared/contract/units';
import { useHealth } from '../../station/queries';
import { clockText } from '../../ui/time-words';
import { SeverityIcon } from './severity-icon';
import type { Severity, UnitJudgement } from './attention';
import { tr, trNode } from '../../strings/translate';

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
      <p className="bt-plant">
        {trNode('What the plant has done since {clockText} is not known here.', {
          clockText: clockText(unknownSince),
        })}
      </p>
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
        {trNode('{length} {which}, {running} {which2} running. {length2}{length3}{severity}', {
          length: units.length,
          which: units.length === 1 ? tr('unit') : tr('units'),
          running,
          which2: running === 1 ? tr('batch') : tr('batches'),
          length2: alarm.length > 0 && (
            <b data-severity="alarm">{trNode('Needs you: {alarm}. ', { alarm: alarm.join(', ') })}</b>
          ),
          length3: warn.length > 0 && (
            <b data-severity="warn">{trNode('Look at: {warn}. ', { warn: warn.join(', ') })}</b>
          ),
          severity:
            severity === 'note' &&
            (troubled ? tr('The station itself needs you, see above.') : tr('Nothing needs you.')),
        })}
      </span>
    </p>
  );
}
