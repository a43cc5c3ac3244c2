import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KeptFieldFile } from '../../../shared/contract/field';
import { fieldEndSchema, fieldEnding, fieldHeadSchema } from '../../../shared/model/field-file';
import { Refusal } from '../../../shared/model/refusal';

/** Where recordings lie in the data folder; files handed in and files merged have their own folders in it. */
export const recordingsFolder = (dataDir: string): string => join(dataDir, 'field');
export const inboxFolder = (dataDir: string): string => join(dataDir, 'field', 'inbox');
export const mergedFolder = (dataDir: string): string => join(dataDir, 'field', 'merged');

const headBytes = 1024 * 1024;
const tailBytes = 16 * 1024;
const pieceBytes = 2 * 1024 * 1024;

/** Recordings of a folder, newest first, as they say of themselves: nothing is verified here. */
export async function listFieldFiles(folder: string, recording: string | null): Promise<KeptFieldFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(fieldEnding));
  const files = await Promise.all(names.map((name) => lookAt(join(folder, name), name === recording)));
  return files.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

/** What a file says of itself at its beginning and its end. */
export async function lookAt(path: string, recording: boolean): Promise<KeptFieldFile> {
  const { size } = await stat(path);
  const file = await open(path, 'r');
  try {
    const begin = await textAt(file, 0, Math.min(size, headBytes));
    const tail = await textAt(file, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
    const head = fieldHeadSchema.safeParse(jsonOf(begin.split('\n', 1)[0] ?? ''));
    const end = tail.endsWith('\n') ? fieldEndSchema.safeParse(jsonOf(tail.trimEnd().split('\n').at(-1) ?? '')) : null; // prettier-ignore
    const same = { file: basename(path), path, bytes: size };
    if (!head.success)
      return { ...same, state: 'unreadable', name: basename(path), by: '', startedAt: null, endedAt: null, values: null, words: 'Its first line cannot be read' }; // prettier-ignore
    const { name, by, startedAt } = head.data;
    if (!end?.success)
      return { ...same, state: recording ? 'recording' : 'unfinished', name, by, startedAt, endedAt: null, values: null, words: '' }; // prettier-ignore
    const { at, values, words } = end.data;
    return { ...same, state: 'closed', name, by, startedAt, endedAt: at, values, words };
  } finally {
    await file.close();
  }
}

/** A piece of a file, for whoever fetches it; `bytes` is the whole. */
export async function readPiece(
  folder: string,
  name: string,
  offset: number,
): Promise<{ bytes: number; piece: Uint8Array<ArrayBuffer> }> {
  const path = join(folder, basename(name));
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Refusal('NOT_FOUND', `There is no recording ${name}`, 'file');
  const piece = new Uint8Array(Math.max(0, Math.min(pieceBytes, found.size - offset)));
  const file = await open(path, 'r');
  try {
    await file.read(piece, 0, piece.length, offset);
  } finally {
    await file.close();
  }
  return { bytes: found.size, piece };
}

/** Takes a file handed in piece by piece; the first of a file begins it anew. */
export async function takePiece(
  folder: string,
  name: string,
  offset: number,
  piece: ArrayBuffer,
): Promise<{ path: string; bytes: number }> {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[^\w .()+-]/g, '_')
    .replace(/^\.+/, '_');
  const path = join(folder, plain === '' ? `file${fieldEnding}` : plain);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (offset !== 0 && offset !== size)
    throw new Refusal(
      'CONFLICT',
      `${plain}: ${size} bytes are here, a piece came for ${offset}: hand it in anew`,
    );
  const file = await open(path, offset === 0 ? 'w' : 'a', 0o600);
  try {
    await file.writeFile(new Uint8Array(piece));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'UNAVAILABLE',
      `${plain} could not be kept (${words}): free space on the station's disk`,
    );
  } finally {
    await file.close();
  }
  return { path, bytes: offset + piece.byteLength };
}

async function textAt(file: Awaited<ReturnType<typeof open>>, at: number, length: number): Promise<string> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, at);
  return bytes.toString('utf8');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line.split('\t', 1)[0] ?? '');
  } catch {
    return null;
  }
}
