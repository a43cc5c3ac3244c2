/** A question for registers. */
export interface ModbusQuestion {
  readonly busId: number;
  /** 3 asks holding registers, 4 input registers. */
  readonly fc: 3 | 4;
  readonly address: number;
  readonly count: number;
}

export type ModbusAnswer =
  | { readonly kind: 'registers'; readonly registers: readonly number[] }
  | { readonly kind: 'exception'; readonly code: number; readonly words: string }
  /** Nothing came, or nothing that could be believed (`garbled`). */
  | { readonly kind: 'timeout'; readonly garbled: boolean };

/** Asks one question after the other; never writes. */
export interface ModbusMaster {
  /** Never rejects; after the line went, every question times out at once. */
  ask(question: ModbusQuestion): Promise<ModbusAnswer>;
  /** Since the beginning: frames and bytes that were not believed. */
  counts(): Readonly<Record<string, number>>;
  /** Resolves with words once the line is gone; empty after {@link close}. */
  readonly closed: Promise<string>;
  close(): void;
}
