import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../../shared/contract/contract';
import { mayCall } from '../../../shared/model/role';

export const apiPrefix = '/api/v1';

/** The OpenAPI 3.1 document of every verb a person or script may call. */
export async function openApiDocument(version: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: {
      title: 'Bioprocess Twin station',
      version,
      description:
        'Read and configure this station. Send the token as `Authorization: Bearer …`; to act as a person, sign in at `/people/sign-in` and send its key as `X-Session`. Times are UTC epoch milliseconds.',
    },
    servers: [{ url: apiPrefix }],
    security: [{ token: [], session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'header', name: 'X-Session' },
      },
    },
    filter: ({ path }) => mayCall('operator', path.join('.')),
  });
}
