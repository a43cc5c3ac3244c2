import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../identity';

/** States of a batch, in order of its life. `aborted` is a mark beside them: an aborted batch is ended and reviewed. */
export const batchStates = [
  'planned',
  'set-up',
  'ready',
  'running',
  'held',
  'ended',
  'in-review',
  'closed',
  'released',
  'rejected',
] as const;
export type BatchState = (typeof batchStates)[number];

export const batchStateWords: Readonly<Record<BatchState, string>> = {
  planned: 'Planned',
  'set-up': 'In set-up',
  ready: 'Ready for inoculation',
  running: 'Running',
  held: 'Held',
  ended: 'Ended',
  'in-review': 'In review',
  closed: 'Closed',
  released: 'Released',
  rejected: 'Rejected',
};

/** What moves a batch on. */
export const batchMoves = [
  'set-up',
  'ready',
  'not-ready',
  'go',
  'hold',
  'resume',
  'end',
  'abort',
  'propose-closure',
  'return',
  'close',
  'reopen',
  'release',
  'reject',
] as const;
export type BatchMove = (typeof batchMoves)[number];

interface Step {
  readonly from: readonly BatchState[];
  readonly to: BatchState;
  /** Backward, or out of order: needs a reason. */
  readonly reason?: true;
  /** Only a signature makes this move. */
  readonly signed?: true;
}

/** The only moves there are. What is not here cannot be done by screen, script, import or anything else. */
export const batchSteps: Readonly<Record<BatchMove, Step>> = {
  'set-up': { from: ['planned'], to: 'set-up' },
  ready: { from: ['planned', 'set-up'], to: 'ready' },
  'not-ready': { from: ['ready'], to: 'set-up', reason: true },
  go: { from: ['set-up', 'ready'], to: 'running', signed: true },
  hold: { from: ['running'], to: 'held', reason: true },
  resume: { from: ['held'], to: 'running', reason: true },
  end: { from: ['running', 'held'], to: 'ended' },
  abort: { from: ['planned', 'set-up', 'ready', 'running', 'held'], to: 'ended', reason: true },
  'propose-closure': { from: ['ended'], to: 'in-review' },
  return: { from: ['in-review'], to: 'ended', reason: true, signed: true },
  close: { from: ['in-review'], to: 'closed', signed: true },
  reopen: { from: ['closed'], to: 'in-review', reason: true, signed: true },
  release: { from: ['closed'], to: 'released', signed: true },
  reject: { from: ['closed'], to: 'rejected', reason: true, signed: true },
};

/** Where a move leads from a state; undefined where it cannot be made. */
export function stateAfter(state: BatchState, move: BatchMove): BatchState | undefined {
  const step = batchSteps[move];
  return step.from.includes(state) ? step.to : undefined;
}

/** The shorter words that lists and scripts use: pending, running, ended, closed, aborted. */
export function batchLife(
  state: BatchState,
  aborted: boolean,
): 'pending' | 'running' | 'ended' | 'closed' | 'aborted' {
  if (aborted) return 'aborted';
  if (state === 'planned' || state === 'set-up' || state === 'ready') return 'pending';
  if (state === 'running' || state === 'held') return 'running';
  return state === 'ended' || state === 'in-review' ? 'ended' : 'closed';
}

/** Where a batch came from: planned here, started by hand without records, or told of by somebody else. */
export const batchOrigins = ['records', 'hand', 'simulator', 'import'] as const;
export type BatchOriginKind = (typeof batchOrigins)[number];

export const batchRunSchema = z.object({
  id: batchIdSchema,
  unitId: unitIdSchema,
  name: z.string(),
  state: z.enum(batchStates),
  life: z.enum(['pending', 'running', 'ended', 'closed', 'aborted']),
  aborted: z.boolean(),
  origin: z.enum(batchOrigins),
  simulated: z.boolean(),
  /** Inoculation: set by the station when GO is signed, never typed. */
  t0: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  /** The batch plan, where there is one. */
  planId: z.string().nullable(),
  createdAt: epochMsSchema.nullable(),
  /** Version of what is signed with the batch; rises with every change of its records. */
  version: z.number().int().nonnegative(),
  contentHash: z.string().nullable(),
  /** Moves that can be asked for now without a signature. */
  moves: z.array(z.enum(batchMoves)),
});
export type BatchRun = z.infer<typeof batchRunSchema>;

export const batchMoveSchema = z.object({
  batchId: batchIdSchema,
  move: z.enum(batchMoves),
  from: z.enum(batchStates),
  to: z.enum(batchStates),
  at: epochMsSchema,
  by: z.string(),
  byName: z.string(),
  reason: z.string().nullable(),
  signatureId: z.string().nullable(),
});
export type BatchMoved = z.infer<typeof batchMoveSchema>;
