import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { passwordLength } from '../../../shared/model/person';
import { userIdProblem, userIdSkeleton } from '../../../shared/model/user-id';
import { isOutdated, ownThreadHasher, usualCost } from './password-hash';
import { passwordProblem } from './password-rules';

const owner = { userId: 'dana.k', name: 'Dana Kowalski' };
const problem = (password: string): string | null => passwordProblem(password, owner);

describe('passwords', () => {
  it('are counted by code point after NFKC: 14 refused, 15 and 128 accepted, emoji counted once', () => {
    expect(problem('vdlkwpzrmtqhxj')).toMatch('at least 15');
    expect(problem('vdlkwpzrmtqhxjb')).toBeNull();
    expect(problem('vdlk wpzr mtqh xjbu '.repeat(6) + 'and more')).toBeNull();
    expect(passwordLength('ﬁ🧪')).toBe(3);
    expect(problem('🧪🦠🔬🥼🧫⚗🌡🧬🍺🍞🧀🥖🍶🥛')).toMatch('This has 14');
  });

  it('are refused where they are guessed first, and free of rules of composition', () => {
    for (const guessed of [
      'aaaaaaaaaaaaaaa',
      'bioprocesstwin2026!',
      'P@ssw0rdP@ssw0rd',
      'qwertyuiopasdfgh',
      '1234567890123456',
      'dana.k dana.k 2026',
      'Kowalski-Kowalski1',
      'Password Welcome 123',
      'abcabcabcabcabcabc',
      'letmeinletmeinletmein',
    ])
      expect([guessed, problem(guessed)]).toEqual([guessed, expect.any(String)]);
    for (const fine of [
      'the pump was noisy at night',
      'vier pferde tanzen leise',
      'ñandú corre por el campo',
    ])
      expect([fine, problem(fine)]).toEqual([fine, null]);
  });

  it('has a list of at least 3000 that are long enough to matter', () => {
    const list = JSON.parse(readFileSync('resources/people/common-passwords.json', 'utf8')) as {
      passwords: string[];
    };
    expect(list.passwords.filter((password) => password.length >= 15).length).toBeGreaterThan(3000);
    expect(list.passwords.filter((password) => problem(password) === null)).toEqual([]);
  });

  it('are hashed with salt, parameters beside; equal ones differ; another spelling of the same letters fits', async () => {
    const hasher = ownThreadHasher({ memoryKib: 64, passes: 1 });
    const [one, two] = await Promise.all([
      hasher.hash('crème brûlée again'),
      hasher.hash('crème brûlée again'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(one).not.toBe(two);
    expect(await hasher.verify('crème brûlée again'.normalize('NFD'), one)).toBe(true);
    expect(await hasher.verify('creme brulee again', one)).toBe(false);
    expect(isOutdated(one, usualCost)).toBe(true);
  });
});

describe('user ids', () => {
  it('refuses mixed scripts and stand-in characters, and sees through look-alikes', () => {
    expect(userIdProblem('аnna')).toMatch('two scripts');
    expect(userIdProblem('ａｎｎａ')).toMatch('stand for others');
    expect(userIdProblem('a b')).toMatch('3 to 32');
    expect([userIdProblem('anna.k'), userIdProblem('анна'), userIdProblem('müller')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(userIdSkeleton('сор')).toBe(userIdSkeleton('cop'));
    expect(userIdSkeleton('Paul1')).toBe(userIdSkeleton('paull'));
    expect(userIdSkeleton('anna')).not.toBe(userIdSkeleton('hanna'));
  });
});
