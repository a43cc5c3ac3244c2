import { useEffect, useRef } from 'react';
import type { Channel } from '../../../shared/model/channel';
import { decimalsOf } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { predictionStep, roundedTo } from '../../ui/prediction-step';
import { onTick } from '../../ui/use-now';
import type { ValueLook } from './value-look';
import { valueLook } from './value-look';
import '../../ui/quality-mark.css';
import './live-value.css';

interface Props {
  readonly channel: Channel;
  readonly label: string;
  /** Where fewer decimals are honest than the channel's resolution allows. */
  readonly decimals?: number;
  /** Finds the ends of its interval by their tags: a prediction is told no finer than it is sure. */
  readonly interval?: (tag: string) => Channel | undefined;
  /** Shows where in its range the value stands. */
  readonly withRange?: boolean;
  readonly size?: 'normal' | 'large';
  /** The unit stands behind the figure, or behind the label where figures are tight. */
  readonly unitPlace?: 'figure' | 'label';
}

/** A number that ticks. It is written straight into the page: no React drawing for a new sample. */
export function LiveValue(props: Props) {
  const {
    channel,
    label,
    decimals,
    interval,
    withRange = false,
    size = 'normal',
    unitPlace = 'figure',
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const { live, clock } = useStation();
  const shown = decimals ?? decimalsOf(channel.resolution);
  useEffect(() => {
    const target = box.current;
    if (!target) return undefined;
    const write = writerFor(target);
    const end = (side: string): number | null | undefined => {
      const found = interval?.(`${channel.tag}_${side}`);
      return found && live.latest(found.series)?.value;
    };
    const show = (): void => {
      const sample = live.latest(channel.series);
      const step = interval ? predictionStep(end('low'), end('high'), 10 ** -shown) : 10 ** -shown;
      const value = roundedTo(sample?.value, step) ?? null;
      write(valueLook(channel, sample && { ...sample, value }, clock.now(), decimalsOf(step)));
    };
    show();
    const stops = [live.subscribe(channel.series, show), onTick(1000, show)];
    return () => stops.forEach((stop) => stop());
  }, [channel, live, clock, shown, interval]);
  return (
    <div className="bt-value" data-size={size} data-tag={channel.tag} ref={box}>
      <span className="bt-value-label">
        {label}
        {unitPlace === 'label' && channel.unit !== '' && <small> {channel.unit}</small>}
      </span>
      <span className="bt-value-figure">
        <b data-part="text">–</b>
        {unitPlace === 'figure' && channel.unit !== '' && <small>{channel.unit}</small>}
        <i className="bt-quality" aria-hidden>
          <span data-part="mark" />
        </i>
      </span>
      {withRange && (
        <span className="bt-value-range" aria-hidden>
          <s data-part="pointer" />
        </span>
      )}
      <span className="bt-unseen" data-part="words" />
    </div>
  );
}

/** Writes a look into the parts of a value, and only what differs from what is there. */
function writerFor(target: HTMLElement): (look: ValueLook) => void {
  const part = (name: string): HTMLElement | null => target.querySelector(`[data-part="${name}"]`);
  const [text, mark, pointer, words] = [part('text'), part('mark'), part('pointer'), part('words')];
  let before: ValueLook | null = null;
  return (look) => {
    if (before?.text !== look.text && text) text.textContent = look.text;
    if (before?.mark !== look.mark && mark?.parentElement) {
      mark.textContent = look.mark;
      mark.parentElement.dataset['level'] = look.state;
    }
    if (before?.state !== look.state) target.dataset['state'] = look.state;
    if (before?.title !== look.title) target.title = look.title;
    if (before?.state !== look.state && words) words.textContent = look.state === 'good' ? '' : look.title;
    if (before?.position !== look.position && pointer) {
      pointer.style.left = `${((look.position ?? 0) * 100).toFixed(1)}%`;
      pointer.hidden = look.position === null;
    }
    before = look;
  };
}
