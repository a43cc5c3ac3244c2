import { Button, Progress } from '@mantine/core';
import {
  IconArrowLeft,
  IconCopy,
  IconFileReport,
  IconPlayerPlay,
  IconPlayerStop,
  IconUnlink,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { hasTrainingEnded, type TrainingJob } from '../../../shared/model/training-plan';
import { modelPath, navigate, reportPath, trainPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Figure } from '../../ui/figure/figure';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { clockText, spanText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { tuningFigure } from '../report/tuning-figure';
import { jobStates, jobSteps, productState } from './job-words';
import { lossFigure } from './loss-figure';
import { keptDraft } from './plan-draft';
import { useTrainingDeed, useTrainingJob } from './use-training';

/** A training under way or ended: where it is, what it said, what came of it. */
export function JobPage({ id }: { readonly id: string }) {
  const { data: job, error } = useTrainingJob(id);
  if (!job)
    return error ? (
      <BlankState icon={IconUnlink} title="This training could not be read">
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => navigate(trainPath)}>
          All trainings
        </Button>
      </BlankState>
    ) : (
      <p className="bt-panel-note">Reading…</p>
    );
  return (
    <div className="bt-page bt-train-watch">
      <JobHead job={job} />
      {error && (
        <Notice kind="warn">{wordsOf(error)} What is shown may be old; the training itself goes on.</Notice>
      )}
      <Outcome job={job} />
      <Way job={job} />
      <div className="bt-train-two">
        <Charts job={job} />
        <Log job={job} />
      </div>
    </div>
  );
}

function JobHead({ job }: { readonly job: TrainingJob }) {
  const { ask, busy, problem } = useTrainingDeed();
  const ended = hasTrainingEnded(job.state);
  const again = (): void => {
    keptDraft.put(job.plan);
    navigate(trainPath);
  };
  return (
    <>
      <header className="bt-train-head">
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => navigate(trainPath)}
        >
          Trainings
        </Button>
        <div>
          <h2>
            {job.plan.name} {job.product?.version} <StateWords {...jobStates[job.state]} />
          </h2>
          <p className="bt-dim">
            {job.plan.target}, {job.plan.scale}: {job.plan.training.length} training and{' '}
            {job.plan.holdOut.length} hold-out batches, {job.plan.structure}
          </p>
        </div>
        <span className="bt-fill" />
        {ended ? (
          <>
            <Button variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={again}>
              Use this plan again
            </Button>
            {job.state !== 'done' && (
              <Button
                leftSection={<IconPlayerPlay size={15} aria-hidden />}
                loading={busy}
                onClick={() => void ask((training) => training.resume({ id: job.id }))}
              >
                Resume
              </Button>
            )}
          </>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={15} aria-hidden />}
            loading={busy}
            disabled={job.cancelling}
            onClick={() => void ask((training) => training.cancel({ id: job.id }))}
          >
            {job.cancelling ? 'Stopping…' : 'Cancel'}
          </Button>
        )}
      </header>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </>
  );
}

/** What came of it, with the way to the report. */
function Outcome({ job: { state, words, product } }: { readonly job: TrainingJob }) {
  if (state === 'failed') return <Notice kind="alarm">{words}</Notice>;
  if (state === 'cancelled')
    return <Notice kind="quiet">{words === '' ? 'Cancelled. No model was written.' : words}</Notice>;
  if (!product) return null;
  return (
    <Notice kind={productState(product).kind}>
      <p className="bt-train-verdict" data-testid="verdict">
        <b>{productState(product).words}.</b> {product.verdict}
      </p>
      <div className="bt-train-deeds">
        <Button
          component="a"
          href={reportPath(product)}
          leftSection={<IconFileReport size={16} aria-hidden />}
        >
          Open report
        </Button>
        <Button variant="default" component="a" href={modelPath(product)}>
          Model card
        </Button>
      </div>
    </Notice>
  );
}

/** The phases, how far the whole is, and since when. */
function Way({ job }: { readonly job: TrainingJob }) {
  const { clock } = useStation();
  useNow(1000);
  const { state, done, words, startedAt, endedAt, trees, resumed } = job;
  const ended = hasTrainingEnded(state);
  const took = startedAt === null ? '' : spanText((endedAt ?? clock.now()) - startedAt);
  return (
    <Panel title="Progress" aside={<span className="bt-dim bt-train-count">{took}</span>}>
      <div className="bt-panel-body bt-train-way">
        <ol aria-label="Phases">
          {jobSteps(job).map((step) => (
            <li key={step.state} data-at={step.at} aria-current={step.at === 'now' ? 'step' : undefined}>
              {step.words}
              {step.at === 'before' && <span className="bt-unseen"> (done)</span>}
            </li>
          ))}
        </ol>
        <Progress value={state === 'done' ? 100 : 100 * done} aria-label="Share of the work done" />
        <p className="bt-train-words" role="status">
          {ended || words === '' ? '' : `${words.replace(/\.$/, '')}.`}
          {trees.grown > 0 && ` ${trees.grown} of at most ${trees.of} trees.`}
          {resumed > 0 &&
            ` Taken up again ${resumed === 1 ? 'once' : `${resumed} times`} after the program had ended.`}
        </p>
      </div>
    </Panel>
  );
}

function Charts({ job }: { readonly job: TrainingJob }) {
  const { trials, losses, plan } = job;
  const search = useMemo(
    () =>
      trials.length > 0
        ? tuningFigure(trials, `${trials.length} trials, each scored on batches left out.`)
        : null,
    [trials],
  );
  const loss = useMemo(() => lossFigure(losses ?? [], plan), [losses, plan]);
  return (
    <div className="bt-train-charts">
      {search && <Figure {...search} file={plan.name} heightPx={260} />}
      {loss && <Figure {...loss} file={plan.name} heightPx={260} />}
      {!search && !loss && (
        <Panel title="Scores">
          <p className="bt-panel-note">
            {hasTrainingEnded(job.state)
              ? 'No search was asked for. What the model reached is in its report.'
              : 'Scores of trials and the loss appear here as soon as there are some.'}
          </p>
        </Panel>
      )}
    </div>
  );
}

function Log({ job: { log } }: { readonly job: TrainingJob }) {
  return (
    <Panel title="What it said">
      <ol className="bt-train-log" tabIndex={0} aria-label="What it said">
        {log.toReversed().map(({ at, words }, i) => (
          <li key={`${at} ${log.length - i}`}>
            <span className="bt-dim">{clockText(at)}</span> {words}
          </li>
        ))}
        {log.length === 0 && <li className="bt-dim">Nothing yet: trainings run one after the other.</li>}
      </ol>
    </Panel>
  );
}
