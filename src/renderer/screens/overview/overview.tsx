import { Button, Skeleton } from '@mantine/core';
import { IconFlask, IconPlugConnected, IconUnlink } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { connectionsPath, navigate } from '../../app/route';
import { TourOffer } from '../../app/tour/tour';
import { useUnits } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { useLinkState, useSampled } from '../../station/use-live';
import { BlankState } from '../../ui/blank-state';
import { ErrorBoundary } from '../../ui/error-boundary';
import { clockText } from '../../ui/time-words';
import type { UnitJudgement } from './attention';
import { judgeUnit, unknownState } from './attention';
import { HiddenUnits } from './hidden-units';
import { moveBetweenCards } from './move-between-cards';
import { PlantSentence } from './plant-sentence';
import { SilentUnits } from './silent-units';
import { UnitCard } from './unit-card';
import { UnitTile } from './unit-tile';
import { tr, trNode } from '../../strings/translate';
import './overview.css';

/** All units at a glance. */
export function Overview() {
  const { data: units, error, refetch } = useUnits();
  if (units === undefined && error) {
    return (
      <BlankState icon={IconUnlink} title={tr('The units could not be read')}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>
          {tr('Try again')}
        </Button>
      </BlankState>
    );
  }
  if (units === undefined) return <OverviewLoading />;
  return units.length === 0 ? <NoUnits /> : <Units units={units} />;
}

function Units({ units }: { readonly units: readonly UnitSummary[] }) {
  const link = useLinkState();
  const heard = useMemo(() => units.filter(({ channels }) => channels.length > 0), [units]);
  const silent = useMemo(() => units.filter(({ channels }) => channels.length === 0), [units]);
  const tiles = heard.length > mostCards;
  const unknownSince = link.kind === 'offline' ? link.since : null;
  const judgements = useJudgements(heard, unknownSince);
  return (
    <div className="bt-overview">
      <TourOffer units={units} />
      <PlantSentence units={heard} judgements={judgements} unknownSince={unknownSince} />
      <div
        className="bt-cards"
        data-count={tiles ? 'many' : heard.length}
        style={tiles ? { gridTemplateColumns: tileColumns(heard.length) } : undefined}
        role="list"
        aria-label={tr('Units')}
        onKeyDown={moveBetweenCards}
      >
        {heard.map((unit, index) => (
          <div role="listitem" key={unit.id}>
            <ErrorBoundary what={tr('The card of {name}', { name: unit.name })}>
              {tiles ? (
                <UnitTile unit={unit} judgement={judgements[index] ?? unknown} />
              ) : (
                <UnitCard
                  unit={unit}
                  judgement={judgements[index] ?? unknown}
                  layout={heard.length <= 3 ? 'tall' : 'dense'}
                />
              )}
            </ErrorBoundary>
          </div>
        ))}
      </div>
      <SilentUnits units={silent} startsOpen={heard.length === 0} />
      <HiddenUnits />
    </div>
  );
}

/** More than these are tiles: all of them on one screen, each readable from across the room. */
const mostCards = 12;

/** Twice as many columns as rows: a screen is wide, and so is a tile. */
const tileColumns = (count: number): string => `repeat(${Math.ceil(Math.sqrt(count * 2))}, minmax(0, 1fr))`;

const unknown: UnitJudgement = { attention: [], freshness: 'never', freshnessWords: '' };

/** Judges all units once a second; cards are drawn again only when a sentence changes. */
function useJudgements(units: readonly UnitSummary[], unknownSince: number | null): readonly UnitJudgement[] {
  const { live, clock } = useStation();
  const judge = useCallback(
    () =>
      units.map(({ channels, batch }) =>
        judgeUnit(
          channels,
          (series) => live.latest(series),
          clock.now(),
          clockText,
          batch !== null && batch.endedAt === null,
        ),
      ),
    [units, live, clock],
  );
  const judged = useSampled(judge, 1000);
  return unknownSince === null ? judged : units.map(() => unknownState(clockText(unknownSince)));
}

function OverviewLoading() {
  return (
    <div className="bt-overview" aria-busy aria-label={tr('Reading units')}>
      <div className="bt-cards" data-count={2}>
        <Skeleton h={420} radius="md" />
        <Skeleton h={420} radius="md" />
      </div>
    </div>
  );
}

function NoUnits() {
  return (
    <BlankState icon={IconFlask} title={tr('No units yet')}>
      <p>
        {tr(
          'A unit appears here as soon as something sends its data. Connect the station to the broker of your plant; units that follow a known topic tree are created by themselves, anything else can be mapped by hand.',
        )}
      </p>
      <Button leftSection={<IconPlugConnected size={16} />} onClick={() => navigate(connectionsPath)}>
        {tr('Open Connections')}
      </Button>
      <p className="bt-dim">
        {trNode(
          'To look around first, start the application without {span}: a simulated plant then runs by itself.',
          { span: <span className="bt-mono">--no-demo</span> },
        )}
      </p>
      <HiddenUnits />
    </BlankState>
  );
}
