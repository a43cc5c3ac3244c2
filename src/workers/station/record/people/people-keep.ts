import type { AccountState, Grant, GrantWish } from '../../../../shared/model/person';

/** An account with its person, as it is stored. */
export interface AccountRow {
  readonly userId: string;
  readonly personId: string;
  readonly name: string;
  readonly demo: boolean;
  readonly state: AccountState;
  readonly passwordHash: string | null;
  readonly passwordSetAt: number | null;
  /** SHA-256 of the invitation's secret, hex. */
  readonly invitationHash: string | null;
  readonly invitedUntil: number | null;
  /** One-time codes are asked for: true once one code proved the authenticator. */
  readonly totp: boolean;
  /** Time step of the last code taken: each is taken once. */
  readonly totpLastStep: number | null;
  readonly failures: number;
  readonly lockedAt: number | null;
  readonly verifiedBy: string | null;
  readonly verifiedHow: string | null;
  readonly verifiedAt: number | null;
  readonly attestedAt: number | null;
  readonly lastSignInAt: number | null;
  /** What to tell at the next sign-in. */
  readonly notice: string | null;
  readonly createdAt: number;
}
export type AccountPatch = Partial<
  Omit<AccountRow, 'userId' | 'personId' | 'name' | 'demo' | 'createdAt'>
> & {
  /** Seed of the one-time codes, Base32; null takes it away. */
  readonly totpSeed?: string | null;
};

/** Who held which account and role at a moment, as it was put up for signing. */
export interface ReviewRow {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  /** JSON. */
  readonly content: string;
}

export interface NewAccount {
  readonly userId: string;
  readonly folded: string;
  readonly skeleton: string;
  readonly personId: string;
  readonly createdAt: number;
}

/** People in records.db. Calls that change belong into `ledger.write`. */
export interface PeopleKeep {
  /** Those disabled as well, in the order they were made. */
  accounts(): AccountRow[];
  accountOf(folded: string): AccountRow | undefined;
  /** The account of a person that is not disabled, else the newest. */
  accountOfPerson(personId: string): AccountRow | undefined;
  /** User id of the account that looks the same. */
  lookAlike(skeleton: string): string | undefined;
  /** Id of the person of that folded name. */
  personNamed(foldedName: string): string | undefined;
  nameOf(personId: string): string | undefined;
  /** Seed of the one-time codes, proved or not. Throws a StoreRefusal where it was sealed under another key. */
  totpSeedOf(userId: string): string | null;
  addPerson(person: { id: string; name: string; foldedName: string; demo: boolean; createdAt: number }): void;
  addAccount(account: NewAccount): void;
  patch(userId: string, patch: AccountPatch): void;
  /** All not ended, those of the future and the past as well. */
  grantsOf(personId: string): Grant[];
  addGrant(personId: string, grant: GrantWish, from: number): void;
  endGrant(id: number, at: number): void;
  /** Newest first. */
  reviews(): ReviewRow[];
  addReview(review: ReviewRow): void;
  /** Ids of people who hold that role everywhere at that time and have an account to use it with. */
  holdersOf(role: string, at: number): string[];
}
