import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { CalendarException, Periods } from './business-time.js';

@Entity({ schema: 'identity', name: 'store_calendar' })
export class StoreCalendar extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  /** Monday to Sunday. */
  @Column('jsonb', { name: 'opening_hours' }) openingHours: Periods[];
  /** Days that differ from their weekday: holidays and 调休. */
  @Column('jsonb') exceptions: Record<string, CalendarException>;
}
