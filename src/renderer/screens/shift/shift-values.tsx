import type { UnitSummary } from '../../../shared/contract/units';
import { tr } from '../../strings/translate';
import { valueText } from '../../ui/value-text';
import type { UnitShift } from './use-shift';

/** What a crew looks at first; others are on the page of the unit. */
const shown = [
  'OD_pred',
  'OD',
  'mu',
  'DO',
  'pH',
  'Temp_Broth',
  'OUR',
  'RQ',
  'Stir_PV',
  'Weight',
  'Feed_MeOH',
];

/** The leading values at both ends of the shift. */
export function ShiftValues({ unit, data }: { readonly unit: UnitSummary; readonly data: UnitShift }) {
  const at = (values: UnitShift['start'], tag: string) => values.find((value) => value.tag === tag);
  const rows = shown.flatMap((tag) => {
    const channel = unit.channels.find((candidate) => candidate.tag === tag);
    const start = at(data.start, tag);
    const end = at(data.end, tag);
    return channel && (start?.value ?? end?.value ?? null) !== null ? [{ channel, start, end }] : [];
  });
  if (rows.length === 0) return <p>{tr('Nothing was measured in this shift.')}</p>;
  return (
    <table className="bt-table" aria-label={tr('Values of {name}', { name: unit.name })}>
      <thead>
        <tr>
          <th scope="col">{tr('Channel')}</th>
          <th scope="col" data-number>
            {tr('At the start')}
          </th>
          <th scope="col" data-number>
            {tr('At the end')}
          </th>
          <th scope="col">{tr('Unit of measure')}</th>
          <th scope="col">{tr('Held against it')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ channel, start, end }) => (
          <tr key={channel.id}>
            <th scope="row">{tr(channel.name)}</th>
            <td data-number>{valueText(start?.value, channel.resolution)}</td>
            <td data-number>{valueText(end?.value, channel.resolution)}</td>
            <td>{channel.unit}</td>
            <td>{end && end.quality !== 'good' ? tr(end.reason) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
