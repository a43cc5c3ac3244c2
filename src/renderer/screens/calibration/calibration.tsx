import { useRoute } from '../../app/route';
import { usePageTouch } from '../records/use-touch';
import { BeginPage } from './begin-page';
import { KeptPage } from './kept-page';
import { ProbesPage } from './probes-page';
import { Wizard } from './wizard';
import './calibration.css';

/** Calibrating at the vessel: what is due, one calibration after the other, and what became of it. */
export function Calibration({ runId }: { readonly runId: string | null }) {
  const { query } = useRoute();
  const touch = usePageTouch();
  const recordId = query.get('record');
  return (
    <div className="bt-page bt-cal" data-touch={touch || undefined}>
      {runId === 'new' ? (
        <BeginPage key={query.get('channel')} channelId={query.get('channel')} />
      ) : runId !== null ? (
        <Wizard key={runId} id={runId} />
      ) : recordId !== null ? (
        <KeptPage key={recordId} recordId={recordId} />
      ) : (
        <ProbesPage selected={query.get('probe')} />
      )}
    </div>
  );
}
