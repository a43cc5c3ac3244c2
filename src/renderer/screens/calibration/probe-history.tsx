import { Button } from '@mantine/core';
import type { CalibratedProbe, CalibrationPass } from '../../../shared/contract/calibrations';
import { calibrationPath, navigate } from '../../app/route';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { figure, signedFigure, verdictKind } from './calibration-words';
import { Forecast } from './probes-page';
import { SlopeTrend } from './slope-trend';

/** The life of one probe: every calibration of it, how its slope went and where it goes. */
export function ProbeHistory({ probe }: { readonly probe: CalibratedProbe }) {
  const { serial, channelName, unitName, passes, forecast } = probe;
  const title = tr('{channel} on {unit}, probe {serial}', { channel: tr(channelName), unit: unitName, serial: serial ?? '–' }); // prettier-ignore
  return (
    <Panel title={title} aside={forecast ? <Forecast forecast={forecast} /> : null}>
      <SlopeTrend probe={probe} />
      <div className="bt-scroll-x">
        <table className="bt-table">
          <thead>
            <tr>
              <th>{tr('When')}</th>
              <th>{tr('By')}</th>
              <th>{tr('Verdict')}</th>
              <th data-number>{tr('Slope')}</th>
              <th data-number>{tr('Offset')}</th>
              <th data-number>{tr('Response, s')}</th>
              <th data-number>{tr('Off before')}</th>
              <th>{tr('Signed')}</th>
              <th aria-label={tr('Certificate')} />
            </tr>
          </thead>
          <tbody>
            {passes.toReversed().map((pass) => (
              <PassRow key={pass.recordId} pass={pass} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function PassRow({ pass }: { readonly pass: CalibrationPass }) {
  const { recordId, at, byName, verdict, slope, offset, responseS, driftFound, signed } = pass;
  return (
    <tr>
      <td data-nowrap>{dateTimeText(at)}</td>
      <td>{byName}</td>
      <td>
        <StateWords kind={verdictKind(verdict?.id)} words={tr(verdict?.words) ?? tr('No verdict')} />
      </td>
      <td data-number>{figure(slope)}</td>
      <td data-number>{signedFigure(offset, 4)}</td>
      <td data-number>{figure(responseS, 3)}</td>
      <td data-number>{signedFigure(driftFound)}</td>
      <td>{signed ? tr('Accepted') : <span className="bt-dim">{tr('not yet')}</span>}</td>
      <td data-nowrap>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => navigate(`${calibrationPath()}?record=${encodeURIComponent(recordId)}`)}
        >
          {tr('Certificate')}
        </Button>
      </td>
    </tr>
  );
}
