import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/** A file under a name of its own until it is whole: what carries the real name is never half of it. */
export class PartFile {
  readonly #path;
  readonly #handle;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<PartFile> {
    await mkdir(dirname(path), { recursive: true });
    return new PartFile(path, await open(`${path}.part`, 'w'));
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray((await this.#handle.write(rest)).bytesWritten);
  }

  /** On disk under its own name when this resolves. */
  async finish(): Promise<FileFacts> {
    await this.#handle.sync();
    await this.#handle.close();
    await rename(`${this.#path}.part`, this.#path);
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(`${this.#path}.part`, { force: true });
  }
}
