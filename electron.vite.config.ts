import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { Marked } from 'marked';
import type { Plugin } from 'vite';

/** Electron 33 runs the tests, 45 the product: build for the older of the two (docs/decisions/003). */
const nodeTarget = 'node20.18';

/**
 * `import path from './x?modulePath'` builds x as a module of its own and gives its path. electron-vite does the same
 * for entries of main, but not within a worker, and the station starts threads. This one does both, sharing chunks.
 */
function workerPaths(): Plugin {
  const mark = '\0worker-path:';
  return {
    name: 'worker-paths',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('?modulePath')) return null;
      const found = await this.resolve(source.slice(0, source.indexOf('?')), importer);
      if (!found) throw new Error(`${source} was not found from ${importer ?? 'nowhere'}`);
      return mark + found.id;
    },
    load(id) {
      if (!id.startsWith(mark)) return null;
      const chunk = this.emitFile({ type: 'chunk', id: id.slice(mark.length) });
      return [
        "import { fileURLToPath } from 'node:url';",
        `export default fileURLToPath(import.meta.ROLLUP_FILE_URL_${chunk});`,
      ].join('\n');
    },
    resolveFileUrl: ({ relativePath }) => `new URL(${JSON.stringify(relativePath)}, import.meta.url).href`,
  };
}

/** A page of the handbook is imported as its title and HTML; links between pages become routes of the screens. */
function handbookPages(): Plugin {
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link' && /^[\w-]+\.md$/.test(token['href'] as string))
        token['href'] = `#/handbook/${basename(token['href'] as string, '.md')}`;
    },
  });
  return {
    name: 'handbook-pages',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.md')) return null;
      const text = await readFile(id, 'utf8');
      const [, title = basename(id, '.md')] = /^# (.+)$/m.exec(text) ?? [];
      const page = { id: basename(id, '.md'), title, text, html: await marked.parse(text) };
      return `export default ${JSON.stringify(page)};`;
    },
  };
}

export default defineConfig({
  main: {
    plugins: [workerPaths()],
    build: {
      target: nodeTarget,
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          headless: resolve('src/headless/index.ts'),
          simulate: resolve('src/workers/simulator/simulate.ts'),
          campaign: resolve('src/workers/simulator/campaign/campaign.ts'),
          'data-command': resolve('src/workers/station/command/data-command.ts'),
          'field-command': resolve('src/workers/station/command/field-command.ts'),
          'keep-command': resolve('src/workers/station/command/keep-command.ts'),
          'batch-command': resolve('src/workers/station/command/batch-command.ts'),
          'qualify-command': resolve('src/workers/station/command/qualify/qualify-command.ts'),
          'report-command': resolve('src/workers/station/command/report-command.ts'),
          'train-first-model': resolve('src/workers/trainer/train-first-model.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [handbookPages(), react()],
    build: {
      target: 'chrome130',
      outDir: resolve('out/renderer'),
      rolldownOptions: {
        input: {
          index: resolve('src/renderer/index.html'),
          'api-docs': resolve('src/renderer/api-docs.html'),
        },
      },
    },
  },
});
