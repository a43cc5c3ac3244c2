import { Progress } from '@mantine/core';
import { hasTrainingEnded, type TrainingJob } from '../../../shared/model/training-plan';
import { jobPath } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { jobStates, productState } from './job-words';
import { useTrainingJobs } from './use-training';
import { tr, trNode } from '../../strings/translate';

/** Trainings there were and are, newest first. */
export function JobList() {
  const { data, error } = useTrainingJobs();
  return (
    <Panel title={tr('Trainings')}>
      {!data ? (
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      ) : data.length === 0 ? (
        <p className="bt-panel-note">{tr('Nothing was trained here yet. Choose batches and press Train.')}</p>
      ) : (
        <ul className="bt-train-jobs">
          {data.map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Job({ job }: { readonly job: TrainingJob }) {
  const { id, state, plan, product, queuedAt, done, words } = job;
  const ended = hasTrainingEnded(state);
  return (
    <li data-job={id}>
      <div className="bt-train-job">
        <a href={jobPath(id)}>
          {plan.name} {product?.version}
        </a>
        <span className="bt-dim">
          {trNode('{target}, {length} + {length2} batches', {
            target: plan.target,
            length: plan.training.length,
            length2: plan.holdOut.length,
          })}
        </span>
        <span className="bt-fill" />
        {product ? <StateWords {...productState(product)} /> : <StateWords {...jobStates[state]} />}
      </div>
      {!ended && (
        <Progress value={100 * done} size="sm" aria-label={tr('Progress of {name}', { name: plan.name })} />
      )}
      <span className="bt-dim">
        {dateTimeText(queuedAt).slice(0, 16)}
        {words !== '' && ` · ${words}`}
      </span>
    </li>
  );
}
