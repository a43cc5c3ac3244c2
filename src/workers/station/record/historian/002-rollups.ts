import type { Migration } from '../file/migrate';

const cellTable = (name: string): string => `
  CREATE TABLE ${name} (
    series INTEGER NOT NULL,
    t INTEGER NOT NULL,
    n INTEGER NOT NULL,
    used INTEGER NOT NULL,
    good INTEGER NOT NULL,
    mean REAL,
    std REAL,
    min REAL,
    max REAL,
    percent_good REAL GENERATED ALWAYS AS (100.0 * good / n) VIRTUAL,
    PRIMARY KEY (series, t)
  ) WITHOUT ROWID, STRICT;
`;

/**
 * Cells of 30 s and 10 min: `n` rows, `used` values behind mean, std (ddof 0), min and max, `good` of them good.
 * `dirty_cell` names the cells (`width` ms) that changed since they were last computed.
 */
export const rollups002: Migration = {
  version: 2,
  sql: `
    ${cellTable('rollup_30s')}
    ${cellTable('rollup_10min')}
    CREATE TABLE dirty_cell (
      width INTEGER NOT NULL,
      series INTEGER NOT NULL,
      t INTEGER NOT NULL,
      PRIMARY KEY (width, series, t)
    ) WITHOUT ROWID, STRICT;
    INSERT INTO dirty_cell SELECT DISTINCT 30000, series, t - t % 30000 FROM sample;
    INSERT INTO dirty_cell SELECT DISTINCT 600000, series, t - t % 600000 FROM sample;
  `,
};
