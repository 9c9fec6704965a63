import { ApiProperty } from '@nestjs/swagger';
import { IsDefined } from 'class-validator';
import { Code, Id, Instant, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery, ReadQuery } from '../../../kernel/http/list.js';
import { SETTING_SCOPES } from './setting.entity.js';

export class SetSetting {
  @Code('sales.quotation-validity', 80) key: string;
  @OneOf(SETTING_SCOPES) scope: 'GROUP' | 'BRAND' | 'STORE';
  /** With scope BRAND. */
  @Optional()
  @Text(50, '示范')
  brand?: string;
  /** With scope STORE. */
  @Optional()
  @Id()
  storeId?: string;
  /** A value of the setting's kind. */
  @ApiProperty({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'object' }, { type: 'array', items: {} }],
    example: 'P7D',
  })
  @IsDefined()
  value: unknown;
  /** From when it holds; now if left out. */
  @Optional()
  @Instant()
  validFrom?: string;
  @Optional()
  @Text(500, '旺季调整')
  reason?: string;
}
export class ReadSetting extends ReadQuery {
  /** Which store's value. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ListSettings extends ListQuery {
  @Optional()
  @Code('sales.quotation-validity', 80)
  key?: string;
}

/** A value that was set, for the group, a brand or a store. */
export class SettingValueView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'sales.quotation-validity' */
  key: string;
  /** GROUP, BRAND or STORE. @example 'GROUP' */
  scope: string;
  /** @example null */
  brand: string | null;
  /** @example null */
  storeId: string | null;
  @ApiProperty({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'object' }, { type: 'array', items: {} }],
    example: 'P7D',
  })
  value: unknown;
  /** @example '2026-11-24T10:00:00.000Z' */
  validFrom: Date;
  /** @example '旺季调整' */
  reason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
/** Which value holds for a store and why. */
export class SettingExplanationView {
  /** @example 'sales.quotation-validity' */
  key: string;
  /** @example 'How long a quotation can be accepted.' */
  description: string;
  /** @example 'Q-1' */
  rule: string;
  /** integer, number, boolean, text, duration or json. @example 'duration' */
  kind: string;
  @ApiProperty({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'object' }, { type: 'array', items: {} }],
    example: 'P7D',
  })
  value: unknown;
  /** DEFAULT, GROUP, BRAND or STORE: where the value comes from. @example 'DEFAULT' */
  source: string;
  /** Since when it holds; null for the default. @example null */
  validFrom: Date | null;
  /** Every candidate, the narrowest first. */
  considered: SettingValueView[];
}
