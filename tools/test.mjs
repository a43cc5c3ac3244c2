import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { chooseE2e } from './e2e-choice.mjs';
import { needNode24, root } from './node-24.mjs';
import { run } from './run.mjs';

const results = join(root, 'test-results');
const required = process.env.REQUIRE_E2E === '1';
const node = needNode24();
const env = {
  ...process.env,
  PATH: `${join(node, '..')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
};
/** `npm test -- unit flow` runs only these stages: unit, contract, flow, screens. */
const only = process.argv.slice(2);
const wanted = (stage) => only.length === 0 || only.includes(stage);
const total = { passed: 0, failed: 0, skipped: 0 };

await buildIfNeeded();
mkdirSync(results, { recursive: true });
for (const project of ['unit', 'contract', 'flow'])
  if (wanted(project)) add(project, await runVitest(project));
if (wanted('screens')) await runE2e();
if (total.skipped > 0) console.log(`${total.skipped} skipped by themselves; see above`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function add(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(`\n== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
}

async function runVitest(project) {
  console.log(`== ${project}`);
  const file = join(results, `${project}.json`);
  rmSync(file, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--project', project, '--passWithNoTests'];
  // Sums beside sums on every core; flows and contracts start servers and want the machine for themselves.
  if (project === 'unit') args.push('--maxWorkers=100%');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(node, [vitest, ...args, ...reporters], { env });
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
  } = readReport(file) ?? {};
  const counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  return code === 0 ? counts : atLeastOneFailed(counts);
}

/** A file that cannot even be loaded fails no test of its own. */
function atLeastOneFailed(counts) {
  return { ...counts, failed: Math.max(1, counts.failed) };
}

async function runE2e() {
  const { projects, wrapper, leftOut } = await chooseE2e();
  if (projects.length > 0) add(`screens (${projects.join(', ')})`, await runPlaywright(projects, wrapper));
  if (leftOut.length === 0) return;
  console.log(`== left out on this machine${required ? ', which REQUIRE_E2E=1 does not allow' : ''}`);
  for (const { project, why, specs } of leftOut) {
    console.log(`${project}: ${why}`);
    for (const spec of specs) console.log(`  ${spec}`);
    if (required) total.failed += Math.max(1, specs.length);
  }
}

async function runPlaywright(projects, wrapper) {
  console.log(`== screens (${projects.join(', ')})`);
  const file = join(results, 'playwright.json');
  rmSync(file, { force: true });
  const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const command = [
    ...wrapper,
    node,
    playwright,
    'test',
    '--pass-with-no-tests',
    ...projects.map((p) => `--project=${p}`),
  ];
  const code = await run(command[0], command.slice(1), { env });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(file)?.stats ?? {};
  const counts = { passed: expected + flaky, failed: unexpected + (required ? skipped : 0), skipped };
  if (flaky > 0) console.log(`${flaky} of these passed only at the second try; see "flaky" above`);
  return code === 0 ? counts : atLeastOneFailed(counts);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
