/** Memory that compiled code and typed arrays share. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Compiled code that is not running yet. */
export type WasmModule = object;

interface WasmNamespace {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, WasmMemory>>>>,
  ) => { readonly exports: unknown };
}

/** What is used of WebAssembly: every engine has it, the types of Node do not name it. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WasmNamespace }).WebAssembly;
