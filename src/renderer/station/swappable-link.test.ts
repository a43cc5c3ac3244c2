import { createORPCClient } from '@orpc/client';
import { RPCHandler } from '@orpc/server/message-port';
import { os } from '@orpc/server';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { z } from 'zod';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { desktopMessages } from '../../shared/contract/desktop';
import { connectByPort } from './connect';
import { StationUnreachable } from './station-error';
import { createSwappableLink, deadlineMs } from './swappable-link';

const router = {
  echo: os.input(z.string()).handler(({ input }) => `heard ${input}`),
  never: os.handler(() => new Promise<string>(() => undefined)),
};
interface Client {
  echo(input: string): Promise<string>;
  never(): Promise<string>;
}

/** A page as the desktop's preload sees it: messages carry ports. */
function fakePage() {
  const asked: unknown[] = [];
  const page = Object.assign(new EventTarget(), {
    location: { origin: 'app://bundle', protocol: 'app:' },
    postMessage: (data: unknown) => asked.push(data),
  }) as unknown as Window;
  const tell = (data: string, port?: NodePort): void => {
    page.dispatchEvent(
      Object.assign(new Event('message'), { source: page, data, ports: port ? [port] : [] }),
    );
  };
  return { page, tell, asked };
}

const open: NodePort[] = [];
/** A station behind one port, as after each of its starts. */
function station(): { ours: NodePort; theirs: NodePort } {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port2);
  port2.start();
  open.push(port1, port2);
  return { ours: port1, theirs: port2 };
}

afterEach(() => {
  vi.useRealTimers();
  for (const port of open.splice(0)) port.close();
});

describe('calls over ports that come and go', () => {
  function connected() {
    const link = createSwappableLink();
    const events: string[] = [];
    const { page, tell, asked } = fakePage();
    connectByPort(page, { link, up: () => events.push('up'), down: () => events.push('down') });
    return { client: createORPCClient<never>(link) as unknown as Client, events, tell, asked };
  }

  it('waits for the first port, asks for it, and is answered', async () => {
    const { client, tell, asked, events } = connected();
    const answer = client.echo('early');
    tell(desktopMessages.stationPort, station().ours);
    expect(await answer).toBe('heard early');
    expect({ asked, events }).toEqual({ asked: [desktopMessages.ready], events: ['up'] });
  });

  it('rejects what is under way when the port closes, and goes on over a fresh one', async () => {
    const { client, tell, events } = connected();
    const first = station();
    tell(desktopMessages.stationPort, first.ours);
    const hanging = client.never();
    await client.echo('both are through');
    first.theirs.close();
    await expect(hanging).rejects.toMatchObject({ name: 'StationUnreachable', kind: 'closed' });
    const waiting = client.echo('again');
    tell(desktopMessages.stationPort, station().ours);
    expect(await waiting).toBe('heard again');
    expect(events).toEqual(['up', 'down', 'up']);
  });

  it('rejects what is under way when the host says that the station went away', async () => {
    const { client, tell } = connected();
    tell(desktopMessages.stationPort, station().ours);
    const hanging = client.never();
    await client.echo('through');
    tell(desktopMessages.stationGone);
    await expect(hanging).rejects.toBeInstanceOf(StationUnreachable);
  });

  it('ends at the deadline, with and without a port', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { client, tell } = connected();
    const unheard = expect(client.never()).rejects.toMatchObject({ kind: 'deadline' });
    await vi.advanceTimersByTimeAsync(10_000);
    await unheard;
    tell(desktopMessages.stationPort, station().ours);
    const unanswered = expect(client.never()).rejects.toMatchObject({ kind: 'deadline' });
    await vi.advanceTimersByTimeAsync(10_000);
    await unanswered;
  });
});

it('gives a long poll its waiting time on top', () => {
  expect(deadlineMs(['live', 'pull'], { waitMs: 10_000 })).toBe(20_000);
  expect(deadlineMs(['series', 'read'], { waitMs: 10_000 })).toBe(10_000);
});
