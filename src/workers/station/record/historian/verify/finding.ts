/** Something that is not as it was written. */
export interface Finding {
  readonly kind:
    | 'pages'
    /** The body cannot be what was written. */
    | 'damaged'
    /** It is whole, but not what was sealed. */
    | 'hash'
    /** What is said beside the body differs from the body. */
    | 'counts'
    | 'order'
    | 'missing-part'
    /** Cells differ from their samples. */
    | 'cells'
    | 'seal'
    | 'journal';
  readonly words: string;
  readonly series?: number;
  readonly level?: number;
  /** Start of the chunk, epoch ms. */
  readonly start?: number;
  readonly part?: number;
}
