import type { UnitId } from '../../../shared/model/identity';
import type { RecordsKeep } from '../record/records/records-keep';
import type { BatchBook } from './batch-book';

type Keep = Pick<RecordsKeep, 'versionsOf' | 'findProposal'>;

/**
 * Unit that a call concerns which names a record, a proposal or a batch that has not begun; undefined where it names
 * none that is known. For the permission of the caller: each call asks the room's own rule again.
 */
export function unitOfInput(
  { keep }: { readonly keep: Keep },
  book: Pick<BatchBook, 'find'>,
  input: unknown,
): UnitId | null | undefined {
  const id = textOf(input, 'id') ?? textOf(input, 'batchId') ?? textOf(field(input, 'entry'), 'batchId');
  if (id === undefined) return vesselOf(input);
  return keep.versionsOf(id).at(-1)?.unitId ?? keep.findProposal(id)?.unitId ?? book.find(id)?.unitId;
}

/** A plan names its vessel; drafts and lists of a person concern wherever they may write. */
function vesselOf(input: unknown): UnitId | undefined {
  const vessel = textOf(field(field(input, 'entry'), 'body'), 'vesselId');
  return vessel as UnitId | undefined;
}

function field(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;
}

function textOf(input: unknown, name: string): string | undefined {
  const value = field(input, name);
  return typeof value === 'string' ? value : undefined;
}
