import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export type PriceListState = 'DRAFT' | 'PUBLISHED' | 'RETIRED';
export const PRICE_ITEM_KINDS = ['MODEL', 'ACCESSORY', 'FEE'] as const;
export type PriceItemKind = (typeof PRICE_ITEM_KINDS)[number];
/** Fees that a store publishes. */
export const FEE_CODES = ['FINANCE_FEE', 'INSURANCE', 'REGISTRATION_FEE'] as const;

export const priceListLifecycle = lifecycle({
  name: 'PriceList',
  states: ['DRAFT', 'PUBLISHED', 'RETIRED'],
  initial: 'DRAFT',
  moves: {
    publish: { from: ['DRAFT'], to: ['PUBLISHED'] },
    retire: { from: ['PUBLISHED'], to: ['RETIRED'] },
  },
});

/** Prices of a store, or of the whole group, for a period: written as a draft, never changed once published. */
@Entity({ schema: 'sales', name: 'price_list' })
export class PriceList extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: PriceListState;
  /** Null: the whole group. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('text') name: string;
  /** Store days, both included. */
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt: Date | null;
}

/** One price of a list. */
@Entity({ schema: 'sales', name: 'price_list_item' })
export class PriceListItem {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'price_list_id' }) priceListId: string;
  @Column('int') position: number;
  @Column('text') kind: PriceItemKind;
  /** The accessory's item code or the kind of fee; empty for a model. */
  @Column('text') code: string;
  /** The model it is the price of, or that the accessory or fee is for; null: any model. */
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { nullable: true }) description: string | null;
  /** Fen. */
  @Column('bigint') amount: number;
  /** The list's store, kept here so that the database can refuse two prices of one day. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  /** The days on which it holds, the last excluded; null while the list is a draft. A past day is never repriced. */
  @Column('date', { name: 'held_from', nullable: true }) heldFrom: string | null;
  @Column('date', { name: 'held_until', nullable: true }) heldUntil: string | null;
}
