import { Checkbox } from '@mantine/core';
import type { BatchFacts } from '../../../shared/contract/comparisons';
import type { BatchSummary } from '../../../shared/contract/units';
import { batchAgeH } from '../../../shared/model/process-unit';
import { batchStates, batchStateWords } from '../../../shared/model/records/batch-state';
import { batchPath, navigate } from '../../app/route';
import { IntegrityMark } from '../../app/integrity-mark';
import { bytesText } from '../../ui/amount-words';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { ageText, dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { goodFromPct } from './batch-filter';
import { roleWords } from './batch-filters';
import { verdictKind, verdictWords } from './verdict-words';

interface Props {
  readonly batch: BatchSummary;
  /** Undefined until they are known. */
  readonly facts: BatchFacts | undefined;
  readonly now: number;
  readonly someRole: boolean;
  readonly selected: boolean;
  readonly onToggle: () => void;
}

/** One batch in the list. */
export function BatchRow({ batch, facts, now, someRole, selected, onToggle }: Props) {
  const { id, name, unitName, inoculatedAt, endedAt, simulated, samples, notes, role, design } = batch;
  // A simulated plant may run faster than time goes by.
  const until = simulated ? (batch.plantNow ?? now) : now;
  return (
    <tr data-batch={id} data-selected={selected || undefined} onClick={() => navigate(batchPath(id))}>
      <td onClick={(event) => event.stopPropagation()}>
        <Checkbox
          size="xs"
          aria-label={tr('Choose {name}', { name })}
          checked={selected}
          onChange={onToggle}
        />
      </td>
      <td>
        <span className="bt-batch-name">
          <a href={batchPath(id)} title={design ?? name} onClick={(event) => event.stopPropagation()}>
            {name}
          </a>
          {simulated && <SimulatedMark size="tag" />}
          <IntegrityMark batchId={id} />
        </span>
      </td>
      <td data-nowrap className="bt-batch-unit" title={unitName}>
        {unitName}
      </td>
      <td data-nowrap>{dateTimeText(inoculatedAt).slice(0, 16)}</td>
      <td data-number>{ageText(batchAgeH(batch, Math.max(until, inoculatedAt)))}</td>
      <td data-nowrap>
        <StateWords kind={endedAt === null ? 'good' : 'quiet'} words={stateText(batch, facts)} />
      </td>
      <td data-nowrap>
        {facts ? <StateWords kind={verdictKind(facts.verdict)} words={verdictWords(facts.verdict)} /> : '…'}
      </td>
      <td data-number>
        <QualityFigure pct={facts?.qualityPct} />
      </td>
      <td data-number title={facts ? tr('{readings} readings', { readings: facts.readings }) : undefined}>
        {facts ? bytesText(facts.bytes) : '…'}
      </td>
      <td data-number>{samples}</td>
      {someRole && (
        <td data-nowrap title={design ?? ''}>
          {role === null ? '' : roleWords(role)}
        </td>
      )}
      <td data-number data-wide>
        {notes}
      </td>
    </tr>
  );
}

function stateText({ endedAt }: BatchSummary, facts: BatchFacts | undefined): string {
  if (endedAt === null) return tr('Running');
  const state = batchStates.find((id) => id === facts?.state);
  // Released and rejected are told as verdicts.
  if (state === undefined || state === 'released' || state === 'rejected') return tr('Ended');
  return tr(batchStateWords[state]);
}

function QualityFigure({ pct }: { readonly pct: number | null | undefined }) {
  if (pct === undefined) return <>…</>;
  if (pct === null) return <>–</>;
  // Rounded down: what is not whole must not look so.
  const text = `${(Math.floor(pct * 10) / 10).toFixed(1)} %`;
  return pct < goodFromPct ? <StateWords kind="warn" words={text} /> : <>{text}</>;
}
