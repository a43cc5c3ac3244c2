import type { ReactNode } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import { LiveValue } from './live-value';
import { tr } from '../../strings/translate';

interface CellProps {
  readonly channel: Channel | undefined;
  readonly label: string;
  readonly decimals?: number;
  readonly terse: boolean;
}

type Find = (tag: string) => Channel | undefined;

/** The values beside the trends, each with its place in its range. */
export function CardCells({ unit, find, terse }: { unit: UnitSummary; find: Find; terse: boolean }) {
  const methanol = methanolPhases.has(unit.phase);
  const feed = find(methanol ? 'Feed_MeOH' : 'Feed_Glycerol');
  return (
    <div className="bt-card-cells">
      {terse && <Cell channel={find('OD')} label={tr('Probe')} decimals={1} terse />}
      <Cell channel={find('pH')} label={tr('pH')} terse={terse} />
      <Cell channel={find('Temp_Broth')} label={terse ? 'T' : tr('Temperature')} terse={terse} />
      <Cell channel={find('RQ')} label={tr('RQ')} decimals={2} terse={terse} />
      <Cell channel={find('Weight')} label={tr('Weight')} {...(terse ? { decimals: 2 } : {})} terse={terse} />
      <Cell
        channel={feed}
        label={
          terse ? (methanol ? tr('MeOH') : tr('Glyc.')) : methanol ? tr('Methanol feed') : tr('Glycerol feed')
        }
        terse={terse}
      />
    </div>
  );
}

/** The part of the recipe in which the methanol feed is the one that matters. */
const methanolPhases: ReadonlySet<UnitSummary['phase']> = new Set([
  'starve',
  'meoh-adapt',
  'meoh',
  'harvest',
]);

function Cell({ channel, label, decimals, terse }: CellProps) {
  if (!channel) return <NoChannel label={label} />;
  return (
    <LiveValue
      channel={channel}
      label={label}
      withRange
      unitPlace={terse ? 'label' : 'figure'}
      {...(decimals === undefined ? {} : { decimals })}
    />
  );
}

/** A value and the small trend of it. */
export function TrendedValue({
  channel,
  label,
  decimals,
  terse,
  children,
}: CellProps & { readonly children: ReactNode }) {
  return (
    <div className="bt-card-trended">
      {channel ? (
        <LiveValue
          channel={channel}
          label={label}
          unitPlace={terse ? 'label' : 'figure'}
          {...(decimals === undefined ? {} : { decimals })}
        />
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
        <small>{tr('no channel')}</small>
      </span>
    </div>
  );
}
