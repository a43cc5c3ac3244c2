import { deviceStates, type DeviceState, type DeviceStatus } from '../../../shared/model/device';

export interface DeviceEventsDeps {
  /** Begins what is not as it should be; told once, shown until it ended. */
  readonly began: (key: string, degradation: { kind: string; words: string; advice: string }) => void;
  readonly ended: (key: string, words: string) => void;
  readonly nameOf: (status: DeviceStatus) => string;
}

/** Tells people of devices that are not good for some seconds: one answer that failed is nobody's news. */
export interface DeviceEvents {
  look(statuses: readonly DeviceStatus[], now: number): void;
  /** Nobody reads them any more: that is told of their connection. */
  forget(statuses: readonly DeviceStatus[]): void;
}

const holdsMs = 3000;

const adviceOf: Readonly<Record<Exclude<DeviceState, 'good'>, string>> = {
  failure:
    'Its values are not used. Look at the device and its wiring: the connections screen tells what it says.',
  'check-function': 'It is being checked or calibrated; its values are marked so.',
  'out-of-specification': 'Its values are marked uncertain. Look at its range and its surroundings.',
  maintenance: 'It still works. See to it before it fails.',
};

export function createDeviceEvents({ began, ended, nameOf }: DeviceEventsDeps): DeviceEvents {
  const told = new Map<string, DeviceState>();
  const keyOf = ({ connectionId, device }: DeviceStatus): string => `device:${connectionId}:${device}`;
  return {
    look: (statuses, now) => {
      for (const status of statuses) {
        const { state, since, words } = status;
        const key = keyOf(status);
        if (now - since < holdsMs || state === (told.get(key) ?? 'good')) continue;
        if (state === 'good') {
          told.delete(key);
          ended(key, `${nameOf(status)} is good again`);
          continue;
        }
        told.set(key, state);
        const named = deviceStates.find(({ id }) => id === state);
        began(key, {
          kind: `device-${state}`,
          words: `${nameOf(status)}: ${named?.letter ?? ''} ${named?.words ?? state}. ${words}`,
          advice: adviceOf[state],
        });
      }
    },
    forget: (statuses) => {
      for (const status of statuses)
        if (told.delete(keyOf(status))) ended(keyOf(status), `${nameOf(status)} is not read now`);
    },
  };
}
