import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Availability } from '../../shared/contract/completeness';
import type { UnitSummary } from '../../shared/contract/units';
import { useStation } from '../station/station-context';
import { tr } from '../strings/translate';
import { availabilityPath } from './route';

const spanMs = 86_400_000;
const askEveryMs = 60_000;
/** More units than this are looked at on their own page. */
const mostUnits = 50;

/** How much of what was expected in the last day is there, at the unit that lacks most, and how long the station ran. */
export function CompletenessMark({ units }: { readonly units: readonly UnitSummary[] }) {
  const { client, clock } = useStation();
  const asked = units.slice(0, mostUnits).map(({ id }) => id);
  const { data } = useQuery({
    queryKey: ['availability', 'bar', ...asked],
    enabled: asked.length > 0,
    refetchInterval: askEveryMs,
    queryFn: async ({ signal }) => {
      const from = Math.max(0, Math.round(clock.now()) - spanMs);
      const found: Availability[] = [];
      // One after the other: nobody waits for it, and the station has other things to do.
      for (const unitId of asked)
        found.push(await client.completeness.availability({ unitId, from }, { signal }));
      return worstOf(found);
    },
  });
  if (!data) return null;
  const { unitId, unit, station, verdict } = data;
  const name = units.find(({ id }) => id === unitId)?.name ?? unitId;
  return (
    <Tooltip
      multiline
      maw={340}
      label={tr(
        'Of the samples expected in the last 24 h, {present} % are there at {name}, the unit that lacks most; this station ran {running} % of that time. A batch counts as complete from {least} % on.',
        { present: percent(unit.presentPct), name, running: percent(station.runningPct), least: verdict.completeAtLeastPct }, // prettier-ignore
      )}
    >
      <a
        className="bt-fact"
        href={availabilityPath(unitId)}
        data-attention={verdict.complete ? undefined : 'warn'}
        data-testid="completeness"
      >
        <small>{tr('Data / station, 24 h')}</small>
        <span>
          {percent(unit.presentPct)} / {percent(station.runningPct)} %
        </span>
      </a>
    </Tooltip>
  );
}

function worstOf(found: readonly Availability[]): Availability | null {
  const known = found.filter(({ unit }) => unit.presentPct !== null);
  return known.toSorted((a, b) => (a.unit.presentPct ?? 0) - (b.unit.presentPct ?? 0))[0] ?? null;
}

/** Rounded down: what is not whole is not called whole. */
function percent(value: number | null): string {
  return value === null ? '–' : String(Math.floor(value * 10) / 10);
}
