import type { Channel } from '../../../shared/model/channel';
import { freshnessOf, type Freshness } from '../../../shared/model/freshness';
import { qualityLevel, qualityOf, type QualityLevel } from '../../../shared/model/quality';
import type { Sample } from '../../../shared/model/reading';

/** What a sample, or its absence, means to a person. */
export interface Observation {
  readonly kind: 'channel-doubtful' | 'channel-good' | 'channel-silent' | 'channel-back';
  readonly severity: 'info' | 'warning';
  readonly unitId: Channel['unitId'];
  readonly words: string;
}

interface ChannelWatch {
  readonly channel: Channel;
  told: QualityLevel;
  candidate: QualityLevel;
  run: number;
  seenAt: number;
  silence: Freshness;
}

/**
 * Samples in a row that make a change of quality worth telling: a single one is noise, and a value that hovers at a
 * limit is told once, not each time it dips.
 */
const confirmSamples = { good: 30, uncertain: 3, bad: 3 } as const satisfies Record<QualityLevel, number>;

export interface Watch {
  /** Judges one recorded sample; at most one observation. */
  sample(channel: Channel, sample: Sample, seenAt: number): Observation | null;
  /** Looks for channels that fell silent; call it about once a second. */
  tick(now: number): Observation[];
}

/** Turns samples into events. Pure: clocks and samples come in, observations go out. */
export function createWatch(): Watch {
  const watched = new Map<number, ChannelWatch>();
  return {
    sample: (channel, sample, seenAt) => {
      const state = watched.get(sample.series) ?? newWatch(channel, seenAt);
      watched.set(sample.series, state);
      const wasSilent = state.silence === 'lost';
      state.seenAt = seenAt;
      state.silence = 'fresh';
      if (wasSilent) return observe(channel, 'channel-back', 'info', 'sends again');
      return judgeQuality(state, sample);
    },
    tick: (now) => {
      const found: Observation[] = [];
      for (const state of watched.values()) {
        const freshness = freshnessOf(state.seenAt, state.channel.cadenceMs, now);
        if (freshness === 'lost' && state.silence !== 'lost')
          found.push(observe(state.channel, 'channel-silent', 'warning', 'has stopped sending'));
        state.silence = freshness;
      }
      return found;
    },
  };
}

function newWatch(channel: Channel, seenAt: number): ChannelWatch {
  return { channel, told: 'good', candidate: 'good', run: 0, seenAt, silence: 'fresh' };
}

function judgeQuality(state: ChannelWatch, sample: Sample): Observation | null {
  const level = qualityLevel(sample.quality);
  state.run = level === state.candidate ? state.run + 1 : 1;
  state.candidate = level;
  if (level === state.told || state.run < confirmSamples[level]) return null;
  state.told = level;
  return level === 'good'
    ? observe(state.channel, 'channel-good', 'info', 'is good again')
    : observe(
        state.channel,
        'channel-doubtful',
        'warning',
        `is ${level}: ${qualityOf(sample.quality).words}`,
      );
}

function observe(
  channel: Channel,
  kind: Observation['kind'],
  severity: Observation['severity'],
  what: string,
): Observation {
  return { kind, severity, unitId: channel.unitId, words: `${channel.name} ${what}` };
}
