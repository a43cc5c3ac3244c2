/**
 * A unit's name where there is room for a few letters: initials and the number, `Pichia reactor 102` gives `PR102`.
 * A name that is short by itself stays.
 */
export function shortName(name: string): string {
  if (name.length <= 5) return name;
  const words = name.match(/\p{L}+|\d+/gu) ?? [];
  const short = words.map((word) => (/^\d/.test(word) ? word : word.charAt(0).toUpperCase())).join('');
  return (short === '' ? name : short).slice(0, 6);
}
