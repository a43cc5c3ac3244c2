import { openTasks } from './deviation';
import { tasksIn } from './field';
import type { Machine } from './machine';
import { approver, everyone, qa, reopen, voided } from './steps';

const working = ['proposed', 'planned', 'approved', 'in-progress', 'implemented', 'effectiveness'];
const fixedOnce = ['approved', 'in-progress', 'implemented', 'effectiveness'];

/** Corrective and preventive action, with the measure of its success fixed before it is approved. */
export const capa: Machine = {
  kind: 'capa',
  noun: 'CAPA',
  plural: 'CAPA',
  prefix: 'CAPA',
  title: 'title',
  openers: everyone,
  writers: everyone,
  procedure: 'capa',
  fields: [
    { name: 'title', words: 'Title', kind: 'text', least: 5 },
    {
      name: 'source',
      words: 'Where it comes from',
      kind: 'choice',
      options: [
        ['deviation', 'Deviation'],
        ['audit', 'Audit or inspection'],
        ['review', 'Periodic review'],
        ['trend', 'Trend'],
        ['complaint', 'Complaint'],
        ['ineffective', 'A CAPA that did not work'],
        ['other', 'Other'],
      ],
    },
    {
      name: 'sourceLinks',
      words: 'Numbers of what it comes from',
      kind: 'lines',
      optional: true,
      hint: 'One a line',
    },
    { name: 'problem', words: 'Problem', kind: 'text', least: 15 },
    { name: 'risk', words: 'Risk', kind: 'text', least: 5 },
    {
      name: 'type',
      words: 'Kind',
      kind: 'choice',
      options: [
        ['corrective', 'Corrective'],
        ['preventive', 'Preventive'],
        ['both', 'Both'],
      ],
    },
    { name: 'tasks', words: 'Tasks', kind: 'tasks' },
    { name: 'owner', words: 'Owner', kind: 'person' },
    { name: 'dueAt', words: 'Due', kind: 'time' },
    {
      name: 'measure',
      words: 'How success will be measured',
      kind: 'text',
      least: 10,
      fixedIn: fixedOnce,
      hint: 'Fixed with the approval',
    },
    { name: 'changeNeeded', words: 'Change control needed', kind: 'yes-no', fixedIn: fixedOnce },
    {
      name: 'changeLinks',
      words: 'Change',
      kind: 'lines',
      when: { field: 'changeNeeded', is: [true] },
      hint: 'Numbers; one a line',
    },
    { name: 'periodFrom', words: 'Success is looked at from', kind: 'time' },
    { name: 'periodTo', words: 'until', kind: 'time' },
    { name: 'result', words: 'What was measured', kind: 'text', least: 10 },
    { name: 'effective', words: 'It worked', kind: 'yes-no', roles: qa },
    { name: 'extensionRisk', words: 'Risk of the longer time', kind: 'text', least: 5, optional: true },
  ],
  states: [
    {
      id: 'proposed',
      words: 'Proposed',
      doing: 'Say what the problem and its risk are',
      needs: ['title', 'source', 'problem', 'risk'],
    },
    {
      id: 'planned',
      words: 'Planned',
      doing: 'Plan the tasks and how success is measured',
      needs: ['type', 'tasks', 'owner', 'dueAt', 'measure', 'changeNeeded', 'changeLinks'],
    },
    { id: 'approved', words: 'Approved', doing: 'Ready to begin', needs: [] },
    {
      id: 'in-progress',
      words: 'In progress',
      doing: 'Do the tasks, with evidence for each',
      needs: ['tasks'],
    },
    {
      id: 'implemented',
      words: 'Implemented',
      doing: 'Say over which time success is looked at',
      needs: ['periodFrom', 'periodTo'],
    },
    {
      id: 'effectiveness',
      words: 'Effectiveness',
      doing: 'Measure, and let QA conclude',
      needs: ['result', 'effective'],
    },
    {
      id: 'closed-effective',
      words: 'Closed, effective',
      doing: 'Nothing; QA may reopen it',
      needs: [],
      final: true,
    },
    {
      id: 'closed-ineffective',
      words: 'Closed, not effective',
      doing: 'A new one was opened',
      needs: [],
      final: true,
    },
    { id: 'voided', words: 'Voided', doing: 'Nothing; QA may reopen it', needs: [], final: true },
  ],
  transitions: [
    { id: 'plan', words: 'On to planning', from: ['proposed'], to: 'planned', roles: everyone },
    {
      id: 'approve',
      words: 'Approve the plan',
      from: ['planned'],
      to: 'approved',
      roles: approver,
      meaning: 'APPR',
      notPersonIn: 'owner',
    },
    { id: 'start', words: 'Begin', from: ['approved'], to: 'in-progress', roles: everyone },
    {
      id: 'implemented',
      words: 'Verify as implemented',
      from: ['in-progress'],
      to: 'implemented',
      roles: ['technician', 'engineer', 'scientist'],
      meaning: 'VER',
      notPersonIn: 'owner',
    },
    {
      id: 'observe',
      words: 'On to effectiveness',
      from: ['implemented'],
      to: 'effectiveness',
      roles: everyone,
    },
    {
      id: 'close-effective',
      words: 'Close as effective',
      from: ['effectiveness'],
      to: 'closed-effective',
      roles: approver,
      meaning: 'APPR',
      when: { field: 'effective', is: [true] },
      notPersonIn: 'owner',
    },
    {
      id: 'close-ineffective',
      words: 'Close as not effective',
      from: ['effectiveness'],
      to: 'closed-ineffective',
      roles: approver,
      meaning: 'APPR',
      when: { field: 'effective', is: [false] },
      notPersonIn: 'owner',
    },
    {
      id: 'back',
      words: 'Back to planning',
      from: ['approved', 'in-progress', 'implemented'],
      to: 'planned',
      backward: true,
      roles: ['engineer', 'scientist', ...qa],
    },
    {
      id: 'extend',
      words: 'Give more time',
      from: ['planned', 'approved', 'in-progress', 'implemented', 'effectiveness'],
      to: null,
      backward: true,
      roles: approver,
      meaning: 'APPR',
      asks: ['dueAt', 'extensionRisk'],
      extension: true,
      notPersonIn: 'owner',
    },
    voided(working),
    reopen('planned', ['closed-effective', 'voided']),
  ],
  clocks: [
    { id: 'due', words: 'Implementation', runsIn: ['planned', 'approved', 'in-progress'], field: 'dueAt' },
    { id: 'period', words: 'Effectiveness', runsIn: ['effectiveness'], field: 'periodTo' },
  ],
  checks: [
    {
      of: ['approve'],
      problem: ({ tasks }) => (tasksIn(tasks).length === 0 ? 'The plan has no tasks' : null),
    },
    {
      of: ['implemented'],
      problem: (values) =>
        openTasks(values) > 0 ? `${openTasks(values)} tasks are not done or have no evidence` : null,
    },
    {
      of: ['observe'],
      problem: ({ periodFrom, periodTo }) =>
        typeof periodFrom === 'number' && typeof periodTo === 'number' && periodTo <= periodFrom
          ? 'The time to look at success ends before it begins'
          : null,
    },
    {
      of: ['close-effective', 'close-ineffective'],
      problem: ({ periodTo }, now) =>
        typeof periodTo === 'number' && now < periodTo
          ? 'The time over which success is looked at is not over'
          : null,
    },
  ],
};
