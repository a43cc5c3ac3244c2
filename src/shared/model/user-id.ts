/** Scripts whose letters are told apart; a user id is written in one of them. */
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Han}/u,
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
];

/** Letters of other scripts, and digits, that look like a Latin letter (after lower case). */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['a', 'аαạ'],
    ['b', 'ьᏏƅ'],
    ['c', 'сϲⅽ'],
    ['d', 'ԁ'],
    ['e', 'еҽε'],
    ['g', 'ɡց'],
    ['h', 'һհ'],
    ['i', 'іιıɩӏl1|'],
    ['j', 'јϳ'],
    ['k', 'кκ'],
    ['m', 'мṃ'],
    ['n', 'пηո'],
    ['o', 'оοσ0օ'],
    ['p', 'рρ'],
    ['q', 'ԛգ'],
    ['r', 'гᴦ'],
    ['s', 'ѕꜱ'],
    ['t', 'тτ'],
    ['u', 'υսц'],
    ['v', 'νѵ'],
    ['w', 'ԝωш'],
    ['x', 'хχ'],
    ['y', 'уүγ'],
    ['z', 'ᴢ'],
  ].flatMap(([latin = '', others = '']) => Array.from(others, (other) => [other, latin])),
);

/** One spelling for all that mean the same: compatibility forms and case are gone. */
export function foldUserId(userId: string): string {
  return userId.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** The same for all that look the same: two accounts must differ in it. */
export function userIdSkeleton(userId: string): string {
  const plain = foldUserId(userId).normalize('NFD').replace(/\p{M}/gu, '');
  return Array.from(plain, (letter) => lookAlikes[letter] ?? letter)
    .join('')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[._-]/g, '');
}

/** What is wrong with a user id, in words; null where it may be used. */
export function userIdProblem(userId: string): string | null {
  if (userId !== userId.normalize('NFKC'))
    return 'Use plain letters: this user id has characters that stand for others';
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{2,31}$/u.test(userId))
    return 'Use 3 to 32 letters, digits, . _ or -, starting with a letter or digit';
  const letters = userId.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return 'Use at least one letter';
  const used = new Set(letters.map((letter) => scripts.findIndex((script) => script.test(letter))));
  if (used.has(-1)) return 'Use letters of one common script';
  if (used.size > 1) return 'Letters of two scripts are mixed: that could pass for another user id';
  return null;
}
