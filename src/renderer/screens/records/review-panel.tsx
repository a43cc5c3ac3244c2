import { useQuery } from '@tanstack/react-query';
import type { BatchRun, BatchState } from '../../../shared/model/records/batch-state';
import type { CheckedSignature, MeaningCode } from '../../../shared/model/signature';
import type { OfferedMeaning } from '../../../shared/model/signing-offer';
import { batchRecordPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { useSigningOffer } from './use-records';
import { tr } from '../../strings/translate';

interface Step {
  readonly label: string;
  readonly meanings: readonly MeaningCode[];
  /** States in which it is behind the batch. */
  readonly after: readonly BatchState[];
  /** What it waits for, where nothing more precise is known. */
  readonly waits: string;
}

const over: readonly BatchState[] = ['released', 'rejected'];
const steps: readonly Step[] = [
  {
    label: tr('Closure handed in'),
    meanings: [],
    after: ['in-review', 'closed', ...over],
    waits: tr('Hand in the closure and answer what is listed below'),
  },
  {
    label: tr('Technical review'),
    meanings: ['TECH'],
    after: ['closed', ...over],
    waits: tr('An engineer or scientist decides about every exception and signs'),
  },
  {
    label: tr('Audit trail reviewed'),
    meanings: ['ATR'],
    after: ['closed', ...over],
    waits: tr('QA reads the trail of the batch and signs beside it'),
  },
  {
    label: tr('Accepted or rejected'),
    meanings: ['DISP_A', 'DISP_R'],
    after: over,
    waits: tr('A QA approver decides once both reviews are signed'),
  },
];

/** True from the end of a planned batch on: from there people review it. */
export function isReviewed({ state, planId }: Pick<BatchRun, 'state' | 'planId'>): boolean {
  return planId !== null && (state === 'ended' || steps.some(({ after }) => after.includes(state)));
}

/** From the end of a batch to its release: what is done, by whom, what the next step waits for, and where it is done. */
export function ReviewPanel({ batch }: { readonly batch: BatchRun }) {
  const { client } = useStation();
  const { id, version, state } = batch;
  const { data: offer } = useSigningOffer('batch', id, version, state);
  const { data: signed } = useQuery({
    queryKey: ['records', 'signatures', id, version, state],
    queryFn: ({ signal }) => client.signing.of({ type: 'batch', id }, { signal }),
  });
  return (
    <Panel
      title={tr('Review and release')}
      aside={
        <a className="bt-link-button" href={batchRecordPath(id)}>
          {tr('Open the batch record')}
        </a>
      }
    >
      <ol className="bt-blockers" aria-label={tr('Review and release')}>
        {steps.map((step) => (
          <StepRow
            key={step.label}
            step={step}
            batch={batch}
            signature={signed?.findLast(({ signature }) => step.meanings.includes(signature.meaning))}
            offered={offer?.meanings.find(({ code }) => step.meanings.includes(code))}
          />
        ))}
      </ol>
    </Panel>
  );
}

interface RowProps {
  readonly step: Step;
  readonly batch: BatchRun;
  readonly signature: CheckedSignature | undefined;
  readonly offered: OfferedMeaning | undefined;
}

function StepRow({ step: { label, after, waits }, batch, signature, offered }: RowProps) {
  const past = after.includes(batch.state);
  // In review a signature counts under the version that is there now.
  const here = signature?.state === 'valid' && signature.signature.subject.version === batch.version;
  const done = past || (here && batch.state === 'in-review');
  const made = signature && done ? signature.signature : undefined;
  return (
    <li data-done={done || undefined}>
      <StateWords kind={done ? 'good' : 'quiet'} words={done ? tr('Done') : tr('Open')} />
      <span>
        <b>{label}</b>
        {made
          ? `: ${made.words === label ? '' : `${made.words}, `}${made.name}, ${dateTimeText(made.at).slice(0, 16)}`
          : done
            ? ''
            : `: ${offered?.why || (offered ? tr('yours to sign, in the batch record') : waits)}`}
      </span>
    </li>
  );
}
