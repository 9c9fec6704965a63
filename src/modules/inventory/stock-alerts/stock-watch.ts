import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { StockAlertClosed, StockAlertRaised } from '../inventory.contract.js';
import { type StockKey, type StockLevel, StockLevelReads } from '../stock-levels/stock-level.queries.js';
import { covers, policyFor, type PolicySubject } from '../stock-policies/policy-choice.js';
import type { StockPolicy } from '../stock-policies/stock-policy.entity.js';
import { StockPolicyService } from '../stock-policies/stock-policy.service.js';
import { type AlertKind, crossing, highBound, lowBound } from './alert-crossing.js';
import { StockAlert, STOCK_ALERT_KINDS, stockAlertLifecycle } from './stock-alert.entity.js';
import { HighStockRole, LowStockRole } from './stock-alert.rules.js';

interface Watched {
  level: StockLevel;
  policy: StockPolicy | null;
  soldIn30Days: number;
}
const LOCKS = 7711;
/** Counts of one kind of car that are worth folding by the way. */
const FEW = 32;
/** A lock for each kind of car would be too many at night: so many are shared by all. */
const BUCKETS = 1024;
const bucketOf = (id: string): number => createHash('sha1').update(id).digest().readUInt16BE() % BUCKETS;
const idOf = ({ storeId, modelId, colour }: StockKey) => `${storeId} ${modelId} ${colour}`;

/**
 * Holds the levels against their policies (V-7): after every move of a car, and every night all of them.
 * One car kind is looked at by one caller at a time, under a lock of its own that is taken before anything is read.
 */
@Injectable()
export class StockWatch {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly levels: StockLevelReads,
    private readonly policies: StockPolicyService,
    private readonly numbers: Numbers,
  ) {}

  /** Something happened to a car of this kind: what is to be expected now? Where a policy holds, or an alert is open; counts that have grown many are folded by the way. */
  async look(key: StockKey): Promise<void> {
    const [model] = await this.db.sql<Pick<PolicySubject, 'brand' | 'series'>>(
      'SELECT brand, series FROM inventory.vehicle_model WHERE id = $1',
      [key.modelId],
    );
    if (!model) return;
    const subject = { ...key, ...model };
    const ruled = (await this.policies.holding(key.storeId, subject)).some((policy) => covers(policy, subject));
    if (!ruled && !(await this.#hasOpen(key))) return;
    await this.db.sql(`SELECT pg_advisory_xact_lock(${LOCKS}, $1)`, [bucketOf(idOf(key))]);
    await this.levels.fold(key, FEW);
    const policy = policyFor(await this.policies.holding(key.storeId, subject), subject);
    const alerts = await this.db.lockAll(StockAlert, [
      { ...pick(key), state: 'OPEN' },
      { ...pick(key), state: 'ACKNOWLEDGED' },
    ]);
    const level = await this.levels.projected(key);
    const sold = (await this.levels.sales(key.storeId, this.clock.today())).find((s) => idOf(s) === idOf(key))?.sold ?? 0;
    for (const kind of STOCK_ALERT_KINDS)
      await this.#judge(
        kind,
        { level, policy, soldIn30Days: sold },
        alerts.find((a) => a.kind === kind),
      );
  }

  /**
   * Every night, and when policies change: what time alone moves (the horizon, the sales of 30 days), and what nobody told.
   * It looks closely only where something has to change.
   */
  async lookAtAll(only: { storeId?: string | null; modelId?: string | null } = {}): Promise<void> {
    const stores = only.storeId ? [only.storeId] : (await this.identity.stores()).map(({ id }) => id);
    const due = (await Promise.all(stores.map((storeId) => this.#dueIn(storeId, only.modelId ?? null)))).flat();
    await this.lookAtEach(due);
  }

  /** Every night: one row of each count again. Under the locks of the kinds of cars, in their order, so that no two fold the same at once. */
  async foldAll(): Promise<void> {
    const spread = await this.levels.unfolded();
    for (const key of spread.sort((a, b) => bucketOf(idOf(a)) - bucketOf(idOf(b)))) {
      await this.db.sql(`SELECT pg_advisory_xact_lock(${LOCKS}, $1)`, [bucketOf(idOf(key))]);
      await this.levels.fold(key);
    }
  }

  /** Takes their locks in one order. */
  async lookAtEach(keys: StockKey[]): Promise<void> {
    for (const key of [...keys].sort((a, b) => bucketOf(idOf(a)) - bucketOf(idOf(b)))) await this.look(key);
  }

  /** The kinds of cars of a store whose alerts have to change. */
  async #dueIn(storeId: string, modelId: string | null): Promise<StockKey[]> {
    const policies = await this.policies.holding(storeId);
    const models = await this.db.sql<Omit<PolicySubject, 'storeId' | 'colour'> & { colours: string[] }>(
      `SELECT id AS "modelId", brand, series, colours FROM inventory.vehicle_model WHERE code NOT LIKE 'USED-%' AND ($1::uuid IS NULL OR id = $1)`,
      [modelId],
    );
    const levels = new Map((await this.levels.projections(storeId)).map((level) => [idOf(level), level]));
    const sales = new Map((await this.levels.sales(storeId, this.clock.today())).map((s) => [idOf(s), s.sold]));
    const alerts = await this.db.sql<StockKey & { kind: AlertKind }>(
      `SELECT store_id AS "storeId", model_id AS "modelId", colour, kind FROM inventory.stock_alert WHERE store_id = $1 AND state <> 'CLOSED'`,
      [storeId],
    );
    const open = new Set(alerts.map((a) => `${idOf(a)} ${a.kind}`));
    const due = new Map<string, StockKey>();
    for (const { colours, ...model } of models)
      for (const colour of new Set([...colours, ...alerts.filter((a) => a.modelId === model.modelId).map((a) => a.colour)])) {
        const key = { storeId, modelId: model.modelId, colour };
        const policy = policyFor(policies, { ...key, ...model });
        const level = levels.get(idOf(key)) ?? { ...key, projected: 0, openDemand: 0 };
        const watched = { level, policy, soldIn30Days: sales.get(idOf(key)) ?? 0 };
        if (STOCK_ALERT_KINDS.some((kind) => verdictOn(kind, watched, open.has(`${idOf(key)} ${kind}`)) !== 'KEEP'))
          due.set(idOf(key), key);
      }
    return [...due.values()];
  }

  async #hasOpen({ storeId, modelId, colour }: StockKey): Promise<boolean> {
    const open = `SELECT 1 FROM inventory.stock_alert WHERE store_id = $1 AND model_id = $2 AND colour = $3 AND state <> 'CLOSED' LIMIT 1`;
    return (await this.db.sql(open, [storeId, modelId, colour])).length > 0;
  }

  async #judge(kind: AlertKind, watched: Watched, alert: StockAlert | undefined): Promise<void> {
    const verdict = verdictOn(kind, watched, alert !== undefined);
    if (verdict === 'RAISE' && watched.policy) await this.#raise(kind, watched, watched.policy);
    if (verdict === 'CLOSE' && alert) await this.#close(alert, watched.level.projected);
  }

  async #raise(kind: AlertKind, { level, soldIn30Days, policy }: Watched, { id: stockPolicyId }: StockPolicy): Promise<void> {
    const { storeId, modelId, colour, projected, openDemand } = level;
    const { code } = await this.identity.store(storeId);
    const threshold = boundOf(kind, { level, soldIn30Days, policy }) ?? 0;
    const assignedRole = await this.identity.setting(kind === 'LOW' ? LowStockRole : HighStockRole, storeId);
    const alert = Object.assign(new StockAlert(), {
      ...{ id: newId(), number: await this.numbers.next('AL', code), storeId, modelId, colour, kind, stockPolicyId },
      ...{ threshold, projected, openDemand, soldIn30Days, assignedRole },
    });
    stockAlertLifecycle.begin(alert);
    await this.db.save(alert, 'raise');
    const { id: stockAlertId } = alert;
    this.outbox.publish(StockAlertRaised, alert, {
      ...{ stockAlertId, storeId, modelId, colour, kind, threshold, projected, openDemand, assignedRole },
    });
  }

  async #close(alert: StockAlert, projected: number): Promise<void> {
    stockAlertLifecycle.move(alert, 'close');
    Object.assign(alert, { closedAt: this.clock.now(), closedProjected: projected });
    await this.db.save(alert, 'close');
    const { id: stockAlertId, storeId, modelId, colour, kind } = alert;
    this.outbox.publish(StockAlertClosed, alert, { stockAlertId, storeId, modelId, colour, kind, projected });
  }
}

const pick = ({ storeId, modelId, colour }: StockKey) => ({ storeId, modelId, colour });
function boundOf(kind: AlertKind, { policy, soldIn30Days }: Watched): number | null {
  if (!policy) return null;
  return (kind === 'LOW' ? lowBound : highBound)({ ...policy, soldIn30Days });
}
const verdictOn = (kind: AlertKind, watched: Watched, open: boolean) =>
  crossing(kind, watched.level.projected, boundOf(kind, watched), open);
