import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import type { UnitJudgement } from './attention';
import { AttentionList } from './attention-list';
import { BiomassFigures } from './biomass-figures';
import { CardCells, TrendedValue } from './card-cells';
import { CardHead } from './card-head';
import { biomassTrend, oxygenTrend, uptakeTrend } from './card-trends';
import { UnitTrend } from './unit-trend';
import { useTrendFeed } from './unit-trends';
import { tr } from '../../strings/translate';

export type CardLayout = 'tall' | 'dense';

interface Props {
  readonly unit: UnitSummary;
  readonly judgement: UnitJudgement;
  /** `tall` where a few cards share the screen: figures above wide trends. `dense`: figures beside small ones. */
  readonly layout: CardLayout;
}

/** One bioreactor at a glance; the whole card leads to its page. */
export function UnitCard({ unit, judgement, layout }: Props) {
  const terse = layout === 'dense';
  return (
    <article
      className="bt-card"
      data-layout={layout}
      data-worst={judgement.attention[0]?.severity ?? 'calm'}
      data-freshness={judgement.freshness}
      data-testid={`unit-card-${unit.id}`}
      aria-label={unit.name}
    >
      <CardHead unit={unit} judgement={judgement} terse={terse} />
      {unit.channels.length === 0 ? (
        <p className="bt-card-empty">
          {tr('Nothing feeds this unit yet. Its topics can be mapped under Connections.')}
        </p>
      ) : (
        <CardBody unit={unit} terse={terse} />
      )}
      <footer className="bt-card-foot">
        <AttentionList
          attention={judgement.attention}
          channels={unit.channels.length}
          atMost={terse ? 1 : 4}
        />
      </footer>
    </article>
  );
}

function CardBody({ unit, terse }: { readonly unit: UnitSummary; readonly terse: boolean }) {
  const feed = useTrendFeed(unit);
  const find = (tag: string): Channel | undefined => unit.channels.find((candidate) => candidate.tag === tag);
  return (
    <>
      <div className="bt-card-biomass">
        <BiomassFigures channel={find} terse={terse} />
        <UnitTrend feed={feed} spec={biomassTrend} />
      </div>
      <div className="bt-card-pair">
        <TrendedValue channel={find('DO')} label={terse ? tr('DO') : tr('Dissolved oxygen')} terse={terse}>
          <UnitTrend feed={feed} spec={oxygenTrend} />
        </TrendedValue>
        <TrendedValue
          channel={find('OUR')}
          label={terse ? tr('OUR') : tr('Oxygen uptake rate')}
          decimals={1}
          terse={terse}
        >
          <UnitTrend feed={feed} spec={uptakeTrend} />
        </TrendedValue>
      </div>
      <CardCells unit={unit} find={find} terse={terse} />
    </>
  );
}
