import type { Fields } from '../field-value';
import type { KnownRecord, RecordContext } from '../record-context';
import { computedOf, hourMs, value, type Computation, type RecordMoment } from '../record-rule';

/** OD600 = (reading − blank) × dilution; undefined while a part is missing. */
export function sampleOd(f: Fields): number | undefined {
  const [raw, dilution] = [f.num('odRaw'), f.num('dilution')];
  return raw === undefined || dilution === undefined ? undefined : (raw - (f.num('blank') ?? 0)) * dilution;
}

/** Dry cell weight, g/L: (gross dry − tare)/volume. Never from the wet weight. */
export function sampleDcw(f: Fields): number | undefined {
  const [gross, tare, ml] = [f.num('grossDryG'), f.num('tareG'), f.num('volMl')];
  return gross === undefined || tare === undefined || !ml ? undefined : (1000 * (gross - tare)) / ml;
}

/** Samples of the batch that hold, oldest first. */
export function samplesOf(c: Pick<RecordContext, 'records'>): KnownRecord[] {
  return c.records
    .filter(({ kind, status }) => kind === 'sample' && status !== 'voided')
    .toSorted((a, b) => a.eventAt - b.eventAt);
}

/** Last sample before a moment that has an OD. */
export function sampleBefore(c: RecordContext, at: number): { at: number; od: number } | undefined {
  return samplesOf(c)
    .filter(({ eventAt }) => eventAt < at)
    .flatMap(({ eventAt, computed }) => {
      const od = computedOf(computed, 'od600');
      return od === null ? [] : [{ at: eventAt, od }];
    })
    .at(-1);
}

/** Specific growth rate since the sample before, 1/h. */
export function growthSince(f: Fields, c: RecordContext, at: number): number | undefined {
  const [od, before] = [sampleOd(f), sampleBefore(c, at)];
  if (od === undefined || od <= 0 || !before || before.od <= 0) return undefined;
  return Math.log(od / before.od) / ((at - before.at) / hourMs);
}

/** Withdrawn so far with this one, mL. */
export function drawnSoFar(f: Fields, c: RecordContext, at: number): number {
  const before = samplesOf(c)
    .filter(({ eventAt }) => eventAt <= at)
    .reduce((sum, { body }) => sum + (typeof body['drawMl'] === 'number' ? body['drawMl'] : 0), 0);
  return before + (f.num('drawMl') ?? 0);
}

export function computeSample(f: Fields, c: RecordContext, { eventAt }: RecordMoment): Computation {
  const [od, dcw] = [sampleOd(f), sampleDcw(f)];
  const [wet, tare, ml] = [f.num('wetG'), f.num('tareG'), f.num('volMl')];
  const wcw = wet === undefined || tare === undefined || !ml ? undefined : (1000 * (wet - tare)) / ml;
  const t0 = c.batch?.t0;
  const waiting = dcw === undefined && (f.text('filterId') !== undefined || tare !== undefined);
  return {
    computed: [
      value(
        'ageH',
        'Age of the batch',
        'h',
        t0 === null || t0 === undefined ? undefined : (eventAt - t0) / hourMs,
      ),
      value('od600', 'OD600', 'AU', od),
      value('dcwGL', 'Dry cell weight', 'g/L', dcw, dcw === undefined ? 'Not known yet' : undefined),
      value('dcwPerOd', 'Dry cell weight per OD', 'g/L', dcw === undefined || !od ? undefined : dcw / od),
      value('wcwGL', 'Wet cell weight', 'g/L', f.num('wcwGL') ?? wcw),
      value('muPerH', 'Growth since the sample before', '1/h', growthSince(f, c, eventAt)),
      value('drawnMl', 'Withdrawn so far', 'mL', drawnSoFar(f, c, eventAt)),
    ],
    verdict: waiting ? { id: 'pending', words: 'Waits for the dry weight' } : null,
  };
}
