import { connectionSchema, type DeviceConnection } from '../../../../shared/model/connection';
import { isDevices } from '../../../../shared/model/connection';
import type { AnalogSignal } from '../../../../shared/model/device-connection';
import { tr } from '../../../strings/translate';

/** What one device feeds, while it is being typed. */
export interface FeedDraft {
  readonly unitId: string;
  readonly feeds: Readonly<Record<string, string>>;
  readonly serialNumber: string;
}

export interface BusDeviceDraft extends FeedDraft {
  readonly busId: number | '';
  readonly map: string;
  readonly swapWords: boolean;
}

export interface InputDraft {
  readonly channel: number | '';
  readonly signal: AnalogSignal;
  readonly low: number | '';
  readonly high: number | '';
  readonly unit: string;
  readonly words: string;
}

/** A connection to devices while it is being typed; it holds the fields of every kind, so that changing it loses none. */
export interface DeviceDraft extends FeedDraft {
  readonly kind: DeviceConnection['kind'];
  readonly name: string;
  readonly enabled: boolean;
  readonly path: string;
  readonly usbSerial: string;
  readonly baud: number | '';
  /** As `8N1`. */
  readonly format: string;
  readonly host: string;
  readonly port: number | '';
  readonly intervalMs: number | '';
  readonly timeoutMs: number | '';
  readonly driver: string;
  readonly address: string;
  readonly inputs: readonly InputDraft[];
  readonly rule: 'pattern' | 'json';
  readonly pattern: string;
  readonly ask: string;
  readonly devices: readonly BusDeviceDraft[];
}

/** First message of every field, by its path as in `line.path` or `devices.0.busId`. */
export type DeviceErrors = Readonly<Record<string, string>>;

export const formats = ['8N1', '8E1', '8O1', '8N2', '7E1', '7O1'] as const;

export const emptyBusDevice: BusDeviceDraft = {
  busId: 1,
  map: '',
  swapWords: false,
  unitId: '',
  feeds: {},
  serialNumber: '',
};

/** What a new connection of a kind starts from. */
export function emptyDeviceDraft(kind: DeviceConnection['kind']): DeviceDraft {
  return {
    kind,
    name: '',
    enabled: true,
    path: '',
    usbSerial: '',
    baud: 9600,
    format: '8N1',
    host: '',
    port: 502,
    intervalMs: 1000,
    timeoutMs: 500,
    driver: '',
    address: '',
    inputs: [],
    rule: 'pattern',
    pattern: '',
    ask: '',
    devices: [emptyBusDevice],
    unitId: '',
    feeds: {},
    serialNumber: '',
  };
}

/** A stored connection as a draft. */
export function deviceDraftOf(connection: DeviceConnection): DeviceDraft {
  const empty = emptyDeviceDraft(connection.kind);
  const { name, enabled, intervalMs, timeoutMs } = connection;
  const base: DeviceDraft = { ...empty, name, enabled, intervalMs, timeoutMs };
  const line = 'line' in connection ? lineOf(connection.line) : {};
  switch (connection.kind) {
    case 'serial': {
      const { driver, address, inputs } = connection;
      return { ...base, ...line, ...feedOf(connection), driver, address, inputs };
    }
    case 'line': {
      const { rule, ask } = connection;
      const pattern = rule.kind === 'pattern' ? rule.pattern : '';
      return { ...base, ...line, ...feedOf(connection), rule: rule.kind, pattern, ask };
    }
    case 'modbus-rtu':
      return { ...base, ...line, devices: connection.devices.map(busDeviceOf) };
    case 'modbus-tcp':
  }
  const { host, port, devices } = connection;
  return { ...base, host, port, devices: devices.map(busDeviceOf) };
}

function lineOf(line: Extract<DeviceConnection, { kind: 'serial' }>['line']): Partial<DeviceDraft> {
  const { path, usbSerial, baud, dataBits, parity, stopBits } = line;
  return { path, usbSerial, baud, format: `${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}` };
}

function feedOf({
  unitId,
  feeds,
  serialNumber,
}: Omit<FeedDraft, 'unitId'> & { readonly unitId: string | null }) {
  return { unitId: unitId ?? '', feeds, serialNumber };
}

function busDeviceOf(
  device: Extract<DeviceConnection, { kind: 'modbus-tcp' }>['devices'][number],
): BusDeviceDraft {
  const { busId, map, swapWords } = device;
  return { busId, map, swapWords, ...feedOf(device) };
}

/** The draft as the station takes it, or what is wrong with which field, in the words of the shared schema. */
export function checkDeviceDraft(
  id: string,
  draft: DeviceDraft,
): { readonly connection: DeviceConnection } | { readonly errors: DeviceErrors } {
  const parsed = connectionSchema.safeParse({ id, ...shapeOf(draft) });
  if (!parsed.success) {
    const errors: Record<string, string> = {};
    for (const { path, message } of parsed.error.issues) errors[path.join('.')] ??= message;
    return { errors };
  }
  return isDevices(parsed.data) ? { connection: parsed.data } : { errors: { kind: tr('Choose a kind') } };
}

const parities = { N: 'none', E: 'even', O: 'odd' } as const;

function shapeOf(draft: DeviceDraft): object {
  const { kind, enabled, intervalMs, timeoutMs, format } = draft;
  const parity = parities[format.charAt(1) as keyof typeof parities];
  const base = { kind, name: draft.name.trim(), enabled, intervalMs, timeoutMs };
  const line = {
    path: draft.path.trim(),
    usbSerial: draft.usbSerial,
    baud: draft.baud,
    dataBits: Number(format.charAt(0)),
    parity,
    stopBits: Number(format.charAt(2)),
  };
  const devices = draft.devices.map((device) => ({ ...device, ...feedShape(device) }));
  switch (kind) {
    case 'serial':
      return {
        ...base,
        line,
        driver: draft.driver,
        address: draft.address.trim(),
        inputs: draft.inputs,
        ...feedShape(draft),
      };
    case 'line': {
      const rule = draft.rule === 'json' ? { kind: 'json' } : { kind: 'pattern', pattern: draft.pattern };
      return { ...base, line, rule, ask: draft.ask, ...feedShape(draft) };
    }
    case 'modbus-rtu':
      return { ...base, line, devices };
    case 'modbus-tcp':
  }
  return { ...base, host: draft.host.trim(), port: draft.port, devices };
}

/** Readings that feed nothing are left out. */
function feedShape({ unitId, feeds, serialNumber }: FeedDraft): object {
  return {
    unitId: unitId === '' ? null : unitId,
    feeds: Object.fromEntries(Object.entries(feeds).filter(([, tag]) => tag !== '')),
    serialNumber: serialNumber.trim(),
  };
}
