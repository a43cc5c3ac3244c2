import { batchPath, qualityItemPath, recordsPath, unitPath } from '../../app/route';
import type { QualityItem } from '../../../shared/model/quality/item';
import { machines } from '../../../shared/model/quality/machines';
import { Panel } from '../../ui/panel';
import { tr } from '../../strings/translate';

interface Link {
  readonly href: string;
  readonly words: string;
}

const number = /^(DEV|CAPA|CHG|TRN|SOP)-\d{4}-\d+$/;

/** The ways from an item to what it is about. */
export function ItemLinks({ item }: { readonly item: QualityItem }) {
  const links = linksOf(item);
  if (links.length === 0) return null;
  return (
    <Panel title={tr('About')}>
      <ul className="bt-qms-links">
        {links.map(({ href, words }) => (
          <li key={`${href} ${words}`}>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function linksOf({ kind, unitId, batchId, values }: QualityItem): Link[] {
  const lines = machines[kind].fields
    .filter((field) => field.kind === 'lines')
    .flatMap(({ name }) => values[name] ?? []);
  const named = [...new Set(lines.filter((line) => typeof line === 'string'))];
  return [
    ...(batchId === null
      ? []
      : [
          { href: batchPath(batchId), words: tr('Trend of {batchId}', { batchId }) },
          { href: recordsPath(batchId), words: tr('Records of {batchId}', { batchId }) },
        ]),
    ...(unitId === null ? [] : [{ href: unitPath(unitId), words: tr('Unit {unitId} now', { unitId }) }]),
    ...named
      .filter((line) => number.test(line))
      .map((line) => ({ href: qualityItemPath(line), words: line })),
  ];
}
