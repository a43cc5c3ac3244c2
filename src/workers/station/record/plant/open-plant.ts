import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../../shared/model/refusal';
import type { Log } from '../../../log';
import { completenessIn } from '../completeness/completeness-in';
import { faultKind, type FaultKind } from '../file/fault-kind';
import { modelsIn } from '../models/models-in';
import { batchesIn } from './batches';
import { connectionsIn, mappingsIn, secretsIn } from './connections';
import { eventsIn, settingsIn } from './events';
import { notesIn } from './notes';
import type { PlantStore } from './plant-store';
import { sealedSettingsIn } from './sealed-settings';
import { unitsIn } from './units';

/** The plant's configuration over an open, migrated records.db. */
export function openPlant(db: Database, key: Buffer, log: Log): PlantStore {
  return refusingOnFaults(
    {
      stationId: stationIdIn(db),
      ...unitsIn(db),
      ...batchesIn(db),
      ...notesIn(db),
      ...connectionsIn(db, log),
      ...secretsIn(db, key),
      ...mappingsIn(db),
      ...eventsIn(db),
      ...settingsIn(db),
      ...sealedSettingsIn(db, key),
      ...completenessIn(db),
      ...modelsIn(db),
    },
    dirname(db.name),
  );
}

function stationIdIn(db: Database): string {
  db.prepare("INSERT INTO meta (key, value) VALUES ('station_id', ?) ON CONFLICT DO NOTHING").run(
    randomUUID(),
  );
  return db.prepare<[], string>("SELECT value FROM meta WHERE key = 'station_id'").pluck().get() ?? '';
}

const words: Readonly<Record<FaultKind, string>> = {
  'disk-full': 'Not saved: the disk is full. Free space and try again',
  'io-error': 'Not saved: the disk does not take data. Check it and try again',
  'read-only': 'Not saved: this user may not write to records.db',
  busy: 'Not saved: another program holds records.db. Close it and try again',
  corrupt: 'Not saved: records.db is damaged. Stop the station and put back a backup',
};

/** What the disk refuses is told to the person who asked; everything else stays the bug it is. */
function refusingOnFaults(store: PlantStore, dir: string): PlantStore {
  return new Proxy(store, {
    get: (target, name: keyof PlantStore) => {
      const member: unknown = target[name];
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        try {
          return Reflect.apply(member, target, given);
        } catch (error) {
          const kind = faultKind(error, dir);
          throw kind ? new Refusal('UNAVAILABLE', words[kind]) : error;
        }
      };
    },
  });
}
