import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { FeatureProfile, TrainingPlan } from '../../../shared/model/training-plan';
import { Panel } from '../../ui/panel';
import type { PlanFields } from './plan-form';
import { tr, trNode } from '../../strings/translate';

interface Offered {
  readonly features: readonly {
    readonly name: string;
    readonly unit: string;
    readonly words: string;
    readonly group: string;
  }[];
  readonly profiles: readonly {
    readonly id: FeatureProfile;
    readonly words: string;
    readonly features: readonly string[];
  }[];
}

interface Props extends PlanFields {
  readonly options: Offered;
}

/** What the model may look at: a list with a name, or one's own. */
export function FeatureChoice({ plan, change, options }: Props) {
  const profile = options.profiles.find(({ id }) => id === plan.features);
  const count = plan.features === 'custom' ? plan.featureNames.length : (profile?.features.length ?? 0);
  const choose = (id: string): void => {
    const next = options.profiles.find((candidate) => candidate.id === id);
    if (!next) return;
    // One's own list begins with what was there.
    const featureNames =
      next.id === 'custom' && plan.featureNames.length === 0
        ? [...(profile?.features ?? [])]
        : plan.featureNames;
    change({ features: next.id, featureNames });
  };
  return (
    <Panel
      title={tr('Features')}
      aside={<span className="bt-dim bt-train-count">{trNode('{count} chosen', { count })}</span>}
    >
      <div className="bt-panel-body bt-train-features">
        <SegmentedControl
          aria-label={tr('Feature profile')}
          data={options.profiles.map(({ id }) => ({
            value: id,
            label: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
          }))}
          value={plan.features}
          onChange={choose}
        />
        <p className="bt-train-words">{tr(profile?.words) ?? ''}</p>
        {plan.features === 'custom' ? (
          <OwnList plan={plan} change={change} features={options.features} />
        ) : (
          <details className="bt-train-words">
            <summary>{tr('Which')}</summary>
            <p className="bt-mono">{profile?.features.join(', ')}</p>
          </details>
        )}
      </div>
    </Panel>
  );
}

const shownAtMost = 120;

interface OwnProps extends PlanFields {
  readonly features: Offered['features'];
}

function OwnList({ plan, change, features }: OwnProps) {
  const [search, setSearch] = useState('');
  const found = useMemo(
    () => matching(features, search, plan.featureNames),
    [features, search, plan.featureNames],
  );
  const chosen = new Set(plan.featureNames);
  const set = (names: readonly string[], on: boolean): void => {
    const left = plan.featureNames.filter((name) => !names.includes(name));
    change({ featureNames: on ? [...left, ...names] : left });
  };
  return (
    <>
      <div className="bt-train-search">
        <TextInput
          aria-label={tr('Search features')}
          placeholder={tr('Name, meaning, unit or group: OUR slope, total, K·h …')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={found.length === 0 || found.length > 300}
          onClick={() =>
            set(
              found.map(({ name }) => name),
              true,
            )
          }
        >
          {trNode('Add all {length}', { length: found.length })}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            set(
              found.map(({ name }) => name),
              false,
            )
          }
        >
          {tr('Leave out')}
        </Button>
      </div>
      <ul className="bt-train-list" aria-label={tr('Features')}>
        {found.slice(0, shownAtMost).map(({ name, unit, words, group }) => (
          <li key={name}>
            <Checkbox
              label={<span className="bt-mono">{name}</span>}
              checked={chosen.has(name)}
              onChange={(event) => set([name], event.currentTarget.checked)}
            />
            <span className="bt-dim">{unit}</span>
            <span className="bt-dim">{group}</span>
            <span className="bt-train-meaning" title={words}>
              {words}
            </span>
          </li>
        ))}
      </ul>
      <p className="bt-train-words" role="status">
        {found.length === 0
          ? tr('No feature fits these words.')
          : found.length > shownAtMost
            ? tr('The first {shownAtMost} of {length}: search to see the rest.', {
                shownAtMost,
                length: found.length,
              })
            : tr('{length} features.', { length: found.length })}
      </p>
    </>
  );
}

/** Features that have every word of a search, those chosen first. */
function matching(
  features: Offered['features'],
  search: string,
  chosen: TrainingPlan['featureNames'],
): Offered['features'] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const own = new Set(chosen);
  const fit = features.filter(({ name, unit, words: meaning, group }) => {
    const text = `${name} ${meaning} ${unit} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...fit.filter(({ name }) => own.has(name)), ...fit.filter(({ name }) => !own.has(name))];
}
