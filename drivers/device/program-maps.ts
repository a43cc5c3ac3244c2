import analog from '../../resources/devices/analog-4-20-ma-modbus.yaml?raw';
import arcDo from '../../resources/devices/hamilton-arc-do.yaml?raw';
import arcPh from '../../resources/devices/hamilton-arc-ph.yaml?raw';
import o2co2 from '../../resources/devices/o2-co2-analyser.yaml?raw';
import senseair from '../../resources/devices/senseair-s8.yaml?raw';
import type { DeviceMap } from './device-map';
import { readDeviceMap } from './read-device-map';

let read: readonly DeviceMap[] | undefined;

/**
 * Register maps that came with the program.
 * @throws Error where one of them cannot be read, which a test keeps from happening
 */
export function programMaps(): readonly DeviceMap[] {
  read ??= [o2co2, arcPh, arcDo, senseair, analog].map((text) => {
    const found = readDeviceMap(text);
    if (found.map === null) throw new Error(found.words);
    return found.map;
  });
  return read;
}
