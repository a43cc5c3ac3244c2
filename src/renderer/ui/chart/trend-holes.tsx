import { useSyncExternalStore } from 'react';
import { holeCauseOf, type Hole, type HoleCause } from '../../../shared/model/hole';
import { clockText, spanText } from '../time-words';
import { holesAt } from './hole-spans';
import { useTrendGroup } from './trend-context';
import { channelsOf, type TrendSpec } from './trend-spec';
import './hole-marks.css';

/** What the hatching of a panel means: its causes, or the hole under the cursor. */
export function TrendHoles({
  spec,
  causes,
}: {
  readonly spec: TrendSpec;
  readonly causes: readonly HoleCause[];
}) {
  const { view, holes } = useTrendGroup();
  const t = useSyncExternalStore(view.subscribeCursor, view.cursor);
  const [at] = t === null ? [] : holesAt(channelsOf(spec), t, (channel) => holes.of(channel));
  if (at) return <span className="bt-trend-hole">{holeWords(at, spec)}</span>;
  if (causes.length === 0) return null;
  return (
    <span className="bt-trend-hole" title={causes.map((cause) => titleOf(cause)).join('\n')}>
      {causes.map((cause) => (
        <HoleMark key={cause} cause={cause} />
      ))}
    </span>
  );
}

const titleOf = (id: HoleCause): string => {
  const { letter, words, means } = holeCauseOf(id);
  return `${letter}: ${words}. ${means}`;
};

/** A cause as hatching, letter and words. */
export function HoleMark({ cause }: { readonly cause: HoleCause }) {
  const { letter, words } = holeCauseOf(cause);
  return (
    <span className="bt-hole-mark">
      <i style={{ color: `var(--bt-hole-${cause})` }}>{letter}</i>
      <span>{words}</span>
    </span>
  );
}

function holeWords(hole: Hole, spec: TrendSpec): string {
  const line = spec.series.find(({ channel }) => channel.id === hole.channelId);
  const { letter, words } = holeCauseOf(hole.cause);
  const end = hole.open ? 'goes on' : clockText(hole.to);
  const filled = hole.fill ? `, filled from ${hole.fill.source}` : '';
  const name = line && spec.series.length > 1 ? `${line.label}: ` : '';
  return `${name}${letter} ${words} ${clockText(hole.from)}–${end}, ${spanText(hole.to - hole.from)}${filled}`;
}
