import type { Router } from '@orpc/server';
import type { Contract } from '../../../shared/contract/contract';
import type { Channel } from '../../../shared/model/channel';
import { channelId, type ChannelId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import { auditVerbs } from './audit-verbs';
import { alarmVerbs } from './alarm-verbs';
import { changeControlVerbs } from './change-control-verbs';
import { comparisonVerbs, replayVerbs } from './comparison-verbs';
import { completenessVerbs } from './completeness-verbs';
import { backfillVerbs } from './backfill-verbs';
import { bridgeVerbs } from './bridge-verbs';
import { calibrationVerbs } from './calibration-verbs';
import { derivedVerbs } from './derived-verbs';
import { deviceVerbs } from './device-verbs';
import { exportVerbs } from './export-verbs';
import { featureVerbs } from './feature-verbs';
import { fieldVerbs } from './field-verbs';
import { importVerbs } from './import-verbs';
import { keepingVerbs } from './keeping-verbs';
import { modelVerbs } from './model-verbs';
import { peopleVerbs } from './people-verbs';
import { phaseVerbs } from './phase-verbs';
import { guardRouter } from './gate-of';
import { qualityVerbs } from './quality-verbs';
import { recordVerbs } from './record-verbs';
import type { Rooms, SeriesAnswer, Window } from './rooms';
import { reportVerbs } from './report-verbs';
import { signingVerbs } from './signing-verbs';
import { simulatorVerbs } from './simulator-verbs';
import { tableVerbs } from './table-verbs';
import { trainingVerbs } from './training-verbs';
import { batchVerbs, unitVerbs } from './unit-verbs';
import { workspaceVerbs } from './workspace-verbs';
import { guarded, type Caller } from './who';

/** The one router behind the message port, the WebSocket and REST. */
export function createRouter(rooms: Rooms): Router<Contract, Caller> {
  return guardRouter(routerOf(rooms), rooms.people);
}

function routerOf(rooms: Rooms): Router<Contract, Caller> {
  return guarded.router({
    station: {
      hello: guarded.station.hello.handler(() => rooms.hello()),
      health: guarded.station.health.handler(() => rooms.health()),
    },
    events: { list: guarded.events.list.handler(({ input }) => [...rooms.events(input.limit)]) },
    alarms: alarmVerbs(rooms),
    units: unitVerbs(rooms),
    batches: batchVerbs(rooms),
    live: liveVerbs(rooms),
    series: seriesVerbs(rooms),
    connections: connectionVerbs(rooms),
    comparisons: comparisonVerbs(rooms),
    replays: replayVerbs(rooms),
    completeness: completenessVerbs(rooms),
    twin: {
      report: guarded.twin.report.handler(({ input }) => {
        rooms.twin.report(input);
        return { ok: true };
      }),
      status: guarded.twin.status.handler(() => rooms.twin.status()),
    },
    readings: readingVerbs(rooms),
    imports: importVerbs(rooms),
    tables: tableVerbs(rooms),
    exports: exportVerbs(rooms),
    keeping: keepingVerbs(rooms),
    simulator: simulatorVerbs(rooms),
    derived: derivedVerbs(rooms),
    devices: deviceVerbs(rooms),
    features: featureVerbs(),
    phases: phaseVerbs(rooms),
    people: peopleVerbs(rooms),
    backfill: backfillVerbs(rooms),
    bridges: bridgeVerbs(rooms),
    calibrations: calibrationVerbs(rooms),
    training: trainingVerbs(rooms),
    models: modelVerbs(rooms),
    records: recordVerbs(rooms),
    signing: signingVerbs(rooms),
    reports: reportVerbs(rooms),
    audit: auditVerbs(rooms),
    quality: qualityVerbs(rooms),
    workspaces: workspaceVerbs(rooms),
    changeControl: changeControlVerbs(rooms),
    field: fieldVerbs(rooms),
    demo: {
      attach: guarded.demo.attach.handler(({ input }) => {
        rooms.attachDemo(input);
        return { ok: true };
      }),
    },
  });
}

function liveVerbs({ live, plant, history }: Rooms) {
  return {
    pull: guarded.live.pull.handler(async ({ input, signal }) => {
      const wanted = input.channels
        ? new Set(channelsOrRefuse(plant, input.channels).map((c) => c.series))
        : null;
      const news = await live.pull({ cursor: input.cursor, wanted, waitMs: input.waitMs, signal });
      return {
        ...news,
        recordedTo: history.recordedTo(),
        configVersion: plant.version,
        historyVersion: history.lateVersion,
      };
    }),
  };
}

function seriesVerbs({ plant, history }: Rooms) {
  const windowOf = (input: { channels: ChannelId[]; from: number; to: number }): Window => ({
    channels: channelsOrRefuse(plant, input.channels),
    from: input.from,
    to: input.to,
  });
  return {
    read: guarded.series.read.handler(async ({ input }) =>
      asBlob(await history.read(windowOf(input), input.widthPx)),
    ),
    grid: guarded.series.grid.handler(async ({ input }) => asBlob(await history.grid(windowOf(input)))),
  };
}

function connectionVerbs({ sources }: Rooms) {
  const os = guarded.connections;
  return {
    list: os.list.handler(() => [...sources.list()]),
    save: os.save.handler(({ input: { secrets, ...connection } }) => sources.save(connection, secrets)),
    remove: os.remove.handler(({ input }) => ({ removed: sources.remove(input.id) })),
    test: os.test.handler(({ input: { secrets, ...connection } }) => sources.test(connection, secrets)),
    unmapped: os.unmapped.handler(({ input }) => sources.unmapped(input.id)),
    mappings: os.mappings.handler(({ input }) => sources.mappings(input.id)),
    map: os.map.handler(({ input }) => sources.map(input)),
    unmap: os.unmap.handler(({ input }) => ({ removed: sources.unmap(input) })),
  };
}

function readingVerbs(rooms: Rooms) {
  return {
    submit: guarded.readings.submit.handler(async ({ input, context }) => ({
      accepted: await rooms.submit(input, context.role === 'twin' ? 'twin' : 'simulator'),
    })),
    lastTimes: guarded.readings.lastTimes.handler(async ({ input }) => {
      const known = input.tags.map((tag) => rooms.plant.channel(channelId(input.unitId, tag)));
      const times = await rooms.history.lastTimes(known.map((channel) => channel?.series ?? 0));
      return [...times];
    }),
  };
}

function channelsOrRefuse(plant: Rooms['plant'], ids: readonly ChannelId[]): Channel[] {
  return ids.map((id) => {
    const channel = plant.channel(id);
    if (!channel) throw new Refusal('NOT_FOUND', `No channel is called ${id}`, 'channels');
    return channel;
  });
}

function asBlob(answer: SeriesAnswer) {
  return { head: answer.head, data: new Blob([answer.data], { type: 'application/octet-stream' }) };
}
