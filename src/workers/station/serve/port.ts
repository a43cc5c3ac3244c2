import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Role } from '../../../shared/model/role';
import type { WorkerPort } from '../../entry';
import { gateOf } from './gate-of';
import type { Caller } from './who';

/** Which role the other end of a port has, by the name the host gave it. */
const roleOfEnd: Readonly<Record<string, Role>> = {
  window: 'operator',
  twin: 'twin',
  trainer: 'trainer',
  simulator: 'simulator',
};

/** Serves the router on message ports as the host hands them over. */
export function createPortServer(router: AnyRouter): (as: string, port: WorkerPort) => void {
  const handler = new RPCHandler<Caller>(router);
  const gate = gateOf(router);
  return (as, port) => {
    const role = roleOfEnd[as];
    if (!role) throw new Error(`A port for "${as}" has no role`);
    const connection = { sessionKey: null, place: as, bearer: false };
    handler.upgrade(port, { context: { role, gate, connection } });
    port.start();
  };
}
