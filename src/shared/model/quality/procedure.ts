import type { Machine } from './machine';
import { approver, qa, reopen, voided } from './steps';

const fixed = ['in-review', 'approved', 'effective', 'superseded'];

/** A procedure in one version: people train for it, and signatures ask for that training. */
export const procedure: Machine = {
  kind: 'procedure',
  noun: 'Procedure',
  plural: 'Procedures',
  prefix: 'SOP',
  title: 'title',
  openers: ['engineer', 'scientist', ...qa],
  writers: ['engineer', 'scientist', ...qa],
  fields: [
    { name: 'title', words: 'Title', kind: 'text', least: 5, fixedIn: fixed },
    {
      name: 'code',
      words: 'Code',
      kind: 'text',
      least: 2,
      fixedIn: fixed,
      hint: 'As signatures ask for it, e.g. sampling',
    },
    { name: 'version', words: 'Version', kind: 'text', least: 1, fixedIn: fixed },
    { name: 'text', words: 'Text, or where it is kept', kind: 'text', least: 10, fixedIn: fixed },
    { name: 'trainingAsked', words: 'Training is asked for', kind: 'yes-no', fixedIn: fixed },
    { name: 'effectiveAt', words: 'Effective from', kind: 'time', fixedIn: ['effective', 'superseded'] },
    { name: 'reviewAt', words: 'Next review', kind: 'time' },
  ],
  states: [
    {
      id: 'draft',
      words: 'Draft',
      doing: 'Write it',
      needs: ['title', 'code', 'version', 'text', 'trainingAsked'],
    },
    { id: 'in-review', words: 'In review', doing: 'Read it and approve, or send it back', needs: [] },
    {
      id: 'approved',
      words: 'Approved',
      doing: 'Train people, then put it into effect',
      needs: ['effectiveAt', 'reviewAt'],
    },
    { id: 'effective', words: 'Effective', doing: 'In force', needs: [] },
    { id: 'superseded', words: 'Superseded', doing: 'A newer version is in force', needs: [], final: true },
    { id: 'retired', words: 'Retired', doing: 'No longer in force', needs: [], final: true },
    { id: 'voided', words: 'Voided', doing: 'Nothing; QA may reopen it', needs: [], final: true },
  ],
  transitions: [
    {
      id: 'review',
      words: 'On to review',
      from: ['draft'],
      to: 'in-review',
      roles: ['engineer', 'scientist', ...qa],
      meaning: 'AUTH',
    },
    {
      id: 'approve',
      words: 'Approve',
      from: ['in-review'],
      to: 'approved',
      roles: approver,
      meaning: 'APPR',
      notBy: ['review'],
    },
    {
      id: 'back',
      words: 'Back to draft',
      from: ['in-review', 'approved'],
      to: 'draft',
      backward: true,
      roles: ['engineer', 'scientist', ...qa],
    },
    {
      id: 'effective',
      words: 'Put into effect',
      from: ['approved'],
      to: 'effective',
      roles: approver,
      meaning: 'APPR',
    },
    {
      id: 'supersede',
      words: 'Supersede',
      from: ['effective'],
      to: 'superseded',
      backward: true,
      roles: approver,
      meaning: 'APPR',
    },
    {
      id: 'retire',
      words: 'Retire',
      from: ['effective'],
      to: 'retired',
      backward: true,
      roles: approver,
      meaning: 'APPR',
    },
    voided(['draft', 'in-review', 'approved']),
    reopen('draft', ['retired', 'voided']),
  ],
  clocks: [{ id: 'review', words: 'Review', runsIn: ['effective'], field: 'reviewAt' }],
  checks: [
    {
      of: ['effective'],
      problem: ({ effectiveAt }, now) =>
        typeof effectiveAt === 'number' && effectiveAt > now ? 'Its date has not come yet' : null,
    },
  ],
};
