import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { field, FieldRecording, FieldStatus, KeptFieldFile } from '../../../shared/contract/field';
import type { Connection } from '../../../shared/model/connection';
import type { DeviceStatus } from '../../../shared/model/device';
import {
  fieldEnding,
  fieldFormat,
  fingerprintOf,
  type ClockEstimate,
  type FieldCalibration,
  type FieldHead,
} from '../../../shared/model/field-file';
import type { ConnectionId, UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import { closeUnfinished } from './close-unfinished';
import { listFieldFiles, lookAt, readPiece, recordingsFolder } from './field-folder';
import { startRecorder, type Recorder } from './recorder';
import { deviceKey, readingKey } from './take-values';

export type StartRecording = z.infer<NonNullable<(typeof field)['start']['~orpc']['inputSchema']>>;

/** What of the station recordings need. */
export interface RecordingsDeps {
  readonly dataDir: string;
  readonly appVersion: string;
  readonly stationId: string;
  readonly computer: string;
  readonly zone: string;
  /** The station's key; null where it cannot be used. */
  readonly key: () => { readonly keyId: string; readonly publicPem: string } | null;
  readonly sign: (bytes: Uint8Array) => string;
  readonly devices: (withHistory: boolean) => readonly DeviceStatus[];
  readonly connection: (id: ConnectionId) => Connection | undefined;
  /** Calibrations in force of the probes of a vessel, by the catalogue tag they measure. */
  readonly calibrations: (unitId: UnitId) => ReadonlyMap<string, FieldCalibration>;
  readonly clockEstimate: { get(): ClockEstimate | null; put(estimate: ClockEstimate): void };
  readonly actor: () => string;
  readonly tell: (severity: 'info' | 'warning' | 'error', kind: string, words: string) => void;
  readonly newId: () => string;
  readonly now: () => number;
  readonly monotonic: () => number;
}

/** Recordings of this computer, one at a time. */
export interface Recordings {
  status(): FieldStatus;
  start(wish: StartRecording): Promise<FieldRecording>;
  finish(): Promise<KeptFieldFile>;
  note(words: string): Promise<void>;
  setClock(plantTime: number, uncertaintyMs: number, how: string): Promise<ClockEstimate>;
  files(): Promise<KeptFieldFile[]>;
  read(file: string, offset: number): Promise<{ bytes: number; piece: Uint8Array<ArrayBuffer> }>;
  /** Resolves when recordings of an earlier start are closed. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

interface Running {
  readonly recorder: Recorder;
  readonly head: Omit<FieldHead, 'n' | 'prev'>;
  readonly file: string;
  readonly timers: readonly NodeJS.Timeout[];
}

/** Devices are looked at this often; their values since the last look are told with their own times. */
const lookMs = 200;
/** What a kill can cost. */
const flushMs = 900;

export function createRecordings(deps: RecordingsDeps): Recordings {
  const folder = recordingsFolder(deps.dataDir);
  let running: Running | null = null;
  let busy = false;
  let recovered: string[] = [];

  const recover = async (): Promise<void> => {
    const key = deps.key();
    if (!key) return;
    recovered = await closeUnfinished({ folder, sign: deps.sign, keyId: key.keyId, now: deps.now });
    for (const words of recovered) deps.tell('warning', 'field-recovered', `Field recording ${words}`);
  };
  const ready = recover().catch((error: unknown) =>
    deps.tell('warning', 'field-recovered', `Field recordings could not be looked through: ${String(error)}`),
  );
  const current = (): Running => {
    if (!running) throw new Refusal('CONFLICT', 'Nothing is being recorded');
    return running;
  };
  const end = async (reason: 'stopped' | 'station-stopped'): Promise<string> => {
    const { recorder, timers, file } = current();
    for (const timer of timers) clearInterval(timer);
    running = null;
    await recorder.end(reason === 'stopped' ? deps.actor() : 'station', reason);
    return join(folder, file);
  };

  return {
    ready,
    status: () => {
      const keyId = deps.key()?.keyId;
      return {
        recording: running && recordingOf(running),
        fingerprint: keyId === undefined ? null : fingerprintOf(keyId),
        stationId: deps.stationId,
        clock: deps.clockEstimate.get(),
        recovered,
      };
    },
    start: async (wish) => {
      await ready;
      if (running || busy) throw new Refusal('CONFLICT', 'A recording goes on: stop it first');
      busy = true;
      try {
        running = await begin(wish, deps, folder);
      } finally {
        busy = false;
      }
      recovered = [];
      deps.tell('info', 'field-recording', `Field recording ${running.head.name} begun: ${running.file}`);
      return recordingOf(running);
    },
    finish: async () => {
      const path = await end('stopped').catch((error: unknown) => {
        throw new Refusal(
          'UNAVAILABLE',
          `The end of the file could not be written (${error instanceof Error ? error.message : String(error)}). What was told as safe is in it; free space on the disk, and the next start closes the file`,
        );
      });
      const kept = await lookAt(path, false);
      deps.tell('info', 'field-recording', `Field recording ${kept.name} ended: ${kept.values ?? 0} values`);
      return kept;
    },
    note: (words) => current().recorder.note(deps.actor(), words),
    setClock: async (plantTime, uncertaintyMs, how) => {
      const at = deps.now();
      const estimate = { offsetMs: Math.round(at - plantTime), uncertaintyMs, how, at };
      deps.clockEstimate.put(estimate);
      await running?.recorder.clock(estimate);
      return estimate;
    },
    files: () => listFieldFiles(folder, running?.file ?? null),
    read: (file, offset) => readPiece(folder, file, offset),
    stop: async () => {
      await ready;
      if (running) await end('station-stopped').catch((error: unknown) => deps.tell('error', 'field-recording', `The field file could not be closed: ${String(error)}`)); // prettier-ignore
    },
  };
}

async function begin(wish: StartRecording, deps: RecordingsDeps, folder: string): Promise<Running> {
  const key = deps.key();
  if (!key)
    throw new Refusal(
      'UNAVAILABLE',
      'The signing key of this station cannot be used: see Audit. Nothing is recorded that could not be signed',
    );
  const head = headOf(wish, deps, key);
  const chosen = new Map(head.channels.map(({ key: name }, index) => [name, index]));
  const file = fileName(wish.name, head.startedAt, head.recordingId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const recorder = await startRecorder({
    path: join(folder, file),
    head,
    chosen,
    sign: deps.sign,
    devices: () => deps.devices(true),
    now: deps.now,
    monotonic: deps.monotonic,
  });
  if (wish.note.trim() !== '') await recorder.note(head.by, wish.note.trim());
  const timers = [
    setInterval(() => recorder.look(), lookMs),
    setInterval(() => void recorder.flush(), flushMs),
  ];
  return { recorder, head, file, timers };
}

function headOf(
  { name, unitId, readings }: StartRecording,
  deps: RecordingsDeps,
  key: { readonly keyId: string; readonly publicPem: string },
): Omit<FieldHead, 'n' | 'prev'> {
  const devices = new Map(deps.devices(false).map((device) => [deviceKey(device), device]));
  const calibrations = unitId === null ? new Map<string, FieldCalibration>() : deps.calibrations(unitId);
  const once = new Map(readings.map((one) => [`${one.connectionId}/${one.device}/${one.reading}`, one]));
  const channels = [...once.values()].map((wanted) => {
    const device = devices.get(`${wanted.connectionId}/${wanted.device}`);
    const value = device?.values.find(({ reading }) => reading === wanted.reading);
    if (!device || !value)
      throw new Refusal(
        'NOT_FOUND',
        `${wanted.reading} of device ${wanted.device} is not there any more: look again what is connected`,
        'readings',
      );
    return {
      key: readingKey(device, value.reading),
      device: deviceKey(device),
      reading: value.reading,
      words: value.words,
      unit: value.unit,
      tag: wanted.tag,
      unitId: unitId ?? device.unitId,
      calibration: calibrations.get(wanted.tag) ?? null,
    };
  });
  const used = new Set(channels.map(({ device }) => device));
  return {
    kind: 'head',
    format: fieldFormat,
    version: 1,
    recordingId: deps.newId(),
    name,
    stationId: deps.stationId,
    computer: deps.computer,
    appVersion: deps.appVersion,
    by: deps.actor(),
    zone: deps.zone,
    startedAt: deps.now(),
    key: { keyId: key.keyId, publicPem: key.publicPem },
    clock: deps.clockEstimate.get(),
    devices: [...devices.values()]
      .filter((device) => used.has(deviceKey(device)))
      .map((device) => ({
        key: deviceKey(device),
        driver: device.driverId,
        driverWords: device.driverWords,
        identity: device.identity,
        connection: plainOf(deps.connection(device.connectionId)),
      })),
    channels,
  };
}

/** Configuration as JSON; secrets are never part of a connection. */
function plainOf(connection: Connection | undefined): FieldHead['devices'][number]['connection'] {
  return connection === undefined ? {} : JSON.parse(JSON.stringify(connection));
}

function fileName(name: string, startedAt: number, id: string): string {
  const plain = name
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const time = new Date(startedAt).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  return `${plain === '' ? 'recording' : plain}-${time}-${id.slice(0, 8)}${fieldEnding}`;
}

function recordingOf({ recorder, head, file }: Running): FieldRecording {
  const { values, bytes, waiting, safeTo, trouble, newest } = recorder.state();
  const { recordingId, name, by, startedAt } = head;
  const channels = head.channels.map(({ device, reading, words, unit, tag, calibration }, index) => ({
    device,
    reading,
    words,
    unit,
    tag,
    calibration,
    newest: newest[index] ?? 0,
  }));
  return { recordingId, file, name, by, startedAt, values, bytes, waiting, safeTo, trouble, channels };
}
