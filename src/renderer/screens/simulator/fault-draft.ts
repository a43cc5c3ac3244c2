import type { FaultInput, FaultKindFacts } from '../../../shared/model/simulator';
import { tr } from '../../strings/translate';

/** A fault as it is being typed. */
export interface FaultDraft {
  readonly kind: string;
  readonly tag: string | null;
  readonly size: number | string;
  readonly when: 'now' | 'hour';
  readonly fromH: number | string;
  readonly forH: number | string;
}

export const emptyFault: FaultDraft = {
  kind: 'offset',
  tag: 'DO',
  size: '',
  when: 'now',
  fromH: '',
  forH: '',
};

export type FaultDraftErrors = Partial<Record<'tag' | 'size' | 'fromH' | 'forH', string>>;

/** Size that a kind has on a channel when none is given. */
export function usualSize(kind: FaultKindFacts, tag: string | null): number {
  return kind.sizeByTag[tag ?? ''] ?? kind.size;
}

/** The fault that a draft asks for, or what is wrong with it at each field. */
export function readFaultDraft(
  draft: FaultDraft,
  kind: FaultKindFacts,
  nowH: number,
): { fault: FaultInput } | { errors: FaultDraftErrors } {
  const errors = errorsOf(draft, kind, nowH);
  if (Object.keys(errors).length > 0) return { errors };
  return {
    fault: {
      kind: kind.kind,
      ...(kind.tags.length > 0 && draft.tag !== null ? { tag: draft.tag } : {}),
      ...(kind.sizeUnit !== '' && draft.size !== '' ? { size: Number(draft.size) } : {}),
      ...(draft.when === 'hour' ? { fromH: Number(draft.fromH) } : {}),
      ...(draft.forH === '' ? {} : { forH: Number(draft.forH) }),
    },
  };
}

function errorsOf(draft: FaultDraft, kind: FaultKindFacts, nowH: number): FaultDraftErrors {
  const errors: FaultDraftErrors = {};
  if (kind.tags.length > 0 && !kind.tags.includes(draft.tag ?? '')) errors.tag = tr('Choose a channel');
  if (kind.sizeUnit !== '' && draft.size !== '' && !within(draft.size, kind.low, kind.high)) {
    errors.size = `From ${kind.low} to ${kind.high}`;
  }
  if (draft.when === 'hour' && !within(draft.fromH, nowH, Infinity)) {
    errors.fromH = tr('The batch is at hour {nowH}: later than that', { nowH: nowH.toFixed(2) });
  }
  if (draft.forH !== '' && !within(draft.forH, 0, Infinity)) errors.forH = tr('Hours, or nothing');
  return errors;
}

function within(typed: number | string, low: number, high: number): boolean {
  return typed !== '' && Number(typed) >= low && Number(typed) <= high;
}
