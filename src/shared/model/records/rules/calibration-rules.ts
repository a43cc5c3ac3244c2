import type { Fields } from '../field-value';
import type { ProbeKind } from '../kinds/calibration-fields';
import { probeWords } from '../kinds/calibration-fields';
import type { RecordContext } from '../record-context';
import { dayMs, shown, value, type Computation, type RecordMoment, type RecordRule } from '../record-rule';
import { adjustmentOf } from './calibration-adjustment';
import { judgeProbe } from './calibration-verdicts';

const inPhRange = (mv: number | undefined): boolean => mv !== undefined && mv >= -2 && mv <= 16;

export const calibrationRules: readonly RecordRule[] = [
  {
    id: 'calibration.ph-for-mv',
    level: 'X',
    field: 'mv4',
    says: (f) =>
      f.text('probe') === 'ph' && inPhRange(f.num('mv4')) && inPhRange(f.num('mv7'))
        ? 'These look like pH values: enter what the transmitter shows in millivolts'
        : null,
  },
  {
    id: 'calibration.same-buffers',
    level: 'X',
    field: 'ph4',
    says: (f) =>
      f.text('probe') === 'ph' && f.num('ph4') !== undefined && f.num('ph4') === f.num('ph7')
        ? 'Both buffers are the same: enter two different ones'
        : null,
  },
  {
    id: 'calibration.buffers-exchanged',
    level: 'X',
    field: 'mv4',
    says: (f) => {
      const [e4, e7, ph4, ph7] = ['mv4', 'mv7', 'ph4', 'ph7'].map((name) => f.num(name));
      if (
        f.text('probe') !== 'ph' ||
        e4 === undefined ||
        e7 === undefined ||
        ph4 === undefined ||
        ph7 === undefined
      )
        return null;
      return ph4 !== ph7 && (e4 - e7) / (ph7 - ph4) < 0
        ? 'The acid buffer must give more millivolts than the neutral one: exchange them'
        : null;
    },
  },
  {
    id: 'calibration.reference-expired',
    level: 'W',
    field: 'referenceExpires',
    says: (f, _c, { eventAt }) =>
      expired(f, eventAt)
        ? `The reference had expired on ${f.text('referenceExpires') ?? ''}: this attempt fails. Take another lot and try again`
        : null,
  },
  {
    id: 'calibration.do-after-sterilisation',
    level: 'C',
    field: 'occasion',
    says: (f, c, { eventAt }) => {
      if (f.text('probe') !== 'do' || f.text('occasion') === 'post-batch') return null;
      const end = autoclaveEnd(c);
      return end === null || eventAt >= end
        ? null
        : 'DO is calibrated after the autoclave, in the medium: this one will not open the gate. Say why it is done now';
    },
  },
  {
    id: 'calibration.do-polarisation',
    level: 'C',
    field: 'polarisationH',
    says: (f) => {
      const hours = f.num('polarisationH');
      return f.text('probe') === 'do' && hours !== undefined && hours < 6
        ? 'Polarised for less than 6 h: wait, or say why (an optical probe)'
        : null;
    },
  },
  {
    id: 'calibration.ph-shift-small',
    level: 'W',
    field: 'phOffline',
    says: (f) => {
      const shift = phShift(f);
      return shift !== null && shift > 0.1 + 1e-9 && shift <= 0.2 + 1e-9
        ? `Probe and off-line sample are ${shown(shift)} apart`
        : null;
    },
  },
  {
    id: 'calibration.ph-shift',
    level: 'C',
    field: 'phOffline',
    says: (f) => {
      const shift = phShift(f);
      if (shift === null || shift <= 0.2 + 1e-9) return null;
      return f.text('occasion') === 'post-batch'
        ? `Probe and off-line sample are ${shown(shift)} apart: the pH data of the batch are excluded. Measure again, or say what happened`
        : `Probe and off-line sample are ${shown(shift)} apart: correct by one point, and say why`;
    },
  },
  {
    id: 'calibration.gas-wet',
    level: 'C',
    field: 'gasDry',
    says: (f) =>
      f.flag('gasDry') === false
        ? 'Wet gas reads lower (air at 30 °C about 20.1 % O₂): dry it, or say how it is corrected'
        : null,
  },
  {
    id: 'calibration.mounted',
    level: 'W',
    field: 'probeSerial',
    says: (f, c) => {
      const mounted = mountedSerial(c, f.text('probe') as ProbeKind | undefined);
      const serial = f.text('probeSerial');
      return mounted !== null && serial !== undefined && mounted !== serial
        ? `The batch plan says that probe ${mounted} is mounted, not ${serial}: this one will not open the gate. Check the label, or amend the plan`
        : null;
    },
  },
];

/** Serial number that the batch plan says is mounted; null where it says nothing. */
export function mountedSerial(
  c: Pick<RecordContext, 'records'>,
  probe: ProbeKind | undefined,
): string | null {
  const field =
    probe === 'ph'
      ? 'phProbe'
      : probe === 'do'
        ? 'doProbe'
        : probe === 'temperature'
          ? 'temperatureProbe'
          : null;
  const plan = c.records.find(({ kind, status }) => kind === 'batch' && status !== 'voided');
  const serial = field === null ? undefined : plan?.body[field];
  return typeof serial === 'string' && serial !== '' ? serial : null;
}

/** End of the last sterilisation of the batch; null where none is written down. */
export function autoclaveEnd(c: Pick<RecordContext, 'records'>): number | null {
  const ends = c.records
    .filter(({ kind, status }) => kind === 'media-preparation' && status !== 'voided')
    .flatMap(({ body }) => (typeof body['autoclaveEnd'] === 'number' ? [body['autoclaveEnd']] : []));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Verdict, and until when a pass may be used. */
export function computeCalibration(f: Fields, c: RecordContext, { eventAt }: RecordMoment): Computation {
  const probe = f.text('probe') as ProbeKind | undefined;
  if (probe === undefined || !(probe in probeWords)) return { computed: [], verdict: null };
  const judged = judgeProbe(probe, f, c);
  const failures = [
    ...judged.failures,
    ...(f.flag('stabilised') === false ? ['the reading had not settled'] : []),
    ...(expired(f, eventAt) ? ['the reference had expired'] : []),
  ];
  const days = c.recipe.calibrationDays[probe];
  const until = failures.length > 0 || days === undefined ? null : eventAt + days * dayMs;
  const id = failures.length > 0 ? 'fail' : judged.warnings.length > 0 ? 'warn' : 'pass';
  const words =
    id === 'fail'
      ? `Fail: ${failures.join('; ')}`
      : id === 'warn'
        ? `Pass; ${judged.warnings.join('; ')}`
        : 'Pass';
  return {
    computed: [
      ...judged.computed,
      ...adjustmentOf(f, probe),
      value('validUntil', 'Valid until', 'epoch ms', until),
    ],
    verdict: { id, words },
  };
}

function expired(f: Fields, eventAt: number): boolean {
  const day = f.text('referenceExpires');
  return day !== undefined && day < new Date(eventAt).toISOString().slice(0, 10);
}

function phShift(f: Fields): number | null {
  const [probe, bench] = [f.num('phProbe'), f.num('phOffline')];
  return f.text('probe') !== 'ph' || probe === undefined || bench === undefined
    ? null
    : Math.abs(probe - bench);
}
