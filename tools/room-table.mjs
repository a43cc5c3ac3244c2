/**
 * Who may import whom (design: rooms). A file belongs to the room with the longest prefix of its path; a file without
 * a room is refused. Every room may import itself, and nothing that is not named here.
 * - `from`: prefixes of our own files it may import; `types` the same, for types only
 * - `npm`: packages; `node` true: Node's own modules
 * - `entries`: worker files it may name by path (`?modulePath`), without importing their code
 */
const model = 'src/shared/model/';
const contract = 'src/shared/contract/';
const calc = 'src/shared/calc/';
const shared = 'src/shared/';
const log = 'src/workers/log';
const entry = 'src/workers/entry';
const host = ['src/workers/host/', 'src/workers/supervise', 'src/workers/keep-alive', log];
const workerEntries = [
  'src/workers/station/',
  'src/workers/twin/',
  'src/workers/trainer/',
  'src/workers/simulator/',
  'src/workers/driver/',
];
const client = ['@orpc/client', '@orpc/contract', 'zod'];
/** What tells where the number of a model comes from; the trainer and the twin must tell the same. */
const explaining = [
  'src/workers/trainer/pipeline/explain-hybrid',
  'src/workers/trainer/pipeline/hybrid-model',
  'src/workers/trainer/boosting/tree-model',
];
const station = 'src/workers/station/';

export const rooms = {
  'src/electron-vite.d.ts': {},
  [model]: { npm: ['zod'] },
  // Rules of records ask the same formulas as everybody else.
  [`${model}records/`]: { from: [model, calc], npm: ['zod'] },
  [contract]: { from: [model], npm: ['zod', '@orpc/contract'] },
  [calc]: { from: [model, `${contract}series-columns`] },
  'src/shared/report/': { from: [model, calc] },

  [entry]: { types: [log], npm: ['@orpc/client'], node: true },
  [log]: {},
  'src/workers/port-messages': { types: [entry] },
  'src/workers/driver/': { from: [entry, log, 'src/workers/port-messages', 'drivers/'], node: true },
  'src/workers/keep-alive': { types: [entry, log] },
  'src/workers/supervise': { from: ['src/workers/keep-alive'], types: [entry, log] },
  'src/workers/host/': { types: ['src/workers/keep-alive', 'src/workers/supervise', log], node: true },

  [station]: { from: [shared, 'drivers/', entry, log], npm: ['zod', '@orpc/server'], node: true },
  [`${station}exports/`]: {
    from: [model, contract, `${station}record/raw-columns`],
    npm: ['hyparquet-writer', 'zod'],
    node: true,
    entries: [`${station}exports/`],
  },
  [`${station}imports/table/`]: {
    from: [model, contract, `${station}check/`],
    types: [`${station}live/`, `${station}plant/`, `${station}record/`],
    npm: ['hyparquet', 'chardet', 'zod'],
    node: true,
  },
  [`${station}command/`]: {
    from: [station, shared, log, 'src/workers/host/'],
    npm: ['zod'],
    node: true,
  },
  [`${station}alarms/`]: {
    from: [model, calc],
    types: [contract, `${station}record/`, `${station}signing/`],
    npm: ['better-sqlite3'],
  },
  [`${station}command/qualify/`]: {
    from: [station, shared, log, 'src/workers/host/'],
    npm: ['@orpc/contract', '@orpc/server', 'zod'],
    node: true,
  },
  [`${station}keeping/`]: {
    from: [model, `${station}record/keep/`],
    types: [`${station}plant/`, `${station}record/`, `${station}events-desk`],
    npm: ['zod'],
    node: true,
  },
  [`${station}people/`]: {
    from: [model, contract, 'resources/', `${station}acting`],
    types: [`${station}record/`, `${station}signing/`],
    npm: ['hash-wasm', 'otpauth', 'zod'],
    node: true,
    entries: [`${station}people/`],
  },
  [`${station}people/testing/`]: {
    from: [model, `${station}people/`, `${station}acting`, `${station}record/`],
    npm: ['better-sqlite3'],
    node: true,
  },
  [`${station}reports/`]: {
    from: [shared, 'resources/bundle/', `${station}acting`],
    types: [`${station}record/`],
    npm: ['pdfmake', 'pdfmake/build/vfs_fonts.js', 'zod'],
    node: true,
    entries: [`${station}reports/`],
  },
  [`${station}change-control/`]: {
    from: [model, `${station}acting`],
    types: [contract, `${station}quality/`, `${station}record/`],
    npm: ['zod'],
  },
  [`${station}comparisons/`]: { from: [model, calc, contract], types: [`${station}record/`] },
  [`${station}replay/`]: { from: [model], types: [contract, `${station}record/`] },
  [`${station}devices/`]: {
    from: [model, 'drivers/', 'src/workers/port-messages'],
    types: [contract, entry],
    npm: ['zod'],
    node: true,
  },
  [`${station}workspaces/`]: {
    from: [model],
    types: [contract, `${station}record/`],
    npm: ['better-sqlite3'],
  },
  [`${station}intake/`]: { from: [model, 'drivers/'], types: [log] },
  [`${station}check/`]: { from: [model, calc, 'resources/'] },
  [`${station}record/`]: {
    from: [model, contract, calc],
    types: [log],
    npm: ['better-sqlite3', 'zod'],
    node: true,
    entries: [`${station}record/`],
  },
  [`${station}record/testing/`]: {
    from: [`${station}record/`, model],
    npm: ['vite', 'vitest', 'better-sqlite3'],
    node: true,
  },
  [`${station}completeness/`]: { from: [model, calc, contract], types: [`${station}record/`] },
  [`${station}watch/`]: { from: [model, calc] },
  [`${station}live/`]: { from: [model, calc, contract] },
  [`${station}plant/`]: { from: [model] },
  [`${station}models/`]: {
    from: [model, contract, `${station}acting`],
    types: [`${station}record/`, `${station}events-desk`, `${station}serve/`, log],
    npm: ['zod'],
    node: true,
  },
  [`${station}serve/`]: {
    from: [model, contract, `${station}acting`],
    types: [
      `${station}record/`,
      `${station}live/`,
      `${station}alarms/`,
      `${station}completeness/`,
      `${station}exports/`,
      `${station}field/`,
      `${station}audit/`,
      `${station}keeping/`,
      `${station}imports/table/`,
      `${station}people/`,
      `${station}calibrations/`,
      `${station}models/`,
      `${station}quality/`,
      `${station}records/`,
      `${station}signing/`,
      `${station}reports/`,
      `${station}workspaces/`,
      `${station}devices/`,
      `${station}comparisons/`,
      `${station}replay/`,
      `${station}change-control/`,
      entry,
      log,
    ],
    npm: [
      '@orpc/server',
      '@orpc/contract',
      '@orpc/openapi',
      '@orpc/zod',
      'fastify',
      '@fastify/*',
      'ws',
      'zod',
    ],
    node: true,
  },

  'src/workers/twin/': {
    from: [shared, entry, log, ...explaining],
    npm: [...client, 'onnxruntime-node'],
    node: true,
  },
  'src/workers/twin/features/': {
    from: [model, calc, 'src/workers/twin/derive/', 'src/workers/twin/growth-window'],
    node: true,
  },
  'src/workers/simulator/': { from: [shared, entry, log], npm: [...client, 'mqtt', 'aedes'], node: true },
  'src/workers/simulator/plant/': { from: [model, calc] },
  'src/workers/trainer/': {
    from: [model, contract, calc, log, entry, 'src/workers/twin/', 'src/workers/simulator/plant/'],
    npm: [...client, 'onnxruntime-node'],
    node: true,
    entries: ['src/workers/trainer/boosting/'],
  },
  'src/workers/trainer/boosting/testing/': {
    from: ['src/workers/trainer/boosting/'],
    npm: ['vite'],
    node: true,
  },

  'src/main/': {
    from: [model, contract, ...host],
    types: [entry],
    npm: ['electron', 'electron-updater'],
    node: true,
    entries: workerEntries,
  },
  'src/headless/': { from: [...host], types: [entry], node: true, entries: workerEntries },
  'src/preload/': { from: [`${contract}desktop`], npm: ['electron'] },

  'src/renderer/': {
    from: [shared],
    npm: [
      'zod',
      'react',
      'react-dom',
      '@mantine/*',
      '@tabler/icons-react',
      '@fontsource-variable/*',
      '@tanstack/react-query',
      '@orpc/client',
      'uqr',
    ],
  },
  'src/renderer/screens/workspace/': {
    from: [shared, 'src/renderer/'],
    npm: [
      'zod',
      'react',
      'react-dom',
      'dockview',
      '@mantine/*',
      '@tabler/icons-react',
      '@tanstack/react-query',
    ],
  },
  'src/renderer/screens/records/scan/': {
    from: [model, 'src/renderer/ui/', 'src/renderer/strings/', 'src/renderer/screens/records/'],
    npm: ['react', '@mantine/*', '@tabler/icons-react', '@zxing/library'],
  },
  'src/renderer/strings/': { npm: ['react'] },
  'src/renderer/station/': {
    from: [shared, 'src/renderer/ui/aligned-ticker', 'src/renderer/strings/'],
    npm: [
      'react',
      'partysocket',
      '@orpc/client',
      '@orpc/contract',
      '@orpc/tanstack-query',
      '@tanstack/react-query',
    ],
  },
  'src/renderer/ui/': {
    from: [model, calc, 'src/renderer/strings/'],
    npm: ['react', '@mantine/*', '@tabler/icons-react', 'echarts'],
  },
  'src/renderer/ui/chart/': {
    from: [model, calc, contract, 'src/renderer/ui/', 'src/renderer/station/', 'src/renderer/strings/'],
    npm: ['react', '@mantine/*', '@tabler/icons-react', 'echarts'],
  },
  'src/renderer/api-docs/': { npm: ['swagger-ui-dist'] },

  'drivers/': { from: [model], npm: ['zod'], node: true },
  'drivers/device/': { from: [model, 'drivers/', 'resources/devices/'], npm: ['yaml', 'zod'], node: true },
  'drivers/serial/': { from: [model, 'drivers/'], npm: ['serialport', 'zod'], node: true },
  'drivers/mqtt/': {
    from: [model, 'drivers/', 'resources/'],
    npm: ['mqtt', 'mqtt-packet', 'zod'],
    node: true,
  },
};
