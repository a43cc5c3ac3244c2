import type { IClientPublishOptions, MqttClient } from 'mqtt';

interface Job {
  readonly topic: string;
  readonly payload: string;
  readonly options: IClientPublishOptions;
  readonly done: () => void;
}

/**
 * Publishes until the broker has taken it. The client itself gives some messages back with "Connection closed" when
 * the broker goes away; those are said again after the next connect. `done` is called once per message.
 */
export function surePublish(
  client: MqttClient,
): (topic: string, payload: string, options: IClientPublishOptions, done: () => void) => void {
  const handedBack: Job[] = [];
  const attempt = (job: Job): void => {
    client.publish(job.topic, job.payload, job.options, (error) => {
      if (!error) {
        job.done();
        return;
      }
      handedBack.push(job);
      if (client.connected) setImmediate(again);
    });
  };
  const again = (): void => {
    for (const job of handedBack.splice(0)) attempt(job);
  };
  client.on('connect', () => setImmediate(again));
  return (topic, payload, options, done) => attempt({ topic, payload, options, done });
}
