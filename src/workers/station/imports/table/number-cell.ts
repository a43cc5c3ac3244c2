import type { TableCell } from './row-splitter';

export type NumberCell =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'blank' | 'nan' }
  | { readonly kind: 'thousands' | 'infinite' | 'number-problem'; readonly words: string };

const blank: NumberCell = { kind: 'blank' };
const nan: NumberCell = { kind: 'nan' };
/** What programs write for "nothing". */
const nothing = new Set(['nan', 'na', 'n/a', '#n/a', 'null', 'none', '-', '--', 'n.a.', '#nv']);
const endless = new Set(['inf', 'infinity', '∞', '1.#inf', '#div/0!']);
const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const commaNumber = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
const withThousands = /^[+-]?\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;

/** Reads a cell strictly: what is not plainly a number is never made one. */
export function numberCell(cell: TableCell, decimal: '.' | ','): NumberCell {
  if (cell === null) return blank;
  if (typeof cell === 'number') return finite(cell, String(cell));
  const text = cell.trim();
  if (text === '') return blank;
  if (decimal === '.' ? plainNumber.test(text) : commaNumber.test(text))
    return finite(Number(decimal === '.' ? text : text.replace(',', '.')), text);
  const lower = text.toLowerCase();
  if (nothing.has(lower)) return nan;
  if (endless.has(lower.replace(/^[+-]/, '')))
    return { kind: 'infinite', words: `"${shown(text)}" is endless, not a number that was measured` };
  if (withThousands.test(text))
    return {
      kind: 'thousands',
      words: `"${shown(text)}" has thousands separators or another decimal sign than "${decimal}"`,
    };
  return { kind: 'number-problem', words: `"${shown(text)}" is not a number` };
}

function finite(value: number, text: string): NumberCell {
  if (Number.isNaN(value)) return nan;
  if (Number.isFinite(value)) return { kind: 'number', value };
  return { kind: 'infinite', words: `"${shown(text)}" is larger than any number that can be kept` };
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
