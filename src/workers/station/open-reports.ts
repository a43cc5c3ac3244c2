import type { AuditStatus } from '../../shared/contract/audit';
import { unpackColumns } from '../../shared/contract/series-columns';
import { batchIdSchema, type UnitId } from '../../shared/model/identity';
import { recipeOf } from '../../shared/model/records/recipe';
import type { ReportedAlarm } from '../../shared/report/batch-facts';
import type { AuditRoom } from './audit/create-audit';
import type { Completeness } from './completeness/create-completeness';
import type { StationThreads } from './file-desks';
import type { Plant } from './plant/plant';
import { levelOf } from './quality/deviations';
import type { QualityDesk } from './quality/quality-room';
import { alarmsIn } from './record/alarms/alarms-in';
import type { Store } from './record/open-store';
import { dispositionsIn } from './record/signatures/dispositions-in';
import type { RecordsRoom } from './records/records-room';
import { createReports, type ReportsRoom } from './reports/create-reports';
import { ownThreadPdfWriter, threadPdfWriter } from './reports/pdf-writer';
import type { ReportSources } from './reports/report-sources';
import type { SigningRoom } from './signing/signable';
import type { StationInit } from './station-init';

export interface OpenReportsDeps {
  readonly init: Pick<StationInit, 'appVersion'>;
  readonly store: Store;
  readonly threads: Pick<StationThreads, 'pdf'>;
  readonly plant: Plant;
  readonly completeness: Pick<Completeness, 'holesOf'>;
  readonly records: RecordsRoom;
  readonly quality: QualityDesk;
  readonly signing: SigningRoom;
  readonly audit: AuditRoom;
  readonly now: () => number;
}

/** A check of the ledger is fresh for so long. */
const freshMs = 600_000;
const pollMs = 100;

/** Opens the batch records, and has the reviews of a batch wait for its exceptions. */
export function openReports(deps: OpenReportsDeps): ReportsRoom {
  const { store, threads, init, now, signing } = deps;
  const reports = createReports({
    sources: sourcesOf(deps),
    ledger: store.ledger,
    keep: dispositionsIn(store.records),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    software: `Bioprocess Twin ${init.appVersion}`,
    now,
    pdf: threads.pdf === undefined ? ownThreadPdfWriter() : threadPdfWriter(threads.pdf),
  });
  signing.guard('batch', (id, version, meaning) => {
    if (meaning !== 'TECH' && meaning !== 'DISP_A') return '';
    const review = reports.reviewed(batchIdSchema.parse(id), version);
    if (!review)
      return 'Open the batch record first: the rules of the review have not run on this version yet.';
    if (review.open === 0) return '';
    return `${review.open} ${review.open === 1 ? 'exception has' : 'exceptions have'} no decision yet: see the batch record.`;
  });
  return reports;
}

function sourcesOf(deps: OpenReportsDeps): ReportSources {
  const { store, plant, completeness, records, quality, signing } = deps;
  return {
    batch: (batchId) => records.batch(batchId),
    records: (batchId) => records.list(batchId),
    versions: (recordId) => records.get(recordId).versions,
    recipe: (batchId) => {
      const plan = records.list(batchId).find(({ kind, status }) => kind === 'batch' && status !== 'voided');
      const ref = plan?.body['recipe'];
      return (typeof ref === 'string' ? recipeOf(ref) : undefined) ?? null;
    },
    // Of a batch that runs or is over they would say how the vessel is today.
    gates: async (batchId) =>
      ['planned', 'set-up', 'ready'].includes(records.batch(batchId).batch.state)
        ? records.gates(batchId)
        : null,
    blockers: async (batchId) => records.blockers(batchId),
    proposals: (batchId) => records.proposals(batchId),
    deviations: (batchId) =>
      quality.list({ kind: 'deviation', batchId }).map((item) => ({
        id: item.id,
        title: typeof item.values['title'] === 'string' ? item.values['title'] : item.id,
        level: levelOf(item),
        state: item.state,
        open: item.state !== 'closed' && item.state !== 'voided',
      })),
    signatures: (type, id) => signing.checked(type, id),
    content: (subject) => signing.content(subject),
    unit: (unitId) => {
      const unit = plant.units().find(({ id }) => id === unitId);
      return unit && { name: unit.name, channels: plant.channelsOf(unitId) };
    },
    series: async (channels, from, to, widthPx) => {
      const { head, data } = await store.historian.read({ channels, from, to, widthPx });
      return unpackColumns(
        data,
        head.channels.map(({ points }) => points),
      );
    },
    holes: (channels, from, to) => completeness.holesOf(channels, from, to),
    names: () => quality.names(),
    events: (limit) => store.plant.listEvents(limit),
    alarms: (unitId, from, to) => alarmsOfUnit(store, unitId, from, to),
    integrity: (patienceMs, batchId) => freshVerdict(deps, patienceMs, batchId),
  };
}

/** As many as a page can be made of; the journal has all. */
const mostAlarms = 5000;

/** The journal of a unit with the words and the weight of each alarm, oldest first. */
function alarmsOfUnit({ records }: Store, unitId: UnitId, from: number, to: number): ReportedAlarm[] {
  const keep = alarmsIn(records);
  const known = new Map(keep.listAlarms().map((one) => [one.id, one]));
  return keep
    .listAlarmEvents({ from, to, unitId, limit: mostAlarms })
    .toReversed()
    .map(({ alarmId, what, seenAt, by, comment }) => ({
      alarmId,
      what,
      seenAt,
      by,
      comment,
      words: known.get(alarmId)?.words ?? alarmId,
      priority: known.get(alarmId)?.priority ?? 'medium',
    }));
}

/** A check of the ledger against the tables that is not older than ten minutes; made where there is none. */
async function freshVerdict(
  { audit, now }: OpenReportsDeps,
  patienceMs: number,
  batchId: string,
): Promise<{ sound: boolean; words: string; rows: readonly string[] } | null> {
  const over = ({ verdict }: AuditStatus): boolean =>
    verdict?.endedAt !== null && verdict?.endedAt !== undefined;
  let status = audit.status();
  const endedAt = status.verdict?.endedAt ?? null;
  if (status.verdict?.state !== 'running' && (endedAt === null || now() - endedAt > freshMs))
    status = audit.verify();
  for (let waited = 0; !over(status) && waited < patienceMs; waited += pollMs) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    status = audit.status();
  }
  const { verdict } = status;
  if (!verdict || !over(status) || verdict.state === 'failed') return null;
  const [first] = verdict.findings;
  const rows = status.failedBatches.find((one) => one.batchId === batchId)?.rows ?? [];
  return {
    // Samples are verified apart from the ledger.
    sound: verdict.state === 'sound' && rows.length === 0,
    rows,
    words: first ? `${verdict.words} First: ${first.words}` : verdict.words,
  };
}
