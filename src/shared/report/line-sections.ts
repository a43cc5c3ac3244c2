import type { BatchFacts, ReportedSeries } from './batch-facts';
import {
  cell,
  table,
  words,
  type ReportBlock,
  type ReportChart,
  type ReportSection,
} from '../model/report-document';
import { alarmCourses } from './rules-of-alarms';
import { durationText, timeText } from './time-text';

/** What the line and the vessel did: moves, phases, parameters, alarms, deviations. */
export function lineSections(facts: BatchFacts): ReportSection[] {
  return [timelineSection(facts), parameterSection(facts), deviationSection(facts), eventSection(facts)];
}

function timelineSection({ moves, phases, gates, batch, zone }: BatchFacts): ReportSection {
  return {
    id: 'timeline',
    title: 'Time line by phase',
    blocks: [
      table(
        ['When*2', 'Move', 'From', 'To', 'By*2', 'Reason*2'],
        moves.map((move) => [
          timeText(move.at, zone),
          move.move,
          move.from,
          move.to,
          move.byName,
          move.reason ?? '',
        ]),
        'The batch was not moved.',
      ),
      table(
        ['Phase*2', 'From*2', 'To*2', 'Age at start, h#', 'Lasted'],
        phases.map(({ words: said, from, to }) => [
          said,
          timeText(from, zone),
          timeText(to, zone),
          batch.t0 === null ? '' : ((from - batch.t0) / 3_600_000).toFixed(2),
          durationText(to - from),
        ]),
        'No phase was recorded.',
      ),
      ...(gates && gates.gates.length > 0
        ? [
            table(
              ['Gate*2', 'State', 'What was found*4'],
              gates.gates.map(({ label, met, overridden, words: said }) => [
                label,
                overridden ? cell('overridden', 'alarm') : met ? 'met' : cell('not met', 'warn'),
                said,
              ]),
              '',
            ),
          ]
        : []),
    ],
  };
}

function parameterSection(facts: BatchFacts): ReportSection {
  const { series } = facts;
  const blocks: ReportBlock[] =
    'problem' in series
      ? [words(`Charts could not be made: ${series.problem}.`, 'alarm')]
      : series.length === 0
        ? [words('No process parameter was recorded.', 'dim')]
        : series.map((one) => chartOf(one, facts));
  return {
    id: 'parameters',
    title: 'Process parameters',
    blocks: [
      words(
        'Each column shows the lowest and highest value within it and their mean; hatched: nothing was recorded. Dashed: limits of the recipe.',
        'dim',
      ),
      ...blocks,
    ],
  };
}

function chartOf(
  { name, unit, normal, holes, t, low, high, mean }: ReportedSeries,
  { batch, madeAt }: BatchFacts,
): ReportChart {
  const from = batch.t0 ?? t[0] ?? 0;
  const gaps = holes
    .filter(({ fill }) => fill === null)
    .map((hole) => ({ from: hole.from, to: hole.to, words: hole.cause }));
  const missingMs = gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  return {
    kind: 'chart',
    title: name,
    unit,
    from,
    to: batch.endedAt ?? madeAt,
    zero: from,
    t: [...t],
    low: [...low],
    high: [...high],
    mean: [...mean],
    limits: normal
      ? [
          { value: normal.low, words: 'low' },
          { value: normal.high, words: 'high' },
        ]
      : [],
    gaps,
    words:
      gaps.length === 0
        ? 'no gap'
        : `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}, ${durationText(missingMs)} in all`,
  };
}

function deviationSection({ deviations }: BatchFacts): ReportSection {
  return {
    id: 'deviations',
    title: 'Deviations',
    blocks: [
      table(
        ['Number', 'Level#', 'State', 'What*4'],
        deviations.map(({ id, level, state, title, open }) => [
          id,
          cell(String(level), level === 3 ? 'alarm' : 'plain'),
          cell(state, open ? 'warn' : 'plain'),
          title,
        ]),
        'No deviation was opened.',
      ),
      ...deviations
        .filter(({ signatures }) => signatures.length > 0)
        .flatMap(({ id, signatures }): ReportBlock[] => [
          { kind: 'heading', text: `Signatures of ${id}`, changed: false },
          { kind: 'signatures', signatures: [...signatures], none: '' },
        ]),
    ],
  };
}

/** As many as fit a reader; the ledger and the export have all. */
const mostEvents = 200;

function eventSection(facts: BatchFacts): ReportSection {
  const { events, zone } = facts;
  const told = events.filter(({ severity }) => severity !== 'info');
  const rest = told.length - mostEvents;
  return {
    id: 'events',
    title: 'Alarms and messages',
    blocks: [
      table(
        ['Alarm*3', 'Priority', 'Times#', 'Longest unacknowledged', 'Above 5 min#'],
        alarmCourses(facts).map(({ words: said, priority, activations, longestMs, tooLong }) => [
          said,
          priority,
          activations,
          durationText(longestMs),
          cell(
            String(tooLong),
            tooLong > 0 && (priority === 'urgent' || priority === 'high') ? 'alarm' : 'plain',
          ),
        ]),
        'No alarm came up during the batch.',
      ),
      table(
        ['When*2', 'Severity', 'What*4'],
        told
          .slice(0, mostEvents)
          .map(({ at, severity, words: said }) => [
            timeText(at, zone),
            cell(severity, severity === 'error' ? 'alarm' : 'warn'),
            said,
          ]),
        'No warning and no error came up during the batch.',
      ),
      ...(rest > 0 ? [words(`${rest} more are in the export.`, 'dim')] : []),
    ],
  };
}
