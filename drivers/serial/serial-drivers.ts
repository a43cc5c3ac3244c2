import { loopValue, signalUnit } from '../device/namur-43';
import { decodeAdam4017 } from './protocols/adam-4017';
import { decodeAlicat } from './protocols/alicat';
import { decodeAtlasEzo } from './protocols/atlas-ezo';
import { decodeGssCo2 } from './protocols/gss-co2';
import { decodeMtSics } from './protocols/mt-sics';
import { meaningOf, type DriverReading, type SerialDriver } from './serial-driver';

const reading = (name: string, words: string, unit: string, tag = ''): DriverReading => ({
  reading: name,
  words,
  unit,
  tag,
});

const perKg: Readonly<Record<string, number>> = { kg: 1, g: 1000, mg: 1_000_000, t: 0.001 };

const mtSics: SerialDriver = {
  id: 'mt-sics',
  words: 'Balance with MT-SICS',
  manufacturer: 'Mettler-Toledo and others',
  bauds: [9600],
  lineEnd: 'any',
  addresses: [''],
  readings: () => [reading('weight', 'Weight', 'kg', 'Weight')],
  probe: () => ['I4\r\n'],
  identify: () => ['I2\r\n', 'I3\r\n', 'I4\r\n'],
  ask: () => ['SI\r\n'],
  reader: () => (line) =>
    meaningOf(
      decodeMtSics(line),
      ({ weight = Number.NaN }, unit) => {
        const divisor = perKg[unit];
        return [
          divisor === undefined
            ? {
                reading: 'weight',
                value: null,
                state: 'out-of-specification',
                doubt: `The balance weighs in ${unit}: set it to kg or g`,
              }
            : { reading: 'weight', value: Number((weight / divisor).toPrecision(10)) },
        ];
      },
      ({ data = '', software = '', serialNumber = '' }) => ({
        ...(data ? { model: data } : {}),
        ...(software ? { firmware: software } : {}),
        ...(serialNumber ? { serialNumber } : {}),
      }),
    ),
  sure: (line) => /^(S [SDI+-]|I[234] A)/.test(line) && decodeMtSics(line).kind !== 'unknown',
};

const psiBar = 0.068_947_572_9;

const alicat: SerialDriver = {
  id: 'alicat',
  words: 'Alicat mass flow controller',
  manufacturer: 'Alicat',
  bauds: [19_200],
  lineEnd: 'cr',
  addresses: ['A', 'B', 'C', 'D'],
  readings: () => [
    reading('massFlow', 'Mass flow', 'NL/min', 'Gas_Flow_Inlet'),
    reading('setPoint', 'Set point', 'NL/min', 'Gas_MFC_air'),
    reading('volumetricFlow', 'Volumetric flow', 'L/min'),
    reading('pressure', 'Pressure', 'bar abs'),
    reading('temperature', 'Gas temperature', '°C'),
  ],
  probe: (address) => [`${address}\r`],
  identify: () => [],
  ask: (address) => [`${address}\r`],
  reader:
    ({ address }) =>
    (line) => {
      const letter = /^([A-Z])\s/.exec(line)?.[1];
      // Another unit's answer on a shared line.
      if (letter !== undefined && address !== '' && letter !== address) return null;
      return meaningOf(decodeAlicat(line), (v) => [
        { reading: 'massFlow', value: v['massFlow'] ?? null },
        { reading: 'setPoint', value: v['setPoint'] ?? null },
        { reading: 'volumetricFlow', value: v['volumetricFlow'] ?? null },
        { reading: 'pressure', value: Number(((v['pressurePsia'] ?? Number.NaN) * psiBar).toPrecision(6)) },
        { reading: 'temperature', value: v['tempC'] ?? null },
      ]);
    },
  sure: (line) => decodeAlicat(line).kind === 'values',
};

const adam4017: SerialDriver = {
  id: 'adam-4017',
  words: 'Analogue module ADAM-4017 (mA or V)',
  manufacturer: 'Advantech and others',
  bauds: [9600],
  lineEnd: 'cr',
  addresses: ['01', '02', '03', '21'],
  readings: ({ inputs }) =>
    inputs.length > 0
      ? inputs.map(({ channel, unit, words }) =>
          reading(`channel${channel}`, words || `Input ${channel}`, unit),
        )
      : Array.from({ length: 8 }, (_, i) => reading(`channel${i}`, `Input ${i}`, '')),
  probe: (address) => [`$${address}M\r`],
  identify: (address) => [`$${address}M\r`, `$${address}F\r`],
  ask: (address) => [`#${address}\r`],
  reader: ({ address, inputs }) => {
    return (line) => {
      if (line.startsWith(`!${address}`)) {
        const said = line.slice(1 + address.length);
        return { values: [], identity: /^\d{4}/.test(said) ? { model: `ADAM-${said}` } : { firmware: said } };
      }
      return meaningOf(decodeAdam4017(line), (levels) =>
        inputs.length === 0
          ? Object.entries(levels).map(([name, value]) => ({ reading: name, value }))
          : inputs.map(({ channel, signal, low, high }) => {
              const level = levels[`channel${channel}`];
              if (level === undefined) return { reading: `channel${channel}`, value: null };
              const { value, state, words } = loopValue(level, signal, low, high);
              const raw = `${level.toFixed(4)} ${signalUnit(signal)}`;
              return { reading: `channel${channel}`, value, raw, state, doubt: words };
            }),
      );
    };
  },
  sure: (line) => /^>([+-]\d+\.\d+){8}$/.test(line) || /^!\d\d40\d\d/.test(line),
};

const ezoReadings: Readonly<Record<string, DriverReading>> = {
  ph: reading('reading', 'pH', '', 'pH'),
  do: reading('reading', 'Dissolved oxygen', 'mg/L'),
  'd.o.': reading('reading', 'Dissolved oxygen', 'mg/L'),
  rtd: reading('reading', 'Temperature', '°C', 'Temp_Broth'),
};

const atlasEzo: SerialDriver = {
  id: 'atlas-ezo',
  words: 'Atlas Scientific EZO circuit',
  manufacturer: 'Atlas Scientific',
  bauds: [9600],
  lineEnd: 'cr',
  addresses: [''],
  readings: ({ address }) => [ezoReadings[address.toLowerCase()] ?? reading('reading', 'Reading', '')],
  probe: () => ['i\r'],
  identify: () => ['i\r'],
  ask: () => ['R\r'],
  reader: () => (line) =>
    meaningOf(
      decodeAtlasEzo(line),
      ({ reading: value }) => (value === undefined ? [] : [{ reading: 'reading', value }]),
      ({ device = '', software = '' }) => ({
        ...(device ? { model: `EZO ${device}` } : {}),
        ...(software ? { firmware: software } : {}),
      }),
    ),
  sure: (line) => /^\?i,/i.test(line),
};

const gssCo2: SerialDriver = {
  id: 'gss-co2',
  words: 'GSS CozIR or SprintIR CO₂ sensor',
  manufacturer: 'Gas Sensing Solutions',
  bauds: [9600, 38_400],
  lineEnd: 'any',
  addresses: [''],
  readings: () => [
    reading('co2', 'Carbon dioxide', '%', 'OffGas_CO2'),
    reading('temperature', 'Temperature', '°C'),
    reading('humidity', 'Relative humidity', '%'),
  ],
  // Not Z, which this sensor is asked its value with: a balance would set itself to zero.
  probe: () => ['.\r\n'],
  identify: () => ['.\r\n'],
  ask: () => ['Z\r\n'],
  reader: () => {
    let multiplier: number | null = null;
    return (line) =>
      meaningOf(decodeGssCo2(line), (named) => {
        if (named['multiplier'] !== undefined) multiplier = named['multiplier'];
        const count = named['co2Filtered'];
        const { tempC, humidityPct } = named;
        return [
          ...(count === undefined
            ? []
            : multiplier === null
              ? [
                  {
                    reading: 'co2',
                    value: null,
                    state: 'check-function' as const,
                    doubt: 'The sensor has not told its multiplier yet',
                  },
                ]
              : [{ reading: 'co2', value: Number(((count * multiplier) / 10_000).toPrecision(7)) }]),
          ...(tempC === undefined ? [] : [{ reading: 'temperature', value: tempC }]),
          ...(humidityPct === undefined ? [] : [{ reading: 'humidity', value: humidityPct }]),
        ];
      });
  },
  sure: (line) => /^\s*(Z\s+\d{3,6}|\.\s+\d{1,5})$/.test(line) && decodeGssCo2(line.trim()).kind === 'values',
};

/** Serial protocols that the program knows. */
export const serialDrivers: readonly SerialDriver[] = [mtSics, alicat, adam4017, atlasEzo, gssCo2];

/** The protocol of that name; undefined where there is none. */
export function serialDriver(id: string): SerialDriver | undefined {
  return serialDrivers.find((driver) => driver.id === id);
}
