import { expect, test } from 'vitest';
import { changedFields } from './changed-fields';

test('only what differs is told, JSON columns by their parts, secrets by their hash', () => {
  const before = {
    id: 'R1',
    body: '{"host":"a","port":1883,"tls":{"on":false}}',
    sealed: { sha256: 'a'.repeat(64) },
    note: null,
  };
  const after = {
    id: 'R1',
    body: '{"host":"b","port":1883,"tls":{"on":true}}',
    sealed: { sha256: 'b'.repeat(64) },
    note: '',
  };
  expect(changedFields({ before, after })).toEqual([
    { field: 'body.host', before: 'a', after: 'b' },
    { field: 'body.tls.on', before: 'false', after: 'true' },
    { field: 'sealed', before: 'secret, SHA-256 aaaaaaaaaaaa…', after: 'secret, SHA-256 bbbbbbbbbbbb…' },
    { field: 'note', before: 'nothing', after: '(empty)' },
  ]);
  expect(changedFields({ before: null, after: { id: 'R1' } })).toEqual([
    { field: 'id', before: null, after: 'R1' },
  ]);
});
