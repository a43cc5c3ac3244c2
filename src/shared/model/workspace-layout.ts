import { z } from 'zod';
import { batchIdSchema, channelIdSchema, unitIdSchema, type ChannelId } from './identity';
import { personRoles } from './role';

/** Version of the form a layout is written in. A newer one is refused: half a layout would be a lie. */
export const layoutVersion = 1;
const layoutFormat = 'bioprocess-twin-workspace';

/** Sensible numbers: more lines than this cannot be told apart, and one read of the store takes 200 channels. */
export const mostLines = 12;
export const mostRows = 60;
export const mostPanels = 40;
export const mostTrendChannels = 150;
/** Characters of a picture's data address: about 190 kB of picture. */
const mostPicture = 260_000;
/** Characters of a whole layout. */
export const mostLayout = 1_000_000;

const unitOrAll = unitIdSchema.nullable();

/** What a trend is laid over: an earlier stretch of the same lines, or another batch from its inoculation. */
export const compareSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ago'),
    ms: z
      .number()
      .int()
      .positive()
      .max(3_653 * 86_400_000),
  }),
  z.object({ kind: z.literal('batch'), batchId: batchIdSchema }),
]);
export type Compare = z.infer<typeof compareSchema>;

export const trendSettingsSchema = z.object({
  kind: z.literal('trend'),
  channels: z.array(channelIdSchema).max(mostLines),
  /** `own`: an axis for each unit; `share`: every line as share of its channel's range; `log`: decades. */
  scale: z.enum(['own', 'share', 'log']).default('own'),
  limits: z.boolean().default(true),
  phases: z.boolean().default(true),
  notes: z.boolean().default(true),
  compare: compareSchema.nullable().default(null),
});
export type TrendSettings = z.infer<typeof trendSettingsSchema>;

/** What a panel shows, by the id of its kind in the catalogue. */
export const panelSettingsSchema = z.discriminatedUnion('kind', [
  trendSettingsSchema,
  z.object({ kind: z.literal('value'), channel: channelIdSchema.nullable() }),
  z.object({ kind: z.literal('table'), channels: z.array(channelIdSchema).max(mostRows) }),
  z.object({ kind: z.literal('alarms'), unitId: unitOrAll }),
  z.object({ kind: z.literal('twin'), unitId: unitOrAll }),
  z.object({ kind: z.literal('off-gas'), unitId: unitOrAll }),
  z.object({ kind: z.literal('events'), unitId: unitOrAll }),
  z.object({ kind: z.literal('notes'), unitId: unitOrAll }),
  z.object({ kind: z.literal('phases'), unitId: unitOrAll }),
  z.object({
    kind: z.literal('image'),
    /** What it shows, in words: read aloud, and shown while there is no picture. */
    words: z.string().max(200),
    data: z
      .string()
      .max(mostPicture, 'The picture is too large')
      .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/, 'This is no PNG, JPEG or WebP picture')
      .nullable(),
  }),
]);
export type PanelSettings = z.infer<typeof panelSettingsSchema>;
export type PanelKind = PanelSettings['kind'];

const panelIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const layoutPanelSchema = z.object({
  id: panelIdSchema,
  /** A name somebody gave it; null shows what the panel calls itself. */
  title: z.string().trim().min(1).max(80).nullable(),
  settings: panelSettingsSchema,
});
export type LayoutPanel = z.infer<typeof layoutPanelSchema>;

/** A place of the grid: panels behind one another as tabs, or places beside or below each other. */
export type LayoutPlace =
  | {
      readonly kind: 'tabs';
      readonly share: number;
      readonly panels: readonly string[];
      readonly front: string;
    }
  | { readonly kind: 'row' | 'column'; readonly share: number; readonly places: readonly LayoutPlace[] };

const shareSchema = z.number().positive().max(1e6);
const placeSchema: z.ZodType<LayoutPlace> = z.lazy(() =>
  z.union([
    z.object({
      kind: z.literal('tabs'),
      share: shareSchema,
      panels: z.array(panelIdSchema).min(1).max(mostPanels),
      front: panelIdSchema,
    }),
    z.object({
      kind: z.enum(['row', 'column']),
      share: shareSchema,
      places: z.array(placeSchema).min(1).max(mostPanels),
    }),
  ]),
);

const bodySchema = z.object({
  panels: z.array(layoutPanelSchema).max(mostPanels, `A layout holds at most ${mostPanels} panels`),
  root: placeSchema.nullable(),
});

/** An arrangement of panels in one window. Every panel has exactly one place. */
export const workspaceLayoutSchema = z
  .object({
    format: z.literal(layoutFormat),
    version: z.literal(layoutVersion),
    name: z.string().trim().min(1, 'Give the layout a name').max(80),
    ...bodySchema.shape,
  })
  .superRefine((layout, context) => {
    const problem = problemOf(layout);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
export type WorkspaceLayout = z.infer<typeof workspaceLayoutSchema>;

/** Who a kept layout is for: the person that keeps it, everybody of a role, or everybody. */
export const audienceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('role'), role: z.enum(personRoles) }),
  z.object({ kind: z.literal('everybody') }),
]);
export type Audience = z.infer<typeof audienceSchema>;

/** An empty layout. */
export function emptyLayout(name: string): WorkspaceLayout {
  return { format: layoutFormat, version: layoutVersion, name, panels: [], root: null };
}

/** Ids of the panels of a place, from left to right and from top to bottom. */
export function panelsOf(place: LayoutPlace | null): string[] {
  if (place === null) return [];
  return place.kind === 'tabs' ? [...place.panels] : place.places.flatMap(panelsOf);
}

/** Every channel that the trends of a layout draw. */
export function trendChannels(panels: readonly LayoutPanel[]): ReadonlySet<ChannelId> {
  return new Set(panels.flatMap(({ settings }) => (settings.kind === 'trend' ? settings.channels : [])));
}

function problemOf({ panels, root }: z.infer<typeof bodySchema>): string | null {
  const known = panels.map(({ id }) => id).toSorted();
  const placed = panelsOf(root).toSorted();
  if (new Set(known).size !== known.length) return 'Two panels have the same id';
  if (known.join(' ') !== placed.join(' ')) return 'Panels and places do not belong together';
  if (!frontsAreThere(root)) return 'A place shows a panel that is not in it';
  const lines = trendChannels(panels).size;
  if (lines > mostTrendChannels)
    return `The trends draw ${lines} channels; one layout draws at most ${mostTrendChannels}`;
  return null;
}

function frontsAreThere(place: LayoutPlace | null): boolean {
  if (place === null) return true;
  return place.kind === 'tabs' ? place.panels.includes(place.front) : place.places.every(frontsAreThere);
}

export type ReadLayout =
  { readonly ok: true; readonly layout: WorkspaceLayout } | { readonly ok: false; readonly words: string };

/** Reads a layout from the text of a file or of the store. Never throws: what it cannot use it refuses with words. */
export function readLayout(text: string): ReadLayout {
  if (text.length > mostLayout)
    return refused(`It is larger than a layout can be (${mostLayout.toLocaleString('en')} characters).`);
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return refused('It is damaged: it is no JSON, or was cut off.');
  }
  return checkLayout(found);
}

/** The same for what is already an object. */
export function checkLayout(found: unknown): ReadLayout {
  const head = z.object({ format: z.string(), version: z.number() }).safeParse(found);
  if (!head.success || head.data.format !== layoutFormat) return refused('It is no layout of a workspace.');
  if (head.data.version > layoutVersion)
    return refused(
      `It was written by a newer version (form ${head.data.version}, this one knows ${layoutVersion}). Open it there, or update this one.`,
    );
  const read = workspaceLayoutSchema.safeParse(found);
  if (read.success) return { ok: true, layout: read.data };
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? ` (at ${issue.path.join('.')})` : '';
  return refused(`It is damaged: ${issue?.message ?? 'not a layout'}${where}.`);
}

const refused = (words: string): ReadLayout => ({ ok: false, words });
