import { useEffect, useRef, useState } from 'react';
import type { HoleCause } from '../../../shared/model/hole';
import { levelWords } from './level-words';
import { PictureMenu } from './picture/picture-menu';
import { usePick, useTrendGroup } from './trend-context';
import { TrendHoles } from './trend-holes';
import { TrendLegend } from './trend-legend';
import { TrendMarkAt } from './trend-mark-at';
import { createTrendPanel, type Found } from './trend-panel';
import { listenToPointer } from './trend-pointer';
import type { TrendSpec } from './trend-spec';
import { tr } from '../../strings/translate';
import './trend-chart.css';

interface Props {
  readonly title: string;
  /** Keep its identity between renders: another object builds the panel anew. */
  readonly spec: TrendSpec;
}

interface Note {
  readonly causes: readonly HoleCause[];
  readonly level: string;
  readonly message: string;
}

/** One panel of trends: lines over a shared time axis, their values, and in words what a point stands for. */
export function TrendChart({ title, spec }: Props) {
  const group = useTrendGroup();
  const pick = usePick();
  const section = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState<Note>({ causes: [], level: '', message: '' });

  useEffect(() => {
    if (!box.current || !canvas.current || !cursor.current) return undefined;
    const parts = { box: box.current, canvas: canvas.current, cursor: cursor.current };
    const panel = createTrendPanel(group, spec, parts, (found, causes) => {
      const next = {
        causes,
        level: levelWords(spec, group.feed),
        message: messageOf(found, group.feed.state()),
      };
      setNote((before) => (sameNote(before, next) ? before : next));
    });
    const stopListening = listenToPointer(parts.box, panel, group, pick);
    return () => {
      stopListening();
      panel.close();
    };
  }, [group, spec, pick]);

  return (
    <section
      ref={section}
      className="bt-trend"
      aria-label={tr('{title} trend', { title })}
      data-tags={spec.series.map(({ channel }) => channel.tag).join(' ')}
    >
      <header>
        <h2>{title}</h2>
        <TrendLegend spec={spec} />
        <TrendMarkAt spec={spec} />
        <TrendHoles spec={spec} causes={note.causes} />
        <span
          className="bt-trend-level"
          title={`${note.level}\n${tr(
            'What a drawn point stands for. The line is the mean, the band reaches from the lowest to the highest sample.',
          )}`}
        >
          {note.level}
        </span>
        <PictureMenu title={title} spec={spec} panel={section} />
      </header>
      <div className="bt-trend-plot">
        <span className="bt-trend-unit" data-side="left">
          {spec.left.unit}
        </span>
        {spec.right && (
          <span className="bt-trend-unit" data-side="right">
            {spec.right.unit}
          </span>
        )}
        {/* The box takes keys as one: arrows move the cursor that all panels share. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div
          className="bt-trend-box"
          ref={box}
          tabIndex={0}
          role="application"
          aria-label={tr('{title}: time cursor', { title })}
        >
          <canvas ref={canvas} aria-hidden />
          <div className="bt-trend-cursor" ref={cursor} hidden />
          {note.message !== '' && <p className="bt-trend-message">{note.message}</p>}
        </div>
      </div>
    </section>
  );
}

function sameNote(a: Note, b: Note): boolean {
  return a.level === b.level && a.message === b.message && a.causes.join() === b.causes.join();
}

function messageOf(found: Found, state: { kind: string; words?: string }): string {
  if (state.kind === 'failed') return tr('History cannot be read. {words}', { words: tr(state.words) ?? '' });
  if (found === 'numbers') return '';
  if (found === 'doubtful') return tr('No usable value in this window');
  return state.kind === 'reading' ? tr('Reading history…') : tr('Nothing was recorded in this window');
}
