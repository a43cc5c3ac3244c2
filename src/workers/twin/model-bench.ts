import type { ModelInUse } from '../../shared/model/model-registry';
import { predictionTags } from '../../shared/model/prediction-tags';
import type { Log } from '../log';
import { callDeadline } from './call-deadline';
import type { StationClient } from './followed-batch';
import { loadModelFrom, type LoadedModel } from './infer';
import type { Od600Model } from './od600-model';
import type { RunningModel } from './prediction-outputs';

/** The models for one unit. */
export interface UnitModels {
  /** Changes with any of them. */
  readonly key: string;
  readonly model: Od600Model | null;
  readonly others: readonly RunningModel[];
}

/** The models that the registry has in use, loaded and proven. */
export interface ModelBench {
  /** Asks the registry and loads what is new. */
  refresh(): Promise<void>;
  for(scale: string): UnitModels;
  /** What is wrong with models in use, in words. */
  problem(): string;
}

/**
 * @param fallback the model that came with the program: used where no champion fits or none can be loaded
 */
export function createModelBench(
  client: Pick<StationClient, 'models'>,
  fallback: LoadedModel,
  log: Log,
): ModelBench {
  const loaded = new Map<string, LoadedModel>();
  let inUse: readonly ModelInUse[] = [];
  let version = 0;

  const modelOf = ({ sha256 }: ModelInUse): Od600Model | null => loaded.get(sha256)?.model ?? null;
  const load = async (one: ModelInUse): Promise<void> => {
    if (loaded.has(one.sha256)) return;
    const known = fallback.model?.card.sha256 === one.sha256;
    const found = known ? fallback : await loadModelFrom(one.folder, one.sha256);
    loaded.set(one.sha256, found);
    if (found.problem !== '') log('error', found.problem, { model: one.name, version: one.version });
  };
  const find = (target: string, state: ModelInUse['state'], scale: string): Od600Model | null => {
    const fitting = inUse.filter((one) => one.target === target && one.state === state);
    const own = fitting.find((one) => one.scale === scale && modelOf(one) !== null);
    const any = fitting.find((one) => one.scale === null && modelOf(one) !== null);
    const found = own ?? any;
    return found ? modelOf(found) : null;
  };

  return {
    refresh: async () => {
      const answer = await client.models.inUse(undefined, callDeadline());
      if (answer.version === version) return;
      await Promise.all(answer.models.map(load));
      inUse = answer.models;
      ({ version } = answer);
    },
    for: (scale) => {
      const model = find('OD600', 'champion', scale) ?? fallback.model;
      const others = predictionTags.slice(1).flatMap((tags): RunningModel[] => {
        const beside = find(tags.target, tags.state, scale);
        return beside ? [{ tags, model: beside }] : [];
      });
      return {
        key: [model, ...others.map((o) => o.model)].map((m) => m?.card.sha256 ?? '').join(),
        model,
        others,
      };
    },
    problem: () =>
      inUse
        .map((one) => ({ one, words: loaded.get(one.sha256)?.problem ?? '' }))
        .filter(({ words }) => words !== '')
        .map(({ one, words }) => `${one.name} ${one.version} is not used: ${words}.`)
        .join(' '),
  };
}
