import type { Fields } from '../field-value';
import type { RecordContext } from '../record-context';
import { hourMs, shown, value, type Computation, type RecordRule, type RowSaid } from '../record-rule';

/** Materials without which no batch of this medium can be run; the last three are easily forgotten. */
const mustBeThere = [
  'h3po4',
  'caso4',
  'k2so4',
  'mgso4',
  'koh',
  'glycerol',
  'ptm1',
  'base',
  'antifoam',
] as const;
const steriliseC = 121;

/**
 * Lethality, min at 121.1 °C: Σ 10^((T − 121.1)/10)·Δt over the load probe; without one, of the lowest temperature over
 * the whole hold. Undefined where neither is known.
 */
export function f0Min(f: Fields): number | undefined {
  const probe = f
    .rows('loadProbe')
    .flatMap((row) => {
      const [minute, tempC] = [row.num('minute'), row.num('tempC')];
      return minute === undefined || tempC === undefined ? [] : [{ minute, tempC }];
    })
    .toSorted((a, b) => a.minute - b.minute);
  if (probe.length >= 2) {
    return probe.slice(1).reduce((sum, now, i) => {
      const last = probe[i] ?? now;
      return sum + ((lethality(last.tempC) + lethality(now.tempC)) / 2) * (now.minute - last.minute);
    }, 0);
  }
  const [tempC, hold] = [f.num('tMinLoadC'), f.num('holdMin')];
  return tempC === undefined || hold === undefined ? undefined : lethality(tempC) * hold;
}

const lethality = (tempC: number): number => 10 ** ((tempC - 121.1) / 10);

function eachComponent(f: Fields, says: (row: Fields) => string | null): RowSaid[] {
  return f.rows('components').flatMap((component, row) => {
    const words = says(component);
    return words === null ? [] : [{ row, words }];
  });
}

/** What a component should be: as entered, or from the recipe and the volume. */
export function targetOf(component: Fields, f: Fields, c: RecordContext): number | undefined {
  const given = component.num('target');
  if (given !== undefined) return given;
  const perLitre = c.recipe.components.find(
    ({ material }) => material === component.text('material'),
  )?.perLitre;
  const volume = f.num('volumeL');
  return perLitre === undefined || perLitre === null || volume === undefined ? undefined : perLitre * volume;
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const mediaRules: readonly RecordRule[] = [
  {
    id: 'media.tolerance',
    level: 'C',
    field: 'components',
    says: (f, c) =>
      eachComponent(f, (row) => {
        const known = c.recipe.components.find(({ material }) => material === row.text('material'));
        const [target, actual] = [targetOf(row, f, c), row.num('actual')];
        if (!known || target === undefined || actual === undefined || target === 0) return null;
        const offPct = (100 * (actual - target)) / target;
        return Math.abs(offPct) <= known.tolerancePct + 1e-9
          ? null
          : `${known.label}: ${actual} ${known.unit} is ${shown(offPct, 1)} % off the target of ${shown(target, 3)} (± ${known.tolerancePct} %). Weigh again, or say why`;
      }),
  },
  {
    id: 'media.expired',
    level: 'C',
    field: 'components',
    says: (f, _c, { eventAt }) =>
      eachComponent(f, (row) => {
        const expires = row.text('expires');
        return expires !== undefined && expires < isoDay(eventAt)
          ? `Lot ${row.text('lot') ?? ''} had expired on ${expires}: the medium cannot be released. Take another lot, or say why`
          : null;
      }),
  },
  {
    id: 'media.not-released',
    level: 'C',
    field: 'components',
    says: (f) =>
      eachComponent(f, (row) =>
        row.text('release') === 'released' || row.text('release') === undefined
          ? null
          : `Lot ${row.text('lot') ?? ''} is not released: the medium cannot be released with it. Take another lot, or say why`,
      ),
  },
  {
    id: 'media.second-person',
    level: 'C',
    field: 'components',
    says: (f, c) =>
      eachComponent(f, (row) => {
        const known = c.recipe.components.find(({ material }) => material === row.text('material'));
        if (!known?.secondPerson) return null;
        const [by, checked] = [row.text('weighedBy'), row.text('checkedBy')];
        return checked !== undefined && checked !== by
          ? null
          : `${known.label} is checked by a second person: name who did, or say why nobody was there`;
      }),
  },
  {
    id: 'media.missing-material',
    level: 'C',
    field: 'components',
    says: (f, c) => {
      const there = new Set(f.rows('components').map((row) => row.text('material')));
      const missing = mustBeThere.filter((material) => !there.has(material));
      const labels = missing.map(
        (id) => c.recipe.components.find(({ material }) => material === id)?.label ?? id,
      );
      return labels.length === 0
        ? null
        : `Not listed: ${labels.join('; ')}. Add them with their lots, or say where they are written down`;
    },
  },
  {
    id: 'media.base-amount',
    level: 'W',
    field: 'baseMl',
    says: (f) => {
      const [base, volume] = [f.num('baseMl'), f.num('volumeL')];
      if (base === undefined || volume === undefined) return null;
      const perL = base / volume;
      return perL >= 15 && perL <= 30
        ? null
        : `${shown(perL, 1)} mL/L of base: about 21 mL/L is usual. Check pH and weights`;
    },
  },
  {
    id: 'media.precipitate',
    level: 'C',
    field: 'appearance',
    says: (f) =>
      f.text('appearance') === 'precipitate'
        ? 'Salts have come out: make it again, or say why it is used'
        : null,
  },
  {
    id: 'media.too-hot',
    level: 'C',
    field: 'tMaxLoadC',
    says: (f) =>
      (f.num('tMaxLoadC') ?? 0) > 124 ? 'More than 124 °C harms the medium: say what it was' : null,
  },
  {
    id: 'media.temperature-order',
    level: 'X',
    field: 'tMaxLoadC',
    says: (f) =>
      (f.num('tMaxLoadC') ?? Infinity) < (f.num('tMinLoadC') ?? -Infinity)
        ? 'The highest temperature is below the lowest: exchange them'
        : null,
  },
  {
    id: 'media.tape-only',
    level: 'C',
    field: 'chemIndicator',
    says: (f) =>
      f.text('chemIndicator') === 'tape'
        ? 'Tape shows that a load was in the autoclave, not that it is sterile: say what else proves it'
        : null,
  },
  {
    id: 'media.time-order',
    level: 'X',
    field: 'autoclaveEnd',
    says: (f, _c, { eventAt }) => {
      const [start, end, cooled] = [f.num('autoclaveStart'), f.num('autoclaveEnd'), f.num('coolEnd')];
      if (start !== undefined && start < eventAt - 60_000)
        return 'The cycle began before the medium was made: check the times';
      if (start !== undefined && end !== undefined && end <= start)
        return 'The cycle ends before it begins: check the times';
      return end !== undefined && cooled !== undefined && cooled < end
        ? 'It was cool before the cycle ended: check the times'
        : null;
    },
  },
  {
    id: 'media.hold-longer-than-cycle',
    level: 'X',
    field: 'holdMin',
    says: (f) => {
      const [start, end, hold] = [f.num('autoclaveStart'), f.num('autoclaveEnd'), f.num('holdMin')];
      return start !== undefined &&
        end !== undefined &&
        end > start &&
        hold !== undefined &&
        hold > (end - start) / 60_000 + 1
        ? 'The hold is longer than the whole cycle: check both'
        : null;
    },
  },
  {
    id: 'media.cooling',
    level: 'C',
    field: 'coolEnd',
    says: (f) => {
      const [end, cooled] = [f.num('autoclaveEnd'), f.num('coolEnd')];
      return end !== undefined && cooled !== undefined && cooled - end < 4 * hourMs
        ? 'Cooled for less than 4 h: say how'
        : null;
    },
  },
  {
    id: 'media.cycle-unique',
    level: 'X',
    field: 'cycleNo',
    says: (f, c) => {
      const start = f.num('autoclaveStart');
      const twin = c.records.some(
        ({ kind, body }) =>
          kind === 'media-preparation' &&
          body['autoclaveId'] === f.text('autoclaveId') &&
          body['cycleNo'] === f.text('cycleNo') &&
          start !== undefined &&
          typeof body['autoclaveStart'] === 'number' &&
          body['autoclaveStart'] !== start &&
          isoDay(body['autoclaveStart']) === isoDay(start),
      );
      return twin
        ? 'This cycle of this autoclave is written down with another start: check its number'
        : null;
    },
  },
];

/** Pass when the load was sterilised as asked and everything in it may be used. Released by signature afterwards. */
export function computeMedia(f: Fields, c: RecordContext, { eventAt }: { eventAt: number }): Computation {
  const f0 = f0Min(f);
  const failures = [
    (f.num('tMinLoadC') ?? 0) < steriliseC && 'load below 121.0 °C',
    (f.num('holdMin') ?? 0) < 30 && 'hold below 30 min',
    (f0 ?? 0) < 15 && `F0 ${f0 === undefined ? 'unknown' : shown(f0, 1)} min, below 15`,
    f.text('chemIndicatorResult') !== 'pass' && 'chemical indicator did not pass',
    f.text('bioIndicator') === 'fail' && 'biological indicator failed',
    f.text('integrityTest') !== 'pass' && 'no passed integrity test of the vent filter',
    f.rows('components').some((row) => (row.text('expires') ?? '9999') < isoDay(eventAt)) && 'an expired lot',
    f.rows('components').some((row) => row.text('release') !== 'released') && 'a lot that is not released',
  ].filter((one) => one !== false);
  const pending = f.text('bioIndicator') === 'pending';
  const words =
    failures.length > 0
      ? `Fail: ${failures.join('; ')}`
      : pending
        ? 'Pass; the biological indicator is still out'
        : 'Pass';
  const waterTarget = f.num('volumeL') === undefined ? undefined : 0.9 * (f.num('volumeL') ?? 0);
  return {
    computed: [
      value('f0Min', 'F0', 'min', f0, 'at 121.1 °C'),
      value('waterToL', 'Water to, before inoculum', 'L', waterTarget),
      ...c.recipe.components
        .filter(({ perLitre }) => perLitre !== null)
        .map(({ material, label, perLitre, unit }) =>
          value(
            `target-${material}`,
            `Target of ${label}`,
            unit,
            (perLitre ?? 0) * (f.num('volumeL') ?? Number.NaN),
          ),
        ),
    ],
    verdict: { id: failures.length > 0 ? 'fail' : pending ? 'warn' : 'pass', words },
  };
}
