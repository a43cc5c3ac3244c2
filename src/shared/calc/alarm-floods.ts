/** One activation of one alarm of one unit. */
export interface Activation {
  readonly at: number;
  readonly unitId: string;
  readonly alarmId: string;
}

/** A flood: from the activation that began it to the moment the rate had fallen; null while it lasts. */
export interface Flood {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

/** Above this many in ten minutes a flood begins; below the second it is over (ISA-18.2, EEMUA 191). */
export const floodBeginsAbove = 10;
export const floodEndsBelow = 5;
export const floodWindowMs = 600_000;

/**
 * Floods among activations in order of time, per operating position. It begins with the eleventh activation in ten
 * minutes and ends when fewer than five lie in the ten minutes past.
 * @param until how far the time has come, epoch ms
 */
export function alarmFloods(activations: readonly Activation[], until: number): Flood[] {
  const floods: Flood[] = [];
  const times = activations.map(({ at }) => at);
  let first = 0;
  let open: { from: number; begin: number } | null = null;
  const close = (upTo: number, end: number): void => {
    if (!open) return;
    // Fewer than five remain once the fifth newest has left the window.
    const fifth = times[upTo - floodEndsBelow];
    const to = fifth === undefined ? null : fifth + floodWindowMs;
    if (to === null || to > end) return;
    floods.push({ from: open.from, to, count: upTo - open.begin });
    open = null;
  };
  times.forEach((at, i) => {
    close(i, at);
    while ((times[first] ?? at) <= at - floodWindowMs) first += 1;
    if (!open && i - first + 1 > floodBeginsAbove) open = { from: at, begin: first };
  });
  close(times.length, until);
  const last = open as { from: number; begin: number } | null;
  if (last) floods.push({ from: last.from, to: null, count: times.length - last.begin });
  return floods;
}

/** Alarms that came together, under the one that came first. */
export interface AlarmGroup<A extends Activation> {
  readonly firstOut: A;
  readonly consequences: A[];
}

/** Alarms of several units at once have one cause outside them: a power dip, the gas supply, the network. */
const commonCauseMs = 10_000;
/** How long after its cause a consequence may come. */
const consequenceMs = 1_800_000;

/**
 * Puts consequences under their first-out cause. One joins a group when an alarm of its unit in it is known to lead to
 * it, or when the group began within ten seconds in another way: on the same unit, or with the same alarm elsewhere.
 * @param leadsTo the alarms that an alarm is known to lead to, by its id
 */
export function groupAlarms<A extends Activation>(
  activations: readonly A[],
  leadsTo: (alarmId: string) => readonly string[],
): AlarmGroup<A>[] {
  const groups: AlarmGroup<A>[] = [];
  const joins = ({ firstOut, consequences }: AlarmGroup<A>, one: A): boolean =>
    [firstOut, ...consequences].some(
      (member) =>
        (member.unitId === one.unitId &&
          one.at - member.at <= consequenceMs &&
          (member.alarmId === one.alarmId || leadsTo(member.alarmId).includes(one.alarmId))) ||
        (one.at - firstOut.at <= commonCauseMs &&
          (member.unitId === one.unitId || member.alarmId === one.alarmId)),
    );
  for (const one of activations) {
    const group = groups.find((candidate) => joins(candidate, one));
    if (group) group.consequences.push(one);
    else groups.push({ firstOut: one, consequences: [] });
  }
  return groups;
}
