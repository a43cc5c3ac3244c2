import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type {
  LiveError,
  ModelChange,
  ModelInUse,
  ModelRef,
  ModelState,
  ModelVersionEntry,
  RevertRule,
  ScoredPrediction,
} from '../../../shared/model/model-registry';
import { revertRuleDefault, revertRuleSchema } from '../../../shared/model/model-registry';
import type { ModelFileCard } from '../../../shared/model/model-file-card';
import { modelMisfit } from '../../../shared/model/model-fit';
import { Refusal } from '../../../shared/model/refusal';
import { trainingReportSchema, type TrainingReport } from '../../../shared/model/training-report';
import { trainingTarget, trainingTargetIdSchema } from '../../../shared/model/training-plan';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import type { EventsDesk } from '../events-desk';
import type { KeptModel, ModelsKeep, ModelStep } from '../record/models/models-keep';
import { entryOf, liveErrorOf } from './model-entry';
import { findProducts, readProduct, type FoundProduct } from './read-product';

export interface ModelRegistryDeps {
  readonly keep: ModelsKeep & {
    getSetting(key: string): unknown;
    putSetting(key: string, value: unknown): void;
  };
  readonly events: Pick<EventsDesk, 'tell'>;
  /** Models that came with the program; null where there are none. */
  readonly shippedDir: string | null;
  /** Models of this data folder. */
  readonly ownDir: string;
  readonly now: () => number;
  /** The twin has to look again. */
  readonly changed: () => void;
  /** Whether exactly this model was signed for its use; left out where nobody signs. */
  readonly approval?: ((of: ModelRef) => ModelApproval) | undefined;
}

/** `set-up`: nobody has an account yet who could sign. */
export type ModelApproval = 'signed' | 'unsigned' | 'set-up';

/** Versions of models and what state they are in. May refuse with words. */
export interface ModelRegistry {
  list(): ModelVersionEntry[];
  get(of: ModelRef): {
    model: ModelVersionEntry;
    card: Record<string, unknown>;
    changes: ModelChange[];
    scored: ScoredPrediction[];
  };
  report(of: ModelRef): TrainingReport;
  promote(of: ModelRef, reason: string): ModelVersionEntry;
  shadow(of: ModelRef, reason: string): ModelVersionEntry;
  rollback(of: ModelRef, reason: string, by?: 'person' | 'rule'): ModelVersionEntry;
  retire(of: ModelRef, reason: string): ModelVersionEntry;
  rule(): RevertRule;
  setRule(rule: RevertRule): RevertRule;
  inUse(): { version: number; models: ModelInUse[] };
  /** Takes up a product that was just written. */
  added(of: ModelRef): ModelVersionEntry;
  /** The version that holds a place, or null. */
  holder(state: 'champion' | 'shadow', target: string, scale: string | null): KeptModel | null;
  /** The version with this model file. */
  bySha256(startsWith: string): KeptModel | null;
  /** Of the same target and vessel, the champion before; null where there was none that can come back. */
  before(of: KeptModel): KeptModel | null;
  /** Since when it has its state. */
  liveSince(of: ModelRef): number;
}

const ruleSetting = 'model-revert-rule';
const fresh: Readonly<Record<'from', ModelState | null>> = { from: null };

/** Opens the registry: finds versions on the disk, and the shipped one leads where nothing does. */
export function createModelRegistry(deps: ModelRegistryDeps): ModelRegistry {
  const { keep, events, now } = deps;
  const products = new Map<string, FoundProduct>();
  let version = 1;

  const kept = (): KeptModel[] => keep.listModels();
  const find = (of: ModelRef): KeptModel => {
    const found = kept().find((model) => keyOf(model) === keyOf(of));
    if (!found) throw new Refusal('NOT_FOUND', `There is no model ${of.name} ${of.version}`);
    return found;
  };
  const productOf = (of: ModelRef): FoundProduct => {
    const known = products.get(keyOf(of));
    return known ?? readProduct(join(deps.ownDir, of.name, of.version), of.name, of.version, false);
  };
  const present = (model: KeptModel): ModelVersionEntry => {
    const last = keep.modelChanges(model).at(-1);
    const why = last ? { changedBy: last.by, changedFor: last.reason } : {};
    return { ...entryOf(model, productOf(model), live(model)), ...why };
  };
  const live = (model: KeptModel): LiveError => liveErrorOf(model, keep.listScores(model, 500));
  const holder: ModelRegistry['holder'] = (state, target, scale) =>
    kept().find((m) => m.state === state && m.target === target && m.scale === scale) ?? null;

  /** Writes steps of one change, tells of it, and lets the twin look again. */
  const take = (steps: readonly ModelStep[], kind: string, words: string, severity: 'info' | 'warning'): void => {
    keep.changeModels(steps);
    version += 1;
    events.tell(severity, kind, words);
    deps.changed();
  };
  const step = (of: KeptModel, to: ModelState, by: ModelStep['by'], reason: string): ModelStep => ({
    name: of.name,
    version: of.version,
    at: now(),
    from: of.state,
    to,
    by,
    reason,
  });

  /** Files that were changed since are refused before they can lead. */
  const usable = (of: ModelRef): KeptModel => {
    const model = find(of);
    const again = products.get(keyOf(of));
    const product = again
      ? readProduct(again.folder, of.name, of.version, again.shipped)
      : productOf(of);
    products.set(keyOf(of), product);
    const problem =
      product.problem || (product.sha256 === model.sha256 ? '' : 'its files are others than were registered');
    if (problem !== '') throw new Refusal('REFUSED', `${titleOf(model)} cannot be used: ${problem}`);
    const misfit = product.card ? modelMisfit(product.card) : '';
    if (misfit !== '') throw new Refusal('REFUSED', misfit);
    return model;
  };

  const place = (of: ModelRef, to: 'champion' | 'shadow', reason: string): ModelVersionEntry => {
    const model = usable(of);
    if (model.state === to) throw new Refusal('CONFLICT', `${titleOf(model)} is the ${to} already`);
    if (model.state === 'champion')
      throw new Refusal('CONFLICT', `${titleOf(model)} is the champion: promote another one or roll back first`);
    const before = holder(to, model.target, model.scale);
    const steps = [
      ...(before ? [step(before, 'candidate', 'person', `${titleOf(model)} took its place: ${reason}`)] : []),
      step(model, to, 'person', reason),
    ];
    const words = to === 'champion' ? 'leads now' : 'runs as shadow now';
    take(steps, `model-${to}`, `${titleOf(model)} ${words} for ${useOf(model)}: ${reason}`, 'info');
    return present(find(of));
  };

  const before: ModelRegistry['before'] = (of) => {
    const models = new Map(kept().map((model) => [keyOf(model), model]));
    const led = keep
      .modelChanges()
      .filter((change) => change.to === 'champion' && keyOf(change) !== keyOf(of))
      .map((change) => models.get(keyOf(change)))
      .filter((m) => m && m.target === of.target && m.scale === of.scale && m.state !== 'retired');
    return led.findLast((m) => m && productOf(m).problem === '') ?? null;
  };

  const register = (product: FoundProduct, why = 'Found in the folder of models'): KeptModel | null => {
    products.set(keyOf(product), product);
    const known = kept().find((model) => keyOf(model) === keyOf(product));
    if (known) return known;
    if (!product.card || product.problem !== '') return null;
    const at = now();
    const { name, version: v } = product;
    const model: KeptModel = {
      name,
      version: v,
      target: targetOf(product.card),
      scale: product.card.scale ?? null,
      state: 'candidate',
      source: product.shipped ? 'shipped' : (product.card.source ?? 'trained'),
      sha256: product.sha256,
      featuresSha256: product.featuresSha256,
      registeredAt: at,
      changedAt: at,
    };
    const reason = product.shipped ? 'Came with the program' : why;
    keep.registerModel(model, { name, version: v, at, ...fresh, to: 'candidate', by: 'station', reason });
    return model;
  };

  const open = (): void => {
    if (deps.shippedDir !== null) for (const product of findProducts(deps.shippedDir, true)) register(product);
    for (const product of findProducts(deps.ownDir, false)) register(product);
    // The newest shipped version leads where nobody was ever made to.
    const shipped = kept().filter((m) => m.source === 'shipped');
    const newest = shipped.at(-1);
    if (newest && !kept().some((m) => m.target === newest.target && m.scale === newest.scale && m.state === 'champion'))
      keep.changeModels([step(newest, 'champion', 'station', 'Came with the program: bootstrap, approved by nobody here')]);
  };
  try {
    open();
  } catch (problem) {
    // A ledger that takes no entry is told as a state: models that are known go on, new ones wait for a later start.
    if (!(problem instanceof Refusal)) throw problem;
  }

  return {
    list: () => kept().map(present),
    get: (of) => {
      const model = find(of);
      const { card } = productOf(of);
      const scored = keep
        .listScores(of, 200)
        .map(({ noteId: _note, target: _target, scoredAt: _at, ...score }) => score);
      return { model: present(model), card: { ...card }, changes: keep.modelChanges(of), scored };
    },
    report: (of) => readReport(productOf(find(of))),
    promote: (of, reason) => {
      // What cannot lead is refused with its own cause first.
      const approval = deps.approval?.(usable(of)) ?? 'signed';
      if (approval === 'unsigned')
        throw new Refusal('REFUSED', `${titleOf(of)} is not signed "Model approved for the stated use" (MOD_A): sign it first`, 'signature');
      const said = approval === 'set-up' ? `${reason} (set-up, before the first administrator: approved by nobody)` : reason;
      return place(of, 'champion', said);
    },
    shadow: (of, reason) => place(of, 'shadow', reason),
    rollback: (of, reason, by = 'person') => {
      const model = find(of);
      if (model.state !== 'champion')
        throw new Refusal('CONFLICT', `${titleOf(model)} does not lead: there is nothing to roll back`);
      const previous = before(model);
      if (!previous && model.scale === null)
        throw new Refusal('CONFLICT', `No other version ever led for ${useOf(model)}: promote one instead`);
      const steps = [
        step(model, 'candidate', by, reason),
        ...(previous ? [step(previous, 'champion', by, `Returned to: ${reason}`)] : []),
      ];
      const to = previous ? `${titleOf(previous)} leads again` : 'the model for any vessel is used again';
      const kind = by === 'rule' ? 'model-reverted' : 'model-rolled-back';
      take(steps, kind, `${titleOf(model)} gave way for ${useOf(model)}, ${to}: ${reason}`, by === 'rule' ? 'warning' : 'info');
      return present(find(previous ?? of));
    },
    retire: (of, reason) => {
      const model = find(of);
      if (model.state === 'champion')
        throw new Refusal('CONFLICT', `${titleOf(model)} leads: promote another one or roll back first`);
      if (model.state === 'retired') throw new Refusal('CONFLICT', `${titleOf(model)} is retired already`);
      take([step(model, 'retired', 'person', reason)], 'model-retired', `${titleOf(model)} was retired: ${reason}`, 'info');
      return present(find(of));
    },
    rule: () => revertRuleSchema.catch(revertRuleDefault).parse(keep.getSetting(ruleSetting)),
    setRule: (rule) => {
      keep.putSetting(ruleSetting, rule);
      const words = rule.enabled ? `above ${rule.mrePctMax} % over ${rule.leastSamples} samples or more` : 'never';
      events.tell('info', 'model-rule', `A champion gives way by itself ${words}`);
      return rule;
    },
    inUse: () => ({
      version,
      models: kept().flatMap((model): ModelInUse[] => {
        const product = productOf(model);
        if ((model.state !== 'champion' && model.state !== 'shadow') || product.problem !== '') return [];
        const { name, version: v, state, target, sha256, featuresSha256 } = model;
        const scale = vesselScales.find((known) => known === model.scale) ?? null;
        return [{ name, version: v, state, target, scale, folder: product.folder, sha256, featuresSha256 }];
      }),
    }),
    added: (of) => {
      const product = readProduct(join(deps.ownDir, of.name, of.version), of.name, of.version, false);
      const made = product.card?.source === 'imported' ? 'Trees brought in from elsewhere' : 'Trained here';
      const model = register(product, made);
      if (!model) throw new Refusal('REFUSED', `${of.name} ${of.version}: ${product.problem}`);
      version += 1;
      events.tell('info', 'model-registered', `${titleOf(model)} is a candidate for ${useOf(model)} now`);
      return present(model);
    },
    holder,
    bySha256: (start) => kept().find(({ sha256 }) => sha256.startsWith(start)) ?? null,
    before,
    liveSince: (of) => find(of).changedAt,
  };
}

function readReport({ folder, hasReport, name, version }: FoundProduct): TrainingReport {
  if (!hasReport) throw new Refusal('NOT_FOUND', `${name} ${version} has no report of its training`);
  const text = readFileSync(join(folder, 'report.json'), 'utf8');
  const read = trainingReportSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new Refusal('REFUSED', `report.json of ${name} ${version} is damaged`);
  return read.data;
}

function targetOf(card: ModelFileCard): string {
  return card.target ?? card.output.name;
}

function titleOf({ name, version }: ModelRef): string {
  return `${name} ${version}`;
}

/** What a model is used for, in words. */
function useOf({ target, scale }: Pick<KeptModel, 'target' | 'scale'>): string {
  const known = trainingTargetIdSchema.safeParse(target);
  const what = known.success ? trainingTarget(known.data).name : target;
  return scale === null ? `${what} in any vessel` : `${what} in ${scale} vessels`;
}

function keyOf({ name, version }: ModelRef): string {
  return `${name} ${version}`;
}
