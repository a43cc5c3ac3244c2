import type { AlarmDefinition } from '../../../../shared/model/alarm';
import type { Channel } from '../../../../shared/model/channel';
import type { PhaseId } from '../../../../shared/model/phase';
import type { TrendSettings } from '../../../../shared/model/workspace-layout';
import { rowName } from '../../unit/row-name';
import type { TrendAxis, TrendLimit, TrendSeries, TrendSpec } from '../../../ui/chart/trend-spec';

const colours = 8;

/** What a line is called, with the unit where lines are of several. */
function labelOf(channel: Channel, several: boolean): string {
  return several ? `${channel.unitId} ${rowName(channel)}` : rowName(channel);
}

/**
 * Lines of any channels. Two quantities get an axis each; of three and more the first keeps its own, and the others are
 * drawn as share of their range, as the legend says: three scales on one picture cannot be read.
 */
export function trendOf(
  settings: Pick<TrendSettings, 'scale'>,
  channels: readonly Channel[],
): TrendSpec | null {
  if (channels.length === 0) return null;
  const units = [...new Set(channels.map(({ unit }) => unit))];
  const several = new Set(channels.map(({ unitId }) => unitId)).size > 1;
  const share = (unit: string): boolean =>
    settings.scale === 'share' || (units.length > 2 && unit !== units[0]);
  const sideOf = (unit: string): 'left' | 'right' =>
    settings.scale === 'share' || unit === units[0] ? 'left' : 'right';
  const series = channels.map((channel, index): TrendSeries => ({
    channel,
    label: labelOf(channel, several),
    axis: sideOf(channel.unit),
    colour: index % colours,
    // Of more than eight lines the second eight are told by their dashes.
    dashed: channel.kind === 'predicted' || channel.kind === 'setpoint' || index >= colours,
    percentOfRange: share(channel.unit),
    band: null,
    withheld: null,
  }));
  const axis = (side: 'left' | 'right'): TrendAxis => axisOf(series.filter((one) => one.axis === side), settings.scale === 'log'); // prettier-ignore
  const right = series.some((one) => one.axis === 'right') ? axis('right') : null;
  return { series, left: axis('left'), right };
}

function axisOf(series: readonly TrendSeries[], log: boolean): TrendAxis {
  if (series.some(({ percentOfRange }) => percentOfRange))
    return { unit: '% of range', minSpan: 20, floor: 0 };
  const channels = series.map(({ channel }) => channel);
  // An instrument's noise is not blown up to an event: a twentieth of what it can show is the least that is drawn.
  const minSpan = Math.min(...channels.map(({ range, resolution }) => Math.max((range.high - range.low) / 20, resolution * 4))); // prettier-ignore
  const floor = channels.every(({ possible }) => possible.low >= 0) ? { floor: 0 } : {};
  return { unit: channels[0]?.unit ?? '', minSpan, ...floor, ...(log ? { log } : {}) };
}

/** The alarm limits of the lines as they are in the phase of each unit now. */
export function limitsOf(
  channels: readonly Channel[],
  definitions: readonly AlarmDefinition[],
  phaseOf: (unitId: string) => PhaseId | undefined,
): TrendLimit[] {
  return channels.flatMap((channel) =>
    definitions.flatMap(({ tag, enabled, condition, limit, phaseLimits, priority, words }) => {
      if (tag !== channel.tag || !enabled || condition.kind === 'bad-value') return [];
      const phase = phaseOf(channel.unitId);
      const own = phase === undefined ? undefined : phaseLimits[phase];
      const value = own === undefined ? limit : own;
      return value === null ? [] : [{ channel, value, side: condition.kind, priority, words }];
    }),
  );
}
