import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { measurements } from './measurements.mjs';
import { endAll } from './stage.mjs';

/** `npm run bench` measures everything; `npm run bench -- NAME ...` only those, keeping the other results. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(
    `No measurement is called ${unknown.join(', ')}. There are: ${Object.keys(measurements).join(', ')}`,
  );
  process.exit(2);
}
const file = 'bench/results.json';
const results = asked.length > 0 ? earlier() : {};
const names = asked.length > 0 ? asked : Object.keys(measurements);

for (const name of names) {
  console.error(`Measuring ${name} ...`);
  try {
    results[name] = { at: new Date().toISOString(), rows: await measurements[name]() };
  } finally {
    await endAll();
  }
  for (const row of results[name].rows) console.log(lineOf(row));
}
const [cpu] = cpus();
const machine = {
  cores: cpus().length,
  cpu: cpu?.model ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
};
writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`);
console.log(
  `\n${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, Node ${machine.node}; written to ${file}`,
);
process.exit(0);

function earlier() {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).results;
  } catch {
    return {};
  }
}

function lineOf({ name, value, unit, goal, goalAtLeast, leftOut }) {
  if (leftOut) return `${name.padEnd(66)} left out: ${leftOut}`;
  const verdict = goal === undefined ? '' : `  (goal under ${goal} ${unit})`;
  const floor = goalAtLeast === undefined ? '' : `  (goal at least ${goalAtLeast} ${unit})`;
  return `${name.padEnd(66)} ${String(value).padStart(9)} ${unit}${verdict}${floor}`;
}
