import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { root } from './node-24.mjs';

/**
 * The catalogue of strings: every text of the screens is said through `tr` or `trNode`, with its English as the key,
 * and src/renderer/strings/de.json has the German of each. Without arguments this checks both; `--write` adds what is
 * missing (with an empty translation, which the check refuses) and drops what nobody says any more.
 */
const file = join(root, 'src/renderer/strings/de.json');
const attributes = new Set(['label', 'aria-label', 'title', 'description', 'placeholder', 'alt']);
const dataProperties = new Set(['words', 'label', 'title', 'question']);
const hasWord = (text) => /[A-Za-z]{3,}/.test(text);

/** Texts that stand in data the screens show: model tables shared by station and screens. */
const dataFolders = ['src/shared/model', 'src/shared/calc', 'src/workers/simulator/control'];
/** Properties that are shown in the tables of some files alone. */
const moreProperties = [
  [/channel/, ['name']],
  [/alarm/, ['cause', 'consequence', 'action', 'sop']],
];
const notScreens = ['src/renderer/api-docs', 'src/renderer/strings'];
/** What is the same in every language. */
const names = new Set(['Bioprocess Twin', 'PDF', 'CSV', 'MQTT', 'SHA-256']);

const said = new Map();
const problems = [];
for (const path of sources('src/renderer')) readScreen(path);
for (const folder of dataFolders) for (const path of sources(folder)) readData(path);

const german = JSON.parse(readFileSync(file, 'utf8'));
if (process.argv.includes('--write')) {
  const kept = [...said.keys()].toSorted(inOrder).map((english) => [english, german[english] ?? '']);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  console.log(`${kept.length} texts, ${kept.filter(([, text]) => text === '').length} without German`);
} else check();

function check() {
  for (const [english, path] of said) {
    const text = german[english];
    if (text === undefined || text === '') problems.push(`${path}: no German for "${english}"`);
    else if (braces(text) !== braces(english))
      problems.push(`German of "${english}" has ${braces(text) || 'no value'}, not ${braces(english)}`);
  }
  for (const english of Object.keys(german))
    if (!said.has(english)) problems.push(`Nobody says "${english}" any more`);
  for (const problem of problems.slice(0, 40)) console.error(problem);
  if (problems.length > 0) {
    console.error(`${problems.length} problems; npm run strings -- --write brings the catalogue up to date`);
    process.exit(1);
  }
  console.log(`${said.size} texts, each with its German`);
}

/** By code units: the same everywhere. */
function inOrder(a, b) {
  return a < b ? -1 : Number(a > b);
}

function braces(text) {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted(inOrder).join(' ');
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !notScreens.some((left) => path.startsWith(`${left}/`)))
    .toSorted(inOrder);
}

function walk(path, see) {
  const text = readFileSync(join(root, path), 'utf8');
  const { program } = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const visit = (node) => {
    if (see(node) === 'skip') return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'parent') continue;
      for (const child of Array.isArray(value) ? value : [value])
        if (typeof child?.type === 'string') visit(child);
    }
  };
  visit(program);
  return text;
}

function readScreen(path) {
  const bare = (text) => {
    if (hasWord(text) && !names.has(text.trim()) && !/^[-/]/.test(text))
      problems.push(`${path}: "${text.trim()}" is said without tr()`);
  };
  walk(path, (node) => {
    const called = node.type === 'CallExpression' ? node.callee.name : undefined;
    if (called === 'tr' || called === 'trNode') {
      const [first] = node.arguments;
      if (first?.type === 'Literal') said.set(first.value, path);
    }
    const tag = node.type === 'JSXElement' ? node.openingElement.name.name : undefined;
    if (tag === 'code' || tag === 'kbd') return 'skip';
    if (node.type === 'JSXText') bare(node.value.replace(/\s+/g, ' '));
    if (node.type === 'JSXAttribute' && attributes.has(node.name.name) && node.value?.type === 'Literal')
      bare(node.value.value);
    return undefined;
  });
}

function readData(path) {
  const more = moreProperties.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  const take = (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string' && hasWord(node.value))
      said.set(node.value, path);
  };
  walk(path, (node) => {
    if (node.type === 'VariableDeclarator' && /(Words|Labels)$/.test(node.id.name ?? ''))
      for (const property of node.init?.properties ?? node.init?.expression?.properties ?? [])
        take(property.value);
    if (node.type !== 'Property') return;
    const key = node.key.name ?? node.key.value;
    if (dataProperties.has(key) || more.includes(key)) take(node.value);
  });
}
