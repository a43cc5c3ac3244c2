/** A value axis of a figure, or one of named places (0, 1, 2 ...). */
export type FigureAxis =
  | {
      readonly kind: 'linear' | 'log';
      readonly label: string;
      /** What it has to hold; without it, what the marks need. */
      readonly include?: readonly number[];
    }
  | { readonly kind: 'names'; readonly label: string; readonly names: readonly string[] };

/** Variables of the theme, so that both schemes and the paper have theirs. */
export type FigureColour =
  'ink' | 'quiet' | 'warn' | 'predicted' | 'measured' | 1 | 2 | 3 | 4 | 6 | 7 | { readonly from: number };

export interface FigurePoint {
  readonly x: number;
  readonly y: number;
  /** Read out where the pointer is nearest. */
  readonly words: string;
}

interface Drawn {
  readonly colour: FigureColour;
  /** Named beside the figure where given. */
  readonly legend?: string;
}

export type FigureMark =
  | (Drawn & {
      readonly kind: 'points';
      readonly points: readonly FigurePoint[];
      readonly shape?: 'disc' | 'ring' | 'diamond';
      readonly radius?: number;
    })
  | (Drawn & {
      readonly kind: 'line';
      /** A gap where `y` is null. */
      readonly points: readonly { readonly x: number; readonly y: number | null }[];
      readonly dashed?: boolean;
      readonly width?: number;
    })
  | (Drawn & {
      readonly kind: 'band';
      readonly points: readonly {
        readonly x: number;
        readonly low: number | null;
        readonly high: number | null;
      }[];
    })
  /** From `low` to `high` with a point at `at`; across the axis of names. */
  | (Drawn & {
      readonly kind: 'spans';
      readonly along: 'x' | 'y';
      readonly spans: readonly {
        readonly place: number;
        readonly low: number;
        readonly high: number;
        readonly at: number | null;
        readonly words: string;
      }[];
    })
  | (Drawn & {
      readonly kind: 'bars';
      /** Lengths along x, places on an axis of names. */
      readonly bars: readonly { readonly place: number; readonly length: number; readonly words: string }[];
    })
  | (Drawn & {
      readonly kind: 'guide';
      readonly axis: 'x' | 'y';
      readonly at: number;
      readonly dashed?: boolean;
    });

/** A drawing of a few hundred marks, for reading and for paper. */
export interface FigureSpec {
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly marks: readonly FigureMark[];
  /** Same scale on both axes. */
  readonly square?: boolean;
}

/** The data of a figure as they are exported. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The colour as CSS says it. */
export function colourOf(colour: FigureColour): string {
  if (typeof colour === 'number') return `var(--bt-series-${colour})`;
  if (typeof colour === 'object') {
    const percent = Math.round(100 * Math.min(1, Math.max(0, colour.from)));
    return `color-mix(in srgb, var(--bt-series-6) ${percent}%, var(--bt-series-1))`;
  }
  const variable = {
    ink: 'ink-2',
    quiet: 'line-strong',
    warn: 'warn',
    predicted: 'predicted',
    measured: 'measured',
  }[colour];
  return `var(--bt-${variable})`;
}
