import { Injectable } from '@nestjs/common';
import { type Listener, Reactions } from '../../../kernel/events/event.js';
import { ComplaintService } from './complaint.service.js';

/** A complaint that waits too long climbs its ladder by itself (C-3). */
@Injectable()
export class ComplaintReactions extends Reactions {
  constructor(private readonly complaints: ComplaintService) {
    super();
  }

  override readonly listeners: Listener[] = [];

  override readonly ticks = [
    {
      name: 'crm.complaint-ladder',
      table: 'crm.complaint',
      due: 'next_rung_at',
      where: `state <> 'CLOSED' AND next_rung_at IS NOT NULL`,
      run: (id: string, now: Date) => this.complaints.climb(id, now),
    },
  ];
}
