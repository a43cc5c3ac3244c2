import { expect, test } from 'vitest';
import { channelId, unitIdSchema } from '../model/identity';
import type { KeptRecord } from '../model/records/record';
import { calibrationCertificate, type CertificateFacts } from './calibration-certificate';

const at = Date.UTC(2026, 0, 5, 8);
const record: KeptRecord = {
  id: 'rec-1',
  version: 1,
  supersedes: null,
  kind: 'calibration',
  batchId: null,
  unitId: unitIdSchema.parse('R1'),
  eventAt: at,
  zone: 'UTC',
  offsetMin: 0,
  enteredAt: at,
  late: false,
  clockTrusted: true,
  source: 'instrument',
  instrument: { id: channelId('R1', 'OffGas_O2'), calibrationId: null },
  performedBy: 'dana',
  performedByName: 'Dana',
  enteredBy: 'dana',
  enteredByName: 'Dana',
  stationId: 's',
  sop: { id: 'SOP-CAL', version: '1' },
  attempt: 1,
  attachments: [],
  raw: {},
  clientId: null,
  reason: null,
  findings: [],
  status: 'submitted',
  verifiedBy: null,
  verifiedByName: null,
  contentHash: '0'.repeat(64),
  verdict: { id: 'pass', words: 'Pass' },
  computed: [
    { name: 'applyGain', label: 'Gain', value: 1.039801, unit: '' },
    { name: 'applyOffset', label: 'Offset', value: -0.20796, unit: '' },
    { name: 'validUntil', label: 'Valid until', value: at + 7 * 86_400_000, unit: 'epoch ms' },
  ],
  body: {
    taken: 'wizard',
    probe: 'off-gas-o2',
    probeSerial: 'GA-17',
    correction: 'station',
    asFound: [
      { reference: 0, reading: 0.2, before: 0.2, seconds: 15 },
      { reference: 20.9, reading: 20.3, before: 20.3, seconds: 15 },
    ],
  },
};
const facts: CertificateFacts = {
  record,
  versions: [record],
  signatures: [],
  unitName: 'Reactor 1',
  simulated: true,
  channel: { name: 'Off-gas O₂', tag: 'OffGas_O2', unit: '%' },
  head: { seq: 12, hash: 'a'.repeat(64) },
  software: 'test',
  zone: 'UTC',
  madeAt: at,
};

test('a certificate says what was found, what is applied, until when, and that nobody signed', () => {
  const document = calibrationCertificate(facts);
  expect([document.subject, document.stamp, document.counts]).toEqual([
    'Off-gas O₂, probe GA-17, Reactor 1',
    'SIMULATED',
    { points: 2, signatures: 0 },
  ]);
  const text = JSON.stringify(document);
  for (const said of [
    'shown = -0.20796 + 1.0398 × probe',
    '2026-01-12 08:00:00',
    'Not signed',
    'Limits: Zero within',
  ])
    expect(text).toContain(said);
  const points = document.sections.find(({ id }) => id === 'points')?.blocks[0];
  expect(points?.kind === 'table' && points.rows.map((row) => row.map(({ text: one }) => one))).toEqual([
    ['0', '0.2', '0.2', '0.2', '0', '15'],
    ['20.9', '20.3', '20.3', '-0.6', '20.9', '15'],
  ]);
});

test('a failed one says so, and a voided one is stamped', () => {
  const failed: KeptRecord = { ...record, status: 'voided', verdict: { id: 'fail', words: 'Fail: zero' }, computed: [] }; // prettier-ignore
  const document = calibrationCertificate({ ...facts, record: failed, versions: [failed] });
  expect(document.stamp).toBe('VOIDED · SIMULATED');
  const text = JSON.stringify(document);
  for (const said of [
    '{"text":"Fail: zero","tone":"alarm"}',
    'it did not pass',
    'not put right by the station',
  ])
    expect(text).toContain(said);
});
