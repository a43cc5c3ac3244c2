import { useComputedColorScheme } from '@mantine/core';
import { paperColours, type ChartColours } from '../../../shared/report/chart-svg';

const darkColours: ChartColours = {
  ink: '#b6c2c6',
  grid: '#2b363a',
  line: '#8fc1c8',
  band: '#2f5158',
  limit: '#ff8f88',
  gap: '#121819',
};

/** Colours of the drawings in a report on this screen. */
export function useChartColours(): ChartColours {
  return useComputedColorScheme('light') === 'dark' ? darkColours : paperColours;
}
