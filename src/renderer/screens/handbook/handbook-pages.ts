import type { Route } from '../../app/route';

/** A page of docs/handbook, made into HTML by the build. */
export interface HandbookPage {
  /** Its file name without ending, as links name it. */
  readonly id: string;
  readonly title: string;
  /** As written, for searching. */
  readonly text: string;
  readonly html: string;
}

const files = import.meta.glob<HandbookPage>('../../../../docs/handbook/*.md', {
  eager: true,
  import: 'default',
});

/** The order of the table of contents; a page that is not named here comes after. */
const order = [
  'first-steps',
  'overview',
  'unit',
  'workspace',
  'alarms',
  'shift',
  'batches',
  'compare',
  'records',
  'batch-record',
  'quality',
  'models',
  'train',
  'connections',
  'field',
  'calibration',
  'simulator',
  'availability',
  'data',
  'people',
  'audit',
  'system',
  'keyboard',
];

const place = ({ id }: HandbookPage): number => (order.indexOf(id) + order.length + 1) % (order.length + 1);

/** Every page, in the order of the table of contents. */
export const handbookPages: readonly HandbookPage[] = Object.values(files).toSorted(
  (a, b) => place(a) - place(b),
);

/** Screens whose page has another name than the screen. */
const pageOf: Partial<Record<Route['screen'], string>> = {
  batch: 'unit',
  'batch-card': 'compare',
  report: 'train',
  unknown: 'first-steps',
};

/** The page that helps with a screen; the first steps where none does. */
export function pageForScreen(screen: Route['screen']): HandbookPage | undefined {
  const wanted = pageOf[screen] ?? screen;
  return handbookPages.find(({ id }) => id === wanted) ?? handbookPages[0];
}

/** Pages in which every word of the search stands, in title or text. */
export function findPages(search: string): readonly HandbookPage[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return handbookPages.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
}
