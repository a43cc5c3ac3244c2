import { tasksIn, type Values } from './field';
import type { Machine } from './machine';
import { approver, everyone, qa, reopen, voided } from './steps';

/** What may go wrong; the order is the one of the list on the form. */
const categories = [
  ['sensor', 'Sensor or instrument'],
  ['equipment', 'Equipment'],
  ['process', 'Process parameter'],
  ['contamination', 'Contamination'],
  ['foam', 'Foam'],
  ['feed', 'Feed error'],
  ['material', 'Material'],
  ['identity', 'Identity'],
  ['sampling', 'Sampling'],
  ['power', 'Power or control failure'],
  ['procedure', 'Procedure not followed'],
  ['data-integrity', 'Data integrity'],
  ['cyber', 'Cyber security'],
  ['other', 'Other'],
] as const;

function levelOf(value: Values[string] | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** A deviation: what was not as it should be, why, and what was decided about it. */
export const deviation: Machine = {
  kind: 'deviation',
  noun: 'Deviation',
  plural: 'Deviations',
  prefix: 'DEV',
  title: 'title',
  openers: everyone,
  writers: everyone,
  procedure: 'deviation',
  reserved: (before, after) =>
    before.level !== after.level &&
    after.level !== undefined &&
    levelOf(after.level) < levelOf(after.computedLevel)
      ? qa
      : null,
  fields: [
    { name: 'title', words: 'Title', kind: 'text', least: 5 },
    {
      name: 'source',
      words: 'Found by',
      kind: 'choice',
      options: [
        ['manual', 'A person'],
        ['record', 'A record'],
        ['alarm', 'An alarm'],
        ['gate', 'A gate'],
        ['rule', 'A rule of the procedures'],
      ],
      fixedIn: ['triaged', 'investigation', 'action-planned', 'qa-review'],
    },
    { name: 'category', words: 'Category', kind: 'choice', options: categories },
    {
      name: 'phase',
      words: 'Phase',
      kind: 'text',
      least: 2,
      optional: true,
      hint: 'Phase of the batch at that time',
    },
    { name: 'occurredFrom', words: 'Began', kind: 'time' },
    { name: 'occurredTo', words: 'Ended', kind: 'time', optional: true, hint: 'Empty while it goes on' },
    { name: 'expected', words: 'What was expected', kind: 'text', least: 5 },
    { name: 'happened', words: 'What happened', kind: 'text', least: 30 },
    { name: 'immediateAction', words: 'What was done at once', kind: 'text', least: 3 },
    {
      name: 'evidence',
      words: 'Evidence',
      kind: 'lines',
      hint: 'Records, channels, spans of time; one a line',
    },
    { name: 'computedLevel', words: 'Level by the rules', kind: 'level', computed: true, optional: true },
    { name: 'level', words: 'Level', kind: 'level' },
    {
      name: 'levelReason',
      words: 'Why lower than the rules say',
      kind: 'text',
      least: 10,
      roles: qa,
      optional: true,
    },
    { name: 'affectsProduct', words: 'Product affected', kind: 'yes-no' },
    { name: 'affectsData', words: 'Data affected', kind: 'yes-no' },
    { name: 'affectsSafety', words: 'Safety affected', kind: 'yes-no' },
    { name: 'containment', words: 'Containment', kind: 'text' },
    { name: 'owner', words: 'Owner', kind: 'person' },
    { name: 'dueAt', words: 'Due', kind: 'time' },
    {
      name: 'causeMethod',
      words: 'How the cause was looked for',
      kind: 'choice',
      options: [
        ['five-whys', 'Five whys'],
        ['fishbone', 'Cause and effect'],
        ['fault-tree', 'Fault tree'],
        ['comparison', 'Comparison with good batches'],
        ['other', 'Other'],
      ],
    },
    { name: 'cause', words: 'Root cause', kind: 'text', least: 15 },
    {
      name: 'causeCategory',
      words: 'Kind of cause',
      kind: 'choice',
      options: [
        ['equipment', 'Equipment'],
        ['material', 'Material'],
        ['method', 'Method'],
        ['environment', 'Environment'],
        ['system', 'Computer system'],
        ['human-error', 'Human error'],
        ['unknown', 'Not found'],
      ],
    },
    {
      name: 'humanError',
      words: 'Why a person and not the system',
      kind: 'text',
      least: 15,
      when: { field: 'causeCategory', is: ['human-error'] },
    },
    { name: 'othersChecked', words: 'Other batches, lots and equipment checked', kind: 'text', least: 5 },
    {
      name: 'repeats',
      words: 'Repeats in twelve months',
      kind: 'text',
      hint: 'Numbers of earlier ones, or none found',
    },
    { name: 'dataImpact', words: 'Effect on data sets and models', kind: 'text', least: 3 },
    { name: 'correction', words: 'Correction', kind: 'text' },
    { name: 'capaNeeded', words: 'CAPA needed', kind: 'yes-no' },
    { name: 'capaReason', words: 'Why, or why not', kind: 'text', least: 5 },
    {
      name: 'capaLinks',
      words: 'CAPA',
      kind: 'lines',
      when: { field: 'capaNeeded', is: [true] },
      hint: 'Numbers; one a line',
    },
    { name: 'conclusion', words: 'Conclusion', kind: 'text', least: 10, roles: qa },
    {
      name: 'disposition',
      words: 'Effect on the batch',
      kind: 'choice',
      options: [
        ['none', 'None'],
        ['reject', 'Speaks for rejection'],
        ['information', 'For information only'],
        ['exclude', 'Data not for models'],
      ],
      roles: qa,
    },
    { name: 'extensionRisk', words: 'Risk of the longer time', kind: 'text', least: 5, optional: true },
  ],
  states: [
    {
      id: 'open',
      words: 'Open',
      doing: 'Write down what happened',
      needs: [
        'title',
        'source',
        'category',
        'occurredFrom',
        'expected',
        'happened',
        'immediateAction',
        'evidence',
      ],
    },
    {
      id: 'triaged',
      words: 'Triage',
      doing: 'Judge the level, contain, name an owner',
      needs: ['level', 'affectsProduct', 'affectsData', 'affectsSafety', 'containment', 'owner', 'dueAt'],
    },
    {
      id: 'investigation',
      words: 'Investigation',
      doing: 'Find the cause and what else it touches',
      needs: [
        'causeMethod',
        'cause',
        'causeCategory',
        'humanError',
        'othersChecked',
        'repeats',
        'dataImpact',
      ],
    },
    {
      id: 'action-planned',
      words: 'Actions',
      doing: 'Decide on correction and CAPA',
      needs: ['correction', 'capaNeeded', 'capaReason', 'capaLinks'],
    },
    {
      id: 'qa-review',
      words: 'QA review',
      doing: 'QA concludes and closes',
      needs: ['conclusion', 'disposition'],
    },
    { id: 'closed', words: 'Closed', doing: 'Nothing; QA may reopen it', needs: [], final: true },
    { id: 'voided', words: 'Voided', doing: 'Nothing; QA may reopen it', needs: [], final: true },
  ],
  transitions: [
    { id: 'triage', words: 'On to triage', from: ['open'], to: 'triaged', roles: everyone },
    {
      id: 'investigate',
      words: 'On to investigation',
      from: ['triaged'],
      to: 'investigation',
      roles: ['engineer', 'scientist', ...qa],
    },
    {
      id: 'plan',
      words: 'On to actions',
      from: ['investigation'],
      to: 'action-planned',
      roles: ['engineer', 'scientist', ...qa],
    },
    {
      id: 'submit',
      words: 'Hand to QA',
      from: ['action-planned'],
      to: 'qa-review',
      roles: ['engineer', 'scientist', ...qa],
    },
    {
      id: 'close',
      words: 'Close',
      from: ['qa-review'],
      to: 'closed',
      roles: approver,
      meaning: 'APPR',
      notPersonIn: 'owner',
    },
    {
      id: 'back',
      words: 'Back to investigation',
      from: ['action-planned', 'qa-review'],
      to: 'investigation',
      backward: true,
      roles: ['engineer', 'scientist', ...qa],
    },
    {
      id: 'extend',
      words: 'Give more time',
      from: ['triaged', 'investigation', 'action-planned', 'qa-review'],
      to: null,
      backward: true,
      roles: approver,
      meaning: 'APPR',
      asks: ['dueAt', 'extensionRisk'],
      extension: true,
      notPersonIn: 'owner',
    },
    voided(['open', 'triaged', 'investigation', 'action-planned', 'qa-review']),
    reopen('investigation'),
  ],
  clocks: [
    { id: 'review', words: 'Review', runsIn: ['open'], hours: { 1: 168, 2: 24, 3: 1 } },
    { id: 'cause', words: 'Root cause', runsIn: ['open', 'triaged', 'investigation'], hours: { 3: 48 } },
    {
      id: 'due',
      words: 'Closing',
      runsIn: ['triaged', 'investigation', 'action-planned', 'qa-review'],
      field: 'dueAt',
    },
    { id: 'month', words: 'Owner and due date', runsIn: ['open'], hours: { 1: 720, 2: 720, 3: 720 } },
  ],
  checks: [
    {
      problem: ({ occurredFrom, occurredTo }) =>
        typeof occurredFrom === 'number' && typeof occurredTo === 'number' && occurredTo < occurredFrom
          ? 'It ended before it began: correct the times'
          : null,
    },
    {
      problem: ({ occurredFrom }, now) =>
        typeof occurredFrom === 'number' && occurredFrom > now
          ? 'It began in the future: correct the time'
          : null,
    },
    {
      problem: ({ level, computedLevel, levelReason }) =>
        level !== undefined &&
        level !== null &&
        levelOf(level) < levelOf(computedLevel) &&
        typeof levelReason !== 'string'
          ? 'The level is lower than the rules say: QA must write why'
          : null,
    },
  ],
};

/** What a plan still owes: tasks without a time or without evidence. */
export function openTasks(values: Values): number {
  return tasksIn(values.tasks).filter(({ doneAt, evidence }) => doneAt === null || evidence === '').length;
}
