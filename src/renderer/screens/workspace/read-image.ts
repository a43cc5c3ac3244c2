import { panelSettingsSchema } from '../../../shared/model/workspace-layout';
import { tr } from '../../strings/translate';

type Read = { readonly ok: true; readonly data: string } | { readonly ok: false; readonly words: string };

const mostBytes = 190_000;

/** Reads a picture as it is kept in a layout; refused with words where it is too large or no picture. */
export async function readImage(file: File): Promise<Read> {
  if (file.size > mostBytes)
    return {
      ok: false,
      words: tr('{name} has {ceil} kB; a layout keeps pictures of up to 190 kB. Make it smaller first.', {
        name: file.name,
        ceil: Math.ceil(file.size / 1000),
      }),
    };
  const data = await asDataUrl(file);
  const read = panelSettingsSchema.safeParse({ kind: 'image', words: '', data });
  return read.success
    ? { ok: true, data }
    : { ok: false, words: `${file.name}: ${read.error.issues[0]?.message ?? tr('this is no picture')}` };
}

function asDataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(new Error(`${file.name} cannot be read`)));
    reader.readAsDataURL(file);
  });
}
