import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import {
  fieldEntrySchema,
  noHash,
  type FieldEntry,
  type FieldEntryBody,
} from '../../../shared/model/field-file';
import { Refusal } from '../../../shared/model/refusal';

/** Ed25519 over bytes, base64. */
export type Sign = (bytes: Uint8Array) => string;

/** Where a chain stands: the number of the next entry and the hash of the line before it. */
export interface ChainEnd {
  readonly n: number;
  readonly prev: string;
}

export const chainBegin: ChainEnd = { n: 0, prev: noHash };

/** An entry as its line, the line feed included, and where the chain stands behind it. */
export function printLine(
  body: FieldEntryBody,
  chain: ChainEnd,
  sign: Sign,
): { line: string; chain: ChainEnd } {
  const json = JSON.stringify({ n: chain.n, prev: chain.prev, ...body });
  const line = `${json}\t${sign(Buffer.from(json))}`;
  return { line: `${line}\n`, chain: { n: chain.n + 1, prev: sha256(line) } };
}

/** Reads lines in order and believes none that is not the very one that was written there. */
export class ChainReader {
  #chain: ChainEnd = chainBegin;
  #key: KeyObject | undefined;
  #ended = false;

  get chain(): ChainEnd {
    return this.#chain;
  }

  /** @throws Refusal with the line and what is wrong with it */
  take(line: Uint8Array): FieldEntry {
    const number = this.#chain.n + 1;
    if (this.#ended) throw edited(`Something was added behind its end (line ${number})`);
    const entry = this.#entryOf(line, number);
    if (entry.n !== this.#chain.n || entry.prev !== this.#chain.prev)
      throw edited(`Line ${number} does not follow the one before: lines were changed, moved or left out`);
    this.#chain = { n: entry.n + 1, prev: sha256(line) };
    this.#ended = entry.kind === 'end';
    return entry;
  }

  #entryOf(line: Uint8Array, number: number): FieldEntry {
    const { json, signature } = parted(line, number);
    if (number === 1) this.#key = keyOf(json);
    if (!this.#key || !verify(null, json, this.#key, signature))
      throw edited(`Line ${number} is not what was signed`);
    const read = fieldEntrySchema.safeParse(JSON.parse(new TextDecoder().decode(json)));
    if (!read.success) throw new Refusal('REFUSED', `Line ${number} of the file is not understood`, 'path');
    if ((read.data.kind === 'head') !== (number === 1)) throw edited(`Line ${number} is out of place`);
    return read.data;
  }
}

function parted(line: Uint8Array, number: number): { json: Uint8Array; signature: Uint8Array } {
  const tab = line.indexOf(9);
  if (tab < 0) {
    if (number === 1) throw foreign();
    throw edited(`Line ${number} is damaged`);
  }
  return {
    json: line.subarray(0, tab),
    signature: Buffer.from(new TextDecoder().decode(line.subarray(tab + 1)), 'base64'),
  };
}

/** The key that a head names. A head of a newer version says so before anything of it is believed. */
function keyOf(json: Uint8Array): KeyObject {
  const head = headOf(json);
  if (head.version > 1)
    throw new Refusal(
      'REFUSED',
      `This file was written by a newer version of the program (form ${head.version}; this one reads form 1). Update this station, then merge it`,
      'path',
    );
  try {
    return createPublicKey(head.publicPem);
  } catch {
    throw edited('The key in its head cannot be read');
  }
}

function headOf(json: Uint8Array): { readonly version: number; readonly publicPem: string } {
  let head: unknown;
  try {
    head = JSON.parse(new TextDecoder().decode(json));
  } catch {
    throw foreign();
  }
  if (typeof head !== 'object' || head === null || !('format' in head) || !('version' in head))
    throw foreign();
  if (head.format !== 'bioprocess-twin-field' || typeof head.version !== 'number') throw foreign();
  const key = 'key' in head && typeof head.key === 'object' ? head.key : null;
  const publicPem = key && 'publicPem' in key ? String(key.publicPem) : '';
  return { version: head.version, publicPem };
}

/** The SHA-256 of bytes or text, hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function foreign(): Refusal {
  return new Refusal(
    'REFUSED',
    'This is no field file, or its beginning is damaged: choose a recording that ends in .btfield',
    'path',
  );
}

function edited(what: string): Refusal {
  return new Refusal(
    'REFUSED',
    `${what}. The file was altered or damaged on its way, and nothing of it is taken: copy it from the laptop again`,
    'path',
  );
}
