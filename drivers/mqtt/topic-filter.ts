/** True where a topic falls under one of the filters (`+` one level, `#` the rest; `$...` only by name). */
export function createTopicFilter(filters: readonly string[]): (topic: string) => boolean {
  const takesAll = filters.includes('#');
  const split = filters.map((filter) => filter.split('/'));
  return (topic) => {
    if (takesAll && !topic.startsWith('$')) return true;
    const levels = topic.split('/');
    return split.some((filter) => matches(filter, levels));
  };
}

function matches(filter: readonly string[], topic: readonly string[]): boolean {
  const [first] = filter;
  if (topic[0]?.startsWith('$') && (first === '#' || first === '+')) return false;
  for (const [index, level] of filter.entries()) {
    if (level === '#') return true;
    if (index >= topic.length || (level !== '+' && level !== topic[index])) return false;
  }
  return filter.length === topic.length;
}
