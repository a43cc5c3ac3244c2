import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, type FileMetaData } from 'hyparquet';
import type { TableStructure } from '../../../../shared/model/table-map';
import { RowSplitter, type TableCell, type TableRow } from './row-splitter';
import { TableFault } from './table-fault';
import { textPieces } from './text-encoding';

/** Rows of a file as they come, with how much of it was read. */
export interface TablePiece {
  readonly rows: readonly TableRow[];
  /** 0 to 1. */
  readonly done: number;
}

export interface TableSource {
  readonly columns: readonly string[];
  /** Units of the units row; empty where there is none. */
  readonly units: readonly string[];
  /** Rows below the header. */
  pieces(): AsyncGenerator<TablePiece>;
  readonly bytes: number;
  /** Of the whole file, once all pieces were taken. */
  sha256(): Promise<string>;
}

const parquetRows = 20_000;

/**
 * Opens a table. Nothing of it stays in memory but a piece.
 * @throws TableFault where its head cannot be read
 */
export function openTable(path: string, structure: TableStructure): Promise<TableSource> {
  return structure.kind === 'parquet' ? openParquet(path) : openCsv(path, structure);
}

async function openCsv(path: string, structure: TableStructure): Promise<TableSource> {
  const { size } = await stat(path);
  const head = await csvHead(path, structure);
  const hash = createHash('sha256');
  let hashed = 0;
  return {
    ...head,
    bytes: size,
    pieces: async function* () {
      const splitter = new RowSplitter(structure.separator);
      let read = 0;
      for await (const piece of textPieces(path, structure.encoding, (bytes) => {
        hash.update(bytes);
        hashed += bytes.length;
      })) {
        read += piece.bytes;
        yield {
          rows: splitter.take(piece.text).filter(({ line }) => line > head.lastHeadLine),
          done: read / size,
        };
      }
      yield { rows: splitter.end().filter(({ line }) => line > head.lastHeadLine), done: 1 };
      // A fault in what came last.
      splitter.end();
    },
    sha256: async () => (hashed === size ? hash.digest('hex') : hashOf(path)),
  };
}

/** Names and units of the columns. */
async function csvHead(
  path: string,
  structure: TableStructure,
): Promise<{ columns: string[]; units: string[]; lastHeadLine: number }> {
  const { headerLine } = structure;
  const rows: TableRow[] = [];
  const splitter = new RowSplitter(structure.separator);
  const enough = (): boolean => rows.filter(({ line }) => line >= headerLine).length > 1;
  for await (const { text } of textPieces(path, structure.encoding)) {
    rows.push(...splitter.take(text));
    if (enough()) break;
  }
  if (!enough()) rows.push(...splitter.end());
  const [names, below] = rows.filter(({ line }) => line >= headerLine);
  if (!names)
    throw new TableFault({ line: headerLine, column: '', kind: 'ragged', words: 'the file has no header' });
  const columns = uniqueNames(
    names.cells.map((cell) => String(cell ?? '').trim()),
    names.line,
  );
  const units = structure.unitsRow && below ? below.cells.map((cell) => String(cell ?? '').trim()) : [];
  return { columns, units, lastHeadLine: structure.unitsRow && below ? below.line : names.line };
}

/** A nameless column (an index) is named by its place; two of one name cannot be told apart. */
function uniqueNames(names: readonly string[], line: number): string[] {
  const named = names.map((name, index) => (name === '' ? `column ${index + 1}` : name));
  const twice = named.find((name, index) => named.indexOf(name) !== index);
  if (twice === undefined) return named;
  throw new TableFault({
    line,
    column: twice,
    kind: 'ragged',
    words: `two columns are called "${twice}": rename one`,
  });
}

async function openParquet(path: string): Promise<TableSource> {
  const { size } = await stat(path);
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadata(path);
  const columns = metadata.schema
    .filter(({ num_children }) => num_children === undefined)
    .map(({ name }) => name);
  const total = Number(metadata.num_rows);
  return {
    columns: uniqueNames(columns, 0),
    units: [],
    bytes: size,
    pieces: async function* () {
      for (let from = 0; from < total; from += parquetRows) {
        const rows: TableRow[] = [];
        const rowEnd = Math.min(total, from + parquetRows);
        await parquetRead({
          file,
          metadata,
          columns,
          rowStart: from,
          rowEnd,
          onComplete: (read: unknown[][]) =>
            rows.push(...read.map((cells, index) => ({ line: from + index + 1, cells: cells.map(cellOf) }))),
        });
        yield { rows, done: rowEnd / total };
      }
    },
    sha256: () => hashOf(path),
  };
}

/** What stands at the end of a Parquet file. */
export async function parquetMetadata(path: string): Promise<FileMetaData> {
  try {
    return await parquetMetadataAsync(await asyncBufferFromFile(path));
  } catch (error) {
    const words = `this is no whole Parquet file (${error instanceof Error ? error.message : String(error)})`;
    throw new TableFault({ line: 0, column: '', kind: 'encoding', words });
  }
}

function cellOf(value: unknown): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.getTime();
  return JSON.stringify(value);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) hash.update(bytes);
  return hash.digest('hex');
}
