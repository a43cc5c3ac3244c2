const longest = 120;
const unprintable = /[^\p{L}\p{N}\p{P}\p{S} ]/gu;
const lenient = new TextDecoder('utf-8');

/** The beginning of a payload for a person's eye: printable characters only, at most 120 of them. */
export function excerptOf(payload: Uint8Array): string {
  const text = lenient.decode(payload.subarray(0, longest * 2)).replace(unprintable, '·');
  return text.length > longest || payload.length > longest * 2 ? `${text.slice(0, longest)}…` : text;
}
