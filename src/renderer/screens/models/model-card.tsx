import { Button } from '@mantine/core';
import { IconArrowLeft, IconFileReport, IconUnlink } from '@tabler/icons-react';
import { modelFileCardSchema } from '../../../shared/model/model-file-card';
import type { ModelRef, ModelVersionEntry } from '../../../shared/model/model-registry';
import { modelsPath, navigate, reportPath } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { CardBody } from './card-body';
import { ChangeList } from './change-list';
import { openDeed } from './deed-dialog';
import { Evidence } from './evidence';
import { LiveRecord } from './live-record';
import { championBeside, deedsFor, deedWords, keyOf, stateOf, usedFor } from './model-words';
import { useModel, useModels } from './use-models';
import { tr, trNode } from '../../strings/translate';

/** Everything that is known of one version. */
export function ModelCard({ of }: { readonly of: ModelRef }) {
  const { data, error, refetch } = useModel(of);
  if (!data && error)
    return (
      <BlankState icon={IconUnlink} title={tr('{keyOf} could not be read', { keyOf: keyOf(of) })}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>{tr('Try again')}</Button>
        <Button variant="subtle" onClick={() => navigate(modelsPath)}>{tr('All models')}</Button>
      </BlankState>
    );
  if (!data) return <p className="bt-panel-note">{trNode('Reading {keyOf}…', { keyOf: keyOf(of) })}</p>;
  const { model } = data;
  const card = modelFileCardSchema.safeParse(data.card);
  return (
    <div className="bt-page bt-models">
      <CardHead model={model} />
      {error && <Notice kind="warn">{trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}</Notice>}
      {model.problem !== '' && <Notice kind="alarm">{model.problem}</Notice>}
      <div className="bt-models-two">
        <div className="bt-models-column">
          <Panel title={tr('Evidence')}>
            <div className="bt-panel-body">
              <Evidence model={model} champion={null} />
            </div>
          </Panel>
          <LiveRecord model={model} scored={data.scored} />
          <ChangeList changes={data.changes} />
        </div>
        <div className="bt-models-column">
          {card.success ? (
            <CardBody card={card.data} model={model} />
          ) : (
            <Notice kind="warn">{tr('Its card cannot be read; the files of the model are damaged.')}</Notice>
          )}
        </div>
      </div>
    </div>
  );
}

function CardHead({ model }: { readonly model: ModelVersionEntry }) {
  const { data } = useModels();
  const champion = championBeside(data?.models ?? [], model);
  const { kind, words, means } = stateOf[model.state];
  return (
    <header className="bt-models-head">
      <Button
        variant="default"
        leftSection={<IconArrowLeft size={15} aria-hidden />}
        onClick={() => navigate(modelsPath)}
      >{tr('Models')}</Button>
      <div>
        <h2>
          {keyOf(model)} <StateWords kind={kind} words={words} />
          {model.simulated && <SimulatedMark size="tag" />}
        </h2>
        <p className="bt-dim">
          {usedFor(model)}. {means}
        </p>
      </div>
      <span className="bt-fill" />
      {model.hasReport && (
        <Button component="a" href={reportPath(model)} leftSection={<IconFileReport size={16} aria-hidden />}>{tr('Open report')}</Button>
      )}
      {deedsFor(model.state).map((deed) => (
        <Button key={deed} variant="default" onClick={() => openDeed(deed, model, champion)}>
          {tr(deedWords[deed].words)}
        </Button>
      ))}
    </header>
  );
}
