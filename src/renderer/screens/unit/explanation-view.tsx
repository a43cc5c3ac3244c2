import { Anchor, Table } from '@mantine/core';
import type { Explanation } from '../../../shared/contract/derived';
import type { Channel } from '../../../shared/model/channel';
import { Notice } from '../../ui/notice';
import { clockText, dateTimeText } from '../../ui/time-words';
import { amountWords, factWords, isComputed, trustWords, type ExplainedPlace } from './explain-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly explanation: Explanation;
  readonly channels: readonly Channel[];
  readonly onFollow: (place: ExplainedPlace) => void;
}

/** A value, its formula and everything that entered it. */
export function ExplanationView({ explanation, channels, onFollow }: Props) {
  const own = channels.find((channel) => channel.id === explanation.channelId);
  const { value, unit, quality, reason, from, to } = explanation;
  return (
    <>
      <section aria-label={tr('Value')}>
        <p className="bt-explain-value" data-testid="explained-value">
          {value === null ? tr('No value at this time') : amountWords(value, unit, own)}
        </p>
        <p className="bt-explain-when">
          {trNode('Window {dateTimeText} to {clockText}', {
            dateTimeText: dateTimeText(from),
            clockText: clockText(to),
          })}
        </p>
        <Notice kind={quality === 'good' ? 'quiet' : 'warn'}>{trustWords(quality, reason)}</Notice>
      </section>
      <section aria-label={tr('Formula')}>
        <p className="bt-explain-formula">{explanation.formula}</p>
        <dl>
          <dt>{tr('Source')}</dt>
          <dd>{explanation.source}</dd>
          <dt>{tr('Algorithm version')}</dt>
          <dd>{explanation.algorithmVersion}</dd>
          {explanation.model && (
            <>
              <dt>{tr('Model')}</dt>
              <dd>
                {explanation.model.name} {explanation.model.version}. {explanation.model.accuracy}
              </dd>
            </>
          )}
        </dl>
      </section>
      <Inputs explanation={explanation} channels={channels} onFollow={onFollow} />
      <Facts facts={explanation.facts} />
    </>
  );
}

function Inputs({ explanation: { inputs }, channels, onFollow }: Props) {
  if (inputs.length === 0) return null;
  return (
    <section>
      <h3>{tr('Computed from')}</h3>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{tr('Input')}</Table.Th>
            <Table.Th ta="right">{tr('Value')}</Table.Th>
            <Table.Th>{tr('Quality')}</Table.Th>
            <Table.Th>{tr('At')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inputs.map((input) => {
            const channel = channels.find((candidate) => candidate.id === input.channelId);
            return (
              <Table.Tr key={input.channelId} data-quality={input.quality}>
                <Table.Td>
                  {channel && isComputed(channel) ? (
                    <Anchor
                      component="button"
                      type="button"
                      fz="sm"
                      ta="left"
                      onClick={() => onFollow({ channel, t: input.at })}
                    >
                      {input.name}
                    </Anchor>
                  ) : (
                    input.name
                  )}
                </Table.Td>
                <Table.Td ta="right" className="bt-explain-number">
                  {amountWords(input.value, input.unit, channel)}
                </Table.Td>
                <Table.Td>{trustWords(input.quality, input.reason)}</Table.Td>
                <Table.Td title={dateTimeText(input.at)}>{clockText(input.at)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Facts({ facts }: Pick<Explanation, 'facts'>) {
  if (facts.length === 0) return null;
  return (
    <section>
      <h3>{tr('Set for this unit')}</h3>
      <dl>
        {facts.map((fact) => {
          const { name, value } = factWords(fact);
          return [<dt key={`${fact.name} name`}>{name}</dt>, <dd key={fact.name}>{value}</dd>];
        })}
      </dl>
    </section>
  );
}
