import {
  IconArrowsDiff,
  IconBell,
  IconBook2,
  IconBrain,
  IconChartBar,
  IconClipboardList,
  IconClockHour8,
  IconDeviceLaptop,
  IconFlask,
  IconHeartRateMonitor,
  IconHistory,
  IconLayoutDashboard,
  IconListDetails,
  IconPlugConnected,
  IconRulerMeasure,
  IconShieldCheck,
  IconTransfer,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { tr } from '../strings/translate';
import {
  alarmsPath,
  auditPath,
  availabilityPath,
  batchesPath,
  calibrationPath,
  comparePath,
  connectionsPath,
  dataPath,
  fieldPath,
  handbookPath,
  modelsPath,
  peoplePath,
  qualityPath,
  recordsPath,
  shiftPath,
  simulatorPath,
  systemPath,
  workspacePath,
  type Route,
} from './route';

export type PlaceIcon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;

/** A screen that the navigation leads to. */
export interface Place {
  readonly href: string;
  readonly words: string;
  readonly icon: PlaceIcon;
  /** Screens during which it is marked as where we are. */
  readonly screens: readonly Route['screen'][];
}

/** The navigation below the overview and its units, in the order of a day's work; a line stands between the groups. */
export const placeGroups: readonly (readonly Place[])[] = [
  [
    { href: workspacePath(), words: tr('Workspace'), icon: IconLayoutDashboard, screens: ['workspace'] },
    { href: alarmsPath(), words: tr('Alarms'), icon: IconBell, screens: ['alarms'] },
    { href: shiftPath, words: tr('Shift report'), icon: IconClockHour8, screens: ['shift'] },
  ],
  [
    {
      href: batchesPath,
      words: tr('Batches'),
      icon: IconListDetails,
      screens: ['batches', 'batch', 'batch-card'],
    },
    { href: comparePath(), words: tr('Compare'), icon: IconArrowsDiff, screens: ['compare'] },
    {
      href: recordsPath(),
      words: tr('Records'),
      icon: IconClipboardList,
      screens: ['records', 'batch-record'],
    },
    { href: qualityPath, words: tr('Quality'), icon: IconShieldCheck, screens: ['quality'] },
    { href: modelsPath, words: tr('Models'), icon: IconBrain, screens: ['models', 'train', 'report'] },
  ],
  [
    { href: connectionsPath, words: tr('Connections'), icon: IconPlugConnected, screens: ['connections'] },
    { href: fieldPath, words: tr('Field'), icon: IconDeviceLaptop, screens: ['field'] },
    { href: calibrationPath(), words: tr('Calibration'), icon: IconRulerMeasure, screens: ['calibration'] },
    { href: simulatorPath, words: tr('Simulator'), icon: IconFlask, screens: ['simulator'] },
    { href: availabilityPath(), words: tr('Availability'), icon: IconChartBar, screens: ['availability'] },
    { href: dataPath, words: tr('Import and export'), icon: IconTransfer, screens: ['data'] },
  ],
  [
    { href: peoplePath, words: tr('People'), icon: IconUsers, screens: ['people'] },
    { href: auditPath, words: tr('Audit'), icon: IconHistory, screens: ['audit'] },
    { href: systemPath, words: tr('System'), icon: IconHeartRateMonitor, screens: ['system'] },
    { href: handbookPath(), words: tr('Handbook'), icon: IconBook2, screens: ['handbook'] },
  ],
];
