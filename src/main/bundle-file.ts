import { extname, join, normalize, sep } from 'node:path';

/** Scheme and host of our own pages, instead of file://. */
export const bundleOrigin = 'app://bundle';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface BundleFile {
  readonly path: string;
  readonly type: string;
}

/** The file of the built screens that an address asks for; undefined for anything outside them. */
export function bundleFile(rendererDir: string, address: string): BundleFile | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== bundleOrigin) return undefined;
  const asked = decode(url.pathname);
  if (asked === undefined || /[\0\\]/.test(asked)) return undefined;
  const root = normalize(rendererDir + sep);
  const path = join(root, asked === '/' ? 'index.html' : asked);
  const type = types[extname(path)];
  return path.startsWith(root) && type !== undefined ? { path, type } : undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
