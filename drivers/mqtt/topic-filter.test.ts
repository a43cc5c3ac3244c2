import { expect, it } from 'vitest';
import { createTopicFilter } from './topic-filter';

it.each<[string[], string, boolean]>([
  [['#'], 'a/b', true],
  [['#'], '$SYS/uptime', false],
  [['#', '$SYS/#'], '$SYS/uptime', true],
  [['+/b'], '$SYS/b', false],
  [['a/#'], 'a', true],
  [['a/#'], 'a/b/c', true],
  [['a/+'], 'a/b/c', false],
  [['a/+/c'], 'a/b/c', true],
  [['a/+'], 'a', false],
  [['a/b'], 'a/b/', false],
  [['x', 'a/b'], 'a/b', true],
])('%j takes %s: %s', (filters, topic, taken) => {
  expect(createTopicFilter(filters)(topic)).toBe(taken);
});
