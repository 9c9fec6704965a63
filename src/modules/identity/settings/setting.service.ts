import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, InvalidInput, say } from '../../../kernel/problems.js';
import { settingByKey, settingFault, type SettingType } from '../../../kernel/settings.js';
import { Clock } from '../../../kernel/time/clock.js';
import { SettingChanged, SettingUnknown, SettingValueInvalid } from '../identity.contract.js';
import type { ListSettings, SetSetting, SettingExplanationView, SettingValueView } from './setting.dto.js';
import { SettingValue } from './setting.entity.js';

const COLUMNS = `s.id, s.key, s.scope, s.brand, s.store_id AS "storeId", s.value, s.valid_from AS "validFrom", s.reason, s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`;
const VALUES: ListDefinition = {
  select: COLUMNS,
  from: 'identity.setting_value s',
  id: 's.id',
  sorts: { key: { by: 's.key', type: 'text' }, validFrom: { by: 's.valid_from', type: 'timestamptz' } },
  defaultSort: '-validFrom',
  filters: { key: 's.key = ?' },
};
const REMEMBERED_MS = 1500;

@Injectable()
export class SettingService {
  readonly #values = new LRUCache<string, { value: unknown }>({ max: 5000, ttl: REMEMBERED_MS });

  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** The value that holds now: the store's, else its brand's, else the group's, else the default. */
  async value<T>(type: SettingType<T>, storeId?: string | null): Promise<T> {
    const cacheKey = `${type.key} ${storeId ?? ''}`;
    const known = this.#values.get(cacheKey);
    if (known) return known.value as T;
    const [first] = await this.#candidates(type.key, storeId);
    const value = first ? first.value : type.fallback;
    this.#values.set(cacheKey, { value });
    return value as T;
  }

  /** The value that holds, or held, at an instant: also one to come. */
  async valueAt<T>(type: SettingType<T>, storeId: string | null, at: Date): Promise<T> {
    const [first] = await this.#candidates(type.key, storeId, at);
    return (first ? first.value : type.fallback) as T;
  }

  async explain(key: string, storeId?: string): Promise<SettingExplanationView> {
    const type = this.#type(key);
    const considered = await this.#candidates(key, storeId);
    const [first] = considered;
    return {
      key,
      description: type.description,
      rule: type.rule,
      kind: type.kind,
      value: first ? first.value : type.fallback,
      source: first?.scope ?? 'DEFAULT',
      validFrom: first?.validFrom ?? null,
      considered,
    };
  }

  set(body: SetSetting): Promise<SettingValueView> {
    const type = this.#type(body.key);
    const fault = settingFault(type, body.value);
    if (fault) throw SettingValueInvalid({ errors: [at('/value', SettingValueInvalid, fault)] });
    if ((body.scope === 'BRAND') !== (body.brand !== undefined) || (body.scope === 'STORE') !== (body.storeId !== undefined))
      throw InvalidInput({
        errors: [
          {
            pointer: '/scope',
            code: 'scope_target',
            message: say('BRAND 需要 brand,STORE 需要 storeId', 'BRAND needs brand, STORE needs storeId'),
          },
        ],
      });
    return this.db.transaction(async () => {
      const value = Object.assign(new SettingValue(), {
        id: newId(),
        key: body.key,
        scope: body.scope,
        brand: body.brand ?? null,
        storeId: body.storeId ?? null,
        value: body.value,
        validFrom: body.validFrom ? new Date(body.validFrom) : this.clock.now(),
        reason: body.reason ?? null,
      });
      await this.db.save(value, 'set');
      this.outbox.publish(SettingChanged, value, {
        key: value.key,
        scope: value.scope,
        storeId: value.storeId,
        value: value.value,
        validFrom: value.validFrom.toISOString(),
      });
      this.db.afterCommit(() => this.#values.clear());
      return viewOf(value);
    });
  }

  list(query: ListSettings): Promise<Page<SettingValueView>> {
    return this.lists.page(VALUES, query);
  }

  #candidates(key: string, storeId: string | null | undefined, at = this.clock.now()): Promise<SettingValueView[]> {
    return this.db.sql<SettingValueView>(
      `SELECT ${COLUMNS} FROM identity.setting_value s LEFT JOIN identity.store t ON t.id = $2::uuid
       WHERE s.key = $1 AND s.valid_from <= $3 AND (s.scope = 'GROUP' OR (s.scope = 'BRAND' AND s.brand = t.brand) OR (s.scope = 'STORE' AND s.store_id = t.id))
       ORDER BY array_position(ARRAY['STORE', 'BRAND', 'GROUP'], s.scope), s.valid_from DESC, s.id DESC LIMIT 20`,
      [key, storeId ?? null, at],
    );
  }
  #type(key: string): SettingType {
    const type = settingByKey(key);
    if (!type) throw SettingUnknown();
    return type;
  }
}

const viewOf = ({
  id,
  key,
  scope,
  brand,
  storeId,
  value,
  validFrom,
  reason,
  version,
  createdAt,
  updatedAt,
}: SettingValue): SettingValueView => ({ id, key, scope, brand, storeId, value, validFrom, reason, version, createdAt, updatedAt });
