import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleFile } from './bundle-file';

const dir = join('/app', 'renderer');

it.each([
  ['app://bundle/', 'index.html', 'text/html; charset=utf-8'],
  ['app://bundle/index.html?x=1#/unit/R-101', 'index.html', 'text/html; charset=utf-8'],
  ['app://bundle/assets/main-1a2b.js', 'assets/main-1a2b.js', 'text/javascript; charset=utf-8'],
  ['app://bundle/assets/../index.html', 'index.html', 'text/html; charset=utf-8'],
])('%s is %s', (address, path, type) => {
  expect(bundleFile(dir, address)).toEqual({ path: join(dir, path), type });
});

it.each([
  'app://bundle/%2e%2e%2fsecret.js',
  'app://bundle/..%2f..%2fetc/hosts.json',
  'app://bundle/a/..%5c..%5csecret.js',
  'app://bundle/index.html%00.js',
  'app://bundle/%',
  'app://bundle/assets',
  'app://bundle/index.exe',
  'app://bundle.evil/index.html',
  'app://other/index.html',
  'file:///app/renderer/index.html',
  'not an address',
])('%s is nothing of ours', (address) => {
  expect(bundleFile(dir, address)).toBeUndefined();
});
