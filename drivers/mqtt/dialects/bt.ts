import { qualityLevel, qualityOf } from '../../../src/shared/model/quality';
import { jsonReader, type FaultRead, type JsonObject } from '../read-json';
import type { Dialect } from './dialect';
import { readBatch } from './read-batch';

const own = ['not-a-number', 'sensor-fault', 'uncertain-source', 'bad-source', 'check-function'] as const;
const byLevel = { good: 'none', uncertain: 'uncertain-source', bad: 'bad-source' } as const;
const opcUaLevels = ['none', 'uncertain-source', 'bad-source'] as const;

/** `q`: a code of our quality table, an OPC UA status code (from 0x40000000), or good / uncertain / bad as a word. */
function readQuality(fields: JsonObject): FaultRead {
  const raw = fields['q'];
  if (raw === undefined || raw === null) return 'none';
  if (typeof raw === 'string') return wordQuality(raw);
  if (typeof raw !== 'number' || !Number.isSafeInteger(raw) || raw < 0 || raw > 0xffffffff)
    return 'unreadable';
  if (raw >= 0x40000000) return opcUaLevels[raw >>> 30] ?? 'bad-source';
  const { id } = qualityOf(raw);
  return own.find((fault) => fault === id) ?? byLevel[qualityLevel(raw)];
}

function wordQuality(word: string): FaultRead {
  const level = word.toLowerCase();
  return level === 'good' || level === 'uncertain' || level === 'bad' ? byLevel[level] : 'unreadable';
}

const read = jsonReader({ value: 'v', time: 't', unit: 'u', seq: 'seq', readFault: readQuality });

/** Our own JSON: `{t, v, q, seq, u}` on `bt/UNIT/TAG`. */
export const bt: Dialect = {
  topics: ['bt/#'],
  rules: [
    { pattern: 'bt/{unit}/batch', payload: 'announcement', read: readBatch },
    { pattern: 'bt/{unit}/{tag+}', payload: 'sensor', read },
  ],
};
