import type { CsvConnection } from '../../src/shared/model/connection';
import type { CsvFile } from '../../src/shared/model/csv-connection';
import type { Driver, DriverMemory, DriverSink, LinkEnd } from '../driver';
import { refusalOf } from '../mqtt/decode';
import { mostLastBytes, readCursor, settingsOf, type CsvCursor } from './csv-cursor';
import { createCsvTable, type CsvTable } from './csv-table';
import { delimiterOf, encodingOf, splitRow, textOf, type Encoding } from './csv-text';
import { fileProblem } from './file-problem';
import { followFile, isSameFile, type FollowedFile } from './followed-file';
import { createLineCutter, type CutLine, type LineCutter } from './line-cutter';

/** Ends a run with words for a person. */
class CsvEnd extends Error {
  constructor(readonly end: LinkEnd) {
    super(end.words);
  }
}

const lookEveryMs = 500;
/** Rows under way that are not recorded yet. */
const mostUnderWay = 2000;

/**
 * Follows a table that another program adds rows to. Half a row waits for its end; where the file begins anew or another
 * one takes its name, what is left of the old one is read first. A row counts as read when it is recorded.
 */
export const csvDriver: Driver<CsvConnection> = {
  run: async ({ connection, memory }, sink, signal) => {
    const tail = createTail(connection, memory, sink, signal);
    sink.state('connecting', '');
    try {
      await tail.follow();
      return { state: 'offline', words: '' };
    } catch (problem) {
      if (problem instanceof CsvEnd) return problem.end;
      return fileProblem(problem, connection.file.path);
    } finally {
      await tail.close();
    }
  },

  test: async ({ connection: { file } }) => {
    try {
      const followed = await followFile(file.path, 0);
      try {
        return { ok: true, words: await describe(file, followed) };
      } finally {
        await followed.close();
      }
    } catch (problem) {
      const { words } = problem instanceof CsvEnd ? problem.end : fileProblem(problem, file.path);
      return { ok: false, words };
    }
  },
};

interface Tail {
  follow(): Promise<void>;
  close(): Promise<void>;
}

/** What is read out of one file. */
interface Reading {
  readonly file: FollowedFile;
  readonly encoding: Encoding;
  readonly cutter: LineCutter;
  table: CsvTable | undefined;
  header: string;
  mark: Pick<CsvCursor, 'headBytes' | 'head'>;
}

function createTail(
  { id, file: settings }: CsvConnection,
  memory: DriverMemory | undefined,
  sink: DriverSink,
  signal: AbortSignal,
): Tail {
  const { path } = settings;
  const read = settingsOf(settings);
  /** Rows that may not be recorded yet, in their order. */
  const underWay: { recorded: boolean; cursor: () => CsvCursor }[] = [];
  let current: Reading | undefined;
  const fate = { failed: false };
  let saved: CsvCursor | undefined;
  let lastTaken: CsvCursor | undefined;
  let rows = 0;
  let newest: number | null = null;
  let wake: () => void = () => undefined;

  const settle = (): void => {
    let newest: CsvCursor | undefined;
    while (underWay[0]?.recorded === true) newest = underWay.shift()?.cursor();
    if (newest) saved = newest;
    wake();
  };
  const keep = (): void => {
    if (saved) memory?.save(JSON.stringify(saved));
    saved = undefined;
  };

  const begin = async (cursor: CsvCursor | undefined, skipOld: boolean): Promise<Reading> => {
    const file = await followFile(path, 0);
    const known = cursor && (await isSameFile(file, cursor)) ? cursor : undefined;
    const { encoding, mark } = encodingOf(await file.readAt(0, 4), settings.encoding);
    await file.close();
    const from = known?.offset ?? mark;
    const followed = await followFile(path, from);
    const reading: Reading = {
      file: followed,
      encoding,
      cutter: createLineCutter(from, wideOf(encoding)),
      table: undefined,
      header: '',
      mark: await followed.mark(),
    };
    if (known && known.header !== '') useHeader(reading, known.header);
    else if (skipOld) await skipToEnd(reading);
    return reading;
  };
  const useHeader = (reading: Reading, header: string): void => {
    const table = createCsvTable(settings, header);
    if ('words' in table) throw new CsvEnd({ state: 'refused', words: table.words });
    reading.table = table;
    reading.header = header;
  };
  /** Takes the header and passes over the rows that are there. */
  const skipToEnd = async (reading: Reading): Promise<void> => {
    for (let chunk = await reading.file.read(); chunk.length > 0; chunk = await reading.file.read())
      for (const line of reading.cutter.push(chunk)) {
        const text = textIn(reading, line);
        if (!reading.table && text?.trim()) useHeader(reading, text);
        saved = cursorAt(reading, line);
      }
    keep();
  };
  const textIn = ({ encoding }: Reading, { bytes }: CutLine): string | null =>
    bytes === undefined ? null : textOf(bytes, encoding);
  const cursorAt = ({ mark, header, encoding }: Reading, { bytes, end }: CutLine): CsvCursor => {
    const last = (bytes ?? new Uint8Array()).slice(-mostLastBytes);
    const lastAt = end - last.length - (wideOf(encoding) === null ? 1 : 2);
    return {
      path,
      settings: read,
      ...mark,
      header,
      offset: end,
      lastAt,
      last: Buffer.from(last).toString('hex'),
    };
  };

  const take = (reading: Reading, line: CutLine): void => {
    const seenTime = Date.now();
    const text = textIn(reading, line);
    const entry = { recorded: false, cursor: () => cursorAt(reading, line) };
    underWay.push(entry);
    lastTaken = entry.cursor();
    const ack = (): void => {
      entry.recorded = true;
      settle();
    };
    if (text !== null && !reading.table && text.trim() !== '') {
      useHeader(reading, text);
      sink.state('online', '');
      return ack();
    }
    const row = text === null ? unreadable(line) : reading.table?.row(text, seenTime);
    if (!row) return ack();
    rows += 1;
    if ('time' in row && row.time !== null) newest = row.time;
    const payload = line.bytes?.slice(0, 300) ?? new Uint8Array();
    const refusal = row.problem ? { refusal: refusalOf(row.problem, path, payload) } : {};
    const giveBack = (): void => {
      fate.failed = true;
      wake();
    };
    sink.deliver({
      readings: row.readings,
      ...refusal,
      connectionId: id,
      topic: path,
      payload,
      seenTime,
      ack,
      giveBack,
    });
  };

  /** Reads on to the end of the file as it is now. */
  const readOn = async (reading: Reading): Promise<void> => {
    while (!signal.aborted) {
      const chunk = await reading.file.read();
      if (chunk.length === 0) return;
      reading.mark = await reading.file.mark();
      for (const line of reading.cutter.push(chunk)) {
        if (fate.failed) throw new CsvEnd(notKept(path));
        if (signal.aborted) return;
        while (underWay.length >= mostUnderWay && !fate.failed && !signal.aborted) await woken();
        take(reading, line);
      }
      sink.detail?.(detailOf(rows, newest));
      keep();
    }
  };
  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  const change = async (skipRest: boolean): Promise<Reading> => {
    if (current && !skipRest) await readOn(current);
    // A program that writes the whole file again, under another name first, adds rows all the same.
    const next = await begin(skipRest ? undefined : lastTaken, false);
    await current?.file.close();
    return next;
  };

  return {
    follow: async () => {
      const cursor = readCursor(memory?.load(), settings);
      current = await begin(cursor, cursor === undefined && !settings.fromStart);
      sink.state(
        'online',
        current.table ? '' : 'The file has no first row with the names of its columns yet.',
      );
      sink.detail?.(detailOf(rows, newest));
      while (!signal.aborted) {
        const state = await current.file.check();
        // What stood behind the last read in a file that was cut is gone.
        if (state !== 'same') current = await change(state === 'anew');
        await readOn(current);
        keep();
        if (fate.failed) throw new CsvEnd(notKept(path));
        await pause(lookEveryMs, signal);
      }
    },
    close: async () => {
      keep();
      await current?.file.close();
    },
  };
}

function detailOf(rows: number, newest: number | null): string {
  const of =
    newest === null
      ? ''
      : `, the newest of ${new Date(newest).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return `${rows} ${rows === 1 ? 'row' : 'rows'} read since it was opened${of}`;
}

function wideOf(encoding: Encoding): 'le' | 'be' | null {
  return encoding === 'utf-16le' ? 'le' : encoding === 'utf-16be' ? 'be' : null;
}

function unreadable({ bytes }: CutLine): { readings: []; problem: 'too-large' | 'not-utf8' } {
  return { readings: [], problem: bytes === undefined ? 'too-large' : 'not-utf8' };
}

function notKept(path: string): LinkEnd {
  return {
    state: 'offline',
    words: `Rows of ${path} could not be stored here and are read again. See the state of recording.`,
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

const lookedAtBytes = 64 * 1024;

/** What the file looks like with these settings, for a person who is choosing them. */
async function describe(settings: CsvFile, file: FollowedFile): Promise<string> {
  const head = await file.readAt(0, lookedAtBytes);
  const { encoding, mark } = encodingOf(head, settings.encoding);
  const lines = createLineCutter(mark, wideOf(encoding)).push(head.subarray(mark));
  const texts = lines
    .map(({ bytes }) => (bytes ? textOf(bytes, encoding) : null))
    .filter((text) => text?.trim());
  const [header, ...rows] = texts;
  if (!header) return 'The file is there and has no whole row yet.';
  const table = createCsvTable(settings, header);
  if ('words' in table) throw new CsvEnd({ state: 'refused', words: table.words });
  const read = rows.map((row) => table.row(row ?? '', 0)).filter((row) => row !== undefined);
  const bad = read.filter((row) => row.problem).length;
  const columns = `${splitRow(header, delimiterOf(settings, header)).length} columns`;
  if (read.length === 0) return `The file has ${columns} and no row yet.`;
  const first = read.find(({ time }) => time !== null)?.time;
  if (settings.timeFormat !== 'arrival' && first === undefined)
    throw new CsvEnd({
      state: 'refused',
      words: `No time of the first ${read.length} rows can be read. Check time column and format: ${rows[0]?.slice(0, 80) ?? ''}`,
    });
  const begins =
    first === undefined || first === null ? '' : ` The first row is of ${new Date(first).toISOString()}.`;
  return `The file has ${columns}; of its first ${read.length} rows ${bad} cannot be read in full.${begins}`;
}
