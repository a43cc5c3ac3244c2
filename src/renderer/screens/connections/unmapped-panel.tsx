import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import type { UnmappedTopic } from '../../../shared/model/connection';
import type { ConnectionId } from '../../../shared/model/identity';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { countText, rateText } from '../../ui/amount-words';
import { Panel } from '../../ui/panel';
import { momentText } from '../../ui/time-words';
import { openMapDialog } from './open-map-dialog';
import { topicKey, useUnmapped } from './use-connections';
import { tr, trNode } from '../../strings/translate';

/** Rows drawn at once; a search finds the others. */
const drawnAtMost = 200;

interface PanelProps {
  readonly connectionId: ConnectionId;
  /** False for a connection that nobody configures. */
  readonly mayMap: boolean;
}

/** What arrives and feeds no channel yet, and the way to map it. */
export function UnmappedPanel({ connectionId, mayMap }: PanelProps) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const { data, error } = useUnmapped(connectionId);
  const topics = (data?.topics ?? []).filter(
    ({ topic, tag }) => topic.toLowerCase().includes(wanted) || tag.toLowerCase().includes(wanted),
  );
  const total = (data?.topics.length ?? 0) + (data?.more ?? 0);
  return (
    <Panel
      title={
        total === 0
          ? tr('Topics that feed nothing')
          : tr('Topics that feed nothing ({countText})', { countText: countText(total) })
      }
      aside={
        <TextInput
          aria-label={tr('Search topics')}
          placeholder={tr('Search topics')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      }
    >
      {data === undefined ? (
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Listening…')}</p>
      ) : topics.length === 0 ? (
        <p className="bt-panel-note">
          {wanted === ''
            ? tr('Every topic that arrives feeds a channel.')
            : tr('No topic has these letters.')}
        </p>
      ) : (
        <TopicTable
          mayMap={mayMap}
          connectionId={connectionId}
          topics={topics.slice(0, drawnAtMost)}
          rates={data.rates.perS}
        />
      )}
      {topics.length > drawnAtMost && (
        <p className="bt-panel-note">
          {trNode('{countText} more are not drawn; search for a part of the topic.', {
            countText: countText(topics.length - drawnAtMost),
          })}
        </p>
      )}
      {(data?.more ?? 0) > 0 && (
        <p className="bt-panel-note">
          {trNode(
            'And {countText} more that the station counts but does not list. Narrower topic filters in the settings above bring fewer.',
            { countText: countText(data?.more ?? 0) },
          )}
        </p>
      )}
    </Panel>
  );
}

interface TableProps {
  readonly connectionId: ConnectionId;
  readonly mayMap: boolean;
  readonly topics: readonly UnmappedTopic[];
  /** Messages per second by {@link topicKey}. */
  readonly rates: ReadonlyMap<string, number>;
}

function TopicTable({ connectionId, mayMap, topics, rates }: TableProps) {
  const station = useStation();
  const now = station.clock.now();
  return (
    <div className="bt-topics" tabIndex={0} role="region" aria-label={tr('Topics that feed nothing')}>
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">{tr('Topic')}</th>
            <th scope="col">{tr('Name')}</th>
            <th scope="col">{tr('Last payload')}</th>
            <th scope="col" data-number>
              {tr('Messages')}
            </th>
            <th scope="col" data-number>
              {tr('Rate')}
            </th>
            <th scope="col">{tr('Last')}</th>
            {mayMap && (
              <th scope="col">
                <span className="bt-unseen">{tr('Map')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topicKey(topic)}>
              <td className="bt-mono bt-topic">{topic.topic}</td>
              <td>{topic.tag === topic.topic ? '' : topic.tag}</td>
              <td className="bt-mono bt-payload" title={topic.lastPayload}>
                {topic.lastPayload === '' ? <span className="bt-dim">{tr('empty')}</span> : topic.lastPayload}
              </td>
              <td data-number>{countText(topic.count)}</td>
              <td data-number>{rateText(rates.get(topicKey(topic)) ?? 0)}</td>
              <td data-nowrap>{momentText(topic.lastAt, now)}</td>
              {mayMap && (
                <td>
                  <Button
                    variant="default"
                    size="compact-xs"
                    aria-label={tr('Map {topic} {tag}', { topic: topic.topic, tag: topic.tag })}
                    onClick={() => openMapDialog(connectionId, topic)}
                  >
                    {tr('Map…')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
