import { Button, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ModelVersionEntry, RevertRule } from '../../../shared/model/model-registry';
import { modelPath } from '../../app/route';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { keyOf } from './model-words';
import { useModelDeed } from './use-models';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly rule: RevertRule;
  readonly models: readonly ModelVersionEntry[];
}

/** When a champion gives way by itself, in words and as figures to set; and when it last did. */
export function RulePanel({ rule, models }: Props) {
  const [draft, setDraft] = useState<RevertRule | null>(null);
  const { ask, busy, problem } = useModelDeed();
  const shown = draft ?? rule;
  const change = (part: Partial<RevertRule>): void => setDraft({ ...shown, ...part });
  const save = async (): Promise<void> => {
    if (draft && (await ask((calls) => calls.rule(draft)))) setDraft(null);
  };
  return (
    <Panel title={tr('When a champion gives way by itself')}>
      <div className="bt-panel-body bt-models-rule">
        <p className="bt-models-words">{ruleWords(rule)}</p>
        <LastAction models={models} />
        <form
          aria-label={tr('Rule')}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Switch
            label={tr('Give way by itself')}
            checked={shown.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          <Figure label={tr('Error above, %')} value={shown.mrePctMax} min={1} max={500} take={(mrePctMax) => change({ mrePctMax })} />
          <Figure label={tr('Over at least, samples')} value={shown.leastSamples} min={1} max={100} take={(leastSamples) => change({ leastSamples })} />
          <Figure label={tr('Of the newest, samples')} value={shown.window} min={1} max={1000} take={(window) => change({ window })} />
          <Button type="submit" variant="default" disabled={draft === null} loading={busy}>{tr('Save the rule')}</Button>
        </form>
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      </div>
    </Panel>
  );
}

function ruleWords({ enabled, mrePctMax, leastSamples, window }: RevertRule): string {
  if (!enabled) return tr('Off: a champion stays until a person changes it, whatever samples say.');
  return tr('When the mean relative error of a champion over its newest {window} samples, at least {leastSamples}, is above {mrePctMax} %, the champion before takes its place again. An event tells of it, and the history of the model keeps why.', { window, leastSamples, mrePctMax });
}

interface FigureProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly take: (value: number) => void;
}

function Figure({ label, value, min, max, take }: FigureProps) {
  return (
    <NumberInput
      label={label}
      w={150}
      min={min}
      max={max}
      value={value}
      onChange={(next) => {
        if (typeof next === 'number') take(next);
      }}
    />
  );
}

function LastAction({ models }: { readonly models: readonly ModelVersionEntry[] }) {
  const last = models.filter(({ changedBy }) => changedBy === 'rule').toSorted((a, b) => b.changedAt - a.changedAt);
  const gave = last.find(({ state }) => state !== 'champion') ?? last[0];
  if (!gave) return <p className="bt-models-words bt-dim">{tr('It has not acted on any version as it stands now.')}</p>;
  return (
    <Notice kind="warn">{trNode('Last acted {dateTimeText} on {a}: {changedFor}', { dateTimeText: dateTimeText(gave.changedAt), a: <a href={modelPath(gave)}>{keyOf(gave)}</a>, changedFor: gave.changedFor ?? tr('its error was above the limit') })}</Notice>
  );
}
