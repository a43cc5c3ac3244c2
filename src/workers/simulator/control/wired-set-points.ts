import type { MqttClient } from 'mqtt';
import { readSetPoint, saidPayload, saidTopic, setPointTopics } from './set-point-topic';

/** Changes a set point of a unit; empty, or why it was refused. */
export type ChangeSetPoint = (unit: string, name: string, value: number | null) => string;

/**
 * Takes set points from the broker the plant publishes to, on the simulator's own topics, and says there what became
 * of them. One that the broker kept from before is not taken: it was meant for another run.
 */
export function takeWiredSetPoints(
  client: MqttClient,
  change: ChangeSetPoint,
  tell: (words: string) => void,
): void {
  client.subscribe(setPointTopics, { qos: 1 }, (error) => {
    if (error) tell(`The broker does not let us listen for set points: ${error.message}`);
  });
  client.on('message', (topic, payload, { retain }) => {
    const read = retain ? null : readSetPoint(topic, payload.toString());
    if (!read) return;
    const problem = 'words' in read ? read.words : change(read.unit, read.name, read.value);
    tell(`${topic} ${payload.toString().slice(0, 40)}: ${problem || 'done'}`);
    client.publish(saidTopic(topic), saidPayload(problem), { qos: 1 });
  });
}
