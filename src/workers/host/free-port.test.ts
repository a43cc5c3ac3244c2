import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { choosePort } from './free-port';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

function takenPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve((server.address() as AddressInfo).port),
    );
    servers.push(server);
  });
}

it('refuses a port in use in words, and takes it once it is free', async () => {
  const port = await takenPort();
  await expect(choosePort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use`);
  await new Promise((resolve) => servers.splice(0).forEach((server) => server.close(resolve)));
  await expect(choosePort(port, '127.0.0.1')).resolves.toBe(port);
});

it('refuses an address that is not of this machine', async () => {
  await expect(choosePort(0, '192.0.2.1')).rejects.toThrow('must be an address of this machine');
});
