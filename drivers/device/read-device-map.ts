import { parseDocument } from 'yaml';
import { deviceMapSchema, type DeviceMap } from './device-map';

/** A map's text is a page or two; anything longer is another file. */
const longestText = 200_000;

/** Reads a register map from YAML or JSON (which is YAML too). What is wrong is told with its place. */
export function readDeviceMap(
  text: string,
): { readonly map: DeviceMap } | { readonly map: null; readonly words: string } {
  if (text.length > longestText) return { map: null, words: 'This is too long for a register map.' };
  const document = parseDocument(text, { prettyErrors: true });
  const [fault] = document.errors;
  if (fault) {
    const line = fault.linePos?.[0].line;
    return { map: null, words: `Line ${line ?? '?'}: ${fault.message.split(' at line', 1)[0] ?? ''}.` };
  }
  const parsed = deviceMapSchema.safeParse(document.toJS({ maxAliasCount: 20 }) as unknown);
  if (parsed.success) return { map: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue?.path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : String(part)))
    .join(' ');
  return { map: null, words: `${place || 'The file'}: ${issue?.message ?? 'cannot be read'}.` };
}
