import type { ModelsKeep } from '../record/models/models-keep';
import type { SignableKind } from './signable';

/**
 * Models as the signing room signs them, by `name@version`: exactly these hashes, for the target they were made for.
 * A signature changes no state; who promotes asks for it beside.
 */
export function signableModel(keep: Pick<ModelsKeep, 'listModels'>): SignableKind {
  return {
    type: 'model',
    find: (id, version) => {
      const found = keep.listModels().find((model) => `${model.name}@${model.version}` === id);
      // The hashes are the version: another file is another model.
      if (!found || (version !== undefined && version !== 1)) return undefined;
      const { name, version: release, target, scale, source, sha256, featuresSha256 } = found;
      return {
        version: 1,
        content: { name, version: release, target, scale, source, sha256, featuresSha256 },
        unitId: null,
        people: [],
        open: found.state === 'retired' ? [] : ['MOD_A'],
        procedure: null,
        title: `Model ${name} ${release}`,
        conditions: [`It is ${found.state} now`],
      };
    },
    signed: () => undefined,
  };
}
