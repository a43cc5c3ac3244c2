/** A stored chunk that cannot be what was written. The message says what is wrong with it; nothing of it was read. */
export class ChunkDamaged extends Error {
  override readonly name = 'ChunkDamaged';
}
