/** What of a key press counts; a KeyboardEvent is one. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A key press in the words of {@link Command.keys}: `mod+k`, `alt+1`, `?`, `g`. */
export function pressName(press: Press): string {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const mod = press.ctrlKey || press.metaKey ? 'mod+' : '';
  return `${mod}${press.altKey ? 'alt+' : ''}${key}`;
}

export interface SequenceState {
  readonly pressed: readonly string[];
  readonly at: number;
}

export const noKeys: SequenceState = { pressed: [], at: 0 };

/** Keys of a sequence must follow each other within this time, ms. */
const patienceMs = 1200;

/**
 * Takes one more key. Answers which of `known` is complete with it, or keeps the beginning of a sequence in mind.
 * @param at time of the press, ms
 */
export function takeKey(
  state: SequenceState,
  name: string,
  at: number,
  known: readonly string[],
): { readonly state: SequenceState; readonly match: string | null } {
  const fresh = at - state.at > patienceMs ? [] : state.pressed;
  for (const pressed of [[...fresh, name], [name]]) {
    const joined = pressed.join(' ');
    if (known.includes(joined)) return { state: noKeys, match: joined };
    if (known.some((keys) => keys.startsWith(`${joined} `))) return { state: { pressed, at }, match: null };
  }
  return { state: noKeys, match: null };
}
