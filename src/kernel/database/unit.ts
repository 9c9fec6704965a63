/** What a transaction gathers and writes in one statement at its end. */
export interface EventRecord {
  id: string;
  name: string;
  aggregateType: string;
  aggregateId: string;
  storeId: string | null;
  payload: Record<string, unknown>;
  /** Personal facts a listener must have, sealed under their subject's key; left out of the feed. */
  sealed: Record<string, string> | null;
}
export interface AuditRecord {
  action: string;
  aggregateType: string;
  aggregateId: string;
  storeId: string | null;
  changes: unknown;
}
export interface FlushStatement {
  text: string;
  values: unknown[];
  /** The refusal when no row came back. */
  mustTouch?: () => Error;
}
