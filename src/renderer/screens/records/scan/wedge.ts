/** Keys of a handheld scanner follow each other within this time, ms; a person's do not. */
export const wedgeGapMs = 60;

export interface WedgeState {
  readonly text: string;
  readonly at: number;
}
export const noWedge: WedgeState = { text: '', at: 0 };

/**
 * Takes one key press. A handheld scanner types its code as fast as a keyboard can and ends with Enter or Tab: where
 * that began with a label (`LOT:`), `scanned` is the whole code. Codes without a label stay what they are: typed text.
 * @param at time of the press, ms
 */
export function takeWedgeKey(
  state: WedgeState,
  key: string,
  at: number,
): { readonly state: WedgeState; readonly scanned: string | null } {
  const goesOn = state.text !== '' && at - state.at <= wedgeGapMs;
  if (key === 'Enter' || key === 'Tab') {
    const whole = goesOn && /^[a-z]{3,8}:.{2,}$/i.test(state.text);
    return { state: noWedge, scanned: whole ? state.text : null };
  }
  // Shift and its kind come between the letters of a scanner too.
  if (key.length !== 1) return { state: goesOn ? { ...state, at } : noWedge, scanned: null };
  return { state: { text: goesOn ? state.text + key : key, at }, scanned: null };
}
