/** What a policy is for; null stands for any (V-7). */
export interface PolicyScope {
  storeId: string | null;
  brand: string | null;
  series: string | null;
  modelId: string | null;
  colour: string | null;
}
export interface PolicySubject {
  storeId: string;
  brand: string;
  series: string;
  modelId: string;
  colour: string;
}

/** Whether a policy speaks of this kind of car. */
export function covers(policy: PolicyScope, of: PolicySubject): boolean {
  const fits = (wanted: string | null, is: string) => wanted === null || wanted === is;
  return (
    fits(policy.storeId, of.storeId) &&
    fits(policy.brand, of.brand) &&
    fits(policy.series, of.series) &&
    fits(policy.modelId, of.modelId) &&
    fits(policy.colour, of.colour)
  );
}

/**
 * The more it says, the higher: first whether it names the car (model, then series, then brand), then the colour, then the store.
 * Two policies of one rank that cover the same car would have the same scope, which the database allows once.
 */
export const rankOf = ({ storeId, brand, series, modelId, colour }: PolicyScope): number =>
  (modelId !== null ? 3 : series !== null ? 2 : brand !== null ? 1 : 0) * 4 + (colour !== null ? 2 : 0) + (storeId !== null ? 1 : 0);

/** The most specific policy that covers a kind of car, or null (V-7). */
export function policyFor<P extends PolicyScope>(policies: readonly P[], of: PolicySubject): P | null {
  let best: P | null = null;
  for (const policy of policies) if (covers(policy, of) && (best === null || rankOf(policy) > rankOf(best))) best = policy;
  return best;
}
