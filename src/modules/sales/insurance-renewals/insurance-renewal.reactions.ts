import { Injectable } from '@nestjs/common';
import { Reactions } from '../../../kernel/events/event.js';
import { InsuranceRenewalService } from './insurance-renewal.service.js';

/** Renewals fall due by the calendar (IN-1). */
@Injectable()
export class InsuranceRenewalReactions extends Reactions {
  constructor(private readonly renewals: InsuranceRenewalService) {
    super();
  }

  override readonly listeners = [];
  override readonly ticks = [
    {
      name: 'sales.remind-insurance-renewals',
      table: 'sales.insurance_renewal',
      due: 'next_reminder_at',
      where: `state = 'OPEN' AND next_reminder_at IS NOT NULL`,
      run: (id: string) => this.renewals.remind(id),
    },
  ];
}
