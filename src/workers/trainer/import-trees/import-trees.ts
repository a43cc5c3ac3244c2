import { checkTreeModel } from '../boosting/tree-model';
import { importLightgbm } from './import-lightgbm';
import { importXgboost } from './import-xgboost';
import { refuseModel, type ImportedTrees } from './imported-trees';
import { readUbjson } from './read-ubjson';

/**
 * Imports a file of XGBoost (JSON, UBJSON) or LightGBM (text), told apart by its first bytes.
 * @throws Refusal naming what is unknown, missing or cut off
 */
export function importTrees(bytes: Uint8Array): ImportedTrees {
  const imported = read(bytes);
  try {
    checkTreeModel(imported.model);
  } catch (error) {
    throw refuseModel(imported.source.program, error instanceof Error ? error.message : String(error));
  }
  return imported;
}

function read(bytes: Uint8Array): ImportedTrees {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  if (/^tree\r?\n/.test(start)) return importLightgbm(new TextDecoder().decode(bytes));
  if (/^\s*\{\s*"/.test(start)) return importXgboost(readJson(bytes));
  if (start.startsWith('{')) return importXgboost(readBinary(bytes));
  if (start.startsWith('binf'))
    throw refuseModel('XGBoost', 'it is in the old binary form; save it as .json or .ubj');
  throw refuseModel('tree', 'it is neither LightGBM text nor XGBoost JSON or UBJ');
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(withoutNan(new TextDecoder().decode(bytes)));
  } catch {
    throw refuseModel('XGBoost', 'the JSON is cut off or damaged');
  }
}

/** XGBoost writes NaN and Infinity, which JSON does not know, where a category split has no threshold. */
function withoutNan(text: string): string {
  if (!/[[:,]-?(?:NaN|Infinity)/.test(text)) return text;
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g, (token) =>
    token.startsWith('"') ? token : 'null',
  );
}

function readBinary(bytes: Uint8Array): unknown {
  try {
    return readUbjson(bytes);
  } catch (error) {
    throw refuseModel('XGBoost', error instanceof Error ? error.message : String(error));
  }
}
