import type { Database } from 'better-sqlite3';
import { rawLevel } from '../historian/cell-level';
import { SealCheck } from '../historian/verify/check-seals';
import type { Finding } from '../historian/verify/finding';

interface Sealed {
  readonly series: number;
  readonly start: number;
  readonly part: number;
  readonly pass: number;
  readonly sha256: Buffer | null;
}

/** The list of seals against the parts of a historian and all its archives, which come in the order of one file. */
export function checkAllSeals(
  main: Database,
  archives: readonly Database[],
  found: (finding: Finding) => void,
): void {
  const check = new SealCheck(main, found);
  const files = [main, ...archives].map((db) => partsOf(db));
  let heads = files.map((file) => next(file));
  let before: Sealed | undefined;
  for (;;) {
    const least = heads.reduce<Sealed | undefined>(
      (a, b) => (a && (!b || order(a, b) <= 0) ? a : b),
      undefined,
    );
    if (!least) break;
    heads = heads.map((head, index) => (head === least ? next(files[index]) : head));
    // What is in two files while it moves was sealed once.
    if (before && order(before, least) === 0) continue;
    before = least;
    if (least.sha256) check.add(least.pass, least.sha256);
  }
  check.end();
}

/** Of parts that a policy removed place and hash are still there. */
function partsOf(db: Database): IterableIterator<Sealed> {
  const there = `SELECT series, start, part, pass, sha256 FROM chunk WHERE level = ${rawLevel}`;
  const isTrimmed = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'removed'").get() !== undefined;
  if (isTrimmed)
    return db
      .prepare<[], Sealed>(`${there} UNION ALL SELECT series, start, part, pass, sha256 FROM removed ORDER BY series, start, part`)
      .iterate(); // prettier-ignore
  return db
    .prepare<[], Sealed>(
      `SELECT series, start, part, pass, sha256 FROM chunk WHERE level = ${rawLevel} ORDER BY series, level, start, part`,
    )
    .iterate();
}

function next(file: IterableIterator<Sealed> | undefined): Sealed | undefined {
  const step = file?.next();
  return step?.done === false ? step.value : undefined;
}

const order = (a: Sealed, b: Sealed): number => a.series - b.series || a.start - b.start || a.part - b.part;
