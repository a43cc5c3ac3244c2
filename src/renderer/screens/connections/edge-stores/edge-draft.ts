import {
  edgeLayouts,
  edgeStoreSchema,
  type EdgeLayout,
  type EdgeLayoutName,
  type EdgeStore,
} from '../../../../shared/model/edge-store';

/** An edge store while it is being typed. The secret: undefined keeps what is stored, empty removes it. */
export type EdgeDraft = Omit<EdgeStore, 'id' | 'forward'> & {
  readonly forwardEnabled: boolean;
  readonly forwardUnits: readonly string[];
  readonly queueMb: number | '';
  readonly secret: string | undefined;
};

export type EdgeDraftErrors = Partial<Record<string, string>>;

/** What a new store starts from: Telegraf beside the broker. */
export const emptyEdgeDraft: EdgeDraft = {
  name: '',
  kind: 'influx1',
  enabled: true,
  url: 'http://',
  caPem: '',
  database: '',
  retentionPolicy: '',
  username: '',
  org: '',
  bucket: '',
  language: 'influxql',
  measurements: [],
  layout: edgeLayouts.telegraf.layout,
  connectionId: null,
  overrides: [],
  backfill: true,
  forwardEnabled: false,
  forwardUnits: [],
  queueMb: 1000,
  secret: undefined,
};

/** A stored edge store as a draft; its secret stays where it is. */
export function edgeDraftOf({ id: _id, forward, ...store }: EdgeStore): EdgeDraft {
  const { enabled: forwardEnabled, units: forwardUnits, queueMb } = forward;
  return { ...store, forwardEnabled, forwardUnits, queueMb, secret: undefined };
}

export type EdgeInput = EdgeStore & { secret?: string };

/** The draft as the station takes it, or what is wrong with which field, in the words of the shared schema. */
export function checkEdgeDraft(
  id: string,
  { forwardEnabled, forwardUnits, queueMb, secret, ...draft }: EdgeDraft,
): { readonly input: EdgeInput } | { readonly errors: EdgeDraftErrors } {
  const parsed = edgeStoreSchema.safeParse({
    ...draft,
    id,
    name: draft.name.trim(),
    url: draft.url.trim(),
    forward: { enabled: forwardEnabled, units: forwardUnits, queueMb },
  });
  if (parsed.success) return { input: { ...parsed.data, ...(secret === undefined ? {} : { secret }) } };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path.at(-1) ?? 'name')] ??= message;
  return { errors };
}

/** Which known layout it is; null for one of one's own. */
export function layoutName(layout: EdgeLayout): EdgeLayoutName | null {
  const plain = (one: EdgeLayout): string => JSON.stringify([one.unit, one.channel, one.field]);
  const found = Object.entries(edgeLayouts).find(([, known]) => plain(known.layout) === plain(layout));
  return found ? (found[0] as EdgeLayoutName) : null;
}

/** An id from the name that no other store has. */
export function proposeStoreId(name: string, taken: readonly string[]): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  const base = slug === '' ? 'edge' : slug;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
