import { unitIdSchema, type UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';

export interface HiddenUnitsDeps {
  readonly settings: { getSetting(key: string): unknown; putSetting(key: string, value: unknown): void };
  readonly exists: (id: UnitId) => boolean;
  readonly changed: () => void;
}

export interface HiddenUnits {
  has(id: UnitId): boolean;
  hide(id: UnitId): void;
  show(id: UnitId): void;
}

const setting = 'hidden-units';

/** Units that no screen lists, kept over restarts. What they send is recorded all the same. */
export function createHiddenUnits({ settings, exists, changed }: HiddenUnitsDeps): HiddenUnits {
  const kept = unitIdSchema.array().safeParse(settings.getSetting(setting));
  let hidden: ReadonlySet<UnitId> = new Set(kept.data ?? []);
  const put = (next: ReadonlySet<UnitId>): void => {
    settings.putSetting(setting, [...next]);
    hidden = next;
    changed();
  };
  return {
    has: (id) => hidden.has(id),
    hide: (id) => {
      if (!exists(id)) throw new Refusal('NOT_FOUND', `No bioreactor is called ${id}`, 'id');
      if (!hidden.has(id)) put(new Set([...hidden, id]));
    },
    show: (id) => {
      if (!hidden.has(id)) throw new Refusal('NOT_FOUND', `No hidden bioreactor is called ${id}`, 'id');
      put(new Set([...hidden].filter((one) => one !== id)));
    },
  };
}
