import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../../log';
import { apiPrefix, openApiDocument } from './openapi-document';
import { serveExportFiles, type FindExportFile } from './export-files';
import { gateOf } from './gate-of';
import { serveOfflineShell } from './offline-shell';
import { holdsToken, tokenCookie } from './token';
import { servePage, signInPage, type Page } from './web-page';
import type { Caller } from './who';

export interface WebOptions {
  readonly router: AnyRouter;
  readonly rendererDir: string | null;
  readonly address: string;
  /** 0 asks the system for a free one. */
  readonly port: number;
  readonly token: string;
  readonly tls: { readonly certPem: string; readonly keyPem: string } | null;
  readonly appVersion: string;
  /** Where the files of exports are; absent where none are given out. */
  readonly exportFile?: FindExportFile;
  readonly log: Log;
}

export interface Web {
  readonly port: number;
  close(): Promise<void>;
}

/** Header that carries the key of a session over REST. */
const sessionHeader = 'x-session';
const pingEveryMs = 30_000;

/**
 * The station for browsers and scripts: the screens, WebSocket RPC at /rpc, REST at /api/v1, its document and a page
 * to try it. Everything but the sign-in page asks for the token.
 * @throws when the port is taken or the address is not ours
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const app = fastify({
    logger: false,
    bodyLimit: 32 * 1024 * 1024,
    forceCloseConnections: true,
    ...(options.tls ? { https: { cert: options.tls.certPem, key: options.tls.keyPem } } : {}),
  }) as unknown as FastifyInstance;
  await app.register(fastifyCookie);
  await app.register(fastifyWebsocket, { options: { maxPayload: 32 * 1024 * 1024 } });
  guardRequests(app, options);
  serveSockets(app, options);
  await serveRest(app, options);
  if (options.exportFile) serveExportFiles(app, options.exportFile);
  await servePages(app, options);
  await listen(app, options);
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () => app.close(),
  };
}

async function listen(app: FastifyInstance, { address, port }: WebOptions): Promise<void> {
  try {
    await app.listen({ host: address, port });
  } catch (problem) {
    const taken = problem instanceof Error && 'code' in problem && problem.code === 'EADDRINUSE';
    if (!taken) throw problem;
    const words = `Port ${port} was taken by another program at this very moment. Start again, or choose another with --port N.`;
    throw new Error(words, { cause: problem });
  }
}

function signedIn(request: FastifyRequest, token: string): boolean {
  const query = (request.query as Record<string, unknown>)['token'];
  return holdsToken(token, {
    authorization: request.headers.authorization,
    cookie: request.cookies[tokenCookie],
    query: typeof query === 'string' ? query : undefined,
  });
}

/** A page of another site, or one rebound by DNS to our address, must not speak to the station. */
function fromElsewhere(request: FastifyRequest, options: WebOptions): boolean {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '');
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(name);
  if (!loopback && options.tls === null) return true;
  const origin = request.headers.origin;
  return origin !== undefined && origin !== `${options.tls ? 'https' : 'http'}://${host}`;
}

function guardRequests(app: FastifyInstance, options: WebOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    if (fromElsewhere(request, options))
      return reply
        .code(403)
        .send({ code: 'FORBIDDEN', message: 'This address does not belong to the station' });
    if (signedIn(request, options.token)) return undefined;
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (wantsPage) return sendPage(reply.code(401), signInPage());
    return reply
      .code(401)
      .send({ code: 'UNAUTHORIZED', message: 'Send the token as Authorization: Bearer …' });
  });
}

/** Who asks, as far as the transport knows: the session comes by header, or is bound to a socket later. */
function callerOf(request: FastifyRequest, { router, token }: WebOptions, place: string): Caller {
  const { authorization } = request.headers;
  const key = request.headers[sessionHeader];
  const bearer = holdsToken(token, { authorization, cookie: undefined, query: undefined });
  const connection = {
    sessionKey: typeof key === 'string' && key !== '' ? key : null,
    place: `${place} ${request.ip}`,
    bearer,
  };
  return { role: 'operator', gate: gateOf(router), connection };
}

function serveSockets(app: FastifyInstance, options: WebOptions): void {
  const handler = new RPCHandler<Caller>(options.router);
  app.get('/rpc', { websocket: true }, (socket, request) => {
    void handler.upgrade(socket, { context: callerOf(request, options, 'browser') });
    // A sleeping tablet leaves no close behind: a missed pong ends the socket and frees its waiting pull.
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, pingEveryMs);
    socket.on('pong', () => (alive = true));
    socket.on('close', () => clearInterval(ping));
    socket.on('error', (error) =>
      options.log('warn', 'A browser connection failed', { error: error.message }),
    );
  });
}

async function serveRest(app: FastifyInstance, options: WebOptions): Promise<void> {
  const document = await openApiDocument(options.appVersion);
  app.get(`${apiPrefix}/openapi.json`, () => document);
  const handler = new OpenAPIHandler<Caller>(options.router);
  await app.register(async (rest) => {
    // oRPC reads bodies itself, whatever their type.
    rest.removeAllContentTypeParsers();
    rest.addContentTypeParser('*', (_request, _payload, done) => done(null));
    rest.all(`${apiPrefix}/*`, async (request, reply) => {
      const context = callerOf(request, options, 'REST');
      const { matched } = await handler.handle(request, reply, { prefix: apiPrefix, context });
      if (!matched)
        await reply.code(404).send({ code: 'NOT_FOUND', message: 'No such route; see /api-docs' });
    });
  });
}

async function servePages(app: FastifyInstance, options: WebOptions): Promise<void> {
  const { rendererDir } = options;
  if (rendererDir === null) return;
  await app.register(fastifyStatic, { root: rendererDir, index: false, wildcard: true, maxAge: '1h' });
  await serveOfflineShell(app, rendererDir);
  app.get('/', async (request, reply) => {
    if ((request.query as Record<string, unknown>)['token'] === undefined)
      return sendPage(reply, await servePage(rendererDir, 'index.html'));
    void reply.setCookie(tokenCookie, options.token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: options.tls !== null,
      path: '/',
    });
    return reply.redirect('/', 302);
  });
  app.get('/api-docs', async (_request, reply) =>
    sendPage(reply, await servePage(rendererDir, 'api-docs.html')),
  );
}

function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply.headers(page.headers).send(page.html);
}
