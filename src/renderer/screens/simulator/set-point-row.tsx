import { Button, NumberInput, Slider, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { SetPointState } from '../../../shared/model/simulator';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly point: SetPointState;
  readonly set: (value: number | null) => Promise<void>;
}

/** One set point: slid, typed, or handed back to the automatic. It is sent when the hand lets go. */
export function SetPointRow({ point, set }: Props) {
  const { words, unit, low, high, step, value, automatic, now } = point;
  const decimals = decimalsOf(step);
  const shown = value ?? clamp(Number(now.toFixed(decimals)), low, high);
  const [slid, setSlid] = useState<number | null>(null);
  const [typed, setTyped] = useState<string | number | null>(null);
  const problem = typed === null ? '' : problemOf(typed, point);

  const send = async (wanted: number | null): Promise<void> => {
    await set(wanted);
    setSlid(null);
    setTyped(null);
  };
  const sendTyped = (): void => {
    if (typed === null || problem !== '') return;
    if (Number(typed) === value) return setTyped(null);
    void send(Number(typed));
  };
  const label = unit === '' ? words : `${words}, ${unit}`;
  return (
    <li className="bt-set-point" data-name={point.name} data-by-hand={value !== null && automatic}>
      <div className="bt-set-point-head">
        <b>{words}</b>
        <span className="bt-dim">
          {low}–{high} {unit}
        </span>
        <span className="bt-set-point-now" data-testid={`now-${point.name}`}>
          {trNode('now {now} {unit}', { now: now.toFixed(decimals), unit })}
        </span>
      </div>
      <div className="bt-set-point-controls">
        <Slider
          flex={1}
          size="sm"
          min={low}
          max={high}
          step={step}
          label={null}
          thumbLabel={`${label}, slider`}
          value={slid ?? shown}
          onChange={setSlid}
          onChangeEnd={(wanted) => void send(wanted)}
        />
        <NumberInput
          w={84}
          aria-label={label}
          min={low}
          max={high}
          step={step}
          clampBehavior="none"
          value={typed ?? slid ?? shown}
          error={problem}
          onChange={setTyped}
          onBlur={sendTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter') sendTyped();
            if (event.key === 'Escape') setTyped(null);
          }}
        />
        {automatic && <AutomaticButton words={words} on={value === null} hand={() => void send(null)} />}
      </div>
    </li>
  );
}

interface AutomaticProps {
  readonly words: string;
  readonly on: boolean;
  readonly hand: () => void;
}

function AutomaticButton({ words, on, hand }: AutomaticProps) {
  return (
    <Tooltip label={on ? tr('Recipe or cascade decides') : tr('Hand back to recipe or cascade')}>
      <Button
        size="compact-sm"
        w={56}
        variant={on ? 'light' : 'default'}
        aria-pressed={on}
        aria-label={tr('Auto: {words}', { words })}
        onClick={() => !on && hand()}
      >
        {tr('Auto')}
      </Button>
    </Tooltip>
  );
}

function problemOf(typed: string | number, { low, high, unit }: SetPointState): string {
  const value = typed === '' ? Number.NaN : Number(typed);
  return value >= low && value <= high ? '' : `From ${low} to ${high} ${unit}`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Decimals that show every step. */
function decimalsOf(step: number): number {
  return Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
}
