import type { DeviceStatus, DeviceValue } from '../../../shared/model/device';
import type { ConnectionId } from '../../../shared/model/identity';

/** What devices said last, with the newest two minutes of their numbers. */
export interface DeviceStatuses {
  take(id: ConnectionId, statuses: readonly DeviceStatus[]): void;
  /** Nobody reads them now. */
  gone(id: ConnectionId, words: string): void;
  /** Connections that are no more. */
  keepOnly(ids: ReadonlySet<ConnectionId>): void;
  list(id: ConnectionId | null, withHistory: boolean): DeviceStatus[];
}

const historyMs = 120_000;
const mostPoints = 240;
/** Fewer say nothing about noise. */
const fewestForNoise = 10;

type Points = DeviceValue['recent'];

export function createDeviceStatuses(now: () => number): DeviceStatuses {
  const known = new Map<ConnectionId, readonly DeviceStatus[]>();
  const recent = new Map<string, Points>();
  const keyOf = ({ connectionId, device }: DeviceStatus, reading: string): string =>
    `${connectionId}\0${device}\0${reading}`;
  const note = (status: DeviceStatus): void => {
    for (const { reading, at, value } of status.values) {
      if (at === null) continue;
      const key = keyOf(status, reading);
      const points = recent.get(key) ?? [];
      recent.set(key, points);
      if (points.at(-1)?.[0] === at) continue;
      points.push([at, value]);
      while (points.length > mostPoints || (points[0]?.[0] ?? at) < at - historyMs) points.shift();
    }
  };
  return {
    take: (id, statuses) => {
      known.set(id, statuses);
      statuses.forEach(note);
    },
    gone: (id, words) => {
      const last = known.get(id) ?? [];
      const since = now();
      // Without words it was switched off on purpose: nothing is wrong with its devices.
      if (words === '') known.delete(id);
      else
        known.set(
          id,
          last.map((status) => ({ ...status, state: 'failure', since, words })),
        );
    },
    keepOnly: (ids) => {
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
      for (const key of recent.keys())
        if (!ids.has(key.split('\0', 1)[0] as ConnectionId)) recent.delete(key);
    },
    list: (id, withHistory) =>
      (id === null ? [...known.values()].flat() : (known.get(id) ?? [])).map((status) =>
        withHistory
          ? {
              ...status,
              values: status.values.map((value) => {
                const points = recent.get(keyOf(status, value.reading)) ?? [];
                return { ...value, recent: [...points], noise: noiseOf(points) };
              }),
            }
          : status,
      ),
  };
}

/** Standard deviation around the straight line through the points (least squares); null for too few. */
export function noiseOf(points: Points): number | null {
  const pairs = points.flatMap(([t, v]) => (v === null ? [] : [[t / 1000, v] as const]));
  const n = pairs.length;
  if (n < fewestForNoise) return null;
  const meanT = pairs.reduce((sum, [t]) => sum + t, 0) / n;
  const meanV = pairs.reduce((sum, [, v]) => sum + v, 0) / n;
  let [tt, tv, vv] = [0, 0, 0];
  for (const [t, v] of pairs) {
    tt += (t - meanT) ** 2;
    tv += (t - meanT) * (v - meanV);
    vv += (v - meanV) ** 2;
  }
  const residual = Math.max(0, vv - (tt > 0 ? tv ** 2 / tt : 0));
  return Math.sqrt(residual / (n - 2));
}
