/** True where a topic falls under one of the filters (`+` one level, `#` the rest; `$...` only by name). */
export function createTopicFilter(filters: readonly string[]): (topic: string) => boolean {
  if (filters.includes('#')) return (topic) => !topic.startsWith('$') || matchesAny(topic);
  const split = filters.map((filter) => filter.split('/'));
  function matchesAny(topic: string): boolean {
    const levels = topic.split('/');
    return split.some((filter) => matches(filter, levels));
  }
  return matchesAny;
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
