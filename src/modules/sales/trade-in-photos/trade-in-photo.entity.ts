import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { FileType } from '../../../kernel/files/file-content.js';

export const TRADE_IN_PHOTO_VIEWS = [
  'FRONT',
  'REAR',
  'LEFT',
  'RIGHT',
  'INTERIOR',
  'ENGINE',
  'ODOMETER',
  'VIN_PLATE',
  'DAMAGE',
  'OTHER',
] as const;

/** A photo of an appraised car (TI-1): what the valuation was made of, so it stays. The bytes are in the file store under their SHA-256. */
@Entity({ schema: 'sales', name: 'trade_in_photo' })
export class TradeInPhoto extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'trade_in_id' }) tradeInId: string;
  @Column('text') view: (typeof TRADE_IN_PHOTO_VIEWS)[number];
  @Column('text', { nullable: true }) caption: string | null;
  @Column('text', { name: 'media_type' }) mediaType: FileType;
  @Column('int') size: number;
  @Column('text') sha256: string;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy: string;
}
