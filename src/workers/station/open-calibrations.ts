import { createCalibrations } from './calibrations/create-calibrations';
import type { CalibrationsDesk } from './calibrations/calibrations-room';
import type { CalibrationsDeps } from './calibrations/calibrations-deps';
import type { EventsDesk } from './events-desk';
import type { LateHistory } from './late-history';
import type { OpenRecordsDeps } from './open-records';
import type { People } from './people/create-people';
import { recordsIn } from './record/records/records-in';
import type { RecordsRoom } from './records/records-room';
import { ownThreadPdfWriter, threadPdfWriter } from './reports/pdf-writer';
import type { SigningRoom } from './signing/signable';

/** What of the running station calibrating looks at, beside the records. */
export interface CalibrationsLine {
  readonly past: Pick<LateHistory, 'changed'>;
  readonly simulator: () => CalibrationsDeps['simulator'];
  readonly events: Pick<EventsDesk, 'degradations'>;
}

/** Opens the room of the calibrations and keeps it looking at what applies. */
export function openCalibrations(
  deps: Omit<OpenRecordsDeps, 'events'> & CalibrationsLine,
  rooms: { readonly people: People; readonly records: RecordsRoom; readonly signing: SigningRoom },
): CalibrationsDesk & { stop(): void } {
  const { store, plant, live, threads, init, now } = deps;
  const failed = (error: unknown): void =>
    deps.log('error', 'Calibrations could not be laid over history', { error: String(error) });
  const desk = createCalibrations(
    {
      plant,
      settings: store.plant,
      keep: recordsIn(store.records),
      records: rooms.records,
      signing: rooms.signing,
      historian: store.historian,
      ledger: store.ledger,
      latest: (series) => live.latest.get(series),
      pastChanged: (channels) => deps.past.changed(channels),
      changed: deps.configChanged,
      doubtOf: ({ unitId, name }) =>
        deps.events
          .degradations()
          .find(({ kind, words }) => kind === 'sensor-suspect' && words.startsWith(`${unitId}: ${name}`))
          ?.words ?? null,
      simulator: {
        ask: (deed) => deps.simulator().ask(deed),
        status: () => deps.simulator().status(),
      },
      pdf: threads.pdf === undefined ? ownThreadPdfWriter() : threadPdfWriter(threads.pdf),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      software: `Bioprocess Twin ${init.appVersion}`,
      now,
    },
    failed,
  );
  rooms.people.placed('calibrations', (_verb, input) => desk.unitOf(input));
  const ticking = setInterval(() => desk.tick(), 1000);
  ticking.unref();
  return { ...desk, stop: () => clearInterval(ticking) };
}
