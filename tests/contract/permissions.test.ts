import { describe, expect, it } from 'vitest';
import { contract } from '../../src/shared/contract/contract';
import { permissions } from '../../src/shared/model/role';

describe('permissions', () => {
  it('names every verb of the contract and no other', () => {
    const verbs = Object.entries(contract).flatMap(([noun, its]) =>
      Object.keys(its).map((verb) => `${noun}.${verb}`),
    );
    expect(Object.keys(permissions).toSorted()).toEqual(verbs.toSorted());
  });
});
