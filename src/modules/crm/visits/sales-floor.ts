import { Injectable } from '@nestjs/common';
import { OpportunityProgress } from '../opportunities/opportunity-progress.js';
import { OnOffer } from '../recommendations/on-offer.js';
import { VisitService } from './visit.service.js';

/** What of the sales floor moves by itself: when others did something, or a time came. */
@Injectable()
export class SalesFloor {
  constructor(
    readonly progress: OpportunityProgress,
    readonly visits: VisitService,
    readonly onOffer: OnOffer,
  ) {}
}
