import { sampleColumns } from '../../../shared/model/campaign';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import type { Random } from '../plant/random';
import type { PlantTruth } from '../plant/truth';
import { csv, isoTime } from './csv';

/** A sample as it stands in the laboratory journal. */
export interface BenchSample {
  readonly number: number;
  /** Age by plan, h; null for the one at the end. */
  readonly nominalH: number | null;
  readonly sampledAt: number;
  readonly volumeMl: number;
  readonly reading: number;
  readonly dilution: number;
  readonly od600: number;
  readonly dcwGL: number;
  readonly dcwResultAt: number;
}

export const sampleMl = 10;

/** Ages of the plan before the sample at the end, h. The longer fed-batch goes on every eight hours. */
export function nominalHours(preset: VesselScale): readonly number[] {
  const first = [0, 2, 4, 6, 8, 12, 16];
  return preset === '1L' ? first : [...first, 24, 32, 40, 48, 56, 64, 72, 80, 88];
}

/** People come a few minutes early or late; the first sample follows inoculation. Seconds. */
export function lateS(nominalH: number, random: Random): number {
  const late = Math.round(Math.max(-600, Math.min(600, 180 * random.normal())));
  return nominalH === 0 ? Math.abs(late) : late;
}

/** Relative error of one OD600 (pipetting and photometer) and of one dry weight, and error of the balance, g/L. */
const odError = 0.025;
const dcwError = 0.03;
const balanceGL = 0.05;
/** A photometer is linear between 0.1 and this. */
const highestReading = 0.8;
const dilutions = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * What the bench finds in a sample, every error drawn: OD600 at once, dry weight the morning after. The journal
 * knows the time to the minute.
 * @param t true moment of sampling, epoch ms
 */
export function measureSample(
  truth: PlantTruth,
  odPerG: number,
  facts: { readonly number: number; readonly nominalH: number | null; readonly t: number },
  random: Random,
): BenchSample {
  const cellsGL = truth.dcwGL + truth.contaminantGL;
  const od = odPerG * cellsGL * (1 + odError * random.normal());
  const dilution = dilutions.find((factor) => od / factor <= highestReading) ?? 1000;
  const reading = Math.round((1000 * od) / dilution) / 1000;
  const dcw = cellsGL * (1 + dcwError * random.normal()) + balanceGL * random.normal();
  const nextDay = (Math.floor(facts.t / dayMs) + 1) * dayMs;
  return {
    number: facts.number,
    nominalH: facts.nominalH,
    sampledAt: Math.round(facts.t / minuteMs) * minuteMs,
    volumeMl: sampleMl,
    reading,
    dilution,
    od600: Math.round(1000 * reading * dilution) / 1000,
    dcwGL: Math.max(0, Math.round(100 * dcw) / 100),
    dcwResultAt: nextDay + Math.round(9 * 60 + 120 * random.uniform()) * minuteMs,
  };
}

/** The journal as a file. */
export function samplesCsv(samples: readonly BenchSample[]): string {
  return csv(
    sampleColumns,
    samples.map((sample) => [
      sample.number,
      sample.nominalH,
      isoTime(sample.sampledAt),
      sample.volumeMl,
      sample.reading,
      sample.dilution,
      sample.od600,
      sample.dcwGL,
      isoTime(sample.dcwResultAt),
    ]),
  );
}
