import type { TopicRule } from './dialects/dialect';

/** A topic understood: the rule it falls under and what it names. */
export interface Route {
  readonly rule: TopicRule;
  readonly unitKey: string;
  readonly tag: string;
}

/** Routes remembered at most; a plant has a few hundred topics. */
const mostRoutes = 5000;

/** Finds the rule of a topic; the first that fits wins. Remembers the topics that fitted one, up to a bound. */
export function createTopicTable(rules: readonly TopicRule[]): (topic: string) => Route | undefined {
  const matchers = rules.map((rule) => ({ rule, levels: rule.pattern.split('/') }));
  const known = new Map<string, Route>();
  return (topic) => {
    const remembered = known.get(topic);
    if (remembered) return remembered;
    const parts = topic.split('/');
    for (const { rule, levels } of matchers) {
      const route = matchRule(rule, levels, parts);
      if (!route) continue;
      if (known.size >= mostRoutes) known.clear();
      known.set(topic, route);
      return route;
    }
    return undefined;
  };
}

function matchRule(rule: TopicRule, levels: readonly string[], parts: readonly string[]): Route | undefined {
  const open = levels.at(-1) === '{tag+}';
  if (open ? parts.length < levels.length : parts.length !== levels.length) return undefined;
  let unitKey = '';
  let tag = '';
  for (const [index, level] of levels.entries()) {
    const part = parts[index];
    if (!part) return undefined;
    if (level === '{unit}') unitKey = part;
    else if (level === '{tag}') tag = part;
    else if (level === '{tag+}') tag = parts.slice(index).join('/');
    else if (level !== part) return undefined;
  }
  return { rule, unitKey, tag: rule.tag ? rule.tag.replace('{tag}', () => tag) : tag };
}
