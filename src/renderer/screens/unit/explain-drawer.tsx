import { Button, Drawer, Select } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Channel } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { useLinkState } from '../../station/use-live';
import { methodsFor } from '../../../shared/model/records/calibration-method';
import { Notice } from '../../ui/notice';
import { ChannelCalibration } from '../calibration/channel-calibration';
import { isComputed, type ExplainedPlace } from './explain-words';
import { ExplanationView } from './explanation-view';
import { tr, trNode } from '../../strings/translate';
import './explain.css';

interface Props {
  readonly opened: boolean;
  /** From where somebody started to what is shown now. */
  readonly trail: readonly ExplainedPlace[];
  readonly channels: readonly Channel[];
  readonly onFollow: (place: ExplainedPlace) => void;
  readonly onBack: () => void;
  readonly onStart: (place: ExplainedPlace) => void;
  readonly onClose: () => void;
}

/** How one value was computed, and what it was computed from; inputs that are computed lead on. */
export function ExplainDrawer({ opened, trail, channels, onFollow, onBack, onStart, onClose }: Props) {
  const place = trail.at(-1);
  const before = trail.at(-2);
  return (
    <Drawer
      opened={opened && place !== undefined}
      onClose={onClose}
      position="right"
      size={600}
      title={place && isProbe(place.channel) ? tr('What the probe gave') : tr('How was this computed')}
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': tr('Close') }}
      attributes={{ header: { role: 'group' } }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {place && (
        <div className="bt-explain" data-testid="explanation">
          <div className="bt-explain-bar">
            <ChannelChoice channels={channels} place={place} onStart={onStart} />
            {before && (
              <Button
                variant="default"
                leftSection={<IconArrowLeft size={14} aria-hidden />}
                onClick={onBack}
                data-testid="explain-back"
              >
                {trNode('Back to {name}', { name: before.channel.name })}
              </Button>
            )}
          </div>
          {isProbe(place.channel) ? (
            <ChannelCalibration key={place.channel.id} channel={place.channel} />
          ) : (
            <Explained
              key={`${place.channel.id} ${place.t}`}
              place={place}
              channels={channels}
              onFollow={onFollow}
            />
          )}
        </div>
      )}
    </Drawer>
  );
}

/** A probe of the plant: it is not computed, but calibrated. */
function isProbe({ tag }: Channel): boolean {
  return methodsFor(tag).length > 0;
}

/** Another channel at the same moment. */
function ChannelChoice({
  channels,
  place,
  onStart,
}: Pick<Props, 'channels' | 'onStart'> & { place: ExplainedPlace }) {
  const computed = useMemo(() => channels.filter(isComputed), [channels]);
  const own = isComputed(place.channel) ? [] : [place.channel];
  return (
    <Select
      aria-label={tr('Channel')}
      searchable
      allowDeselect={false}
      data={[...own, ...computed].map(({ id, name }) => ({ value: id, label: name }))}
      value={place.channel.id}
      onChange={(id) => {
        const channel = computed.find((candidate) => candidate.id === id);
        if (channel) onStart({ channel, t: place.t });
      }}
    />
  );
}

type ExplainedProps = Pick<Props, 'channels' | 'onFollow'> & { readonly place: ExplainedPlace };

function Explained({ place: { channel, t }, channels, onFollow }: ExplainedProps) {
  const { client } = useStation();
  const link = useLinkState();
  const { data, error, refetch } = useQuery({
    queryKey: ['derived', 'explain', channel.id, t],
    queryFn: ({ signal }) => client.derived.explain({ channelId: channel.id, t }, { signal }),
  });
  if (data) return <ExplanationView explanation={data} channels={channels} onFollow={onFollow} />;
  if (error && !isComputed(channel)) return <Notice kind="quiet">{wordsOf(error)}</Notice>;
  if (error)
    return (
      <>
        <Notice kind="warn">{wordsOf(error)}</Notice>
        <Button variant="default" onClick={() => void refetch()}>
          {tr('Try again')}
        </Button>
      </>
    );
  if (link.kind !== 'online') return <Notice kind="warn">{tr(link.words)}</Notice>;
  return <p className="bt-dim">{tr('Asking the station…')}</p>;
}
