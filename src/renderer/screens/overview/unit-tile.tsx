import type { UnitSummary } from '../../../shared/contract/units';
import { batchAgeH } from '../../../shared/model/process-unit';
import { unitPath } from '../../app/route';
import { plantNow } from '../../station/plant-clock';
import { useStation } from '../../station/station-context';
import { tr } from '../../strings/translate';
import { ageText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { phaseWords } from '../unit/phase-dialog';
import type { UnitJudgement } from './attention';
import { AttentionList } from './attention-list';
import { LiveValue } from './live-value';

/** What is looked for first from across the room; the first of these that a unit has. */
const leading = ['OD_pred', 'OD', 'DO', 'pH', 'Temp_Broth'];

interface Props {
  readonly unit: UnitSummary;
  readonly judgement: UnitJudgement;
}

/** One of many bioreactors: name, age, phase, one figure, and what needs a person. */
export function UnitTile({ unit, judgement }: Props) {
  const station = useStation();
  useNow(5000);
  const { batch } = unit;
  const find = (tag: string) => unit.channels.find((channel) => channel.tag === tag);
  const first = leading.map(find).find((channel) => channel !== undefined);
  return (
    <article
      className="bt-card bt-tile"
      data-worst={judgement.attention[0]?.severity ?? 'calm'}
      data-freshness={judgement.freshness}
      data-testid={`unit-card-${unit.id}`}
      aria-label={unit.name}
    >
      <div className="bt-card-title">
        <h2 title={unit.name}>
          <a className="bt-card-link" href={unitPath(unit.id)}>
            {unit.name}
          </a>
        </h2>
        {unit.simulated && <span className="bt-tile-sim">{tr('SIM')}</span>}
        {batch !== null && (
          <b className="bt-card-age">{ageText(batchAgeH(batch, plantNow(unit, station)))}</b>
        )}
      </div>
      <p className="bt-tile-phase">
        {batch === null || batch.endedAt !== null ? tr('No batch is running') : phaseWords(unit.phase)}
      </p>
      {first && <LiveValue channel={first} label={first.name} interval={find} size="large" />}
      <footer className="bt-card-foot">
        <AttentionList attention={judgement.attention} channels={unit.channels.length} atMost={1} />
      </footer>
    </article>
  );
}
