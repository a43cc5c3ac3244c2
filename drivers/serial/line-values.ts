import type { LineRule } from '../../src/shared/model/device-connection';
import { deviceNumber } from './decoded-line';

/** Numbers of one line by name; null where the line does not fit the rule. */
export type ReadLine = (line: string) => Readonly<Record<string, number | null>> | null;

const deepest = 4;
const mostNames = 100;

/** Makes the reader of a rule: named groups of a pattern, or the numbers of a JSON object, inner ones as `outer.inner`. */
export function createLineReader(rule: LineRule): ReadLine {
  if (rule.kind === 'json') return readJsonLine;
  const pattern = new RegExp(rule.pattern, 'u');
  return (line) => {
    const groups = pattern.exec(line)?.groups;
    if (!groups) return null;
    const named = Object.entries(groups).filter(([, text]) => text !== undefined);
    const values = Object.fromEntries(
      named.map(([name, text]) => [name, deviceNumber(text.trim().replace(',', '.'))]),
    );
    return Object.keys(values).length > 0 ? values : null;
  };
}

function readJsonLine(line: string): Readonly<Record<string, number | null>> | null {
  let body: unknown;
  try {
    body = JSON.parse(line);
  } catch {
    return null;
  }
  const values: Record<string, number | null> = {};
  collect(body, '', 0, values);
  return Object.keys(values).length > 0 ? values : null;
}

function collect(part: unknown, prefix: string, depth: number, values: Record<string, number | null>): void {
  if (typeof part !== 'object' || part === null || Array.isArray(part) || depth >= deepest) return;
  for (const [key, inner] of Object.entries(part)) {
    if (Object.keys(values).length >= mostNames) return;
    const name = `${prefix}${key}`.slice(0, 60);
    if (typeof inner === 'number') values[name] = Number.isFinite(inner) ? inner : null;
    else if (inner === null) values[name] = null;
    else collect(inner, `${name}.`, depth + 1, values);
  }
}
