import type { ReactNode } from 'react';
import type { KeepingStatus } from '../../../shared/model/keeping';
import { useStation } from '../../station/station-context';
import { bytesText, countText } from '../../ui/amount-words';
import { momentText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

/** What the store takes, kind by kind, and how long the disk will do. */
export function StorageFacts({ status: { sizes, archives } }: { readonly status: KeepingStatus }) {
  const { clock } = useStation();
  if (sizes === null) return <p className="bt-card-words">{tr('Measuring…')}</p>;
  const growth = sizes.growthBytesPerDay;
  return (
    <div>
      <dl className="bt-facts">
        <Fact name="Raw samples">{bytesText(sizes.rawBytes)}</Fact>
        <Fact name="30 s and 10 min cells">{bytesText(sizes.cellBytes)}</Fact>
        <Fact name="Journal">{bytesText(sizes.journalBytes)}</Fact>
        <Fact name="Records">{bytesText(sizes.recordsBytes)}</Fact>
        <Fact name="Archives">
          {bytesText(sizes.archiveBytes)}{' '}
          <small>
            {archives.length === 0
              ? tr('none yet')
              : archives.length === 1
                ? tr('1 file')
                : tr('{length} files', { length: archives.length })}
          </small>
        </Fact>
        <Fact name="Unused room">
          {bytesText(sizes.unusedBytes)}{' '}
          <small>
            {trNode('of {bytesText} historian.db', { bytesText: bytesText(sizes.historianBytes) })}
          </small>
        </Fact>
        <Fact name="Samples">
          {countText(sizes.samples)}{' '}
          <small>{trNode('{countText} series', { countText: countText(sizes.series) })}</small>
        </Fact>
        <Fact name="Bytes a sample">
          {sizes.bytesPerSample === null ? '–' : sizes.bytesPerSample.toFixed(2)}{' '}
          <small>{tr('all levels together')}</small>
        </Fact>
        <Fact name="Growth">
          {growth === null ? '–' : bytesText(growth)}{' '}
          <small>{growth === null ? tr('known after an hour') : tr('a day, of the last week')}</small>
        </Fact>
        <Fact name="Disk full in">
          {untilText(sizes.daysUntilFull)}{' '}
          <small>{trNode('{bytesText} free', { bytesText: bytesText(sizes.diskFreeBytes) })}</small>
        </Fact>
      </dl>
      <p className="bt-storage-of">
        {trNode('Measured {momentText}', { momentText: momentText(sizes.at, clock.now()) })}
      </p>
    </div>
  );
}

function untilText(days: number | null): string {
  if (days === null) return '–';
  if (days > 3650) return tr('over 10 years');
  if (days > 730) return tr('{value} years', { value: (days / 365.25).toFixed(0) });
  return tr('{countText} days', { countText: countText(days) });
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
