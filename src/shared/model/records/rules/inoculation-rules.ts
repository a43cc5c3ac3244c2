import type { Fields } from '../field-value';
import type { RecordContext } from '../record-context';
import { hourMs, shown, value, type Computation, type RecordMoment, type RecordRule } from '../record-rule';

interface InoculumOd {
  readonly meanRaw: number;
  readonly rsdPct: number;
  /** (mean reading − blank) × dilution. */
  readonly od: number;
}

/** OD of the seed; undefined while readings are missing. */
export function inoculumOd(f: Fields): InoculumOd | undefined {
  const readings = f.rows('odReadings').flatMap((row) => row.num('raw') ?? []);
  const dilution = f.num('dilution');
  if (readings.length === 0 || dilution === undefined) return undefined;
  const mean = readings.reduce((sum, one) => sum + one, 0) / readings.length;
  const spread = readings.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, readings.length - 1);
  return {
    meanRaw: mean,
    rsdPct: mean === 0 ? 0 : (100 * Math.sqrt(spread)) / Math.abs(mean),
    od: (mean - (f.num('blank') ?? 0)) * dilution,
  };
}

/** OD in the vessel after inoculation: OD·V/(V + V0). */
export function startOd(f: Fields, workingL: number): number | undefined {
  const [od, ml] = [inoculumOd(f)?.od, f.num('volumeMl')];
  return od === undefined || ml === undefined || workingL <= 0 ? undefined : (od * ml) / 1000 / workingL;
}

const workingVolume = (c: RecordContext): number => c.batch?.workingVolumeL ?? 0;

export const inoculationRules: readonly RecordRule[] = [
  {
    id: 'inoculation.od-raw',
    level: 'C',
    field: 'odReadings',
    says: (f) =>
      f.rows('odReadings').flatMap((row, at) => {
        const raw = row.num('raw');
        return raw === undefined || (raw >= 0.1 && raw <= 1)
          ? []
          : [{ row: at, words: `A reading of ${raw} AU lies outside 0.1 to 1.0: dilute again, or say why` }];
      }),
  },
  {
    id: 'inoculation.od-spread',
    level: 'C',
    field: 'odReadings',
    says: (f) => {
      const rsd = inoculumOd(f)?.rsdPct ?? 0;
      return rsd > 10 ? `The readings differ by ${shown(rsd, 0)} % (RSD): measure again, or say why` : null;
    },
  },
  {
    id: 'inoculation.od-limits',
    level: 'W',
    field: 'odReadings',
    says: (f, c) => {
      const od = inoculumOd(f)?.od;
      if (od === undefined) return null;
      const { go, engineer } = c.recipe.inoculum;
      if (od < go.low || od > engineer.high)
        return `OD ${shown(od)} is outside ${go.low} to ${engineer.high}: this is a NO-GO, and it is kept`;
      return od > go.high
        ? `OD ${shown(od)} lies between ${go.high} and ${engineer.high}: an engineer must sign GO`
        : null;
    },
  },
  {
    id: 'inoculation.contaminants',
    level: 'W',
    field: 'contaminants',
    says: (f) => {
      const seen = f.text('contaminants');
      return seen === undefined || seen === 'none'
        ? null
        : 'Contaminants: this is a NO-GO. Keep it, and start another seed';
    },
  },
  {
    id: 'inoculation.viability',
    level: 'W',
    field: 'viabilityPct',
    says: (f) =>
      (f.num('viabilityPct') ?? 100) < 90 ? 'Viability below 90 %: this is a NO-GO, and it is kept' : null,
  },
  {
    id: 'inoculation.volume',
    level: 'C',
    field: 'volumeMl',
    says: (f, c) => {
      const [ml, litres] = [f.num('volumeMl'), workingVolume(c)];
      if (ml === undefined || litres <= 0) return null;
      const share = ml / 10 / litres;
      const { volumePct, minVolumeMl } = c.recipe.inoculum;
      if (ml < minVolumeMl * Math.min(1, litres))
        return `${ml} mL is less than ${minVolumeMl} mL per litre of vessel: take more, or say why`;
      return share < volumePct.low - 1e-9 || share > volumePct.high + 1e-9
        ? `${ml} mL is ${shown(share, 1)} % of the volume: ${volumePct.low} to ${volumePct.high} % is usual. Check it, or say why`
        : null;
    },
  },
  {
    id: 'inoculation.start-od',
    level: 'W',
    field: 'volumeMl',
    says: (f, c) => {
      const od = startOd(f, workingVolume(c));
      const { low, high } = c.recipe.inoculum.startOd;
      return od === undefined || (od >= low && od <= high)
        ? null
        : `The batch will start at OD ${shown(od)}: ${low} to ${high} is usual`;
    },
  },
  {
    id: 'inoculation.seed-in-order',
    level: 'X',
    field: 'seedStart',
    says: (f, _c, { eventAt }) =>
      (f.num('seedStart') ?? 0) > eventAt ? 'The seed was started after it was used: check the times' : null,
  },
  {
    id: 'inoculation.seed-age',
    level: 'C',
    field: 'seedStart',
    says: (f, _c, { eventAt }) => {
      const start = f.num('seedStart');
      if (start === undefined || start > eventAt) return null;
      const hours = (eventAt - start) / hourMs;
      return hours >= 16 && hours <= 24
        ? null
        : `The seed grew for ${shown(hours, 1)} h: 16 to 24 h is usual. Check the time, or say why`;
    },
  },
  {
    id: 'inoculation.source-used',
    level: 'X',
    field: 'sourceId',
    says: (f, c) => {
      const source = f.text('sourceId');
      return f.text('sourceType') === 'cryo' && source !== undefined && c.usedSources.includes(source)
        ? `Vial ${source} was used before: scan the one you hold`
        : null;
    },
  },
];

/** GO, GO by an engineer, or NO-GO: of the inoculum alone. The gates of the vessel are asked when GO is signed. */
export function computeInoculation(f: Fields, c: RecordContext, _at: RecordMoment): Computation {
  const found = inoculumOd(f);
  const start = startOd(f, workingVolume(c));
  const { go, engineer } = c.recipe.inoculum;
  const od = found?.od;
  const against = [
    (od === undefined || od < go.low || od > engineer.high) &&
      `OD ${od === undefined ? 'unknown' : shown(od)}, not within ${go.low} to ${engineer.high}`,
    f.text('contaminants') !== 'none' && 'contaminants not ruled out',
    (f.num('viabilityPct') ?? 0) < 90 && 'viability below 90 %',
  ].filter((one) => one !== false);
  const computed = [
    value('inoculumOd', 'OD of the inoculum', 'AU', od),
    value('odRsdPct', 'Spread of the readings', '% RSD', found?.rsdPct),
    value('startOd', 'OD at the start', 'AU', start),
  ];
  if (against.length > 0)
    return { computed, verdict: { id: 'no-go', words: `NO-GO: ${against.join('; ')}` } };
  return (od ?? 0) > go.high
    ? {
        computed,
        verdict: {
          id: 'go-engineer',
          words: `GO, signed by an engineer (OD ${shown(od ?? 0)} above ${go.high})`,
        },
      }
    : { computed, verdict: { id: 'go', words: 'GO' } };
}
