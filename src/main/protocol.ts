import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { pageHeaders } from '../shared/model/page-headers';
import { bundleFile } from './bundle-file';

/** Must run before the application is ready. */
export function registerBundleScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Serves the built screens at app://bundle/, the pages with a strict policy and a fresh nonce. */
export function serveBundle(rendererDir: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? bundleFile(rendererDir, request.url) : undefined;
    if (!file) return notFound();
    const body = await readFile(file.path).catch(() => undefined);
    if (!body) return notFound();
    return file.type.startsWith('text/html') ? page(body.toString('utf8')) : asset(body, file.type);
  });
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}

function asset(body: Buffer, type: string): Response {
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
  });
}

function page(html: string): Response {
  const nonce = randomBytes(16).toString('base64');
  return new Response(html.replaceAll('__NONCE__', nonce), {
    headers: pageHeaders(nonce),
  });
}
