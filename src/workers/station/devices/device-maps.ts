import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceMap } from '../../../../drivers/device/device-map';
import { programMaps } from '../../../../drivers/device/program-maps';
import { readDeviceMap } from '../../../../drivers/device/read-device-map';

/** Register maps: the program's own, and those that a technician put into the data folder. */
export interface DeviceMaps {
  /** As the folder is now; a map of the data folder goes before the program's of the same id. */
  read(): MapShelf;
}

export interface MapShelf {
  readonly maps: readonly { readonly map: DeviceMap; readonly origin: 'program' | 'data-folder' }[];
  readonly refused: { readonly file: string; readonly words: string }[];
}

const isMap = (name: string): boolean => /\.(ya?ml|json)$/i.test(name);

/** @param dir the folder `devices` of the data folder; it need not be there */
export function createDeviceMaps(dir: string): DeviceMaps {
  return {
    read: () => {
      const refused: MapShelf['refused'][number][] = [];
      const own = new Map<string, DeviceMap>();
      for (const file of namesIn(dir).filter(isMap).toSorted()) {
        const found = readOne(join(dir, file));
        if (found.map === null) refused.push({ file, words: found.words });
        else if (own.has(found.map.id))
          refused.push({ file, words: `Another file has the map ${found.map.id} already.` });
        else own.set(found.map.id, found.map);
      }
      const program = programMaps().filter(({ id }) => !own.has(id));
      return {
        maps: [
          ...[...own.values()].map((map) => ({ map, origin: 'data-folder' as const })),
          ...program.map((map) => ({ map, origin: 'program' as const })),
        ],
        refused,
      };
    },
  };
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function readOne(path: string): ReturnType<typeof readDeviceMap> {
  try {
    return readDeviceMap(readFileSync(path, 'utf8'));
  } catch (problem) {
    return { map: null, words: problem instanceof Error ? problem.message : String(problem) };
  }
}
