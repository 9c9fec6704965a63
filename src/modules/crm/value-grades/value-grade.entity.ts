import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Activity, CutOffs, GradeRule, ValueGrade } from './rfm.js';

/** What a customer is worth to a store and whether they still come, as its last nightly run saw it. */
@Entity({ schema: 'crm', name: 'store_grade' })
export class StoreGrade {
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @PrimaryColumn('uuid', { name: 'store_id' }) storeId: string;
  /** Null, like the scores: no paid visit within the window. */
  @Column('text', { name: 'value_grade', nullable: true }) valueGrade: ValueGrade | null;
  @Column('int', { nullable: true }) r: number | null;
  @Column('int', { nullable: true }) f: number | null;
  @Column('int', { nullable: true }) m: number | null;
  /** Null: they never paid for a repair here. */
  @Column('text', { nullable: true }) activity: Activity | null;
  /** A car or a repair order. */
  @Column('date', { name: 'last_paid_on' }) lastPaidOn: string;
  /** The last paid repair order: what the activity goes by (G-4). */
  @Column('date', { name: 'last_serviced_on', nullable: true }) lastServicedOn: string | null;
  @Column('int', { name: 'recency_days', nullable: true }) recencyDays: number | null;
  /** Paid visits ever. */
  @Column('int') ever: number;
  /** Paid visits within the window. */
  @Column('int') visits: number;
  /** Paid within the window, net of refunds; fen. */
  @Column('bigint') amount: number;
  @Column('int', { name: 'r_rank', nullable: true }) rRank: number | null;
  @Column('int', { name: 'f_rank', nullable: true }) fRank: number | null;
  @Column('int', { name: 'm_rank', nullable: true }) mRank: number | null;
  @Column('uuid', { name: 'run_id' }) runId: string;
  @Column('date', { name: 'graded_on' }) gradedOn: string;
}

/** One store's nightly grading: its rule and cut-offs, so that every score can be explained (G-3). */
@Entity({ schema: 'crm', name: 'grade_run' })
export class GradeRun {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('date', { name: 'run_on' }) runOn: string;
  @Column('date', { name: 'window_from' }) windowFrom: string;
  @Column('timestamptz') at: Date;
  /** Customers with a paid visit, ever. */
  @Column('int') customers: number;
  /** Of them those with one within the window: each score is a fifth of these. */
  @Column('int') scored: number;
  @Column('int') changed: number;
  @Column('jsonb') rule: GradeRule;
  @Column('jsonb', { name: 'cut_offs' }) cutOffs: CutOffs;
  @Column('jsonb') grades: Record<ValueGrade, number>;
  @Column('jsonb') activities: Record<Activity, number>;
}
