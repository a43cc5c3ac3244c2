/** One version of a golden batch as it is kept; `body` is its reference as JSON. */
export interface KeptGolden {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly withdrawn: boolean;
  readonly body: string;
}

/** Golden batches on disk: versions, only ever added. */
export interface GoldenKeep {
  add(version: KeptGolden): void;
  /** Newest first. */
  versions(id: string): KeptGolden[];
  /** The newest version of each. */
  newest(): KeptGolden[];
}
