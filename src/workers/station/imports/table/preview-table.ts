import type { TablePreview } from '../../../../shared/contract/tables';
import type { Channel } from '../../../../shared/model/channel';
import { channelId } from '../../../../shared/model/identity';
import type { TableMap, TableProblem, TableTarget } from '../../../../shared/model/table-map';
import { Refusal } from '../../../../shared/model/refusal';
import { TableCount } from './table-report';
import type { TableDeps } from './table-deps';
import { TableFault } from './table-fault';
import { TableReader } from './table-reader';
import { openTable } from './table-source';
import { channelFacts } from './table-target';
import { SampleJudge } from './write-samples';
import { catalogueFor } from '../../../../shared/model/channel-catalogue';

const previewRows = 50;
const mostRead = 20_000;

/** The first rows that are meant, as they would be stored; nothing is written, not even a channel. */
export async function previewTable(
  path: string,
  map: TableMap,
  target: TableTarget,
  deps: TableDeps,
): Promise<TablePreview> {
  const factsOf = channelFacts(target, deps);
  const samples: TablePreview['samples'] = [];
  const problems: TableProblem[] = [];
  try {
    const source = await openTable(path, map.structure);
    const reader = new TableReader(map, source.columns, (tag) => factsOf(tag).unit, deps.now());
    const count = new TableCount(map, (tag) => factsOf(tag).range);
    const tally = {
      noticed: () => undefined,
      problem: (problem: TableProblem) => void (problems.length < previewRows && problems.push(problem)),
    };
    const judged = new SampleJudge(map, (tag) => plannedChannel(tag, target, deps), deps.now);
    let shown = 0;
    for await (const { rows } of source.pieces()) {
      for (const row of rows) {
        count.rows += 1;
        const read = reader.read(row, tally);
        if (read === 'other') continue;
        shown += 1;
        if (read === 'bad') continue;
        for (const one of read) {
          const sample = count.take(one) ? judged.sample(one) : null;
          if (!sample) continue;
          const { t, value, quality } = sample;
          samples.push({ line: row.line, t, tag: one.tag, value, unit: factsOf(one.tag).unit, quality });
        }
        if (shown >= previewRows) break;
      }
      if (shown >= previewRows || count.rows > mostRead) break;
    }
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    problems.push(error.problem);
  }
  return { samples, problems };
}

/** A channel as it is, or as it would be made. */
function plannedChannel(tag: string, target: TableTarget, { plant }: TableDeps): Channel {
  const id = channelId(target.unitId, tag);
  const known = plant.channel(id);
  if (known) return known;
  const unit = plant.units().find((one) => one.id === target.unitId);
  const definition = catalogueFor(unit?.scale ?? target.scale).find((one) => one.tag === tag);
  if (!definition) throw new Refusal('NOT_FOUND', `This station knows no channel ${tag}`, 'values');
  return { ...definition, id, unitId: target.unitId, series: 1 };
}
