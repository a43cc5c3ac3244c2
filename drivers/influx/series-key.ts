/** A stored series: what all its points share. */
export interface SeriesKey {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Reads a series key as `SHOW SERIES` prints it: `measurement,tag=value,...` with escapes. */
export function readSeriesKey(key: string): SeriesKey {
  const [measurement = '', ...pairs] = splitAt(key, ',');
  const tags: Record<string, string> = {};
  for (const pair of pairs) {
    const [name = '', ...rest] = splitAt(pair, '=');
    tags[unescaped(name)] = unescaped(rest.join('='));
  }
  return { measurement: unescaped(measurement), tags };
}

/** A series and field as people read and pick them: tags sorted, then the field. Not for the wire. */
export function printSeries({ measurement, tags }: SeriesKey, field: string): string {
  const pairs = Object.entries(tags)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return `${[measurement, ...pairs].join(',')} ${field}`;
}

/** Splits at a letter unless a backslash stands before it; escapes stay. */
function splitAt(text: string, letter: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < text.length; i += 1) {
    const here = text[i] ?? '';
    if (here === '\\' && i + 1 < text.length) {
      part += here + (text[i + 1] ?? '');
      i += 1;
    } else if (here === letter) {
      parts.push(part);
      part = '';
    } else part += here;
  }
  return [...parts, part];
}

/** A backslash escapes comma, space and equals sign; before anything else it is itself. */
function unescaped(text: string): string {
  return text.replace(/\\([,= ])/g, '$1');
}
