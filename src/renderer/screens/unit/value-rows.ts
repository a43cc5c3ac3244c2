import type { Channel } from '../../../shared/model/channel';
import { type Freshness, freshnessOf } from '../../../shared/model/freshness';
import type { Latest } from '../../station/live-store';
import { roundedTo } from '../../ui/prediction-step';
import { valueText } from '../../ui/value-text';
import { tr } from '../../strings/translate';

/** The places of one row that change. */
export interface ValueRowParts {
  readonly row: HTMLElement;
  readonly value: HTMLElement;
  readonly marker: HTMLElement;
  readonly age: HTMLElement;
}

export interface ValueRows {
  add(channel: Channel, parts: ValueRowParts): () => void;
  /** Shows a sample at once, rounded to a step. */
  show(channel: Channel, latest: Latest, step: number): void;
  /** Lets everything grow older; call it once a second. */
  age(): void;
}

interface Row {
  readonly channel: Channel;
  readonly parts: ValueRowParts;
  seenAt: number | null;
  text: string;
  ageText: string;
  freshness: Freshness | null;
}

/** Writes values and ages into the page, touching only what reads differently: layout is what costs. */
export function createValueRows(now: () => number): ValueRows {
  const rows = new Map<Channel, Row>();

  const grow = (row: Row): void => {
    const { channel, parts } = row;
    const freshness = freshnessOf(row.seenAt, channel.cadenceMs, now());
    if (freshness !== row.freshness) {
      row.freshness = freshness;
      parts.row.dataset['freshness'] = freshness;
    }
    const text = row.seenAt === null ? 'none' : ageWords(now() - row.seenAt, freshness, channel.cadenceMs);
    if (text === row.ageText) return;
    row.ageText = text;
    parts.age.textContent = text;
  };

  return {
    add: (channel, parts) => {
      const row: Row = { channel, parts, seenAt: null, text: '', ageText: '', freshness: null };
      rows.set(channel, row);
      grow(row);
      return () => rows.delete(channel);
    },
    show: (channel, latest, step) => {
      const row = rows.get(channel);
      if (!row) return;
      const wasFresh = row.freshness === 'fresh';
      row.seenAt = latest.seenAt;
      const text = valueText(roundedTo(latest.value, step), step);
      if (text !== row.text) {
        row.text = text;
        row.parts.value.textContent = text;
        const share = shareOfRange(latest.value, channel);
        row.parts.marker.style.transform = `translateX(${(share * 100).toFixed(1)}%)`;
      }
      if (!wasFresh) grow(row);
    },
    age: () => {
      for (const row of rows.values()) grow(row);
    },
  };
}

/** Where in its range a value is, 0 to 1; at an end when it is outside. */
export function shareOfRange(value: number | null, { range }: Pick<Channel, 'range'>): number {
  if (value === null) return 0;
  return Math.min(1, Math.max(0, (value - range.low) / (range.high - range.low)));
}

/** A current value says "now", so that thirty rows do not count seconds at once; an old one says how old. */
export function ageWords(ageMs: number, freshness: Freshness, cadenceMs: number): string {
  if (freshness === 'fresh' && cadenceMs <= 2000) return tr('now');
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (freshness === 'fresh' && seconds < 5) return tr('now');
  if (seconds < 120) return `${freshness === 'fresh' ? Math.floor(seconds / 5) * 5 : seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
