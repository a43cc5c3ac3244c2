/** Calls that only look. A call of such a name that changes a covered row all the same is refused. */
const looks = /^(list|get|has|find|is|may|of)(?![a-z])/;
const alsoLook = new Set([
  'noteCounts',
  'modelChanges',
  'evaluations',
  'trackedChannels',
  'holeSpans',
  'stationRuns',
  'firstRun',
  'sourceMarks',
]);
const reads = (name: string): boolean => looks.test(name) || alsoLook.has(name);

/** The store with each of its other calls inside `cover`, which gives it an entry where it changed something. */
export function coveringWith<T extends object>(
  noun: string,
  store: T,
  cover: (what: string, change: () => unknown) => unknown,
): T {
  const wrapped = new Map<PropertyKey, unknown>();
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || typeof name !== 'string' || reads(name)) return member;
      const known = wrapped.get(name);
      if (known) return known;
      const made = (...given: unknown[]): unknown => cover(`${noun}.${name}`, () => Reflect.apply(member, target, given)); // prettier-ignore
      wrapped.set(name, made);
      return made;
    },
  });
}
