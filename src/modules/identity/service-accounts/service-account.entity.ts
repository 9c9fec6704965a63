import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Grant } from '../../../kernel/context.js';

@Entity({ schema: 'identity', name: 'service_account' })
export class ServiceAccount extends Aggregate {
  @Column('text', { name: 'client_id' }) clientId: string;
  @Column('text') name: string;
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @Column('jsonb') grants: Grant[];
  @Column('boolean') active: boolean;
}
