import { Modal } from '@mantine/core';
import { procedureStep } from '../../../shared/model/alarms/procedures';
import { tr } from '../../strings/translate';
import type { AlarmHappening } from './alarm-happening';

interface Props {
  readonly alarm: AlarmHappening;
  readonly name: string;
  readonly close: () => void;
}

/** Why an alarm is there and what to do, with the step of the procedure it names. */
export function AlarmProcedure({ alarm: { definition }, name, close }: Props) {
  const found = procedureStep(definition.sop);
  return (
    <Modal opened onClose={close} title={name} size="lg">
      <dl className="bt-alarm-facts">
        <dt>{tr('Cause')}</dt>
        <dd>{tr(definition.cause)}</dd>
        <dt>{tr('If nobody acts')}</dt>
        <dd>{tr(definition.consequence)}</dd>
        <dt>{tr('What to do')}</dt>
        <dd>{tr(definition.action)}</dd>
      </dl>
      <h3>{found ? tr(found.procedure) : tr(definition.sop)}</h3>
      {found ? (
        <ol className="bt-alarm-steps">
          {found.steps.map((step, index) => (
            <li key={step} aria-current={index + 1 === found.step ? 'step' : undefined}>
              {tr(step)}
            </li>
          ))}
        </ol>
      ) : (
        <p className="bt-dim">{tr('This step stands in a procedure of the site. The action above holds.')}</p>
      )}
    </Modal>
  );
}
