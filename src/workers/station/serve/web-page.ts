import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page and the headers that guard it. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Same policy as the desktop's own protocol: nothing from outside, styles by nonce, no frames. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function headersFor(nonce: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/** Reads a built page and puts a fresh nonce where it asks for one. */
export async function servePage(rendererDir: string, name: string): Promise<Page> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(join(rendererDir, name), 'utf8');
  return { html: html.replaceAll('__NONCE__', nonce), headers: headersFor(nonce) };
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
  return { html, headers: headersFor(nonce) };
}
