import { nernstSlopeMv } from '../../../calc/nernst';
import type { Fields } from '../field-value';
import type { ProbeKind } from '../kinds/calibration-fields';
import type { ComputedValue } from '../record';
import type { RecordContext } from '../record-context';
import { computedOf, shown, value } from '../record-rule';

/** What is computed of one probe, and why it fails; nothing in `failures`: it passes, with `warnings` beside. */
export interface ProbeJudged {
  readonly computed: readonly ComputedValue[];
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
}

const said = (...lines: readonly (string | false)[]): string[] => lines.filter((line) => line !== false);
const unknown = 'it cannot be computed: readings are missing';

/** Judges the readings of a probe by the limits of its kind. */
export function judgeProbe(probe: ProbeKind, f: Fields, c: RecordContext): ProbeJudged {
  switch (probe) {
    case 'ph':
      return judgePh(f);
    case 'do':
      return judgeDo(f, c);
    case 'temperature':
      return judgeTemperature(f);
    case 'off-gas-o2':
      return judgeO2(f);
    case 'off-gas-co2':
      return judgeCo2(f);
    case 'pressure':
      return within('zero', 'Zero', 'bar g', f.num('zeroBarG'), 0.005, 3);
    case 'gas-flow':
      return within('errorPct', 'Largest error', '%', worstPct(f, 'gas-flowPoints'), 2);
    case 'pump':
      return judgePump(f);
    case 'balance':
      return within('errorPct', 'Largest error', '%', worstPct(f, 'balancePoints'), 0.1, 3);
    case 'od':
      return judgeOd(f);
    case 'photometer':
      return within('errorAu', 'Largest error', 'AU', worstOff(f, 'photometerPoints'), 0.005, 4);
    default:
      return probe satisfies never;
  }
}

/** slope = (E4 − E7)/(pH7 − pH4), % of Nernst at the temperature of the buffers; offset = E at pH 7. */
function judgePh(f: Fields): ProbeJudged {
  if (f.text('phMethod') === 'one-point') return judgeOnePoint(f);
  const [ph4, ph7] = ['ph4', 'ph7'].map((name) => f.num(name));
  const nernst = nernstSlopeMv(f.num('bufferTempC') ?? Number.NaN).value;
  const [e4, e7] = phVoltages(f, nernst);
  const known = e4 !== undefined && e7 !== undefined && ph4 !== undefined && ph7 !== undefined && ph4 !== ph7;
  const slope = known ? (e4 - e7) / (ph7 - ph4) : null;
  const pct = slope === null || nernst === null ? null : (100 * slope) / nernst;
  const offset = slope === null || !known ? null : e7 - slope * (7 - ph7);
  const stable = f.num('stableS') ?? 0;
  return {
    computed: [
      value('slopeMv', 'Slope', 'mV/pH', slope),
      value('nernstMv', 'Nernst slope', 'mV/pH', nernst),
      value('slopePct', 'Slope', '% of Nernst', pct),
      value('offsetMv', 'Offset at pH 7', 'mV', offset),
      value('shiftPh', 'Probe less off-line sample', 'pH', difference(f.num('phProbe'), f.num('phOffline'))),
    ],
    failures:
      pct === null || offset === null
        ? [unknown]
        : said(
            pct < 85 && `slope ${shown(pct, 1)} % is below 85 %: replace the probe`,
            pct >= 85 &&
              pct < 95 &&
              `slope ${shown(pct, 1)} % is below 95 %: clean the probe and calibrate again`,
            pct > 105 && `slope ${shown(pct, 1)} % is above 105 %: check buffers and temperature`,
            Math.abs(offset) > 30 && `offset ${shown(offset, 1)} mV is beyond ± 30 mV`,
            stable > 120 && `${stable} s until stable, more than 120 s`,
          ),
    warnings: said(
      offset !== null && Math.abs(offset) > 15 && Math.abs(offset) <= 30 && `offset ${shown(offset, 1)} mV`,
      stable > 20 && stable <= 120 && `${stable} s until stable`,
    ),
  };
}

/** Millivolts in the two buffers. A transmitter that shows pH reckons with an ideal electrode: 7 pH is 0 mV. */
function phVoltages(f: Fields, nernst: number | null): (number | undefined)[] {
  if (f.text('phMethod') !== 'two-point-ph') return [f.num('mv4'), f.num('mv7')];
  return ['ph4Reading', 'ph7Reading'].map((name) => {
    const shows = f.num(name);
    return shows === undefined || nernst === null ? undefined : (7 - shows) * nernst;
  });
}

/** One point moves the offset alone: beyond half a pH the slope is in doubt as well. */
function judgeOnePoint(f: Fields): ProbeJudged {
  const shift = difference(f.num('pointReading'), f.num('pointReference'));
  const far = shift === null ? 0 : Math.abs(shift);
  return {
    computed: [value('shiftPh', 'Probe less reference', 'pH', shift)],
    failures:
      shift === null
        ? [unknown]
        : said(far > 0.5 + 1e-9 && `off by ${shown(far)} pH, more than 0.5: calibrate in two buffers`),
    warnings: said(far > 0.2 + 1e-9 && far <= 0.5 + 1e-9 && `off by ${shown(far)} pH`),
  };
}

/** Line through probe and off-line values, R² at least 0.95 over three or more. */
function judgeOd(f: Fields): ProbeJudged {
  const points = pairs(f, 'odPoints');
  const line = lineThrough(points.map(({ x, y }) => ({ x: y, y: x })));
  return {
    computed: [value('r2', 'R²', '', line?.r2), value('points', 'Samples', '', points.length)],
    failures:
      line === null || points.length < 3
        ? ['three samples of different density are needed']
        : said(
            line.r2 < 0.95 && `R² is ${shown(line.r2, 3)}, below 0.95`,
            line.slope <= 0 && 'the probe does not rise with the cells',
          ),
    warnings: said(points.length < 8 && points.length >= 3 && `${points.length} samples, fewer than 8`),
  };
}

const signalUnitWords: Readonly<Record<string, string>> = { nA: 'nA', percent: '% raw', mV: 'mV' };

/** Zero at most 2 % of the air signal, t63 below 30 s, slope within 20 % of the last one. */
function judgeDo(f: Fields, c: RecordContext): ProbeJudged {
  const [zero, air, t63] = [f.num('zeroSignal'), f.num('airSignal'), f.num('t63S')];
  const zeroPct = zero === undefined || air === undefined || air === 0 ? null : (100 * zero) / air;
  const slope = difference(air, zero);
  const last = c.records
    .filter(
      ({ kind, body, verdict }) =>
        kind === 'calibration' &&
        verdict?.id !== 'fail' &&
        body['probeSerial'] === f.text('probeSerial') &&
        body['signalUnit'] === f.text('signalUnit'),
    )
    .map(({ computed }) => computedOf(computed, 'slope'))
    .findLast((one) => one !== null);
  const changePct = slope === null || last === undefined || !last ? null : (100 * (slope - last)) / last;
  return {
    computed: [
      value('zeroPct', 'Zero', '% of air', zeroPct),
      value('slope', 'Air less zero', signalUnitWords[f.text('signalUnit') ?? ''] ?? '', slope),
      value(
        'slopeChangePct',
        'Slope against the last one',
        '%',
        changePct,
        changePct === null ? 'No earlier one' : undefined,
      ),
    ],
    failures:
      zeroPct === null || slope === null || t63 === undefined
        ? [unknown]
        : said(
            Math.abs(zeroPct) > 2 && `zero is ${shown(zeroPct, 1)} % of the air signal, more than 2 %`,
            slope <= 0 && 'the probe does not tell air from nitrogen',
            t63 >= 30 && `t63 is ${t63} s, not below 30 s: change the membrane`,
            changePct !== null &&
              Math.abs(changePct) > 20 &&
              `slope is ${shown(changePct, 0)} % off the last one`,
          ),
    warnings: [],
  };
}

/** Error at 30 °C on the line through the points, ± 0.2 °C; slope 0.99 to 1.01. */
function judgeTemperature(f: Fields): ProbeJudged {
  const line = lineThrough(pairs(f, 'temperaturePoints'));
  const error = line === null ? null : line.offset + line.slope * 30 - 30;
  return {
    computed: [
      value('errorC', 'Error at 30 °C', '°C', error),
      value('slope', 'Slope', '', line?.slope),
      value('offsetC', 'Offset', '°C', line?.offset),
    ],
    failures:
      line === null || error === null
        ? ['two points at different temperatures are needed']
        : said(
            Math.abs(error) > 0.2 + 1e-9 && `error at 30 °C is ${shown(error)} °C, beyond ± 0.2`,
            (line.slope < 0.99 || line.slope > 1.01) &&
              `slope ${shown(line.slope, 3)} is outside 0.99 to 1.01`,
          ),
    warnings: [],
  };
}

function judgeO2(f: Fields): ProbeJudged {
  const [zero, air, before, spread] = ['n2Reading', 'airReading', 'lastAirReading', 'spreadPct'].map((name) =>
    f.num(name),
  );
  const drift = before === undefined ? null : Math.abs(before - 20.9);
  if (zero === undefined || air === undefined) return { computed: [], failures: [unknown], warnings: [] };
  return {
    computed: [
      value('spanErrorPct', 'Error in dry air', '% O₂', air - 20.9),
      value('driftPct', 'Drift since the last one', '% O₂', drift),
    ],
    failures: said(
      Math.abs(zero) > 0.1 + 1e-9 && `zero is ${zero} %, beyond ± 0.1`,
      Math.abs(air - 20.9) > 0.2 + 1e-9 && `dry air reads ${air} %, not 20.9 ± 0.2`,
      drift !== null && drift >= 0.2 && `drift of ${shown(drift)} % since the last one`,
      (spread ?? 0) > 0.05 + 1e-9 && `moved by ${spread} % in 5 min, more than 0.05`,
    ),
    warnings: said(f.flag('gasDry') === false && 'the gas was wet'),
  };
}

/** Span error, ± 2 % of a certified gas at 50 to 100 % of the range; room air is a zero check, not a span. */
function judgeCo2(f: Fields): ProbeJudged {
  const [zero, reference, reading, range] = ['n2Reading', 'spanReference', 'spanReading', 'rangePct'].map(
    (name) => f.num(name),
  );
  if (zero === undefined || !reference || reading === undefined || !range)
    return { computed: [], failures: [unknown], warnings: [] };
  const error = (100 * (reading - reference)) / reference;
  return {
    computed: [
      value('spanErrorPct', 'Span error', '%', error),
      value('slope', 'Slope', '', (reading - zero) / reference),
    ],
    failures: said(
      Math.abs(zero) > 0.1 + 1e-9 && `zero is ${zero} %, beyond ± 0.1`,
      reference < 0.5 * range &&
        `the gas (${reference} %) is below half of the range (${range} %): room air is a zero check, not a span`,
      reference > range && 'the gas is beyond the range',
      Math.abs(error) > 2 + 1e-9 && `span is ${shown(error, 1)} % off, more than 2 %`,
    ),
    warnings: said(f.flag('gasDry') === false && 'the gas was wet'),
  };
}

/** mL/min from weight over time, ± 5 % of the set rate, R² at least 0.99. */
function judgePump(f: Fields): ProbeJudged {
  const points = f.rows('pumpPoints').flatMap((row) => pair(row.num('minutes'), row.num('grams')));
  const line = lineThrough(points);
  const [set, density] = [f.num('setMlMin'), f.num('densityGMl')];
  const rate = line === null || !density ? null : line.slope / density;
  const error = rate === null || !set ? null : (100 * (rate - set)) / set;
  return {
    computed: [
      value('rateMlMin', 'Rate', 'mL/min', rate),
      value('errorPct', 'Error', '%', error),
      value('r2', 'R²', '', line?.r2),
    ],
    failures:
      line === null || error === null
        ? [unknown]
        : said(
            Math.abs(error) > 5 + 1e-9 && `rate is ${shown(error, 1)} % off, more than 5 %`,
            line.r2 < 0.99 && `R² is ${shown(line.r2, 3)}, below 0.99`,
          ),
    warnings: [],
  };
}

function within(
  name: string,
  label: string,
  unit: string,
  found: number | null | undefined,
  limit: number,
  decimals = 2,
): ProbeJudged {
  const known = found !== null && found !== undefined && Number.isFinite(found);
  return {
    computed: [value(name, label, unit, found)],
    failures: !known
      ? [unknown]
      : said(
          Math.abs(found) > limit + 1e-9 &&
            `${label.toLowerCase()} is ${shown(found, decimals)} ${unit}, beyond ± ${limit}`,
        ),
    warnings: [],
  };
}

interface Pair {
  readonly x: number;
  readonly y: number;
}

const pair = (x: number | undefined, y: number | undefined): Pair[] =>
  x === undefined || y === undefined ? [] : [{ x, y }];
const pairs = (f: Fields, name: string): Pair[] =>
  f.rows(name).flatMap((row) => pair(row.num('reference'), row.num('reading')));
const difference = (a: number | undefined, b: number | undefined): number | null =>
  a === undefined || b === undefined ? null : a - b;

function worstOff(f: Fields, name: string): number | null {
  const off = pairs(f, name).map(({ x, y }) => y - x);
  return off.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null;
}

function worstPct(f: Fields, name: string): number | null {
  const off = pairs(f, name).flatMap(({ x, y }) => (x === 0 ? [] : [(100 * (y - x)) / x]));
  return off.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null;
}

/** Least squares; null where all x are the same. */
function lineThrough(points: readonly Pair[]): { slope: number; offset: number; r2: number } | null {
  const n = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const sxx = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (n < 2 || sxx === 0) return null;
  const sxy = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const syy = points.reduce((sum, { y }) => sum + (y - meanY) ** 2, 0);
  const slope = sxy / sxx;
  return { slope, offset: meanY - slope * meanX, r2: syy === 0 ? 1 : (sxy * sxy) / (sxx * syy) };
}
