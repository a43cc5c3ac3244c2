import { createServer } from 'node:net';

/** Where the screens are served unless told otherwise. */
export const usualPort = 8470;

/**
 * The port to serve on: the one asked for, else the usual one, else any free one (0).
 * @throws Error with words for the person when the port asked for is taken or the address is not ours
 */
export async function choosePort(asked: number | undefined, address: string): Promise<number> {
  const problem = await tryPort(asked ?? usualPort, address);
  if (problem === undefined) return asked ?? usualPort;
  if (asked === undefined && problem === 'EADDRINUSE') return 0;
  throw new Error(portWords(problem, asked ?? usualPort, address));
}

function portWords(code: string, port: number, address: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Choose another with --port N, or --port 0 for any free one.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose one above 1023 with --port N.`;
  return `Cannot listen on ${address} port ${port} (${code}). --address must be an address of this machine.`;
}

/** The error code of listening there, or undefined when it works. */
function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (problem: NodeJS.ErrnoException) => resolve(problem.code ?? problem.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
