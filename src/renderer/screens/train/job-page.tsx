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
import { tr, trNode } from '../../strings/translate';

/** A training under way or ended: where it is, what it said, what came of it. */
export function JobPage({ id }: { readonly id: string }) {
  const { data: job, error } = useTrainingJob(id);
  if (!job)
    return error ? (
      <BlankState icon={IconUnlink} title={tr('This training could not be read')}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => navigate(trainPath)}>
          {tr('All trainings')}
        </Button>
      </BlankState>
    ) : (
      <p className="bt-panel-note">{tr('Reading…')}</p>
    );
  return (
    <div className="bt-page bt-train-watch">
      <JobHead job={job} />
      {error && (
        <Notice kind="warn">
          {trNode('{wordsOf} What is shown may be old; the training itself goes on.', {
            wordsOf: wordsOf(error),
          })}
        </Notice>
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
          {tr('Trainings')}
        </Button>
        <div>
          <h2>
            {job.plan.name} {job.product?.version} <StateWords {...jobStates[job.state]} />
          </h2>
          <p className="bt-dim">
            {trNode('{target}, {scale}: {length} training and {length2} hold-out batches, {structure}', {
              target: job.plan.target,
              scale: job.plan.scale,
              length: job.plan.training.length,
              length2: job.plan.holdOut.length,
              structure: job.plan.structure,
            })}
          </p>
        </div>
        <span className="bt-fill" />
        {ended ? (
          <>
            <Button variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={again}>
              {tr('Use this plan again')}
            </Button>
            {job.state !== 'done' && (
              <Button
                leftSection={<IconPlayerPlay size={15} aria-hidden />}
                loading={busy}
                onClick={() => void ask((training) => training.resume({ id: job.id }))}
              >
                {tr('Resume')}
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
            {job.cancelling ? tr('Stopping…') : tr('Cancel')}
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
    return <Notice kind="quiet">{words === '' ? tr('Cancelled. No model was written.') : words}</Notice>;
  if (!product) return null;
  return (
    <Notice kind={productState(product).kind}>
      <p className="bt-train-verdict" data-testid="verdict">
        <b>{tr(productState(product).words)}.</b> {product.verdict}
      </p>
      <div className="bt-train-deeds">
        <Button
          component="a"
          href={reportPath(product)}
          leftSection={<IconFileReport size={16} aria-hidden />}
        >
          {tr('Open report')}
        </Button>
        <Button variant="default" component="a" href={modelPath(product)}>
          {tr('Model card')}
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
    <Panel title={tr('Progress')} aside={<span className="bt-dim bt-train-count">{took}</span>}>
      <div className="bt-panel-body bt-train-way">
        <ol aria-label={tr('Phases')}>
          {jobSteps(job).map((step) => (
            <li key={step.state} data-at={step.at} aria-current={step.at === 'now' ? 'step' : undefined}>
              {tr(step.words)}
              {step.at === 'before' && <span className="bt-unseen">{tr(' (done)')}</span>}
            </li>
          ))}
        </ol>
        <Progress value={state === 'done' ? 100 : 100 * done} aria-label={tr('Share of the work done')} />
        <p className="bt-train-words" role="status">
          {ended || words === '' ? '' : `${words.replace(/\.$/, '')}.`}
          {trees.grown > 0 && tr(' {grown} of at most {of} trees.', { grown: trees.grown, of: trees.of })}
          {resumed > 0 &&
            tr(' Taken up again {which} after the program had ended.', {
              which: resumed === 1 ? tr('once') : tr('{resumed} times', { resumed }),
            })}
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
        ? tuningFigure(
            trials,
            tr('{length} trials, each scored on batches left out.', { length: trials.length }),
          )
        : null,
    [trials],
  );
  const loss = useMemo(() => lossFigure(losses ?? [], plan), [losses, plan]);
  return (
    <div className="bt-train-charts">
      {search && <Figure {...search} file={plan.name} heightPx={260} />}
      {loss && <Figure {...loss} file={plan.name} heightPx={260} />}
      {!search && !loss && (
        <Panel title={tr('Scores')}>
          <p className="bt-panel-note">
            {hasTrainingEnded(job.state)
              ? tr('No search was asked for. What the model reached is in its report.')
              : tr('Scores of trials and the loss appear here as soon as there are some.')}
          </p>
        </Panel>
      )}
    </div>
  );
}

function Log({ job: { log } }: { readonly job: TrainingJob }) {
  return (
    <Panel title={tr('What it said')}>
      <ol className="bt-train-log" tabIndex={0} aria-label={tr('What it said')}>
        {log.toReversed().map(({ at, words }, i) => (
          <li key={`${at} ${log.length - i}`}>
            <span className="bt-dim">{clockText(at)}</span> {words}
          </li>
        ))}
        {log.length === 0 && (
          <li className="bt-dim">{tr('Nothing yet: trainings run one after the other.')}</li>
        )}
      </ol>
    </Panel>
  );
}
