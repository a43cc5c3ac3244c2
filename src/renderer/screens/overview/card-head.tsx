import type { UnitSummary } from '../../../shared/contract/units';
import { batchAgeH } from '../../../shared/model/process-unit';
import { unitPath } from '../../app/route';
import { plantNow } from '../../station/plant-clock';
import { useStation } from '../../station/station-context';
import { FreshnessMark } from '../../ui/freshness-mark';
import { SimulatedMark } from '../../ui/simulated-mark';
import { ageText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import type { UnitJudgement } from './attention';
import { PhaseStrip } from './phase-strip';
import { tr } from '../../strings/translate';

interface Props {
  readonly unit: UnitSummary;
  readonly judgement: UnitJudgement;
  /** Little room: only what is not normal is said. */
  readonly terse: boolean;
}

/** Which unit, whether it is real and heard, which batch, how old, in which phase. */
export function CardHead({ unit, judgement, terse }: Props) {
  const station = useStation();
  useNow(5000);
  const now = plantNow(unit, station);
  const { batch } = unit;
  const { freshness, freshnessWords } = judgement;
  const words = freshnessWords === '' || (terse && freshness !== 'never') ? {} : { words: freshnessWords };
  return (
    <header className="bt-card-head">
      <div className="bt-card-title">
        <h2 title={unit.name}>
          <a className="bt-card-link" href={unitPath(unit.id)}>
            {unit.name}
          </a>
        </h2>
        {unit.simulated && <SimulatedMark size="tag" />}
        {!(terse && freshness === 'fresh') && <FreshnessMark freshness={freshness} {...words} />}
        {batch !== null && <b className="bt-card-age">{ageText(batchAgeH(batch, now))}</b>}
      </div>
      <PhaseStrip
        phase={unit.phase}
        since={unit.phaseSince}
        now={now}
        aside={
          <span className="bt-card-batch" title={batch?.name}>
            {batch === null
              ? tr('No batch is running')
              : batch.endedAt === null
                ? batch.name
                : tr('{name}, ended', { name: batch.name })}
          </span>
        }
      />
    </header>
  );
}
