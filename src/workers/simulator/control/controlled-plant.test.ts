import { describe, expect, it } from 'vitest';
import { createControlledPlant } from './controlled-plant';
import type { ControlledPlant } from './controlled-plant';
import type { PlantAction } from './plant-action';

const options = { preset: '15L', seed: 5, variation: true } as const;

function runTo(plant: ControlledPlant, ageS: number): void {
  while (plant.ageS() < ageS) plant.step();
}

const picture = (plant: ControlledPlant) => ({
  readings: [...plant.sensors().value],
  states: [...plant.sensors().state],
  truth: plant.truth(),
  points: { ...plant.setPoints() },
  faults: plant.namedFaults(),
});

/** What a person did, and at which second. */
const deeds: readonly (readonly [number, PlantAction])[] = [
  [0, { do: 'set-point', name: 'ph', value: 5.5 }],
  [600, { do: 'set-point', name: 'stirrerRpm', value: 700 }],
  [601, { do: 'fault', id: 'a', fault: { kind: 'drift', tag: 'DO', size: -30, fromH: 601 / 3600 } }],
  [601, { do: 'fault', id: 'b', fault: { kind: 'sample', size: 100, fromH: 0.25 } }],
  [900, { do: 'fault', id: 'c', fault: { kind: 'dropout', tag: 'pH', fromH: 0.5 } }],
  [1200, { do: 'set-point', name: 'stirrerRpm', value: null }],
  [1500, { do: 'clear-faults', id: 'a' }],
];

function played(): ControlledPlant {
  const plant = createControlledPlant(options, []);
  for (const [atS, action] of deeds) {
    runTo(plant, atS);
    plant.act(action);
  }
  return plant;
}

describe('a controlled plant', () => {
  it('is the same again to the last bit from seed and log, wherever it is taken up', () => {
    const first = played();
    for (const ageS of [1500, 1501, 2000, 3000]) {
      runTo(first, ageS);
      const log = structuredClone(first.log());
      const again = createControlledPlant(options, log);
      runTo(again, ageS);
      expect(picture(again)).toEqual(picture(first));
      expect(again.log()).toEqual(log);
    }
    expect(first.log().map(({ atS }) => atS)).toEqual(deeds.map(([atS]) => atS));
  });

  it('goes on being changed after it was taken up again', () => {
    const first = played();
    runTo(first, 2000);
    const again = createControlledPlant(options, first.log());
    runTo(again, 2000);
    for (const plant of [first, again]) {
      plant.act({ do: 'clear-faults', id: null });
      runTo(plant, 2500);
    }
    expect(picture(again)).toEqual(picture(first));
    expect(again.log()).toEqual(first.log());
  });

  it('undoes one fault and leaves the others', () => {
    const plant = createControlledPlant(options, []);
    const clean = createControlledPlant(options, []);
    for (const [id, tag] of [
      ['x', 'DO'],
      ['y', 'pH'],
    ] as const)
      plant.act({ do: 'fault', id, fault: { kind: 'offset', tag, size: 3, fromH: 0 } });
    plant.act({ do: 'clear-faults', id: 'x' });
    for (const one of [plant, clean]) runTo(one, 2);
    const wrong = plant.tags.filter(
      (_, i) => Math.abs((plant.sensors().value[i] ?? 0) - (clean.sensors().value[i] ?? 0)) > 1,
    );
    expect(wrong).toEqual(['pH']);
  });

  it('writes nothing down that it refused', () => {
    const plant = createControlledPlant(options, []);
    runTo(plant, 3600);
    const tried: [PlantAction, RegExp][] = [
      [{ do: 'set-point', name: 'stirrerRpm', value: 1201 }, /from 0 to 1200/],
      [{ do: 'set-point', name: 'ph', value: null }, /needs a number/],
      [{ do: 'set-point', name: 'volume', value: 1 }, /no set point called volume/],
      [{ do: 'fault', id: 'f', fault: { kind: 'gremlins', fromH: 2 } }, /no fault called gremlins/],
      [{ do: 'fault', id: 'f', fault: { kind: 'foam', fromH: 0.5 } }, /batch is at hour 1\.00/],
      [{ do: 'fault', id: 'f', fault: { kind: 'foam', size: 7, fromH: 2 } }, /from 0\.05 to 1/],
      [{ do: 'fault', id: 'f', fault: { kind: 'offset', fromH: 2 } }, /needs a channel/],
      [{ do: 'clear-faults', id: 'f' }, /removed already/],
    ];
    for (const [action, words] of tried) expect(() => plant.act(action)).toThrow(words);
    expect({ log: plant.log(), faults: plant.namedFaults() }).toEqual({ log: [], faults: [] });
  });
});
