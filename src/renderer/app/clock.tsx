import { Tooltip } from '@mantine/core';
import { clockText, dateText, offsetText } from '../ui/time-words';
import { useNow } from '../ui/use-now';

/** Local time with its offset, so that nobody has to guess which zone a screen speaks. */
export function Clock() {
  const now = useNow(1000);
  const offset = offsetText(-new Date(now).getTimezoneOffset());
  return (
    <Tooltip
      label={`Local time, ${offset}. UTC is ${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}.`}
    >
      <div className="bt-fact" data-testid="clock">
        <small>
          {dateText(now)} {offset}
        </small>
        <span>{clockText(now)}</span>
      </div>
    </Tooltip>
  );
}
