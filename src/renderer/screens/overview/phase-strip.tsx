import type { ReactNode } from 'react';
import { phases } from '../../../shared/model/phase';
import type { PhaseId } from '../../../shared/model/phase';
import { spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import './phase-strip.css';

interface Props {
  readonly phase: PhaseId;
  readonly since: number | null;
  /** Station's time, epoch ms. */
  readonly now: number;
  /** Said at the end of the line of words. */
  readonly aside?: ReactNode;
}

const steps = phases.filter((phase) => phase.id !== 'none');

/** The recipe as a row of steps: behind us, where we are, still to come. The word stands beside the picture. */
export function PhaseStrip({ phase, since, now, aside }: Props) {
  const at = steps.findIndex((step) => step.id === phase);
  const here = steps[at];
  const lasting = since === null || here === undefined ? '' : `for ${spanText(now - since)}`;
  const words =
    here === undefined
      ? tr('No batch')
      : tr('{words}, step {at} of {length}', { words: tr(here.words), at: at + 1, length: steps.length });
  return (
    <div className="bt-phase">
      <div className="bt-phase-words">
        <b>{tr(here?.words) ?? ''}</b>
        <span className="bt-dim">{lasting}</span>
        {aside}
      </div>
      <ol className="bt-phase-steps" aria-label={tr('Phase: {words}', { words })}>
        {steps.map((step, index) => (
          <li
            key={step.id}
            title={tr(step.words)}
            data-state={at < 0 || index > at ? 'ahead' : index === at ? 'here' : 'behind'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span>{tr(step.words)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
