import { z } from 'zod';
import { bridgeIdSchema, bridgeSchema, bridgeSecretsSchema, bridgeStatusSchema } from '../model/bridge';
import { verb } from './refusals';

const tags = ['Bridges'];
const withSecrets = bridgeSchema.and(z.object({ secrets: bridgeSecretsSchema.default({}) }));

export const bridges = {
  list: verb
    .route({ method: 'GET', path: '/bridge/list', summary: 'Bridges to brokers and how they stand', tags })
    .output(z.array(z.object({ bridge: bridgeSchema, status: bridgeStatusSchema }))),
  save: verb
    .route({ method: 'PUT', path: '/bridge/{id}', summary: 'Create or change a bridge', tags })
    .input(withSecrets)
    .output(bridgeSchema),
  remove: verb
    .route({
      method: 'DELETE',
      path: '/bridge/{id}',
      summary: 'Remove a bridge with what waits for it',
      tags,
    })
    .input(z.object({ id: bridgeIdSchema }))
    .output(z.object({ removed: z.boolean() })),
  /** Connects once beside the running ones and publishes nothing. */
  test: verb
    .route({ method: 'POST', path: '/bridge/test', summary: 'Try the settings of a bridge', tags })
    .input(withSecrets)
    .output(z.object({ ok: z.boolean(), words: z.string() })),
};
