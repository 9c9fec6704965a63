import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the built-in channel has sent: once per message, sealed under the customer. */
@Entity({ schema: 'messaging', name: 'channel_log' })
export class ChannelLog {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'message_id' }) messageId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') channel: string;
  @Column('text', { name: 'address_sealed' }) addressSealed: string;
  @Column('text', { name: 'text_sealed' }) textSealed: string;
  @Column('timestamptz') at: Date;
}
