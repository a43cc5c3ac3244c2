/** Longest stretch without a gas balance that a straight line may bridge (science.md D7: up to 30 min with doubt). */
const longestBridgeMs = 30 * 60_000;
const windowMs = 30_000;
const hourMs = 3_600_000;

/** CO2 given off, and how far that is known. */
export interface GivenCarbonDioxide {
  /** mmol/L since inoculation at the end of each window; NaN before it, and after a hole too long to bridge. */
  readonly amount: Float64Array;
  /** Epoch ms of the last window before such a hole; null without one. */
  readonly knownTo: number | null;
}

/**
 * ∫CER from inoculation on. Before the first balance nothing has been given off that matters, if it comes within the
 * bridge of the inoculation; a longer hole ends what is known.
 */
export function bridgedCarbonDioxide(
  cer: Float64Array | undefined,
  place: { readonly inoculatedAt: number; readonly from: number; readonly windows: number },
): GivenCarbonDioxide {
  const { inoculatedAt, from, windows } = place;
  const amount = new Float64Array(windows).fill(Number.NaN);
  let total = 0;
  let before = { at: inoculatedAt, rate: 0 };
  for (let i = 0; i < windows; i += 1) {
    const at = from + (i + 1) * windowMs;
    const rate = cer?.[i] ?? Number.NaN;
    if (at <= inoculatedAt || Number.isNaN(rate)) continue;
    if (at - before.at > longestBridgeMs) return { amount, knownTo: before.at };
    total += ((Math.max(0, rate) + before.rate) / 2) * ((at - before.at) / hourMs);
    before = { at, rate: Math.max(0, rate) };
    amount[i] = total;
  }
  const end = from + windows * windowMs;
  return { amount, knownTo: end - before.at > longestBridgeMs ? before.at : null };
}
