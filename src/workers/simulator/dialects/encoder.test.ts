import { describe, expect, it } from 'vitest';
import { measuredTags } from '../../../shared/model/channel-catalogue';
import { chooseEncoder, wireDialects } from './choose-encoder';
import { batchPayload, macOf } from './encoder';
import type { LoopFacts, WireMessage } from './encoder';

const t = Date.UTC(2025, 10, 24, 16, 0, 0, 250);
const loops: LoopFacts = { phSetPoint: 5, doSetPoint: 30, baseMlMin: 0.4, stirrerRpm: 700 };

function say(dialect: (typeof wireDialects)[number], tag: string, value: number, fault = false): WireMessage {
  return chooseEncoder(dialect, 1).encode({ column: measuredTags.indexOf(tag), value, fault, t }, loops);
}

describe('wire dialects', () => {
  it('bt: number, quality, sequence and unit', () => {
    expect(say('bt', 'Temp_Broth', 30.02)).toEqual({
      topic: 'bt/R1/Temp_Broth',
      payload: `{"t":${t},"v":30.02,"q":0,"seq":${Math.floor(t / 1000)},"u":"°C"}`,
    });
    expect(JSON.parse(say('bt', 'DO', -75, true).payload)).toMatchObject({ v: -75, q: 11 });
    const weights = [0, 10, 20].map((s) =>
      chooseEncoder('bt', 1).encode(
        { column: measuredTags.indexOf('Weight'), value: 7.5, fault: false, t: t + s * 1000 },
        loops,
      ),
    );
    const seqs = weights.map((message) => Number(JSON.parse(message.payload).seq));
    expect(seqs.map((seq) => seq - (seqs[0] ?? 0))).toEqual([0, 1, 2]);
  });

  it('pichia: bare numbers in a tree', () => {
    const tags = ['Temp_pH_Probe', 'Reactor_Pressure', 'OffGas_CO2', 'Gas_Flow_Outlet', 'Stir_PV'];
    expect(tags.map((tag) => say('pichia', tag, 1.5))).toEqual(
      ['temperature/ph_probe', 'pressure/headspace', 'offgas/co2', 'offgas/flow_out', 'Stir_PV'].map(
        (leaf) => ({ topic: `bioprocess/pichia/vessel1/sensors/${leaf}`, payload: '1.5' }),
      ),
    );
  });

  it('orc: JSON with whole seconds, controllers with their loop', () => {
    expect(say('orc', 'Temp_Broth', 30.02)).toEqual({
      topic: 'orc/02:B1:0B:00:00:01/data/sensors/temperature/1',
      payload:
        '{"timestamp":"2025-11-24T16:00:00Z","name":"Temp_Broth","value":30.02,"unit":"°C","fault":false,"message":""}',
    });
    const ph = say('orc', 'pH', 4.99);
    expect(ph.topic).toBe('orc/02:B1:0B:00:00:01/data/controllers/ph/43');
    expect(JSON.parse(ph.payload)).toMatchObject({ name: 'pH', pv: 4.99, setpoint: 5, output: 0.4 });
    expect(JSON.parse(say('orc', 'OD', 1, true).payload)).toMatchObject({ fault: true });
    expect(say('orc', 'Feed_MeOH', 1).topic).toBe('orc/02:B1:0B:00:00:01/data/devices/63');
  });

  it('orc-old: an online flag', () => {
    expect(say('orc-old', 'DO', 30.1, true)).toEqual({
      topic: 'orcs/dev/02:B1:0B:00:00:01/sensors/do/0',
      payload: '{"timestamp":"2025-11-24T16:00:00Z","name":"DO","value":30.1,"unit":"%","online":false}',
    });
  });

  it.each(wireDialects)('%s gives every tag a topic of its own and no payload over 512 bytes', (dialect) => {
    const messages = measuredTags.map((tag) => say(dialect, tag, -123.456));
    expect(new Set(messages.map((message) => message.topic)).size).toBe(measuredTags.length);
    expect(Math.max(...messages.map((message) => Buffer.byteLength(message.payload)))).toBeLessThan(512);
    expect(messages.some((message) => message.topic.endsWith('/') || message.topic.includes('other/'))).toBe(
      false,
    );
  });

  it('announce a batch alike', () => {
    const batch = { id: 'B', name: 'N', inoculatedAt: t, scale: '15L', startVolumeL: 5.5 } as const;
    expect(JSON.parse(batchPayload(batch))).toEqual({
      batch: 'B',
      name: 'N',
      inoculatedAt: '2025-11-24T16:00:00.250+00:00',
      simulated: true,
      scale: '15L',
      startVolumeL: 5.5,
      vessel: { mediumFactor: 1 },
    });
    expect(JSON.parse(batchPayload({ ...batch, endedAt: t })).endedAt).toBe('2025-11-24T16:00:00.250+00:00');
    expect(wireDialects.map((dialect) => chooseEncoder(dialect, 300).batchTopic)).toEqual([
      'bioprocess/pichia/vessel300/manual_events/batch',
      `bt/${macOf(300)}/batch`,
      'bt/02:B1:0B:00:01:2C/batch',
      'bt/R300/batch',
    ]);
  });
});
