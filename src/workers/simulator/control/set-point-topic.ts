/** Everything a person may write to the simulator over MQTT begins with this; no plant uses it. */
const prefix = 'bt-sim';

/** What to subscribe to for set points of every unit. */
export const setPointTopics = `${prefix}/+/set/+`;
/** Longer payloads are not numbers. */
const longestPayload = 64;

/** A set point as it came over MQTT; `value` is null for "automatic". */
export interface WiredSetPoint {
  readonly unit: string;
  readonly name: string;
  readonly value: number | null;
}

/** True where a topic is one that a client may write. */
export function isSetPointTopic(topic: string): boolean {
  return /^bt-sim\/[^/+#]+\/set\/[A-Za-z]{1,40}$/.test(topic);
}

/**
 * Reads `bt-sim/<unit>/set/<name>` with a number, or `auto` to hand back to recipe or cascade.
 * @returns null where the topic is none of ours, words where the payload is no value
 */
export function readSetPoint(
  topic: string,
  payload: string,
): WiredSetPoint | { readonly words: string } | null {
  if (!isSetPointTopic(topic)) return null;
  const [, unit = '', , name = ''] = topic.split('/');
  const text = payload.trim();
  if (text === 'auto' || text === 'null') return { unit, name, value: null };
  const value = Number(text);
  if (text === '' || text.length > longestPayload || !Number.isFinite(value)) {
    return { words: `${text.slice(0, 40) || 'Nothing'} is neither a number nor auto` };
  }
  return { unit, name, value };
}

/** Where the simulator says what became of a set point: `bt-sim/<unit>/said/<name>`. */
export function saidTopic(topic: string): string {
  return topic.replace('/set/', '/said/');
}

/** `{"ok":true}` or `{"ok":false,"words":"…"}`. */
export function saidPayload(problem: string): string {
  return JSON.stringify(problem === '' ? { ok: true } : { ok: false, words: problem });
}
