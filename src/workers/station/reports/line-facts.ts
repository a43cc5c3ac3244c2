import type { Channel } from '../../../shared/model/channel';
import { phaseOf } from '../../../shared/model/phase';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import type { Recipe } from '../../../shared/model/records/recipe';
import type { BatchFacts, ReportedModel, ReportedSeries } from '../../../shared/report/batch-facts';
import type { ReportSources } from './report-sources';

/** Parameters that a batch is judged by, with the name the recipe has for them. */
const parameters: readonly (readonly [string, string | null])[] = [
  ['Temp_Broth', 'temperature'],
  ['pH', 'ph'],
  ['DO', null],
  ['Stir_PV', 'agitation'],
  ['OffGas_CO2', null],
  ['OffGas_O2', null],
  ['Feed_Glycerol', null],
  ['Feed_MeOH', null],
];
/** A page is about so many points wide. */
const widthPx = 500;

/** Series, holes and phases of a batch from its inoculation to its end; why not, where they cannot be read. */
export async function lineFacts(
  sources: ReportSources,
  { unitId, t0, endedAt }: BatchRun,
  recipe: Recipe | null,
  now: number,
): Promise<Pick<BatchFacts, 'series' | 'phases' | 'model'>> {
  if (t0 === null) return { series: [], phases: [], model: null };
  const to = Math.max(t0 + 1, endedAt ?? now);
  const channels = sources.unit(unitId)?.channels ?? [];
  try {
    const wanted = parameters.flatMap(([tag]) => channels.filter((channel) => channel.tag === tag));
    const phase = channels.find(({ tag }) => tag === 'Phase');
    const all = phase ? [...wanted, phase] : wanted;
    const model = await modelFacts(sources, channels, t0, to);
    if (all.length === 0) return { series: [], phases: [], model };
    const columns = await sources.series(all, t0, to, widthPx);
    const holes = await sources.holes(wanted, t0, to);
    const series = wanted.map((channel, at): ReportedSeries => {
      const found = columns[at];
      const limits = recipe?.parameters[parameters.find(([tag]) => tag === channel.tag)?.[1] ?? ''];
      return {
        tag: channel.tag,
        name: channel.name,
        unit: channel.unit,
        normal: limits ? { ...limits.normal } : null,
        t: found ? [...found.t] : [],
        low: numbers(found?.min),
        high: numbers(found?.max),
        mean: numbers(found?.mean),
        holes: holes.filter(({ channelId }) => channelId === channel.id),
      };
    });
    return {
      series: series.filter(hasValues),
      phases: phase ? phasesOf(columns.at(-1), t0, to) : [],
      model,
    };
  } catch (error) {
    return {
      series: {
        problem: `the history could not be read (${error instanceof Error ? error.message : String(error)})`,
      },
      phases: [],
      model: null,
    };
  }
}

/** Fine enough to tell the windows of three days of 30 s apart. */
const windowsPx = 10_000;

/** How many windows the model looked at, and of how many it said nothing or was outside its training. */
async function modelFacts(
  sources: ReportSources,
  channels: readonly Channel[],
  from: number,
  to: number,
): Promise<ReportedModel | null> {
  const predicted = channels.find(({ tag }) => tag === 'OD_pred');
  if (!predicted) return null;
  const [columns] = await sources.series([predicted], from, to, windowsPx);
  if (!columns || columns.t.length === 0) return null;
  const counted = { windows: 0, withheld: 0, outside: 0 };
  columns.t.forEach((_t, at) => {
    const n = columns.n[at] ?? 0;
    const doubtful = n * (1 - (columns.good[at] ?? 100) / 100);
    counted.windows += n;
    if (Number.isFinite(columns.mean[at] ?? Number.NaN)) counted.outside += doubtful;
    else counted.withheld += doubtful;
  });
  return counted;
}

function hasValues({ mean, holes }: ReportedSeries): boolean {
  return mean.some((value) => value !== null) || holes.length > 0;
}

function numbers(column: Float64Array | undefined): (number | null)[] {
  return column ? [...column].map((value) => (Number.isFinite(value) ? value : null)) : [];
}

/** Stretches of the same phase, to the width of a drawn column. */
function phasesOf(
  columns: { readonly t: Float64Array; readonly max: Float64Array } | undefined,
  from: number,
  to: number,
): { words: string; from: number; to: number }[] {
  const runs: { code: number; from: number }[] = [];
  columns?.t.forEach((t, at) => {
    const code = columns.max[at];
    if (code === undefined || !Number.isFinite(code) || runs.at(-1)?.code === code) return;
    runs.push({ code, from: Math.max(t, from) });
  });
  return runs.map(({ code, from: begun }, at) => ({
    words: phaseOf(code).words,
    from: begun,
    to: runs[at + 1]?.from ?? to,
  }));
}
