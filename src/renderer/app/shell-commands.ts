import { spotlight } from '@mantine/spotlight';
import { useMemo } from 'react';
import type { UnitSummary } from '../../shared/contract/units';
import type { Station } from '../station/station';
import { openEndBatch, openStartBatch } from './batch-dialogs';
import type { Command } from './commands';
import { contrasts, useContrast } from './contrast';
import {
  auditPath,
  availabilityPath,
  batchesPath,
  calibrationPath,
  comparePath,
  connectionPath,
  connectionsPath,
  dataPath,
  fieldMergePath,
  fieldPath,
  handbookPath,
  importPath,
  importTablePath,
  modelsPath,
  navigate,
  overviewPath,
  recordsPath,
  shiftPath,
  simulatorPath,
  qualityPath,
  alarmsPath,
  systemPath,
  trainPath,
  unitPath,
  workspacePath,
} from './route';
import { nextScheme, schemes, useScheme } from './color-scheme';
import { chooseLanguage, languages } from '../strings/language';
import { tr } from '../strings/translate';
import { goToStep } from './tour/tour-state';

interface Deeds {
  readonly showKeys: () => void;
  readonly showHelp: () => void;
  readonly showAbout: () => void;
  readonly toggleRail: () => void;
}

/** What can be done from every screen. Ids named by the desktop menu (`menuCommands`) are among them. */
export function useShellCommands(
  station: Station,
  units: readonly UnitSummary[],
  deeds: Deeds,
): readonly Command[] {
  const { scheme, setScheme } = useScheme();
  const setContrast = useContrast();
  const { showKeys, showHelp, showAbout, toggleRail } = deeds;
  return useMemo(
    () => [
      ...screenCommands,
      ...units.map(unitCommand),
      ...units.map((unit) => batchCommand(station, unit)),
      ...schemes.map(({ id, words }) => ({
        id: `theme-${id}`,
        title: tr('Colours: {word}', { word: words.toLowerCase() }),
        group: tr('Window'),
        run: () => setScheme(id),
      })),
      {
        id: 'next-theme',
        title: tr('Colours: the next'),
        group: tr('Window'),
        keys: 't',
        run: () => setScheme(nextScheme(scheme)),
      },
      ...contrasts.map(({ id, words }) => ({
        id: `contrast-${id}`,
        title: tr(words),
        group: tr('Window'),
        run: () => setContrast(id),
      })),
      ...languages.map(({ id, words }) => ({
        id: `language-${id}`,
        title: tr('Language: {words}', { words }),
        group: tr('Window'),
        run: () => chooseLanguage(id),
      })),
      {
        id: 'toggle-rail',
        title: tr('Navigation narrow or wide'),
        group: tr('Window'),
        keys: '[',
        run: toggleRail,
      },
      {
        id: 'open-palette',
        title: tr('Command palette'),
        group: tr('Help'),
        keys: 'mod+k',
        run: spotlight.open,
      },
      { id: 'show-help', title: tr('Help with this screen'), group: tr('Help'), keys: 'F1', run: showHelp },
      {
        id: 'take-tour',
        title: tr('Tour of the practice plant'),
        group: tr('Help'),
        run: () => goToStep(0),
      },
      { id: 'show-keys', title: tr('Keyboard shortcuts'), group: tr('Help'), keys: '?', run: showKeys },
      { id: 'show-about', title: tr('About Bioprocess Twin'), group: tr('Help'), run: showAbout },
    ],
    [station, units, scheme, setScheme, setContrast, showKeys, showHelp, showAbout, toggleRail],
  );
}

const screenCommands: readonly Command[] = [
  go('go-overview', 'Overview', 'g o', overviewPath),
  go('go-batches', 'Batches', 'g b', batchesPath),
  go('go-compare', tr('Compare batches'), 'g n', comparePath()),
  go('go-golden', tr('Golden batch'), undefined, comparePath('golden')),
  go('go-records', 'Records', 'g r', recordsPath()),
  go('import-campaign', tr('Import a campaign…'), undefined, importPath),
  go('go-models', 'Models', 'g m', modelsPath),
  go('go-train', tr('Train a model…'), 'g t', trainPath),
  go('go-connections', 'Connections', 'g c', connectionsPath),
  go('go-field', tr('Field: the laptop at the vessel'), 'g f', fieldPath),
  go('merge-field-file', tr('Merge a field file…'), undefined, fieldMergePath()),
  go('go-simulator', 'Simulator', 'g p', simulatorPath),
  go('go-availability', 'Availability', 'g a', availabilityPath()),
  go('go-data', tr('Import and export'), 'g d', dataPath),
  go('import-table', tr('Import a table…'), undefined, importTablePath),
  go('go-quality', 'Quality', 'g q', qualityPath),
  go('go-calibration', 'Calibration', 'g i', calibrationPath()),
  go('go-alarms', 'Alarms', 'g l', alarmsPath()),
  go('go-workspace', 'Workspace', 'g w', workspacePath()),
  go('go-audit', 'Audit', 'g u', auditPath),
  go('go-system', 'System', 'g s', systemPath),
  go('go-shift', tr('Shift report'), 'g h', shiftPath),
  go('go-handbook', 'Handbook', 'g k', handbookPath()),
  go('add-connection', tr('Add a connection…'), undefined, connectionPath('new')),
];

function go(id: string, title: string, keys: string | undefined, path: string): Command {
  return {
    id,
    title: tr(title),
    group: tr('Go to'),
    ...(keys === undefined ? {} : { keys }),
    run: () => navigate(path),
  };
}

/** The first nine units answer to their number. */
function unitCommand(unit: UnitSummary, index: number): Command {
  const keys = index < 9 ? { keys: String(index + 1) } : {};
  const hint = `${unit.batch?.name ?? tr('No batch')}${unit.simulated ? tr(' · simulated') : ''}`;
  return {
    id: `go-unit-${unit.id}`,
    title: unit.name,
    group: tr('Units'),
    hint,
    ...keys,
    run: () => navigate(unitPath(unit.id)),
  };
}

function batchCommand(station: Station, unit: UnitSummary): Command {
  const running = unit.batch !== null && unit.batch.endedAt === null;
  return {
    id: `batch-${unit.id}`,
    title: running
      ? tr('End the batch on {name}…', { name: unit.name })
      : tr('Start a batch on {name}…', { name: unit.name }),
    group: tr('Batch'),
    run: () => (running ? openEndBatch(station, unit) : openStartBatch(station, unit)),
  };
}
