import { Button } from '@mantine/core';
import type { UnitSummary } from '../../../shared/contract/units';
import { phaseOf } from '../../../shared/model/phase';
import { batchAgeH, type Batch } from '../../../shared/model/process-unit';
import { navigate, unitPath } from '../../app/route';
import { ageText, dateTimeText } from '../../ui/time-words';
import { BatchDeeds } from '../compare/batch-deeds';
import { BatchPicker } from './batch-picker';
import { CursorTime } from './cursor-time';
import { RangeControl } from './range-control';
import { useEndValues } from './still-values';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly unit: UnitSummary;
  readonly batch: Batch;
  readonly endedAt: number;
}

const minutes = (ms: number): string => dateTimeText(ms).slice(0, 16);

/** A batch that has ended: when it ran and how long, where it stood at the end, which part of it the panels show. */
export function EndedHeader({ unit, batch, endedAt }: Props) {
  const { data } = useEndValues(unit.id, endedAt);
  const phase = data?.values.find(({ tag, at }) => tag === 'Phase' && (at ?? 0) >= batch.inoculatedAt);
  return (
    <header className="bt-unit-header" data-ended>
      <dl className="bt-unit-fact" data-may-shrink>
        <dt>{trNode('Batch on {name}', { name: unit.name })}</dt>
        <dd title={batch.name}>
          <BatchPicker unit={unit} batch={batch} />
        </dd>
      </dl>
      <dl className="bt-unit-fact">
        <dt>{tr('Ran from – to')}</dt>
        <dd>
          {minutes(batch.inoculatedAt)} – {minutes(endedAt)}
        </dd>
      </dl>
      <dl className="bt-unit-fact">
        <dt>{tr('Ended at age')}</dt>
        <dd data-testid="batch-age">{ageText(batchAgeH(batch, endedAt))}</dd>
      </dl>
      {phase && (
        <dl className="bt-unit-fact" data-optional>
          <dt>{tr('Phase at the end')}</dt>
          <dd data-testid="phase">{tr(phaseOf(phase.value).words)}</dd>
        </dl>
      )}
      <span className="bt-unit-fill" />
      <CursorTime batchStart={batch.inoculatedAt} />
      <RangeControl batchStart={batch.inoculatedAt} ended />
      <BatchDeeds batchId={batch.id} />
      <Button variant="default" onClick={() => navigate(unitPath(unit.id))}>
        {unit.batch ? tr('Running batch') : tr('Unit now')}
      </Button>
    </header>
  );
}
