import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  featureListText,
  modelFileCardSchema,
  type ModelFileCard,
} from '../../../shared/model/model-file-card';
import { modelNameSchema, modelVersionSchema } from '../../../shared/model/training-plan';

/** The folder of one version of a model, as found on the disk. */
export interface FoundProduct {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly shipped: boolean;
  readonly card: ModelFileCard | null;
  readonly sha256: string;
  readonly featuresSha256: string;
  readonly hasReport: boolean;
  /** What is wrong with its files; empty where nothing is. */
  readonly problem: string;
}

/** Every version below a folder of models; what is being written has another name and is not seen. */
export function findProducts(modelsDir: string, shipped: boolean): FoundProduct[] {
  return namesIn(modelsDir, modelNameSchema).flatMap((name) =>
    namesIn(join(modelsDir, name), modelVersionSchema).map((version) =>
      readProduct(join(modelsDir, name, version), name, version, shipped),
    ),
  );
}

/** Reads card and hash of one version; never throws. */
export function readProduct(folder: string, name: string, version: string, shipped: boolean): FoundProduct {
  const found = { name, version, folder, shipped };
  const card = cardIn(folder);
  const sha256 = hashOf(join(folder, 'model.onnx'));
  const problem = problemOf(card, sha256, name, version);
  return {
    ...found,
    card,
    sha256: card?.sha256 ?? sha256 ?? '',
    featuresSha256: card ? sha256Of(featureListText(card.features)) : '',
    hasReport: isFile(join(folder, 'report.json')),
    problem,
  };
}

function problemOf(card: ModelFileCard | null, sha256: string | null, name: string, version: string): string {
  if (!card) return 'card.json is missing or no model card';
  if (card.name !== name || card.version !== version)
    return `The card is of ${card.name} ${card.version}: the folder was renamed`;
  if (sha256 === null) return 'model.onnx is missing';
  return sha256 === card.sha256 ? '' : 'model.onnx is not the file that its card describes';
}

function cardIn(folder: string): ModelFileCard | null {
  try {
    return modelFileCardSchema.parse(JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')));
  } catch {
    return null;
  }
}

function namesIn(folder: string, schema: typeof modelNameSchema): string[] {
  try {
    return readdirSync(folder).filter((name) => schema.safeParse(name).success);
  } catch {
    return [];
  }
}

function hashOf(path: string): string | null {
  try {
    return sha256Of(readFileSync(path));
  } catch {
    return null;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function sha256Of(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
