import type { Machine } from './machine';
import { approver, qa, reopen, voided } from './steps';

/** What one person learned of one procedure: assigned, read, assessed by another person; runs out. */
export const training: Machine = {
  kind: 'training',
  noun: 'Training',
  plural: 'Training',
  prefix: 'TRN',
  title: 'procedureCode',
  performer: 'person',
  openers: ['engineer', 'scientist', ...qa],
  writers: ['engineer', 'scientist', ...qa],
  fields: [
    {
      name: 'procedureCode',
      words: 'Procedure',
      kind: 'text',
      least: 2,
      fixedIn: ['read', 'qualified'],
      hint: 'Its code, e.g. sampling',
    },
    {
      name: 'procedureVersion',
      words: 'Version of the procedure',
      kind: 'text',
      least: 1,
      fixedIn: ['read', 'qualified'],
    },
    { name: 'person', words: 'Person', kind: 'person', fixedIn: ['read', 'qualified'] },
    { name: 'dueAt', words: 'Due', kind: 'time' },
    {
      name: 'method',
      words: 'How',
      kind: 'choice',
      options: [
        ['read', 'Reading'],
        ['shown', 'Shown at the vessel'],
        ['simulator', 'On the simulated plant'],
        ['course', 'Course'],
      ],
    },
    { name: 'result', words: 'Result of the assessment', kind: 'text', least: 3 },
    { name: 'validUntil', words: 'Valid until', kind: 'time' },
  ],
  states: [
    {
      id: 'assigned',
      words: 'Assigned',
      doing: 'The person reads the procedure and signs that it is understood',
      needs: ['procedureCode', 'procedureVersion', 'person', 'dueAt', 'method'],
    },
    { id: 'read', words: 'Read', doing: 'Another person assesses', needs: ['result', 'validUntil'] },
    { id: 'qualified', words: 'Qualified', doing: 'Valid until its date', needs: [] },
    { id: 'withdrawn', words: 'Withdrawn', doing: 'No longer qualified', needs: [], final: true },
    { id: 'voided', words: 'Voided', doing: 'Nothing; QA may reopen it', needs: [], final: true },
  ],
  transitions: [
    {
      id: 'acknowledge',
      words: 'Read and understood',
      from: ['assigned'],
      to: 'read',
      roles: ['technician', 'engineer', 'scientist', 'qa-reviewer', 'qa-approver'],
      meaning: 'ACK',
      onlyPersonIn: 'person',
    },
    {
      id: 'qualify',
      words: 'Qualify',
      from: ['read'],
      to: 'qualified',
      roles: ['engineer', ...approver],
      meaning: 'APPR',
      notPersonIn: 'person',
    },
    {
      id: 'again',
      words: 'Train again',
      from: ['read', 'qualified'],
      to: 'assigned',
      backward: true,
      roles: ['engineer', ...qa],
    },
    {
      id: 'withdraw',
      words: 'Withdraw',
      from: ['assigned', 'read', 'qualified'],
      to: 'withdrawn',
      backward: true,
      roles: ['engineer', ...approver],
      meaning: 'REJ',
      notPersonIn: 'person',
    },
    voided(['assigned', 'read', 'qualified']),
    reopen('assigned', ['withdrawn', 'voided']),
  ],
  clocks: [
    { id: 'due', words: 'Training', runsIn: ['assigned', 'read'], field: 'dueAt' },
    { id: 'valid', words: 'Qualification', runsIn: ['qualified'], field: 'validUntil' },
  ],
  checks: [
    {
      of: ['qualify'],
      problem: ({ validUntil }, now) =>
        typeof validUntil === 'number' && validUntil <= now
          ? 'The qualification would be over already'
          : null,
    },
  ],
};
