import { Button } from '@mantine/core';
import { IconCopy, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Availability, ChannelAvailability } from '../../../shared/contract/completeness';
import { holeCauses } from '../../../shared/model/hole';
import { unitPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { HoleMark } from '../../ui/chart/trend-holes';
import { Panel } from '../../ui/panel';
import { momentText, spanText } from '../../ui/time-words';
import { availabilityCsv } from './availability-csv';
import { cadenceText, shareText } from './availability-words';
import { CauseSums } from './cause-sums';
import { HoleTimeline } from './hole-timeline';
import { tr, trNode } from '../../strings/translate';

/** One line a channel: how much is there, the longest hole, the causes, and where the holes lie. */
export function ChannelPanel({ answer }: { readonly answer: Availability }) {
  const [said, setSaid] = useState('');
  return (
    <Panel
      title={tr('Channels')}
      aside={
        <>
          <span className="bt-dim" role="status">
            {said}
          </span>
          <CheckButton answer={answer} said={setSaid} />
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() => void copy(answer, setSaid)}
          >
            {tr('Copy as CSV')}
          </Button>
        </>
      }
    >
      <p className="bt-availability-legend">
        {holeCauses
          .filter(({ id }) => id !== 'not-expected')
          .map(({ id }) => (
            <HoleMark key={id} cause={id} />
          ))}
        <span className="bt-hole-mark">
          <i className="bt-hole-filled" /> <span>{tr('Filled later')}</span>
        </span>
      </p>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table bt-availability-table">
          <thead>
            <tr>
              <th scope="col">{tr('Channel')}</th>
              <th scope="col">{tr('Present')}</th>
              <th scope="col" data-number>
                {tr('Good')}
              </th>
              <th scope="col" data-number>
                {tr('Holes')}
              </th>
              <th scope="col">{tr('Longest')}</th>
              <th scope="col">{tr('Causes')}</th>
              <th scope="col" data-number>
                {tr('Filled')}
              </th>
              <th scope="col" className="bt-availability-when">
                {tr('When')}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.channels.map((channel) => (
              <ChannelRow key={channel.channelId} channel={channel} answer={answer} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ChannelRow({
  channel,
  answer,
}: {
  readonly channel: ChannelAvailability;
  readonly answer: Availability;
}) {
  const { longest } = channel;
  return (
    <tr data-testid={`availability-${channel.channelId}`}>
      <th scope="row">
        {tr(channel.name)}
        {channel.cadenceMs !== channel.definedCadenceMs && (
          <small>
            {trNode('{cadenceText}, defined {cadenceText2}', {
              cadenceText: cadenceText(channel.cadenceMs),
              cadenceText2: cadenceText(channel.definedCadenceMs),
            })}
          </small>
        )}
      </th>
      <td data-nowrap>
        <span className="bt-share" aria-hidden>
          <i style={{ width: `${channel.presentPct ?? 0}%` }} />
        </span>
        {shareText(channel.presentPct)}
      </td>
      <td data-number>{shareText(channel.goodPct)}</td>
      <td data-number>{channel.holes}</td>
      <td data-nowrap>
        {longest ? (
          <a
            href={trendPath(answer.unitId, longest)}
            title={tr('From {momentText}: show the trend', {
              momentText: momentText(longest.from, answer.now),
            })}
          >
            {spanText(longest.to - longest.from)}
          </a>
        ) : (
          <span className="bt-dim">{tr('None')}</span>
        )}
      </td>
      <td>
        <CauseSums causes={channel.causes} />
      </td>
      <td data-number>{channel.filledMs > 0 ? spanText(channel.filledMs) : ''}</td>
      <td className="bt-availability-when">
        <HoleTimeline channel={channel} window={answer} pathOf={(hole) => trendPath(answer.unitId, hole)} />
      </td>
    </tr>
  );
}

const shortestLookMs = 300_000;

/** The unit's trends around a hole, with as much before and after it. */
function trendPath(unitId: string, { from, to }: { readonly from: number; readonly to: number }): string {
  const around = Math.max(shortestLookMs, to - from);
  return `${unitPath(unitId)}?range=${Math.max(0, Math.floor(from - around))}-${Math.ceil(to + around)}`;
}

async function copy(answer: Availability, said: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(availabilityCsv(answer));
    said(`${answer.channels.length} lines copied`);
  } catch {
    said(tr('This window may not write to the clipboard'));
  }
}

interface CheckProps {
  readonly answer: Availability;
  readonly said: (words: string) => void;
}

/** Compares what is on disk with the ledger, there and then. */
function CheckButton({ answer: { channels, from, to }, said }: CheckProps) {
  const { client } = useStation();
  const [busy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    said(tr('Comparing samples and ledger…'));
    try {
      const found = await client.completeness.check({
        channels: channels.map(({ channelId }) => channelId),
        from,
        to,
      });
      const samples = found.reduce((sum, one) => sum + one.samples, 0);
      const wrong = found.reduce((sum, one) => sum + one.unexplained.length + one.untrue.length, 0);
      said(
        wrong === 0
          ? tr('{toLocaleString} samples looked through: every gap is accounted for', {
              toLocaleString: samples.toLocaleString('en'),
            })
          : tr('{wrong} stretches are not accounted for', { wrong }),
      );
    } catch (error) {
      said(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={busy}
      leftSection={<IconListCheck size={14} aria-hidden />}
      onClick={() => void check()}
    >
      {tr('Check now')}
    </Button>
  );
}
