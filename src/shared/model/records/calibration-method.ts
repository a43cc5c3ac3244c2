import { bufferPh, type BufferId } from '../../calc/buffer-table';
import type { StabilityRule } from '../../calc/calibration-stability';
import type { Correction } from './kinds/calibration-wizard-fields';
import type { ProbeKind } from './kinds/calibration-fields';

/** A reference that the probe is put into. */
export interface MethodPoint {
  readonly id: string;
  readonly words: string;
  /** What a person does. */
  readonly deed: string;
  /** Value to begin with, in the unit of the channel; null where the certificate of the reference says it. */
  readonly reference: number | null;
  /** A buffer, whose value follows from its temperature. */
  readonly buffer?: BufferId;
  /** True where the certificate may say another value. */
  readonly ownValue: boolean;
}

/** A way of calibrating, as data: what is asked, what is waited for, and by which limits it is judged. */
export interface CalibrationMethod {
  readonly id: string;
  readonly words: string;
  readonly probe: ProbeKind;
  /** Channels it is for. */
  readonly tags: readonly string[];
  readonly points: readonly MethodPoint[];
  /** More points like the last may be added up to here; 0: none. */
  readonly mostPoints: number;
  readonly stability: StabilityRule;
  /** How a verdict comes about, for the person who looks at it. */
  readonly limits: readonly string[];
  readonly correction: Correction;
  /** False where the probe stays in the broth and measures on. */
  readonly away: boolean;
  /** True where points count from the first: a balance that holds a vessel already. */
  readonly fromFirst?: boolean;
  /** Column of readings in the record, where points stand in a table. */
  readonly table?: string;
}

const ph = { probe: 'ph', tags: ['pH'] } as const;
// 0.2 mV over 30 s (science.md D5) is 0.0034 pH of an ideal electrode at 25 °C.
const phStill: StabilityRule = { windowS: 30, drift: 0.0034, noise: 0.02 };
const buffer = (id: string, name: BufferId, words: string): MethodPoint => ({
  id,
  words,
  deed: `Rinse the probe, dab it dry, and put it into ${words}`,
  reference: null,
  buffer: name,
  ownValue: true,
});
const gasStill: StabilityRule = { windowS: 15, drift: 0.02, noise: 0.05 };
const nitrogen: MethodPoint = {
  id: 'zero',
  words: 'nitrogen',
  deed: 'Let dry nitrogen flow through the analyser',
  reference: 0,
  ownValue: false,
};
const asked = (id: string, words: string, deed: string, reference: number | null): MethodPoint => ({
  id,
  words,
  deed,
  reference,
  ownValue: true,
});
const phLimits = [
  'Slope 95 to 105 % of an ideal electrode; below 85 %: replace the probe',
  'Offset within ± 30 mV, beyond ± 15 mV a warning',
  'Stable within 120 s, beyond 20 s a warning',
];

/** Every method the station knows. */
export const calibrationMethods: readonly CalibrationMethod[] = [
  {
    ...ph,
    id: 'ph-two-point',
    words: 'pH, two buffers',
    points: [buffer('neutral', '7.00', 'buffer pH 7.00'), buffer('low', '4.00', 'buffer pH 4.00')],
    mostPoints: 0,
    stability: phStill,
    limits: phLimits,
    correction: 'station',
    away: true,
  },
  {
    ...ph,
    id: 'ph-one-point',
    words: 'pH, one point',
    points: [
      asked('point', 'one buffer or a measured sample', 'Put the probe into the buffer, or leave it in the broth and measure a sample', null), // prettier-ignore
    ],
    mostPoints: 0,
    stability: phStill,
    limits: ['Off by at most 0.5 pH, beyond 0.2 pH a warning; the slope stays that of the last calibration'],
    correction: 'station',
    away: true,
  },
  {
    id: 'do-two-point',
    words: 'Dissolved oxygen, 0 and 100 %',
    probe: 'do',
    tags: ['DO'],
    points: [
      asked('zero', 'nitrogen: 0 %', 'Gas the vessel with nitrogen until nothing is left', 0),
      asked('full', 'air: 100 %', 'Gas with air at working stirrer, flow, pressure and temperature', 100),
    ],
    mostPoints: 0,
    stability: { windowS: 20, drift: 0.5, noise: 1 },
    limits: [
      'Zero at most 2 % of the air signal',
      'Response time t63 below 30 s',
      'Slope within 20 % of the last one',
    ],
    correction: 'station',
    away: true,
  },
  gas('off-gas-o2', 'OffGas_O2', 'Off-gas O₂, zero and air', 'dry air', 20.9, [
    'Zero within ± 0.1 %, dry air 20.9 ± 0.2 % after adjustment',
    'Off by more than 0.2 % before: every batch since the last calibration is flagged',
  ]),
  gas('off-gas-co2', 'OffGas_CO2', 'Off-gas CO₂, zero and span', 'certified gas', null, [
    'Zero within ± 0.1 %, span within ± 2 % of a gas at 50 to 100 % of the range',
    'Off by more than 0.2 % before: every batch since the last calibration is flagged',
  ]),
  {
    id: 'temperature-check',
    words: 'Temperature against a reference thermometer',
    probe: 'temperature',
    tags: ['Temp_Broth', 'Temp_pH_Probe', 'Temp_DO_Probe'],
    points: [
      asked('cold', 'the first temperature', 'Put probe and reference thermometer side by side', 20),
      asked('warm', 'the second temperature', 'Warm both up, side by side', 37),
    ],
    mostPoints: 6,
    stability: { windowS: 20, drift: 0.05, noise: 0.1 },
    limits: ['Error at 30 °C within ± 0.2 °C', 'Slope 0.99 to 1.01'],
    correction: 'none',
    away: true,
    table: 'temperaturePoints',
  },
  {
    id: 'weight-check',
    words: 'Balance with check weights',
    probe: 'balance',
    tags: ['Weight'],
    points: [
      {
        id: 'before',
        words: 'nothing added',
        deed: 'Leave on the balance what stands there, and add nothing',
        reference: 0,
        ownValue: false,
      },
      asked('weight', 'a check weight', 'Put the check weight on the balance', null),
    ],
    fromFirst: true,
    mostPoints: 8,
    // Vessel balances tell of themselves every 10 s.
    stability: { windowS: 45, drift: 0.01, noise: 0.02 },
    limits: ['Largest error within ± 0.1 % of the weight'],
    correction: 'none',
    away: true,
    table: 'balancePoints',
  },
  {
    id: 'od-line',
    words: 'OD probe against samples',
    probe: 'od',
    tags: ['OD'],
    points: [1, 2, 3].map(
      (n) =>
      asked(`sample-${n}`, `sample ${n}`, 'Take a sample now; enter its OD600 × dilution when it is measured', null), // prettier-ignore
    ),
    mostPoints: 20,
    stability: { windowS: 20, drift: 1, noise: 2 },
    limits: ['R² at least 0.95 over three samples or more; fewer than 8 are a warning'],
    correction: 'station',
    away: false,
    table: 'odPoints',
  },
];

function gas(
  probe: 'off-gas-o2' | 'off-gas-co2',
  tag: string,
  words: string,
  span: string,
  reference: number | null,
  limits: readonly string[],
): CalibrationMethod {
  const deed = `Let ${span} flow through the analyser, dry and at its usual flow`;
  return {
    id: `${probe}-two-point`,
    words,
    probe,
    tags: [tag],
    points: [nitrogen, { id: 'span', words: span, deed, reference, ownValue: true }],
    mostPoints: 0,
    stability: gasStill,
    limits,
    correction: 'station',
    away: true,
  };
}

/** A method by its id. */
export function methodOf(id: string): CalibrationMethod | undefined {
  return calibrationMethods.find((method) => method.id === id);
}

/** The methods for a channel. */
export function methodsFor(tag: string): CalibrationMethod[] {
  return calibrationMethods.filter(({ tags }) => tags.includes(tag));
}

/** A point of a method by its place; those beyond the last are like the last. */
export function pointOf(method: CalibrationMethod, index: number): MethodPoint | undefined {
  if (index < method.points.length) return method.points[index];
  const last = method.points.at(-1);
  if (!last || index >= method.mostPoints) return undefined;
  const words = method.probe === 'od' ? `sample ${index + 1}` : last.words;
  return { ...last, id: `${last.id}-${index + 1}`, words, reference: null };
}

/** What a reference is worth at a temperature; null where the person has to say. */
export function referenceAt({ buffer: name, reference }: MethodPoint, tempC: number | null): number | null {
  if (name === undefined) return reference;
  return tempC === null ? null : bufferPh(name, tempC).value;
}
