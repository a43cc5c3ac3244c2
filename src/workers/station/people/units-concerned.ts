import { unitIdSchema, type UnitId } from '../../../shared/model/identity';

/** Nouns whose `id` is that of a unit or of a batch. */
const idOf: Readonly<Record<string, 'unit' | 'batch'>> = { units: 'unit', batches: 'batch' };
const mostDeep = 4;

/**
 * The units that an input names, as it came: by `unitId`, by batch, by channel (`UNIT/TAG`), alone or in lists, at any
 * depth. Whoever asks must hold the right at every one of them. A batch that nobody knows concerns no unit.
 */
export function unitsConcerned(
  verb: string,
  input: unknown,
  unitOfBatch: (id: string) => UnitId | undefined,
): UnitId[] {
  const found = new Set<UnitId>();
  const add = (kind: 'unit' | 'batch' | 'channel', value: unknown): void => {
    if (Array.isArray(value)) return value.forEach((item) => add(kind, item));
    if (typeof value !== 'string') return;
    const unit = kind === 'batch' ? unitOfBatch(value) : kind === 'channel' ? value.split('/', 1)[0] : value;
    const parsed = unitIdSchema.safeParse(unit);
    if (parsed.success) found.add(parsed.data);
  };
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > mostDeep || value instanceof Blob) return;
    for (const [key, inner] of Object.entries(value)) {
      const kind = kindOf(key);
      if (kind) add(kind, inner);
      walk(inner, depth + 1);
    }
  };
  walk(input, 0);
  const kind = idOf[verb.split('.', 1)[0] ?? ''];
  if (kind && typeof input === 'object' && input !== null && 'id' in input) add(kind, input.id);
  return [...found];
}

function kindOf(key: string): 'unit' | 'batch' | 'channel' | undefined {
  if (key === 'unitId' || key === 'unitIds') return 'unit';
  if (key === 'batchId' || key === 'batchIds') return 'batch';
  if (key === 'channelId' || key === 'channels' || key === 'channelIds') return 'channel';
  return undefined;
}
