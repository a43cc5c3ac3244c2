import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line between a station and its broker that can be cut without a word to either end. */
export interface CutLine {
  readonly url: string;
  /** How often somebody got through to the other end, ever. */
  served(): number;
  /** From now on nothing passes and nobody is told: what is sent is lost, who connects waits in vain. */
  cut(): void;
  /** What was connected is gone; who connects now is served. */
  mend(): void;
  close(): Promise<void>;
}

/** Stands between one port on loopback and another. */
export function openCutLine(targetPort: number): Promise<CutLine> {
  const sockets = new Set<Socket>();
  let dead = false;
  let served = 0;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server: Server = createServer((near) => {
    keep(near);
    if (dead) {
      near.resume();
      return;
    }
    const far = connect({ host: '127.0.0.1', port: targetPort }, () => (served += 1));
    keep(far);
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (bytes) => {
        if (!dead && !to.destroyed) to.write(bytes);
      });
      from.once('close', () => {
        if (!dead) to.destroy();
      });
    };
    pass(near, far);
    pass(far, near);
  });
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      resolve({
        url: `mqtt://127.0.0.1:${port}`,
        served: () => served,
        cut: () => {
          dead = true;
        },
        mend: () => {
          drop();
          dead = false;
        },
        close: () =>
          new Promise((closed) => {
            drop();
            server.close(() => closed());
          }),
      });
    });
  });
}
