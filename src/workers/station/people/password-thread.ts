import { parentPort } from 'node:worker_threads';
import { ownThreadHasher, type HashAnswer, type HashOrder } from './password-hash';

const hasher = ownThreadHasher();

parentPort?.on('message', (order: HashOrder) => {
  const work = order.kind === 'hash' ? hasher.hash(order.password) : hasher.verify(order.password, order.phc);
  const answer = (value: HashAnswer['value']): void => parentPort?.postMessage({ id: order.id, value });
  work.then(answer, () => answer(null));
});
