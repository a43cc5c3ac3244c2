import type { DeviceScan, DeviceScanPlan, FoundDevice } from '../../src/shared/model/device';
import type { DeviceMap } from './device-map';
import { scanBus } from '../modbus/scan-bus';
import { openTcpMaster } from '../modbus/tcp-master';
import { socketWords } from '../modbus/socket-words';
import { createRtuMaster } from '../modbus/rtu-master';
import { openSerialPipe, PortProblem } from '../serial/serial-pipe';
import { listPorts } from '../serial/list-ports';
import { scanLine } from '../serial/scan-line';
import { serialDrivers } from '../serial/serial-drivers';

export interface ScanDeps {
  readonly id: string;
  readonly plan: DeviceScanPlan;
  readonly maps: readonly DeviceMap[];
  readonly taken: Readonly<Record<string, string>>;
  readonly say: (scan: DeviceScan) => void;
  readonly now: () => number;
}

/** What a scan of one line is given: it counts its questions, and says what it found. */
export interface ScanStep {
  readonly asked: () => void;
  readonly doing: (words: string) => void;
  readonly found: (device: Omit<FoundDevice, 'key'>) => void;
}

const [rtuTimeoutMs, tcpTimeoutMs] = [120, 400];

/** Looks for devices, one line after the other, asking only questions. Always ends with a scan that tells how. */
export async function scanDevices(deps: ScanDeps, signal: AbortSignal): Promise<void> {
  const { plan, maps, say, now } = deps;
  const drivers = serialDrivers.filter(({ id }) => plan.drivers?.includes(id) ?? true);
  const found: FoundDevice[] = [];
  const problems: DeviceScan['problems'] = [];
  const perBaud = (baud: number): number =>
    plan.busIds.length +
    drivers.filter(({ bauds }) => bauds.includes(baud)).flatMap(({ addresses }) => addresses).length;
  const total =
    plan.ports.length * plan.bauds.reduce((sum, baud) => sum + perBaud(baud), 0) +
    plan.hosts.length * Math.max(1, plan.busIds.length);
  let scan: DeviceScan = {
    id: deps.id,
    state: 'running',
    startedAt: now(),
    endedAt: null,
    done: 0,
    total,
    words: 'Beginning',
    found,
    problems,
  };
  let saidAt = 0;
  const tell = (part: Partial<DeviceScan>, always = true): void => {
    scan = { ...scan, ...part };
    if (!always && now() - saidAt < 200) return;
    saidAt = now();
    say(scan);
  };
  const step: ScanStep = {
    asked: () => tell({ done: Math.min(total, scan.done + 1) }, false),
    doing: (words) => tell({ words }),
    found: (device) => {
      found.push({ ...device, key: `${deps.id}-${found.length + 1}` });
      tell({ found: [...found] });
    },
  };
  const trouble = (where: string, words: string): void => {
    problems.push({ where, words });
    tell({ problems: [...problems] });
  };
  const { ports } = await listPorts();
  for (const path of plan.ports) {
    if (signal.aborted) break;
    const before = scan.done;
    const holder = deps.taken[path];
    if (holder !== undefined) trouble(path, `The connection ${holder} reads this port already.`);
    else
      await scanPort(
        path,
        ports.find((port) => port.path === path)?.serialNumber ?? '',
        drivers,
        deps,
        step,
        trouble,
        signal,
      );
    tell({ done: before + plan.bauds.reduce((sum, baud) => sum + perBaud(baud), 0) });
  }
  for (const { host, port } of plan.hosts) {
    if (signal.aborted) break;
    step.doing(`${host}:${port}`);
    try {
      const master = await openTcpMaster({ host, port, timeoutMs: tcpTimeoutMs }, signal);
      const busIds = plan.busIds.length > 0 ? plan.busIds : [1, 255];
      await scanBus(
        master,
        busIds,
        maps,
        (busId) => ({ kind: 'modbus-tcp', host, port, busId }),
        step,
        signal,
      );
      master.close();
    } catch (problem) {
      if (!signal.aborted) trouble(`${host}:${port}`, socketWords(problem, { host, port }));
    }
  }
  const state = signal.aborted ? 'cancelled' : 'done';
  const count = `${found.length} ${found.length === 1 ? 'device' : 'devices'} found`;
  tell({
    state,
    endedAt: now(),
    ...(signal.aborted ? {} : { done: total }),
    words: signal.aborted ? `Stopped; ${count}` : count,
  });
}

async function scanPort(
  path: string,
  usbSerial: string,
  drivers: typeof serialDrivers,
  { plan, maps }: ScanDeps,
  step: ScanStep,
  trouble: (where: string, words: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const baud of plan.bauds) {
    if (signal.aborted) return;
    step.doing(`${path} at ${baud} baud`);
    const line = { path, usbSerial, baud, dataBits: 8, parity: 'none', stopBits: 1 } as const;
    try {
      const pipe = await openSerialPipe(line, signal);
      const heardSure = await scanLine(
        pipe,
        line,
        drivers.filter(({ bauds }) => bauds.includes(baud)),
        step,
        signal,
      );
      // A device that talks lines is alone on its port.
      if (!heardSure && plan.busIds.length > 0)
        await scanBus(
          createRtuMaster(pipe, baud, rtuTimeoutMs),
          plan.busIds,
          maps,
          (busId) => ({ kind: 'modbus-rtu', line, busId }),
          step,
          signal,
        );
      pipe.close();
      await pipe.closed;
      if (heardSure) return;
    } catch (problem) {
      if (signal.aborted) return;
      trouble(path, problem instanceof PortProblem ? problem.words : String(problem));
      return;
    }
  }
}
