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
        'Read and configure this station. Send the token as `Authorization: Bearer …`. Times are UTC epoch milliseconds.',
    },
    servers: [{ url: apiPrefix }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    filter: ({ path }) => mayCall('operator', path.join('.')),
  });
}
