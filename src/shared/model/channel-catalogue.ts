import type { ChannelDefinition, ChannelGroup } from './channel';
import { derivedChannels, type DerivedChannel } from './derived-channel';

/** Vessel sizes with a known sensor suite (science.md D11). */
export const vesselScales = ['1L', '15L'] as const;
export type VesselScale = (typeof vesselScales)[number];

interface Row {
  readonly tag: string;
  readonly name: string;
  readonly unit: string;
  readonly group: ChannelGroup;
  readonly kind?: ChannelDefinition['kind'];
  readonly range: readonly [number, number];
  /** Differs from `range` on the small vessel. */
  readonly range1L?: readonly [number, number];
  readonly possible: readonly [number, number];
  readonly resolution: number;
  readonly cadenceMs?: number;
  readonly maxRatePerS?: number;
  readonly stuckAfterMs?: number;
  /** Measured by people at the bench, hours apart: no plant publishes it. */
  readonly offline?: true;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * The sensor suite of D11 with what the twin adds. Rates of change from D10 (pH 0.5/min, T 1 °C/min, DO 5 %/s);
 * "stuck" only where the sensor's own noise guarantees movement at full resolution.
 */
// A table, one channel a line.
// prettier-ignore
const rows: readonly Row[] = [
  { tag: 'pH', name: 'pH', unit: '', group: 'ph', range: [3, 8], possible: [0, 14], resolution: 0.01, maxRatePerS: 0.5, stuckAfterMs: 10 * minute },
  { tag: 'DO', name: 'Dissolved oxygen', unit: '%', group: 'dissolved-oxygen', range: [0, 300], possible: [-5, 500], resolution: 0.1, maxRatePerS: 5, stuckAfterMs: 10 * minute },
  { tag: 'OD', name: 'OD probe', unit: 'AU', group: 'biomass', range: [0, 100], possible: [-5, 1000], resolution: 0.01, maxRatePerS: 25 },
  { tag: 'OD600_offline', name: 'OD600 of samples', unit: 'AU', group: 'biomass', range: [0, 600], possible: [0, 2000], resolution: 0.01, cadenceMs: 2 * hour, offline: true },
  { tag: 'DCW_offline', name: 'Dry cell weight of samples', unit: 'g/L', group: 'biomass', range: [0, 150], possible: [-1, 500], resolution: 0.01, cadenceMs: 2 * hour, offline: true },
  { tag: 'Gas_MFC_air', name: 'Air flow set', unit: 'NL/min', group: 'gas', range: [0, 20], range1L: [0, 2], possible: [0, 100], resolution: 0.01 },
  { tag: 'Gas_MFC_O2', name: 'O₂ flow set', unit: 'NL/min', group: 'gas', range: [0, 20], range1L: [0, 2], possible: [0, 100], resolution: 0.01 },
  { tag: 'Stir_SP', name: 'Stirrer set point', unit: 'rpm', group: 'mechanical', kind: 'setpoint', range: [200, 1200], range1L: [200, 1000], possible: [0, 3000], resolution: 1 },
  { tag: 'Stir_PV', name: 'Stirrer speed', unit: 'rpm', group: 'mechanical', range: [200, 1250], range1L: [200, 1050], possible: [0, 3000], resolution: 1, stuckAfterMs: 10 * minute },
  { tag: 'Stir_torque', name: 'Stirrer torque', unit: '%', group: 'mechanical', range: [0, 100], possible: [-5, 200], resolution: 0.1 },
  { tag: 'Reactor_Pressure', name: 'Head pressure', unit: 'bar abs', group: 'gas', range: [0.9, 1.5], possible: [0.5, 4], resolution: 0.001, maxRatePerS: 0.2 },
  { tag: 'Temp_Broth', name: 'Broth temperature', unit: '°C', group: 'temperature', range: [25, 35], possible: [0, 130], resolution: 0.01, maxRatePerS: 1, stuckAfterMs: 10 * minute },
  { tag: 'Temp_pH_Probe', name: 'Temp. at pH probe', unit: '°C', group: 'temperature', range: [25, 35], possible: [0, 130], resolution: 0.01, maxRatePerS: 1, stuckAfterMs: 10 * minute },
  { tag: 'Temp_DO_Probe', name: 'Temp. at DO probe', unit: '°C', group: 'temperature', range: [25, 35], possible: [0, 130], resolution: 0.01, maxRatePerS: 1, stuckAfterMs: 10 * minute },
  { tag: 'Temp_Stirrer_Motor', name: 'Stirrer motor temp.', unit: '°C', group: 'temperature', range: [20, 80], possible: [-20, 200], resolution: 0.1, maxRatePerS: 2 },
  { tag: 'Temp_Exhaust', name: 'Exhaust temperature', unit: '°C', group: 'temperature', range: [20, 40], possible: [-20, 150], resolution: 0.1, maxRatePerS: 2 },
  { tag: 'Base_Pump_Rate', name: 'Base pump', unit: 'mL/min', group: 'ph', range: [0, 10], possible: [0, 100], resolution: 0.01 },
  { tag: 'Weight', name: 'Vessel weight', unit: 'kg', group: 'feed', range: [0, 30], range1L: [0, 10], possible: [-1, 100], resolution: 0.005, cadenceMs: 10_000 },
  { tag: 'Heater_PID_out', name: 'Temp. control output', unit: '%', group: 'temperature', range: [0, 100], possible: [0, 100], resolution: 0.1 },
  { tag: 'OffGas_CO2', name: 'Off-gas CO₂', unit: '%', group: 'off-gas', range: [0, 25], range1L: [0, 5], possible: [-0.5, 100], resolution: 0.01, maxRatePerS: 2 },
  { tag: 'OffGas_O2', name: 'Off-gas O₂', unit: '%', group: 'off-gas', range: [0, 100], range1L: [15, 21.5], possible: [-0.5, 101], resolution: 0.01, maxRatePerS: 5 },
  { tag: 'Gas_Flow_Inlet', name: 'Gas flow in', unit: 'NL/min', group: 'gas', range: [0, 20], range1L: [0, 2], possible: [0, 100], resolution: 0.01 },
  { tag: 'Gas_Flow_Outlet', name: 'Gas flow out', unit: 'NL/min', group: 'gas', range: [0, 25], range1L: [0, 2.5], possible: [0, 100], resolution: 0.01 },
  { tag: 'Feed_Glycerol', name: 'Glycerol feed', unit: 'mL/min', group: 'feed', range: [0, 5], possible: [0, 100], resolution: 0.01 },
  { tag: 'Feed_MeOH', name: 'Methanol feed', unit: 'mL/min', group: 'feed', range: [0, 5], possible: [0, 100], resolution: 0.01 },
  ...derivedChannels.map(derivedRow),
  { tag: 'OD_pred', name: 'OD600 predicted', unit: 'AU', group: 'biomass', kind: 'predicted', range: [0, 600], possible: [0, 2000], resolution: 0.1, cadenceMs: 30_000 },
  { tag: 'OD_pred_low', name: 'OD600 predicted, lower 90 %', unit: 'AU', group: 'biomass', kind: 'predicted', range: [0, 600], possible: [0, 2000], resolution: 0.1, cadenceMs: 30_000 },
  { tag: 'OD_pred_high', name: 'OD600 predicted, upper 90 %', unit: 'AU', group: 'biomass', kind: 'predicted', range: [0, 600], possible: [0, 2000], resolution: 0.1, cadenceMs: 30_000 },
  { tag: 'OD_pred_model', name: 'OD600 predicted, hash of the model', unit: '', group: 'state', kind: 'predicted', range: [0, 2 ** 48], possible: [0, 2 ** 48], resolution: 1, cadenceMs: 30_000 },
  { tag: 'OD_pred_features', name: 'OD600 predicted, hash of the features', unit: '', group: 'state', kind: 'predicted', range: [0, 2 ** 48], possible: [0, 2 ** 48], resolution: 1, cadenceMs: 30_000 },
  ...predictionRows('OD_shadow', 'OD600 by the shadow model', 'AU', 600),
  ...predictionRows('DCW_pred', 'Dry cell weight predicted', 'g/L', 150),
  ...predictionRows('DCW_shadow', 'Dry cell weight by the shadow model', 'g/L', 150),
  { tag: 'mu', name: 'Specific growth rate', unit: '1/h', group: 'biomass', kind: 'predicted', range: [-0.05, 0.5], possible: [-2, 2], resolution: 0.001, cadenceMs: 30_000 },
  { tag: 'Phase', name: 'Phase', unit: '', group: 'state', kind: 'state', range: [0, 20], possible: [0, 20], resolution: 1, cadenceMs: 30_000 },
];

/** A prediction with its band, and what names its model and features. */
function predictionRows(tag: string, name: string, unit: string, high: number): Row[] {
  const own = { kind: 'predicted', cadenceMs: 30_000 } as const;
  const value = {
    unit,
    group: 'biomass',
    range: [0, high],
    possible: [0, 4 * high],
    resolution: 0.01,
    ...own,
  } as const;
  const hash = {
    unit: '',
    group: 'state',
    range: [0, 2 ** 48],
    possible: [0, 2 ** 48],
    resolution: 1,
    ...own,
  } as const;
  return [
    { tag, name, ...value },
    { tag: `${tag}_low`, name: `${name}, lower 90 %`, ...value },
    { tag: `${tag}_high`, name: `${name}, upper 90 %`, ...value },
    { tag: `${tag}_model`, name: `${name}, hash of the model`, ...hash },
    { tag: `${tag}_features`, name: `${name}, hash of the features`, ...hash },
  ];
}

function derivedRow({ cadenceMs = 30_000, ...channel }: DerivedChannel): Row {
  const { tag, name, unit, group, resolution, range, possible } = channel;
  return { tag, name, unit, group, kind: 'derived', range, possible, resolution, cadenceMs };
}

/** Definitions of every known tag for a vessel scale. */
export function catalogueFor(scale: VesselScale): readonly ChannelDefinition[] {
  return rows.map((row) => {
    const [low, high] = scale === '1L' && row.range1L ? row.range1L : row.range;
    return {
      tag: row.tag,
      name: row.name,
      unit: row.unit,
      group: row.group,
      kind: row.kind ?? 'measured',
      range: { low, high },
      possible: { low: row.possible[0], high: row.possible[1] },
      resolution: row.resolution,
      cadenceMs: row.cadenceMs ?? 1000,
      maxRatePerS: row.maxRatePerS ?? null,
      stuckAfterMs: row.stuckAfterMs ?? null,
    };
  });
}

/** Tags a plant publishes, as opposed to those the station computes itself and those people measure at the bench. */
export const measuredTags: readonly string[] = rows
  .filter((row) => (row.kind === undefined || row.kind === 'setpoint') && !row.offline)
  .map((row) => row.tag);
