import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const PER_SECOND = 200;
const BURST = 1000;

/** A token bucket per caller and instance: 200 requests a second, bursts of 1,000. Real time: it protects the machine. */
@Injectable()
export class RateLimiter {
  readonly #buckets = new LRUCache<string, { tokens: number; at: number }>({ max: 50_000 });

  take(caller: string, now: number = performance.now()): { allowed: boolean; headers: Record<string, string> } {
    const bucket = this.#buckets.get(caller) ?? { tokens: BURST, at: now };
    bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.at) / 1000) * PER_SECOND);
    bucket.at = now;
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens--;
    this.#buckets.set(caller, bucket);
    const full = Math.ceil((BURST - bucket.tokens) / PER_SECOND);
    return {
      allowed,
      headers: {
        'ratelimit-policy': `"caller";q=${BURST};w=${BURST / PER_SECOND}`,
        ratelimit: `"caller";r=${Math.floor(bucket.tokens)};t=${full}`,
      },
    };
  }
}
