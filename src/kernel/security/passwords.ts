import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Busy } from '../problems.js';

/** OWASP's Argon2id figures. At most two run at once: each takes 19 MiB and a core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const WAITING = 200;

@Injectable()
export class Passwords {
  #running = 0;
  #queue: (() => void)[] = [];

  hash(password: string): Promise<string> {
    return this.#bounded(() => hash(password, COST));
  }
  verify(kept: string, password: string): Promise<boolean> {
    return this.#bounded(() => verify(kept, password));
  }

  async #bounded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#queue.length >= WAITING) throw Busy({ headers: { 'retry-after': '2' } });
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      this.#queue.shift()?.();
    }
  }
}
