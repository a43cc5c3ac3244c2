/**
 * How often each residual is expected, for every size of residual: the fixed tables of the entropy coder (rANS).
 * They are part of the stored format, so they are made of sums, products and quotients alone, which every machine
 * computes to the same last bit; no exp, no log.
 */

export const slotBits = 11;
const slots = 1 << slotBits;
export const escapeSymbol = 63;
const symbols = 64;

/** Below this size of residual the fraction of the prediction matters, in four steps. */
const fineSizes = 14;
const fractions = 4;
const coarseSizes = 6;
export const tableCount = fineSizes * fractions + coarseSizes;

/**
 * One word a slot: symbol in bits 0-5, frequency in 6-17, first slot in 18-28.
 * Symbols are zigzag residuals (0, then the nearer side of the prediction, then the other); 63 escapes.
 */
export const decodeSlots = new Int32Array(tableCount * slots);
/** By table and symbol: frequency in bits 0-11, first slot from 12 on; 0 for a symbol the table does not know. */
export const encodeSymbols = new Int32Array(tableCount * symbols);
/** Bits a symbol costs, for the choice of predictor alone. */
export const symbolBits = new Float64Array(tableCount * symbols);

/**
 * The table for a running size and the fraction of a prediction.
 * @param size 1024 times the mean absolute residual, at least 8
 * @param fraction distance of the prediction from the integer, in 1/256, 0 to 128
 */
export function tableOf(size: number, fraction: number): number {
  const octave = 31 - Math.clz32(size);
  const step = 2 * octave + ((size >>> (octave - 1)) & 1) - 6;
  if (step < fineSizes) return step * fractions + (fraction >= 96 ? 3 : fraction >> 5);
  return fineSizes * (fractions - 1) + (step < 20 ? step : 18 + (step & 1));
}

/** How many low bits of a residual of this size are written as they are. */
export function plainBitsOf(size: number): number {
  const octave = 31 - Math.clz32(size);
  return octave > 12 ? octave - 12 : 0;
}

for (let step = 0; step < fineSizes + coarseSizes; step += 1) {
  const mean = ((step & 1 ? 1.75 : 1.25) * 2 ** (3 + (step >> 1))) / 1024;
  if (step >= fineSizes) fillTable(fineSizes * (fractions - 1) + step, mean, 0);
  else
    for (let fraction = 0; fraction < fractions; fraction += 1)
      fillTable(step * fractions + fraction, mean, (fraction + 0.5) / 8);
}

function fillTable(table: number, mean: number, fraction: number): void {
  const centre = fraction < 0.1 ? 0.03 : fraction;
  const shares = sharesOf(scaleFor(mean, centre), centre);
  const frequencies = frequenciesOf(shares);
  let first = 0;
  frequencies.forEach((frequency, symbol) => {
    if (frequency === 0) return;
    encodeSymbols[table * symbols + symbol] = frequency | (first << 12);
    symbolBits[table * symbols + symbol] = slotBits - Math.log2(frequency);
    const word = symbol | (frequency << 6) | (first << 18);
    decodeSlots.fill(word, table * slots + first, table * slots + first + frequency);
    first += frequency;
  });
}

/** Width of the bell whose rounded values lie `mean` from the integer on average. */
function scaleFor(mean: number, centre: number): number {
  let low = 0.02;
  let high = 40;
  for (let round = 0; round < 24; round += 1) {
    const middle = (low + high) / 2;
    const shares = sharesOf(middle, centre);
    const average = shares.reduce((sum, share, symbol) => sum + share * ((symbol + 1) >> 1), 0);
    if (average < mean) low = middle;
    else high = middle;
  }
  return low;
}

/** Shares of the zigzag symbols under a bell (Student's t, 13 degrees) about `centre`. */
function sharesOf(scale: number, centre: number): number[] {
  const shares: number[] = [];
  let sum = 0;
  for (let symbol = 0; symbol < 200; symbol += 1) {
    const residual = symbol & 1 ? (symbol + 1) >> 1 : -(symbol >> 1);
    let share = 0;
    for (let part = 0; part < 16; part += 1) {
      const x = (residual - centre + (part - 7.5) / 16) / scale;
      const bell = 1 / (1 + (x * x) / 13);
      share += bell * bell * bell * bell * bell * bell * bell;
    }
    shares.push(share);
    sum += share;
  }
  return shares.map((share) => share / sum);
}

/** Whole frequencies that add up to all slots; what is rarer than half a slot goes through the escape. */
function frequenciesOf(shares: readonly number[]): number[] {
  const frequencies: number[] = Array.from({ length: symbols }, () => 0);
  let known = 0;
  let left = slots;
  for (let symbol = 0; symbol < escapeSymbol; symbol += 1) {
    const share = shares[symbol] ?? 0;
    const frequency = Math.floor(share * slots + 0.5);
    if (frequency === 0 && symbol > 2) break;
    frequencies[symbol] = Math.max(1, frequency);
    known += share;
    left -= Math.max(1, frequency);
  }
  const escape = Math.max(2, Math.floor((1 - known) * slots + 0.5));
  frequencies[escapeSymbol] = escape;
  const largest = frequencies.indexOf(Math.max(...frequencies));
  frequencies[largest] = (frequencies[largest] ?? 0) + left - escape;
  return frequencies;
}
