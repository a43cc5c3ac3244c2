import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly screen: 'overview'; readonly query: URLSearchParams }
  | { readonly screen: 'unit'; readonly unitId: string; readonly query: URLSearchParams }
  | { readonly screen: 'batches'; readonly part: 'list' | 'import'; readonly query: URLSearchParams }
  | { readonly screen: 'compare'; readonly part: ComparePart; readonly query: URLSearchParams }
  | { readonly screen: 'batch-card'; readonly batchId: string; readonly query: URLSearchParams }
  | { readonly screen: 'batch'; readonly batchId: string; readonly query: URLSearchParams }
  | { readonly screen: 'connections'; readonly connectionId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'simulator'; readonly unitId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'availability'; readonly unitId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'data'; readonly part: 'export' | 'import'; readonly query: URLSearchParams }
  | { readonly screen: 'models'; readonly model: ModelPlace | null; readonly query: URLSearchParams }
  | { readonly screen: 'report'; readonly model: ModelPlace; readonly query: URLSearchParams }
  | { readonly screen: 'train'; readonly jobId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'quality'; readonly itemId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'calibration'; readonly runId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'alarms'; readonly part: AlarmPart; readonly query: URLSearchParams }
  | { readonly screen: 'system'; readonly query: URLSearchParams }
  | { readonly screen: 'workspace'; readonly layoutId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'audit'; readonly query: URLSearchParams }
  | { readonly screen: 'handbook'; readonly pageId: string | null; readonly query: URLSearchParams }
  | { readonly screen: 'shift'; readonly query: URLSearchParams }
  | { readonly screen: 'people'; readonly query: URLSearchParams }
  | { readonly screen: 'field'; readonly part: 'vessel' | 'merge'; readonly query: URLSearchParams }
  | {
      readonly screen: 'records';
      readonly batchId: string | null;
      readonly part: 'records' | 'timeline';
      readonly query: URLSearchParams;
    }
  | { readonly screen: 'batch-record'; readonly batchId: string; readonly query: URLSearchParams }
  | { readonly screen: 'unknown'; readonly path: string; readonly query: URLSearchParams };

/** What of a comparison of batches is shown. */
export const compareParts = ['overlay', 'golden', 'variation'] as const;
export type ComparePart = (typeof compareParts)[number];

/** What of the alarms is shown. */
export const alarmParts = ['standing', 'held', 'journal', 'figures', 'list'] as const;
export type AlarmPart = (typeof alarmParts)[number];

/** One version of a model, by its address. */
export interface ModelPlace {
  readonly name: string;
  readonly version: string;
}

/** Reads a location hash such as `#/unit/R-101?range=4h`. An address we do not know is `unknown`, never an exception. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [first, second, ...rest] = path.split('/').filter(Boolean).map(decode);
  const [third] = rest;
  if (
    (first === 'models' || first === 'report') &&
    second !== undefined &&
    third !== undefined &&
    rest.length === 1
  )
    return { screen: first, model: { name: second, version: third }, query };
  if (first === 'records' && (rest.length === 0 || (rest.length === 1 && third === 'timeline')))
    return {
      screen: 'records',
      batchId: second ?? null,
      part: third === undefined ? 'records' : 'timeline',
      query,
    };
  if (rest.length > 0) return { screen: 'unknown', path, query };
  if (first === undefined) return { screen: 'overview', query };
  if (first === 'unit' && second !== undefined) return { screen: 'unit', unitId: second, query };
  if (first === 'batches' && second === undefined) return { screen: 'batches', part: 'list', query };
  if (first === 'batches' && second === 'import') return { screen: 'batches', part: 'import', query };
  const compared = compareParts.find((name) => name === (second ?? 'overlay'));
  if (first === 'compare' && compared !== undefined) return { screen: 'compare', part: compared, query };
  if (first === 'batch-card' && second !== undefined) return { screen: 'batch-card', batchId: second, query };
  if (first === 'batch' && second !== undefined) return { screen: 'batch', batchId: second, query };
  if (first === 'batch-record' && second !== undefined)
    return { screen: 'batch-record', batchId: second, query };
  if (first === 'connections') return { screen: 'connections', connectionId: second ?? null, query };
  if (first === 'simulator') return { screen: 'simulator', unitId: second ?? null, query };
  if (first === 'availability') return { screen: 'availability', unitId: second ?? null, query };
  if (first === 'data' && second === undefined) return { screen: 'data', part: 'export', query };
  if (first === 'data' && second === 'import') return { screen: 'data', part: 'import', query };
  if (first === 'models' && second === undefined) return { screen: 'models', model: null, query };
  if (first === 'train') return { screen: 'train', jobId: second ?? null, query };
  if (first === 'workspace') return { screen: 'workspace', layoutId: second ?? null, query };
  if (first === 'calibration') return { screen: 'calibration', runId: second ?? null, query };
  if (first === 'quality') return { screen: 'quality', itemId: second ?? null, query };
  if (first === 'people' && second === undefined) return { screen: 'people', query };
  if (first === 'field' && second === undefined) return { screen: 'field', part: 'vessel', query };
  if (first === 'field' && second === 'merge') return { screen: 'field', part: 'merge', query };
  const part = alarmParts.find((name) => name === (second ?? 'standing'));
  if (first === 'alarms' && part !== undefined) return { screen: 'alarms', part, query };
  if (first === 'system' && second === undefined) return { screen: 'system', query };
  if (first === 'audit' && second === undefined) return { screen: 'audit', query };
  if (first === 'handbook') return { screen: 'handbook', pageId: second ?? null, query };
  if (first === 'shift' && second === undefined) return { screen: 'shift', query };
  return { screen: 'unknown', path, query };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const overviewPath = '#/';
export const batchesPath = '#/batches';
export const importPath = '#/batches/import';
/** Batches beside one another. */
export const comparePath = (part: ComparePart = 'overlay', batchIds: readonly string[] = []): string =>
  batchIds.length === 0
    ? `#/compare/${part}`
    : `#/compare/${part}?batches=${batchIds.map(encodeURIComponent).join(',')}`;
/** The report card of a batch, for paper. */
export const batchCardPath = (id: string): string => `#/batch-card/${encodeURIComponent(id)}`;
export const batchPath = (id: string): string => `#/batch/${encodeURIComponent(id)}`;
/** The record of a batch: review, print, release. */
export const batchRecordPath = (id: string): string => `#/batch-record/${encodeURIComponent(id)}`;
export const connectionsPath = '#/connections';
export const simulatorPath = '#/simulator';
export const availabilityPath = (unitId?: string): string =>
  unitId === undefined ? '#/availability' : `#/availability/${encodeURIComponent(unitId)}`;
export const dataPath = '#/data';
export const importTablePath = '#/data/import';
export const modelsPath = '#/models';
export const trainPath = '#/train';
export const jobPath = (id: string): string => `#/train/${encodeURIComponent(id)}`;
const versionPath = ({ name, version }: ModelPlace): string =>
  `${encodeURIComponent(name)}/${encodeURIComponent(version)}`;
export const modelPath = (model: ModelPlace): string => `#/models/${versionPath(model)}`;
export const reportPath = (model: ModelPlace): string => `#/report/${versionPath(model)}`;
export const workspacePath = (id?: string): string =>
  id === undefined ? '#/workspace' : `#/workspace/${encodeURIComponent(id)}`;
/** All probes, one of them by its key, or a calibration being made; `new` begins one. */
export const calibrationPath = (runId?: string, probe?: string): string =>
  runId === undefined
    ? `#/calibration${probe === undefined ? '' : `?probe=${encodeURIComponent(probe)}`}`
    : `#/calibration/${encodeURIComponent(runId)}`;
export const qualityPath = '#/quality';
export const qualityItemPath = (id: string): string => `#/quality/${encodeURIComponent(id)}`;
export const alarmsPath = (part: AlarmPart = 'standing'): string =>
  part === 'standing' ? '#/alarms' : `#/alarms/${part}`;
/** The standing alarms, with one of them pointed at. */
export const alarmPath = (unitId: string, alarmId: string): string =>
  `${alarmsPath()}?alarm=${encodeURIComponent(`${unitId}/${alarmId}`)}`;
export const systemPath = '#/system';
export const auditPath = '#/audit';
export const handbookPath = (pageId?: string): string =>
  pageId === undefined ? '#/handbook' : `#/handbook/${encodeURIComponent(pageId)}`;
export const shiftPath = '#/shift';
export const peoplePath = '#/people';
/** The laptop at the vessel. */
export const fieldPath = '#/field';
/** A field file into this station; one on its disk where it is named. */
export const fieldMergePath = (path?: string): string =>
  path === undefined ? '#/field/merge' : `#/field/merge?path=${encodeURIComponent(path)}`;
export const recordsPath = (batchId?: string): string =>
  batchId === undefined ? '#/records' : `#/records/${encodeURIComponent(batchId)}`;
/** The plan of a new batch; on a unit where one is named. */
export const planPath = (unitId?: string): string => `#/records?plan=${encodeURIComponent(unitId ?? '')}`;
export const timelinePath = (batchId: string): string => `${recordsPath(batchId)}/timeline`;
export const simulatedUnitPath = (id: string): string => `#/simulator/${encodeURIComponent(id)}`;
export const unitPath = (id: string): string => `#/unit/${encodeURIComponent(id)}`;
export const connectionPath = (id: string): string => `#/connections/${encodeURIComponent(id)}`;

/** Goes to a screen; the browser's own back and forward keep working. */
export function navigate(path: string): void {
  window.location.hash = path.startsWith('#') ? path : `#${path}`;
}

let current = { hash: '', route: parseRoute('') };

/** One route object per hash, as an external store asks for. */
function snapshot(): Route {
  if (window.location.hash !== current.hash) {
    current = { hash: window.location.hash, route: parseRoute(window.location.hash) };
  }
  return current.route;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The screen the address names. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, snapshot);
}
