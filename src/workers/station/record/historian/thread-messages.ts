import type { Channel } from '../../../../shared/model/channel';
import type { SeriesHead } from '../../../../shared/contract/series';
import type { RawColumns } from '../raw-columns';
import type { RecordedSample } from '../recorded-sample';
import type { StoreState } from '../store-state';
import type { Replayed } from './journal/journal';
import type { Note } from './notes';
import type { SealedPass } from './seal/seal-list';
import type { LaneName } from './write-queue';

/** What the writer is started with. */
export interface WriterStart {
  readonly dir: string;
  /** The historian's file. */
  readonly path: string;
  /** The station's clock at the start, epoch ms. */
  readonly now: number;
}

export type ReaderStart = Pick<WriterStart, 'path'>;

/** To the writer. `now` is the station's clock, epoch ms. */
export type ToWriter =
  | {
      readonly kind: 'append';
      readonly lane: LaneName;
      readonly id: number;
      readonly packed: ArrayBuffer;
      readonly since: number;
      readonly now: number;
    }
  | { readonly kind: 'tick'; readonly now: number }
  | { readonly kind: 'settle'; readonly id: number; readonly now: number }
  | { readonly kind: 'note'; readonly id: number; readonly note: Note; readonly now: number }
  /** The file is damaged: write no more. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'close' };

/** One durable commit of samples. */
export interface CommitNews {
  readonly lane: LaneName;
  /** Hand-ins that are now complete on disk. */
  readonly ids: readonly number[];
  readonly rows: number;
  readonly recordedTo: number;
  /** Begin to durable, ms. */
  readonly commitMs: number;
  /** Hand-in of the oldest of the completed hand-ins to durable, ms; null where none was completed. */
  readonly waitMs: number | null;
}

export type FromWriter =
  | { readonly kind: 'ready'; readonly recordedTo: number; readonly replayed: Replayed }
  | ({ readonly kind: 'committed' } & CommitNews)
  | { readonly kind: 'dropped'; readonly ids: readonly number[]; readonly samples: number }
  | { readonly kind: 'state'; readonly state: StoreState }
  /** Windows became chunks that never change again. */
  | { readonly kind: 'sealed'; readonly pass: SealedPass }
  | { readonly kind: 'settled'; readonly id: number }
  | { readonly kind: 'noted'; readonly id: number; readonly answer: number }
  | { readonly kind: 'closed'; readonly unsaved: number };

export type ReadChannel = Pick<Channel, 'id' | 'series' | 'cadenceMs'>;

/** A window of history: `from` included, `to` not, epoch ms. */
export interface SeriesWindow {
  readonly channels: readonly ReadChannel[];
  readonly from: number;
  readonly to: number;
}

export interface SeriesAnswer {
  readonly head: SeriesHead;
  /** Columns as series-columns.ts lays them out. */
  readonly data: ArrayBuffer;
}

/** What the reader can be asked, with its answer. */
export interface ReaderVerbs {
  read: { ask: SeriesWindow & { readonly widthPx: number }; answer: SeriesAnswer };
  grid: { ask: SeriesWindow & { readonly now: number }; answer: SeriesAnswer };
  raw: {
    ask: {
      readonly series: number;
      readonly from: number;
      readonly to: number;
      readonly limit: number;
      /** With corrections in the place of what they correct. */
      readonly corrected?: boolean;
    };
    answer: RawColumns;
  };
  lastTimes: { ask: { readonly series: readonly number[] }; answer: (number | null)[] };
  newest: {
    ask: { readonly series: readonly number[]; readonly upTo?: number };
    answer: (RecordedSample | null)[];
  };
  /** What damage SQLite finds in a file; null where it is sound. */
  checkPages: { ask: { readonly path: string }; answer: string | null };
}

export type ToReader = {
  [V in keyof ReaderVerbs]: { readonly id: number; readonly verb: V; readonly ask: ReaderVerbs[V]['ask'] };
}[keyof ReaderVerbs];

/** A stored chunk that is not what was written. Samples of a raw one (level 0) are a hole in every answer. */
export interface DamagedChunk {
  readonly series: number;
  readonly level: number;
  /** Start of its window, epoch ms. */
  readonly start: number;
  readonly part: number;
  readonly words: string;
}

export type FromReader =
  | { readonly id: number; readonly answer: unknown }
  | { readonly damagedChunk: DamagedChunk }
  /** `damaged`: the file itself is at fault. */
  | { readonly id: number; readonly refused: string; readonly damaged: boolean };
