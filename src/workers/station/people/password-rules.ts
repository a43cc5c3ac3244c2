import common from '../../../../resources/people/common-passwords.json';
import { maxPasswordLength, minPasswordLength, passwordLength } from '../../../shared/model/person';

/** Words of the product and of its work: easily guessed here. */
const siteWords = [
  'bioprocess',
  'twin',
  'bioreactor',
  'fermenter',
  'fermentation',
  'pichia',
  'station',
  'batch',
];

const listed = new Set<string>(common.passwords);
const commonWords: readonly string[] = common.words;

/** Runs of keys and letters that are no secret, forwards and backwards. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const runs = rows.flatMap((row) => [row, Array.from(row).toReversed().join('')]);

/** Signs that stand for letters in passwords. */
const stands: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** What must be left of a password once all that is guessed first is taken away, in characters. */
const leastLeft = 8;

export interface PasswordOwner {
  readonly userId: string;
  readonly name: string;
}

/** What is wrong with a new password, in words; null where it may be used. There are no rules of composition. */
export function passwordProblem(password: string, { userId, name }: PasswordOwner): string | null {
  const length = passwordLength(password);
  if (length < minPasswordLength)
    return `Use at least ${minPasswordLength} characters; a sentence is good. This has ${length}.`;
  if (length > maxPasswordLength) return `Use at most ${maxPasswordLength} characters`;
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < 5)
    return 'Use more than a few different characters: repeated ones are guessed first';
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '');
  if (listed.has(plain) || listed.has(bare)) return 'This password is among those that are tried first';
  const own = [userId, ...name.split(/\s+/)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
  for (const [words, what] of [
    [own, 'your name or user id'],
    [siteWords, 'the name of this product or plant'],
    [commonWords, 'words that are tried first'],
  ] as const)
    if (leftOf(plain, words) < leastLeft)
      return `Apart from ${what}, too little is left of it. Use other words.`;
  if (leftOf(plain, [...own, ...siteWords, ...commonWords]) < leastLeft)
    return 'It is made of words and numbers that are tried first. Use other words.';
  return null;
}

/** Characters left without those words, runs, repetitions and trimmings. The better of both readings counts against it. */
function leftOf(plain: string, words: readonly string[]): number {
  const spoken = Array.from(plain, (sign) => stands[sign] ?? sign).join('');
  return Math.min(...[plain, spoken].map((text) => remainder(text, words)));
}

function remainder(text: string, words: readonly string[]): number {
  const longest = words.toSorted((a, b) => b.length - a.length);
  let rest = text.replace(/[^\p{L}\p{N}]/gu, '');
  for (const word of longest) rest = rest.split(word).join('|');
  // Years and numbers hung on, then repetitions of one sign or of a piece, then runs.
  rest = rest
    .replace(/(19|20)\d\d|\d+$/g, '|')
    .replace(/(.)\1{2,}/gu, '|')
    .replace(/(.{2,})\1+/gu, '$1');
  return withoutRuns(rest).replaceAll('|', '').length;
}

function withoutRuns(text: string): string {
  let rest = text;
  for (const run of runs)
    for (let length = run.length; length >= 4; length--)
      for (let from = 0; from + length <= run.length; from++)
        rest = rest.split(run.slice(from, from + length)).join('|');
  return rest;
}
