import type { Principal } from '../context.js';

/** Who an access token speaks for, as the account stands now. Identity answers; the kernel only asks. */
export abstract class Accounts {
  /** Null when the account is gone or disabled. May be up to 2 s old. */
  abstract principalOf(accountId: string): Promise<Principal | null>;
}
