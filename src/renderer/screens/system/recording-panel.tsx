import type { ReactNode } from 'react';
import { useHealth, useHello } from '../../station/queries';
import { bytesText, countText, msText, rateText } from '../../ui/amount-words';
import { Panel } from '../../ui/panel';
import { momentText, spanText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

/** How recording keeps up, in figures of the last minute. */
export function RecordingPanel() {
  const { data: health } = useHealth();
  const { data: hello } = useHello();
  return (
    <Panel title={tr('Recording')}>
      <div className="bt-panel-body">
        <dl className="bt-facts">
          <Fact name="Readings">{health ? rateText(health.readingsPerS) : '–'}</Fact>
          <Fact name="Recorded to">
            {!health || health.recordedTo === null ? '–' : momentText(health.recordedTo, health.now)}
          </Fact>
          <Fact name="Waiting for the disk">
            {health ? countText(health.pendingSamples) : '–'} <small>{tr('samples')}</small>
          </Fact>
          <Fact name="Commit p50">{msText(health?.commitP50Ms ?? null)}</Fact>
          <Fact name="Commit p99">{msText(health?.commitP99Ms ?? null)}</Fact>
          <Fact name="Store">{health ? bytesText(health.storeBytes) : '–'}</Fact>
          <Fact name="Memory of the station">{health ? bytesText(health.memoryBytes) : '–'}</Fact>
          <Fact name="Running for">{hello && health ? spanText(health.now - hello.startedAt) : '–'}</Fact>
          <Fact name="Version">
            {hello?.appVersion ?? '–'} <small>{hello?.host ?? ''}</small>
          </Fact>
        </dl>
      </div>
      <p className="bt-panel-note">
        {trNode('Data folder {span}', { span: <span className="bt-mono">{hello?.dataDir ?? '…'}</span> })}
      </p>
    </Panel>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
