import { scanPrefixes, type ScanPrefix } from '../../../../shared/model/records/record-field';
import { tr } from '../../../strings/translate';

const words: Readonly<Record<ScanPrefix, string>> = {
  'VESSEL:': tr('a vessel'),
  'USER:': tr('a person'),
  'CRYO:': tr('a cryo vial'),
  'FILTER:': tr('a filter'),
  'PROBE:': tr('a probe'),
  'LOT:': tr('a lot'),
  'AUTOCLAVE:': tr('an autoclave'),
  'BALANCE:': tr('a balance'),
};

/** Short labels as small codes carry them. */
const shortLabels: Readonly<Record<string, ScanPrefix>> = {
  'VES:': 'VESSEL:',
  'USR:': 'USER:',
  'CRY:': 'CRYO:',
  'FLT:': 'FILTER:',
  'PRB:': 'PROBE:',
  'AUT:': 'AUTOCLAVE:',
  'BAL:': 'BALANCE:',
};

/** A code as read: `kind` is null where no label we know stands in front of it. */
export interface ScannedCode {
  readonly kind: ScanPrefix | null;
  readonly code: string;
}

export const scanWords = (kind: ScanPrefix): string => tr(words[kind]);

/** Reads the label in front of a code. Spaces around and control characters of a scanner do not count. */
export function readLabel(text: string): ScannedCode {
  // Scanners send group separators and line ends along.
  // oxlint-disable-next-line no-control-regex
  const plain = text.replaceAll(/[\u0000-\u001F\u007F]/g, '').trim();
  const [, label = '', code = ''] = /^([A-Za-z]{3,9}:)(.+)$/.exec(plain) ?? [];
  const known = label.toUpperCase();
  const kind = scanPrefixes.find((prefix) => prefix === known) ?? shortLabels[known] ?? null;
  return kind === null ? { kind, code: plain } : { kind, code: code.trim() };
}

export type TakenScan =
  | { readonly code: string; readonly caution: string | null; readonly problem: null }
  | { readonly problem: string };

/** Whether a field that takes `wanted` may take this code; says why not. A code without a label is taken with caution. */
export function takeScan(text: string, wanted: ScanPrefix): TakenScan {
  const { kind, code } = readLabel(text);
  if (code === '') return { problem: tr('Nothing was read. Hold the code still and scan again.') };
  if (kind === null)
    return {
      code,
      caution: `No label in front of this code. Check that it is ${scanWords(wanted)}.`,
      problem: null,
    };
  if (kind === wanted) return { code, caution: null, problem: null };
  return {
    problem: tr('This is {scanWords} ({kind}{code}). Here {scanWords2} is expected ({wanted}…).', {
      scanWords: scanWords(kind),
      kind,
      code,
      scanWords2: scanWords(wanted),
      wanted,
    }),
  };
}
