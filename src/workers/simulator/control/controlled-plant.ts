import { createPlant } from '../plant/plant';
import type { Plant, PlantOptions } from '../plant/plant';
import type { SettledFault } from '../plant/fault';
import { faultOf } from './plant-action';
import type { LoggedAction, PlantAction } from './plant-action';

/** A fault of the plant with the name it is removed by. */
export interface NamedFault {
  readonly id: string;
  readonly fault: SettledFault;
}

/** A plant that writes down what people do to it: seed and log give the same batch again, to the last bit. */
export interface ControlledPlant extends Omit<Plant, 'setPoint' | 'setFault' | 'endFault' | 'clearFaults'> {
  /**
   * Carries an action out at the present second and adds it to the log.
   * @throws RangeError with words for the person when it is not possible; nothing is changed then
   */
  act(action: PlantAction): void;
  log(): readonly LoggedAction[];
  namedFaults(): readonly NamedFault[];
}

/**
 * A plant at inoculation with what was done to it: each action takes place again at its second.
 * @param past in the order of time
 */
export function createControlledPlant(options: PlantOptions, past: readonly LoggedAction[]): ControlledPlant {
  const plant = createPlant(options);
  const log = [...past];
  let named: NamedFault[] = [];
  let next = 0;

  const carryOut = (action: PlantAction): void => {
    switch (action.do) {
      case 'set-point':
        return plant.setPoint(action.name, action.value);
      case 'fault': {
        plant.setFault(faultOf(action.fault, plant.ageS() / 3600));
        const fault = plant.faults().at(-1);
        if (fault) named.push({ id: action.id, fault });
        return undefined;
      }
      case 'clear-faults':
        return clear(action.id);
      default:
        return action satisfies never;
    }
  };
  const clear = (id: string | null): void => {
    if (id === null) {
      plant.clearFaults();
      named = [];
      return;
    }
    const ended = named.find((one) => one.id === id);
    if (!ended) throw new RangeError('This fault has been removed already');
    plant.endFault(ended.fault);
    named = named.filter((one) => one !== ended);
  };
  /** What was possible once may not be in another version; the batch goes on without it then. */
  const again = (action: PlantAction): void => {
    try {
      carryOut(action);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  };
  /** A second that has passed is closed: what was done in it counts from the next step on. */
  const replay = (): void => {
    for (let entry = log[next]; entry && entry.atS <= plant.ageS(); entry = log[next]) {
      next += 1;
      again(entry.action);
    }
  };

  replay();
  return {
    ...plant,
    step: () => {
      plant.step();
      replay();
    },
    act: (action) => {
      carryOut(action);
      log.splice(next, 0, { atS: plant.ageS(), action });
      next += 1;
    },
    log: () => log,
    namedFaults: () => named,
  };
}
