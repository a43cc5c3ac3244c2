import { Button } from '@mantine/core';
import { IconBrain, IconFileImport, IconScale, IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import type { ModelRef, ModelVersionEntry } from '../../../shared/model/model-registry';
import { navigate, trainPath } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { useLinkState } from '../../station/use-live';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { ComparePanel } from './compare-panel';
import { ImportTrees } from './import-trees';
import { ModelCard } from './model-card';
import { ModelTable } from './model-table';
import { keyOf } from './model-words';
import { RulePanel } from './rule-panel';
import { useModels } from './use-models';
import { tr, trNode } from '../../strings/translate';
import './models.css';

/** The registry: which model is trusted, which ones wait, and what is known of each. */
export function Models({ model }: { readonly model: ModelRef | null }) {
  return model === null ? <Registry /> : <ModelCard key={keyOf(model)} of={model} />;
}

function Registry() {
  const { data, error, refetch } = useModels();
  const link = useLinkState();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [part, setPart] = useState<'import' | 'compare' | null>(null);
  const pair = pairOf(data?.models ?? [], chosen);
  const toggle = (next: 'import' | 'compare') => (): void => setPart(part === next ? null : next);
  if (!data)
    return error || link.kind !== 'online' ? (
      <BlankState icon={IconUnlink} title={tr('The models could not be read')}>
        <p>{error ? wordsOf(error) : tr(link.words)}</p>
        <Button variant="default" onClick={() => void refetch()}>{tr('Try again')}</Button>
      </BlankState>
    ) : (
      <p className="bt-panel-note">{tr('Reading models…')}</p>
    );
  return (
    <div className="bt-page bt-models">
      <div className="bt-models-bar">
        <Button onClick={() => navigate(trainPath)} leftSection={<IconBrain size={16} aria-hidden />}>{tr('Train a model')}</Button>
        <Button
          variant="default"
          leftSection={<IconFileImport size={16} aria-hidden />}
          aria-expanded={part === 'import'}
          onClick={toggle('import')}
        >{tr('Import trees')}</Button>
        <Button
          variant="default"
          leftSection={<IconScale size={16} aria-hidden />}
          disabled={pair === null}
          aria-expanded={part === 'compare'}
          onClick={toggle('compare')}
        >{tr('Compare')}</Button>
        <span className="bt-dim">
          {pair ? tr('{keyOf} and {keyOf2}', { keyOf: keyOf(pair[0]), keyOf2: keyOf(pair[1]) }) : tr('Tick two versions to compare them')}
        </span>
      </div>
      {error && <Notice kind="warn">{trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}</Notice>}
      {part === 'import' && <ImportTrees onDone={() => setPart(null)} />}
      {part === 'compare' && pair && <ComparePanel a={pair[0]} b={pair[1]} onClose={() => setPart(null)} />}
      {data.models.length === 0 ? (
        <BlankState icon={IconBrain} title={tr('No models yet')}>
          <p>{tr('A model predicts what the bench measures from what the sensors say. Train one on batches that have ended, or import trees from LightGBM or XGBoost.')}</p>
          <Button onClick={() => navigate(trainPath)}>{tr('Train a model')}</Button>
        </BlankState>
      ) : (
        <ModelTable models={data.models} chosen={chosen} onChoose={setChosen} />
      )}
      <RulePanel rule={data.rule} models={data.models} />
    </div>
  );
}

function pairOf(
  models: readonly ModelVersionEntry[],
  chosen: readonly string[],
): readonly [ModelVersionEntry, ModelVersionEntry] | null {
  const [a, b] = chosen.map((key) => models.find((model) => keyOf(model) === key));
  return a && b ? [a, b] : null;
}
