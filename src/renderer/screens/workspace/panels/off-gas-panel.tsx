import { Suspense } from 'react';
import type { UnitSummary } from '../../../../shared/contract/units';
import { panelCatalogue } from '../../../panels/catalogue';
import { specFor } from '../../../panels/panel-definition';
import { trNode } from '../../../strings/translate';

const shown = ['off-gas', 'metabolism'];

/** The analyser and what follows from it, as on the page of the unit. */
export function OffGasPanel({ unit }: { readonly unit: UnitSummary }) {
  const { channels } = unit;
  const definitions = panelCatalogue.filter(({ id }) => shown.includes(id)).filter((one) => specFor(one, channels) !== null); // prettier-ignore
  if (definitions.length === 0)
    return <p className="bt-panel-note">{trNode('{name} has no off-gas analyser.', { name: unit.name })}</p>;
  return (
    <div className="bt-ws-stack">
      {definitions.map((definition) => (
        <Suspense key={definition.id} fallback={<section className="bt-trend" aria-busy />}>
          <definition.component definition={definition} channels={channels} />
        </Suspense>
      ))}
    </div>
  );
}
