import type { SetPointState } from '../../../shared/model/simulator';
import { setPointBounds } from '../plant/controllers';
import type { SetPointName } from '../plant/controllers';
import { columns } from '../plant/read-truth';
import type { ControlledPlant } from './controlled-plant';

interface Facts {
  readonly words: string;
  readonly unit: string;
  readonly step: number;
  /** What is commanded or measured now. */
  readonly now: (plant: ControlledPlant) => number;
}

const reading = (plant: ControlledPlant, column: number): number => plant.sensors().value[column] ?? 0;

/** In the order in which a person looks for them. */
const facts: Readonly<Record<SetPointName, Facts>> = {
  stirrerRpm: {
    words: 'Stirrer',
    unit: 'rpm',
    step: 10,
    now: (plant) => reading(plant, columns.stirSet),
  },
  gasNlMin: { words: 'Gas flow', unit: 'NL/min', step: 0.1, now: (plant) => plant.truth().gasNlMin },
  oxygenFraction: {
    words: 'Oxygen share of the gas',
    unit: '',
    step: 0.01,
    now: (plant) => plant.truth().oxygenAddedPct / 100,
  },
  glycerolFeedMlMin: {
    words: 'Glycerol feed',
    unit: 'mL/min',
    step: 0.05,
    now: (plant) => reading(plant, columns.feedGlycerol),
  },
  methanolFeedMlMin: {
    words: 'Methanol feed',
    unit: 'mL/min',
    step: 0.05,
    now: (plant) => reading(plant, columns.feedMethanol),
  },
  doPct: { words: 'Dissolved oxygen', unit: '%', step: 1, now: (plant) => plant.truth().doPct },
  tempC: { words: 'Temperature', unit: '°C', step: 0.1, now: (plant) => plant.truth().tempC },
  ph: { words: 'pH', unit: '', step: 0.05, now: (plant) => plant.truth().ph },
};

/** Every set point of a plant: what a person set, what is now, and what is possible. */
export function describeSetPoints(plant: ControlledPlant): SetPointState[] {
  const points = plant.setPoints();
  return (Object.keys(facts) as SetPointName[]).map((name) => {
    const { words, unit, step, now } = facts[name];
    return { name, words, unit, step, ...setPointBounds[name], value: points[name], now: now(plant) };
  });
}
