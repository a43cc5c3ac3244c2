import { isContractProcedure } from '@orpc/contract';
import { contract } from '../../../shared/contract/contract';

/** Verbs that only read, by their method over REST. */
export const readVerbs: ReadonlySet<string> = new Set(
  Object.entries(contract).flatMap(([noun, its]) =>
    Object.entries<unknown>(its).flatMap(([name, procedure]) =>
      isContractProcedure(procedure) && procedure['~orpc'].route.method === 'GET' ? [`${noun}.${name}`] : [],
    ),
  ),
);
