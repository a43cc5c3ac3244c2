import {
  noUnit,
  readingsFaultColumn,
  readingsTimeColumn,
  readingsTimeUnit,
} from '../../../shared/model/campaign';
import { decimalsOf } from '../../../shared/model/channel';
import { catalogueFor, measuredTags } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import { cadenceS } from '../dialects/encoder';
import type { Plant } from '../plant/plant';
import { sensorStates } from '../plant/sensors';
import { FixedText } from './fixed-text';

const comma = 0x2c;
const newline = 0x0a;

/**
 * The readings of a batch as CSV: a line of names, a line of units, then one row a second. A cell is blank where the
 * instrument said nothing; the last column names instruments that reported a fault of their own.
 */
export class ReadingsText {
  readonly #text = new FixedText();
  readonly #decimals: readonly number[];
  rows = 0;
  readings = 0;

  constructor(preset: VesselScale) {
    const definitions = measuredTags.map((tag) => catalogueFor(preset).find((d) => d.tag === tag));
    this.#decimals = definitions.map((definition) => decimalsOf(definition?.resolution ?? 1));
    const units = definitions.map((definition) => definition?.unit || noUnit);
    // Units hold characters beyond Latin: the two lines are bytes of UTF-8 that nothing else here needs.
    this.head = Buffer.from(
      `${[readingsTimeColumn, ...measuredTags, readingsFaultColumn].join(',')}\n` +
        `${[readingsTimeUnit, ...units, 'tags'].join(',')}\n`,
    );
  }

  readonly head: Buffer;

  /** Writes what the plant's instruments say at its present second. Returns a piece of text when enough is there. */
  row(plant: Plant, t: number): Buffer | null {
    const text = this.#text;
    const { value, state } = plant.sensors();
    const ageS = plant.ageS();
    let faults = '';
    text.whole(t);
    for (let column = 0; column < value.length; column++) {
      text.byte(comma);
      if (state[column] === sensorStates.silent || ageS % (cadenceS[column] ?? 1) !== 0) continue;
      text.fixed(value[column] ?? 0, this.#decimals[column] ?? 0);
      this.readings++;
      if (state[column] === sensorStates.fault) faults += `${faults && ' '}${measuredTags[column]}`;
    }
    text.byte(comma);
    if (faults) text.text(faults);
    text.byte(newline);
    this.rows++;
    return text.full ? text.take() : null;
  }

  /** What is left. */
  rest(): Buffer {
    return this.#text.take();
  }
}
