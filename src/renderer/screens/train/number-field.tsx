import { NumberInput } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly take: (value: number) => void;
}

/** A number of the plan; while it is empty the last one holds. */
export function NumberField({ label, description, value, min, max, step = 1, take }: Props) {
  return (
    <NumberInput
      label={label}
      description={description}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(next) => {
        if (typeof next === 'number') take(next);
      }}
    />
  );
}
