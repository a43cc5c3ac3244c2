import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageHeaders } from '../../../shared/model/page-headers';

/** A page and the headers that guard it. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a built page and puts a fresh nonce where it asks for one. */
export async function servePage(rendererDir: string, name: string): Promise<Page> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(join(rendererDir, name), 'utf8');
  return { html: html.replaceAll('__NONCE__', nonce), headers: pageHeaders(nonce) };
}

/** What a browser without the token sees: how to get in. */
export function signInPage(): Page {
  const nonce = randomBytes(16).toString('base64');
  const style =
    'body{font:16px/1.6 system-ui,sans-serif;max-width:38rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}';
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bioprocess Twin</title><style nonce="${nonce}">${style}</style>
<h1>This station asks for its token</h1>
<p>Open the address that the station printed when it started. It ends in <code>?token=…</code>; the browser remembers it afterwards.</p>
<p>The token is also in the file <code>token</code> of the station’s data folder, readable by its owner only.</p></html>`;
  return { html, headers: pageHeaders(nonce) };
}
