import { parseArgs } from 'node:util';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import { unitIdSchema } from '../../../shared/model/identity';

interface Common {
  readonly out: string;
  readonly seed: number;
  /** Every batch has ended by then, epoch ms. */
  readonly until: number;
  readonly unitId: string;
}

export type CampaignOptions = Common &
  (
    | { readonly kind: 'campaign'; readonly batches: number }
    | {
        readonly kind: 'faults';
        readonly preset: VesselScale;
        readonly clean: number;
        readonly contaminated: number;
        readonly sensorFaults: number;
      }
  );

export type ReadCampaignOptions =
  | { readonly kind: 'run'; readonly options: CampaignOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly words: string };

export const campaignHelp = `Writes a campaign of simulated batches to a folder.
  npm run campaign -- --out DIR [--batches 18] [--seed N] [--until TIME] [--unit ID]
  npm run campaign -- --out DIR --faults --clean N --contaminated N --sensor-faults N [--preset NAME]
  --out DIR           new or empty folder; a run that is stopped leaves nothing behind
  --batches N         1 to 200 (default 18): 1-3 shakedown, 4-15 training with designed disturbances,
                      16-18 hold-out, any further ones plain training
  --seed N            whole number; the same seed and --until give the same bytes (default 1)
  --until TIME        ISO 8601; every batch ended before it (default: the beginning of today, UTC)
  --unit ID           vessel the batches run on (default C1, with --faults F1)
  --faults            batches with known faults and their ground truth instead
  --clean N  --contaminated N  --sensor-faults N   how many of each (default 0)
  --preset NAME       ${vesselScales.join(' | ')}, with --faults only (default 1L)
  --help              this text
`;

const dayMs = 86_400_000;

/**
 * Reads the command line; everything that is wrong comes back in words.
 * @param now epoch ms
 */
export function readCampaignOptions(args: readonly string[], now: number): ReadCampaignOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        batches: { type: 'string' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
        unit: { type: 'string' },
        faults: { type: 'boolean', default: false },
        clean: { type: 'string' },
        contaminated: { type: 'string' },
        'sensor-faults': { type: 'string' },
        preset: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (!values.out)
      throw new Error('--out is missing: name the folder to be written, e.g. --out campaign-1');
    const common = {
      out: values.out,
      seed: whole('--seed', values.seed, 0, 2 ** 31 - 1),
      until: values.until === undefined ? Math.floor(now / dayMs) * dayMs : moment(values.until, now),
      unitId: unitOf(values.unit ?? (values.faults ? 'F1' : 'C1')),
    };
    return { kind: 'run', options: values.faults ? faults(values, common) : campaign(values, common) };
  } catch (problem) {
    return { kind: 'wrong', words: problem instanceof Error ? problem.message : String(problem) };
  }
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function campaign(values: Values, common: Common): CampaignOptions {
  for (const name of ['clean', 'contaminated', 'sensor-faults', 'preset'])
    if (values[name] !== undefined) throw new Error(`--${name} belongs to --faults`);
  return { ...common, kind: 'campaign', batches: whole('--batches', values['batches'] ?? '18', 1, 200) };
}

function faults(values: Values, common: Common): CampaignOptions {
  if (values['batches'] !== undefined)
    throw new Error('--batches does not go with --faults: say --clean, --contaminated and --sensor-faults');
  const preset = vesselScales.find((scale) => scale === (values['preset'] ?? '1L'));
  if (!preset)
    throw new Error(`--preset ${String(values['preset'])} is unknown; choose ${vesselScales.join(', ')}`);
  const count = (name: string): number => whole(`--${name}`, values[name] ?? '0', 0, 1000);
  const counts = {
    clean: count('clean'),
    contaminated: count('contaminated'),
    sensorFaults: count('sensor-faults'),
  };
  if (counts.clean + counts.contaminated + counts.sensorFaults === 0)
    throw new Error('--faults needs at least one of --clean N, --contaminated N, --sensor-faults N');
  return { ...common, kind: 'faults', preset, ...counts };
}

function whole(name: string, text: string | boolean, low: number, high: number): number {
  const value = Number(text);
  if (String(text).trim() === '' || !Number.isInteger(value) || value < low || value > high)
    throw new Error(`${name} ${String(text)} must be a whole number from ${low} to ${high}`);
  return value;
}

function moment(text: string, now: number): number {
  const at = Date.parse(text);
  if (!Number.isFinite(at)) throw new Error(`--until ${text} is not a time like 2026-03-01T00:00:00Z`);
  if (at > now) throw new Error(`--until ${text} lies in the future`);
  if (at < Date.UTC(2010, 0, 1)) throw new Error(`--until ${text} is before 2010`);
  return at;
}

function unitOf(text: string): string {
  const unit = unitIdSchema.safeParse(text);
  if (!unit.success || text.length > 20)
    throw new Error(`--unit ${text} is no unit id: use 1 to 20 letters, digits, _ or -`);
  return text;
}
