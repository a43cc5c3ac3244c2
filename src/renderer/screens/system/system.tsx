import { ChangeControlPanel } from './change-control-panel';
import { DegradationList } from './degradation-list';
import { DevicePanel } from './device-panel';
import { EventsPanel } from './events-panel';
import { RecordingPanel } from './recording-panel';
import { StoragePanel } from './storage-panel';
import { TwinPanel } from './twin-panel';
import { WorkersPanel } from './workers-panel';
import './system.css';

/** How the station itself is: what is wrong, how recording keeps up, who works, what happened. */
export function System() {
  return (
    <div className="bt-page bt-system">
      <DegradationList />
      <div className="bt-system-left">
        <RecordingPanel />
        <StoragePanel />
        <ChangeControlPanel />
        <DevicePanel />
        <WorkersPanel />
        <TwinPanel />
      </div>
      <EventsPanel />
    </div>
  );
}
