import { connectionSchema, type Connection } from '../../../shared/model/connection';
import type { FoundDevice } from '../../../shared/model/device';
import { Refusal } from '../../../shared/model/refusal';
import type { UseDevice } from './devices-room';

/**
 * The connection that reads a found device: a new one, or the one that serves its bus already.
 * @throws Refusal where nobody knows how to read it, or two devices would feed one channel
 */
export function connectionFor(
  found: FoundDevice,
  { name, unitId, feeds, intervalMs }: UseDevice,
  connections: readonly Connection[],
): Connection {
  if (found.driverId === '')
    throw new Refusal(
      'REFUSED',
      'No register map fits this device: put one into the data folder first',
      'key',
    );
  const { place, driverId, identity } = found;
  const proposed = Object.fromEntries(
    found.readings.filter(({ tag }) => tag !== '').map(({ reading, tag }) => [reading, tag]),
  );
  const feed = { unitId, feeds: feeds ?? proposed, serialNumber: identity.serialNumber };
  const base = { id: freeId(name, connections), name, enabled: true, intervalMs };
  if (place.kind === 'serial')
    return made({
      ...base,
      kind: 'serial',
      line: place.line,
      driver: driverId,
      address: place.address,
      ...feed,
    });
  const device = { busId: place.busId, map: driverId, swapWords: found.swapWords ?? false, ...feed };
  const bus = connections.find((one) => servesBus(one, place));
  if (bus && 'devices' in bus) {
    if (bus.devices.some(({ busId }) => busId === place.busId))
      throw new Refusal('CONFLICT', `${bus.name} reads bus id ${place.busId} already`, 'key');
    return made({ ...bus, devices: [...bus.devices, device] });
  }
  if (place.kind === 'modbus-tcp')
    return made({ ...base, kind: 'modbus-tcp', host: place.host, port: place.port, devices: [device] });
  return made({ ...base, kind: 'modbus-rtu', line: place.line, devices: [device] });
}

function servesBus(one: Connection, place: FoundDevice['place']): boolean {
  if (place.kind === 'modbus-tcp')
    return one.kind === 'modbus-tcp' && one.host === place.host && one.port === place.port;
  return one.kind === 'modbus-rtu' && one.line.path === place.line.path;
}

function made(given: unknown): Connection {
  const parsed = connectionSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refusal('REFUSED', parsed.error.issues[0]?.message ?? 'This cannot be a connection', 'name');
}

function freeId(name: string, connections: readonly Connection[]): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  const base = slug === '' || slug === 'new' ? 'device' : slug;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!connections.some((one) => one.id === id)) return id;
  }
}
