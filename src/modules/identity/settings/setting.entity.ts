import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

export const SETTING_SCOPES = ['GROUP', 'BRAND', 'STORE'] as const;
export type SettingScope = (typeof SETTING_SCOPES)[number];

@Entity({ schema: 'identity', name: 'setting_value' })
export class SettingValue extends Aggregate {
  @Column('text') key: string;
  @Column('text') scope: SettingScope;
  @Column('text', { nullable: true }) brand: string | null;
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('jsonb') value: unknown;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
  @Column('text', { nullable: true }) reason: string | null;
}
