/** One version of a layout as it is kept; `body` is text that may be damaged or of a newer program. */
export interface KeptVersion {
  readonly id: string;
  readonly version: number;
  /** Id of the person; empty where nobody was known yet. */
  readonly owner: string;
  /** Audience as JSON. */
  readonly audience: string;
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  /** Printed name of who kept it. */
  readonly by: string;
  readonly removed: boolean;
  readonly body: string;
}

/** Layouts on disk. */
export interface WorkspacesKeep {
  add(version: KeptVersion): void;
  /** Newest first. */
  versions(id: string): KeptVersion[];
  /** The newest version of each. */
  newest(): KeptVersion[];
}
