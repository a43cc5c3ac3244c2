import type { TableMap, TableReport } from '../../../../shared/model/table-map';
import type { Channel } from '../../../../shared/model/channel';
import { TableCount } from './table-report';
import { TableFault } from './table-fault';
import { TableReader, type TableSample } from './table-reader';
import { openTable } from './table-source';

/** What a tag is kept as. */
export type ChannelFacts = Pick<Channel, 'unit' | 'range'>;

export interface TablePass {
  readonly path: string;
  readonly map: TableMap;
  readonly factsOf: (tag: string) => ChannelFacts;
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told after each piece; 0 to 1. */
  readonly progress: (done: number, rows: number, samples: number) => void;
  /** Samples of a piece, in the order of the file. */
  readonly take: (samples: readonly TableSample[]) => Promise<void>;
}

/**
 * Reads a whole table and hands over its samples; every row that has something wrong is left out and told.
 * @throws Refusal where file and map do not fit; AbortError when stopped
 */
export async function readTable(pass: TablePass): Promise<TableReport> {
  const { map, signal } = pass;
  const count = new TableCount(map, (tag) => pass.factsOf(tag).range);
  try {
    const source = await openTable(pass.path, map.structure);
    const reader = new TableReader(map, source.columns, (tag) => pass.factsOf(tag).unit, pass.now);
    for await (const { rows, done } of source.pieces()) {
      signal.throwIfAborted();
      const samples: TableSample[] = [];
      for (const row of rows) {
        count.rows += 1;
        const read = reader.read(row, count);
        if (read === 'other') continue;
        if (read === 'bad') count.badRows += 1;
        else {
          count.usedRows += 1;
          for (const sample of read) if (count.take(sample)) samples.push(sample);
        }
      }
      await pass.take(samples);
      pass.progress(done, count.rows, count.samples);
    }
    return count.report(await source.sha256(), source.bytes);
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    count.problem(error.problem);
    count.complete = false;
    return count.report('', 0);
  }
}
