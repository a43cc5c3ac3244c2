/** Deterministic source of randomness: the same seed gives the same plant on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1 (Box-Muller, both values used). */
  normal(): number;
}

/** Spreads a seed over 32 bits (a splitmix step), so that neighbouring seeds give unrelated streams. */
function mixed(seed: number): number {
  let z = (seed + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) | 0;
}

/**
 * Small fast counting generator of 128 bits of state.
 * @param seed any integer
 * @param stream number of an independent stream under the same seed
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = mixed(Math.trunc(seed) ^ Math.imul(stream, 0x5bd1e995));
  let b = mixed(a);
  let c = mixed(b ^ stream);
  let counter = 1;
  let spare = 0;
  let hasSpare = false;

  const uniform = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  const normal = (): number => {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    hasSpare = true;
    return radius * Math.cos(angle);
  };
  for (let i = 0; i < 16; i++) uniform();
  return { uniform, normal };
}
