import { btEncoder } from './bt';
import type { Encoder } from './encoder';
import { orcEncoder } from './orc';
import { orcOldEncoder } from './orc-old';
import { pichiaEncoder } from './pichia';

export const wireDialects = ['pichia', 'orc', 'orc-old', 'bt'] as const;
export type WireDialect = (typeof wireDialects)[number];

/** The encoder of the n-th unit (from 1) in a dialect. */
export function chooseEncoder(dialect: WireDialect, unitNumber: number): Encoder {
  switch (dialect) {
    case 'pichia':
      return pichiaEncoder(unitNumber);
    case 'orc':
      return orcEncoder(unitNumber);
    case 'orc-old':
      return orcOldEncoder(unitNumber);
    case 'bt':
      return btEncoder(`R${unitNumber}`);
    default:
      return dialect satisfies never;
  }
}
