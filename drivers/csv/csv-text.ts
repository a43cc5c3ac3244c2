import type { CsvFile } from '../../src/shared/model/csv-connection';

export type Encoding = CsvFile['encoding'];

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');
const decoders = {
  'utf-8': strictUtf8,
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true }),
  latin1,
} as const;

/** The encoding that the beginning of a file tells, and how many bytes its mark takes. `auto` where it tells none. */
export function encodingOf(
  head: Uint8Array,
  given: Encoding,
): { readonly encoding: Encoding; readonly mark: number } {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (given !== 'auto') return { encoding: given, mark: 0 };
  // Headers begin with a letter of the first 256 as good as always.
  if (a !== undefined && a !== 0 && b === 0) return { encoding: 'utf-16le', mark: 0 };
  if (a === 0 && b !== undefined && b !== 0) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'auto', mark: 0 };
}

/** @returns null where the bytes are no text of this encoding; `auto` tries UTF-8, then Latin-1 (Windows-1252) */
export function textOf(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const text = decoders[encoding === 'auto' ? 'utf-8' : encoding].decode(bytes);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  } catch {
    return encoding === 'auto' ? textOf(bytes, 'latin1') : null;
  }
}

/** The delimiter that a header tells by being full of it. */
export function delimiterOf(
  { delimiter, decimalComma }: Pick<CsvFile, 'delimiter' | 'decimalComma'>,
  header: string,
): string {
  if (delimiter === 'tab') return '\t';
  if (delimiter !== 'auto') return delimiter;
  const candidates = decimalComma ? ['\t', ';', '|'] : ['\t', ';', ',', '|'];
  const counts = candidates.map((candidate) => splitRow(header, candidate).length);
  return candidates[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Cells of a row, trimmed; quoted ones may hold the delimiter, and quotes twice. */
export function splitRow(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
      if (quoted) cell = '';
    } else if (letter === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

const pointNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * A number as the file writes it: with a decimal point, or with a decimal comma and points or spaces between thousands.
 * @returns null for anything else
 */
export function numberOf(cell: string, decimalComma: boolean): number | null {
  const plain = decimalComma
    ? cell.replace(/(?<=\d)[.\u00a0\u202f ](?=\d{3}(?!\d))/g, '').replace(',', '.')
    : cell.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  // A point that is left in a number with a comma belongs to neither.
  if (decimalComma && cell.includes('.') && plain.includes('.') && !cell.includes(',')) return null;
  if (!pointNumber.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
