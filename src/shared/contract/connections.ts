import { z } from 'zod';
import {
  channelMappingSchema,
  connectionSchema,
  connectionSecretsSchema,
  connectionStatusSchema,
  unmappedTopicSchema,
} from '../model/connection';
import { connectionIdSchema } from '../model/identity';
import { verb } from './refusals';

const byConnection = z.object({ id: connectionIdSchema });
const withSecrets = connectionSchema.and(z.object({ secrets: connectionSecretsSchema.default({}) }));

export const connections = {
  list: verb
    .route({
      method: 'GET',
      path: '/connection/list',
      summary: 'Connections and their state',
      tags: ['Connections'],
    })
    .output(z.array(connectionSchema.and(z.object({ status: connectionStatusSchema })))),
  save: verb
    .route({
      method: 'PUT',
      path: '/connection/{id}',
      summary: 'Create or change a connection',
      tags: ['Connections'],
    })
    .input(withSecrets)
    .output(connectionSchema),
  remove: verb
    .route({
      method: 'DELETE',
      path: '/connection/{id}',
      summary: 'Remove a connection; its history stays',
      tags: ['Connections'],
    })
    .input(byConnection)
    .output(z.object({ removed: z.boolean() })),
  /** Opens the connection once beside the running ones and says what happened; nothing is stored. */
  test: verb
    .route({
      method: 'POST',
      path: '/connection/test',
      summary: 'Try connection settings',
      tags: ['Connections'],
    })
    .input(withSecrets)
    .output(z.object({ ok: z.boolean(), words: z.string() })),
  unmapped: verb
    .route({
      method: 'GET',
      path: '/connection/{id}/unmapped',
      summary: 'Topics that arrive and feed no channel',
      tags: ['Connections'],
    })
    .input(byConnection)
    .output(z.object({ topics: z.array(unmappedTopicSchema), more: z.number().int() })),
  mappings: verb
    .route({
      method: 'GET',
      path: '/connection/{id}/mappings',
      summary: 'Mappings made by hand',
      tags: ['Connections'],
    })
    .input(byConnection)
    .output(z.array(channelMappingSchema)),
  map: verb
    .route({
      method: 'POST',
      path: '/connection/{connectionId}/map',
      summary: 'Feed a channel from a topic',
      tags: ['Connections'],
    })
    .input(channelMappingSchema)
    .output(channelMappingSchema),
  unmap: verb
    .route({
      method: 'POST',
      path: '/connection/{connectionId}/unmap',
      summary: 'Remove a mapping',
      tags: ['Connections'],
    })
    .input(channelMappingSchema.omit({ channelId: true }))
    .output(z.object({ removed: z.boolean() })),
};
