import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const features = 100;
/** A smaller table for a look: TRAINING_ROWS and TRAINING_TREES in the environment. */
const rows = Number(process.env.TRAINING_ROWS ?? 200_000);
const trees = Number(process.env.TRAINING_TREES ?? 300);
const held = Math.max(1000, Math.round(rows / 10));
const units = 10;
const answerTrees = 500;
const python = '/usr/bin/python3';

const peers = [
  { id: 'xgboost', name: 'XGBoost hist lossguide' },
  { id: 'sklearn', name: 'scikit-learn HistGradientBoosting' },
];

/** Training beside XGBoost and scikit-learn on the same data, answers, explanations and ticks. Several minutes. */
export async function training() {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'training-'));
  try {
    await bundle(outDir, 'bench/training-figures.ts', 'figures');
    await bundle(outDir, 'src/workers/trainer/boosting/part-thread.ts', 'part');
    const figures = await import(pathToFileURL(join(outDir, 'figures.mjs')).href);
    return await measure(figures, outDir);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function bundle(outDir, entry, name) {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20.18',
      rolldownOptions: { input: { [name]: resolve(entry) }, output: { entryFileNames: '[name].mjs' } },
    },
  });
}

async function measure({ benchTable, trainOn, answerFigures, tickTimes }, dir) {
  const threadPath = join(dir, 'part.mjs');
  const table = benchTable(rows, held, features);
  writeFileSync(join(dir, 'x.f32'), new Uint8Array(table.x.buffer));
  writeFileSync(join(dir, 'y.f64'), new Uint8Array(table.y.buffer));
  const what = `${rows} x ${features}, ${trees} trees, 31 leaves, 255 bins`;
  const found = [];
  for (const threads of [1, 2]) {
    const of = threads === 1 ? '1 thread' : `${threads} threads`;
    const own = await trainOn(table, features, trees, threads, threadPath);
    found.push(
      row(`Training ${what}, ${of}`, own.seconds, 's'),
      row(`R2 on ${held} rows held out, ${of}`, own.r2, ''),
    );
    for (const peer of peers) found.push(...beside(peer, dir, threads, of, own));
  }
  return [
    ...found,
    ...(await answers(trainOn, answerFigures, threadPath, table)),
    ...(await ticks(tickTimes, threadPath)),
  ];
}

/** The same by another program, where Debian's package of it is installed. */
function beside({ id, name }, dir, threads, of, own) {
  const why = missing(id);
  if (why) return [{ name: `${name}, ${of}`, leftOut: why }];
  const args = ['bench/training-peers.py', id, dir, rows, held, features, trees, threads].map(String);
  const env = { ...process.env, OMP_NUM_THREADS: String(threads) };
  const out = execFileSync(python, args, { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const { version, seconds, r2 } = JSON.parse(out.trim().split('\n').at(-1));
  return [
    row(`  ${name} ${version}, ${of}`, seconds, 's'),
    row(`  its R2, ${of}`, r2, ''),
    {
      ...row(`  ours over ${name}, ${of}`, own.seconds / seconds, 'x'),
      ...(id === 'xgboost' ? { goal: 1 } : {}),
    },
  ];
}

function missing(id) {
  if (!existsSync(python)) return 'python3 is not installed';
  try {
    execFileSync(python, ['-c', `import ${id}`], { stdio: 'ignore' });
    return undefined;
  } catch {
    return `python3-${id} is not installed`;
  }
}

async function answers(trainOn, answerFigures, threadPath, table) {
  const { model } = await trainOn(table, features, answerTrees, 2, threadPath);
  const { onnx, own, shap } = await answerFigures(model, table, features);
  const of = `${answerTrees} trees, one row`;
  return [
    { ...row(`Answer of the model file, ${of}, p50`, at(onnx, 0.5), 'ms'), goal: 0.1 },
    row(`Answer of the model file, ${of}, p99`, at(onnx, 0.99), 'ms'),
    row(`Answer of the trainer itself, ${of}, p50`, at(own, 0.5), 'ms'),
    row(`Answer of the trainer itself, ${of}, p99`, at(own, 0.99), 'ms'),
    row(
      `TreeSHAP of ${answerTrees} trees`,
      (1000 * shap.length) / shap.reduce((sum, ms) => sum + ms, 0),
      'rows/s',
    ),
  ];
}

async function ticks(tickTimes, threadPath) {
  const { times, features: count, trees: grown } = await tickTimes(units, answerTrees, threadPath);
  const of = `${count} features, ${grown} trees and contributions`;
  return [
    { ...row(`One tick of ${units} units, ${of}, p50`, at(times, 0.5), 'ms'), goal: 50 },
    row(`One tick of ${units} units, ${of}, p99`, at(times, 0.99), 'ms'),
  ];
}

function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function row(name, value, unit) {
  return { name, value: Number(value.toPrecision(3)), unit };
}
