import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './node-24.mjs';
import { rooms } from './room-table.mjs';

const importForms = [
  /^\s*(?:import|export)\s+(?<type>type\s)?[^'"`;]*?\bfrom\s*['"](?<what>[^'"]+)['"]/gm,
  /^\s*import\s*['"](?<what>[^'"]+)['"]/gm,
  /\b(?:import|require|require\.resolve)\(\s*['"](?<what>[^'"]+)['"]/gm,
];

/**
 * The imports of a file that its room does not allow, in words. Tests may use what they like except Electron.
 * @param {string} path from the root, with forward slashes
 */
export function wrongImports(path, text, table = rooms) {
  const room = roomOf(path, table);
  if (room === undefined) return ['belongs to no room'];
  if (/\.test\.tsx?$/.test(path)) return [];
  return importsOf(text)
    .filter((found) => !allowed(found, path, room, table[room]))
    .map(({ what, type }) => `${room} may not import ${type ? 'types from ' : ''}${what}`);
}

/** The room with the longest prefix of the path. */
function roomOf(path, table) {
  const prefixes = Object.keys(table).filter((prefix) => begins(path, prefix));
  return prefixes.toSorted((a, b) => b.length - a.length)[0];
}

function importsOf(text) {
  return importForms.flatMap((form) =>
    [...text.matchAll(form)].map(({ groups }) => ({ what: groups.what, type: Boolean(groups.type) })),
  );
}

function allowed({ what, type }, path, room, rule) {
  if (!what.startsWith('.')) return allowedPackage(what, rule);
  const [file, query] = what.split('?');
  const target = posix.join(posix.dirname(path), file);
  if (query === 'modulePath' || query === 'nodeWorker')
    return (rule.entries ?? []).some((prefix) => begins(target, prefix));
  const prefixes = [room, ...(rule.from ?? []), ...(type ? (rule.types ?? []) : [])];
  return prefixes.some((prefix) => begins(target, prefix));
}

function allowedPackage(what, rule) {
  if (isBuiltin(what)) return rule.node === true && what.startsWith('node:');
  const name = what.startsWith('@') ? what.split('/').slice(0, 2).join('/') : what.split('/')[0];
  return (rule.npm ?? []).some(
    (known) => known === name || (known.endsWith('/*') && name.startsWith(known.slice(0, -1))),
  );
}

/** A prefix that names a folder ends in `/`; one that names a file stands for it with any ending. */
function begins(path, prefix) {
  if (prefix.endsWith('/')) return path.startsWith(prefix);
  return path === prefix || path.startsWith(`${prefix}.`);
}

function check() {
  const files = ['src', 'drivers'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|js)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  const wrong = files.flatMap((path) =>
    wrongImports(path, readFileSync(join(root, path), 'utf8')).map((words) => `${path}: ${words}`),
  );
  for (const line of wrong) console.error(line);
  console.log(`rooms: ${files.length} files, ${wrong.length} wrong imports`);
  return wrong.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exit(check());
