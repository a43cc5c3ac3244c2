import type { DeviceScanPlan, DriverCard, SerialPortInfo } from '../../../shared/model/device';

/** How much is asked: the bus ids that makers set and the first few, or every one. */
export type ScanDepth = 'quick' | 'thorough';

const firstIds = [1, 2, 3];
const lastId = 247;

/** What a scan asks: every free port, and the hosts given. */
export function scanPlanOf(
  depth: ScanDepth,
  ports: readonly Pick<SerialPortInfo, 'path' | 'usedBy'>[],
  cards: readonly Pick<DriverCard, 'busId' | 'bauds'>[],
  hosts: DeviceScanPlan['hosts'],
): DeviceScanPlan {
  const makers = cards.flatMap(({ busId }) => (busId === null || busId > lastId ? [] : [busId]));
  const all = Array.from({ length: lastId }, (_, index) => index + 1);
  const bauds = depth === 'quick' ? [9600, 19_200] : [9600, 19_200, 38_400, 57_600, 115_200, 4800, 2400];
  return {
    ports: ports.filter(({ usedBy }) => usedBy === null).map(({ path }) => path),
    bauds,
    busIds: [...new Set([...makers, ...(depth === 'quick' ? firstIds : all)])].slice(0, lastId),
    hosts,
  };
}

/** `10.0.0.5`, `10.0.0.5:1502`, several with commas; null where it is none of that. */
export function hostsOf(text: string): DeviceScanPlan['hosts'] | null {
  const parts = text
    .split(/[,\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const hosts = parts.map((part) => {
    const [, host = '', port = '502'] = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(part) ?? [];
    return { host, port: Number(port) };
  });
  return hosts.every(({ host, port }) => host !== '' && port >= 1 && port <= 65_535) ? hosts : null;
}
