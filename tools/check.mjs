import { join } from 'node:path';
import { needNode24, root } from './node-24.mjs';
import { run } from './run.mjs';

const bin = (path) => join(root, 'node_modules', path);

/** In this order: cheap to expensive, and each makes sense only when those before it hold. */
const steps = [
  {
    name: 'format',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    advice: 'npm run format puts it right',
  },
  {
    name: 'types',
    args: [bin('typescript/bin/tsc'), '-b'],
    advice: 'the first error is usually the cause of the others',
  },
  {
    name: 'rooms',
    args: [join(root, 'tools', 'rooms.mjs')],
    advice: 'tools/room-table.mjs says who may import whom',
  },
  {
    name: 'strings',
    args: [join(root, 'tools', 'strings.mjs')],
    advice: 'npm run strings -- --write adds what is new; its German is for a person',
  },
  {
    name: 'lint',
    args: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'],
    advice: 'npm run lint shows it alone',
  },
  {
    name: 'unused',
    args: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
    advice: 'remove it, or use it',
  },
];

const only = process.argv.slice(2);
const node = needNode24();
for (const { name, args, advice } of steps.filter((step) => only.length === 0 || only.includes(step.name))) {
  const started = performance.now();
  const code = await run(node, args);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code === 0) continue;
  console.error(`\nCheck failed at "${name}": ${advice}.`);
  process.exit(1);
}
console.log('All checks hold.');
