import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import { batchAgeH } from '../../../shared/model/process-unit';
import { unitPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { FreshnessMark } from '../../ui/freshness-mark';
import { SimulatedMark } from '../../ui/simulated-mark';
import { ageText, clockText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import type { UnitJudgement } from './attention';
import { AttentionList } from './attention-list';
import { BiomassFigures } from './biomass-figures';
import { LiveValue } from './live-value';
import { PhaseStrip } from './phase-strip';
import type { TrendSpec } from './unit-trend';
import { UnitTrend } from './unit-trend';
import { useTrendFeed } from './unit-trends';

export type CardLayout = 'tall' | 'dense';

interface Props {
  readonly unit: UnitSummary;
  readonly judgement: UnitJudgement;
  /** `tall` where a few cards share the screen: figures above wide trends. `dense`: figures beside small ones. */
  readonly layout: CardLayout;
}

/** One bioreactor at a glance; the whole card leads to its page. */
export function UnitCard({ unit, judgement, layout }: Props) {
  const feed = useTrendFeed(unit);
  const channel = (tag: string): Channel | undefined =>
    unit.channels.find((candidate) => candidate.tag === tag);
  const worst = judgement.attention[0]?.severity ?? 'calm';
  return (
    <article
      className="bt-card"
      data-layout={layout}
      data-worst={worst}
      data-testid={`unit-card-${unit.id}`}
      aria-label={unit.name}
    >
      <CardHead unit={unit} judgement={judgement} />
      <div className="bt-card-biomass">
        <BiomassFigures channel={channel} withLegend={layout === 'tall'} />
        <UnitTrend feed={feed} spec={biomassTrend} />
      </div>
      <div className="bt-card-pair">
        <TrendedValue channel={channel('DO')} label={layout === 'tall' ? 'Dissolved oxygen' : 'DO'}>
          <UnitTrend feed={feed} spec={oxygenTrend} />
        </TrendedValue>
        <TrendedValue
          channel={channel('OUR')}
          label={layout === 'tall' ? 'Oxygen uptake rate' : 'OUR'}
          decimals={1}
        >
          <UnitTrend feed={feed} spec={uptakeTrend} />
        </TrendedValue>
      </div>
      <div className="bt-card-cells">
        <Cell channel={channel('pH')} label="pH" />
        <Cell channel={channel('Temp_Broth')} label="Temperature" />
        <Cell channel={channel('RQ')} label="RQ" decimals={2} />
        <Cell channel={channel('Weight')} label="Weight" />
        <Cell
          channel={channel(feedTag(unit))}
          label={feedTag(unit) === 'Feed_MeOH' ? 'Methanol feed' : 'Glycerol feed'}
        />
      </div>
      <footer className="bt-card-foot">
        <AttentionList
          attention={judgement.attention}
          channels={unit.channels.length}
          atMost={layout === 'tall' ? 4 : 1}
        />
      </footer>
    </article>
  );
}

function CardHead({ unit, judgement }: Pick<Props, 'unit' | 'judgement'>) {
  const { clock } = useStation();
  useNow(5000);
  const now = clock.now();
  const { batch } = unit;
  const { freshness, silentSince } = judgement;
  return (
    <header className="bt-card-head">
      <div className="bt-card-title">
        <h2>
          <a className="bt-card-link" href={unitPath(unit.id)}>
            {unit.name}
          </a>
        </h2>
        {unit.simulated && <SimulatedMark size="tag" />}
        <FreshnessMark
          freshness={freshness}
          {...(silentSince === null ? {} : { words: `Silent since ${clockText(silentSince)}` })}
        />
      </div>
      <p className="bt-card-batch">
        {batch === null ? (
          <span>No batch is running</span>
        ) : (
          <>
            <span className="bt-card-batchname" title={batch.name}>
              {batch.name}
            </span>
            <b>{ageText(batchAgeH(batch, now))}</b>
            {batch.endedAt !== null && <span>ended</span>}
          </>
        )}
      </p>
      <PhaseStrip phase={unit.phase} since={unit.phaseSince} now={now} />
    </header>
  );
}

interface CellProps {
  readonly channel: Channel | undefined;
  readonly label: string;
  readonly decimals?: number;
}

function Cell({ channel, label, decimals }: CellProps) {
  if (!channel) return <NoChannel label={label} />;
  return (
    <LiveValue channel={channel} label={label} withRange {...(decimals === undefined ? {} : { decimals })} />
  );
}

function TrendedValue({
  channel,
  label,
  decimals,
  children,
}: CellProps & { readonly children: React.ReactNode }) {
  return (
    <div className="bt-card-trended">
      {channel ? (
        <LiveValue channel={channel} label={label} {...(decimals === undefined ? {} : { decimals })} />
      ) : (
        <NoChannel label={label} />
      )}
      {children}
    </div>
  );
}

/** The unit has no such channel: said, not left out. */
function NoChannel({ label }: { readonly label: string }) {
  return (
    <div className="bt-value" data-state="never">
      <span className="bt-value-label">{label}</span>
      <span className="bt-value-figure">
        <small>no channel</small>
      </span>
    </div>
  );
}

const methanolPhases: ReadonlySet<UnitSummary['phase']> = new Set([
  'starve',
  'meoh-adapt',
  'meoh',
  'harvest',
]);

/** The feed that this part of the recipe is about. */
const feedTag = (unit: UnitSummary): string =>
  methanolPhases.has(unit.phase) ? 'Feed_MeOH' : 'Feed_Glycerol';

const biomassTrend: TrendSpec = {
  label: 'OD600 predicted with its interval, and OD probe',
  lines: [
    { tag: 'OD', color: '--bt-measured' },
    { tag: 'OD_pred', color: '--bt-predicted', band: ['OD_pred_low', 'OD_pred_high'], strong: true },
  ],
  leastSpan: 5,
  floor: 0,
  decimals: 0,
};
const oxygenTrend: TrendSpec = {
  label: 'Dissolved oxygen',
  lines: [{ tag: 'DO', color: '--bt-measured' }],
  leastSpan: 20,
  floor: 0,
  decimals: 0,
};
const uptakeTrend: TrendSpec = {
  label: 'Oxygen uptake rate',
  lines: [{ tag: 'OUR', color: '--bt-measured' }],
  leastSpan: 10,
  floor: 0,
  decimals: 0,
};
