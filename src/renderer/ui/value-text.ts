import { decimalsOf } from '../../shared/model/channel';

/** A number with the decimals its instrument justifies and a real minus sign; an en dash where there is none. */
export function valueText(value: number | null | undefined, resolution: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const text = value.toFixed(decimalsOf(resolution));
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
