import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../kernel/events/event.js';
import { CustomersUnmerged } from './crm.contract.js';
import { TimelineService } from './timeline/timeline.service.js';
import { TOLD } from './timeline/told.js';

/** What is told of a customer, whoever did it; a room that reacts to more has a page of its own beside its service. */
@Injectable()
export class CrmReactions extends Reactions {
  constructor(private readonly timeline: TimelineService) {
    super();
  }

  override readonly listeners = [
    ...TOLD.map(({ event, story }) => on(event, 'crm.tell', (published) => this.timeline.hear(story(published as never)))),
    // Nothing remains of a merge that was undone (L-4).
    on(CustomersUnmerged, 'crm.tell', ({ payload }) => this.timeline.forgetMerge(payload.mergeId)),
  ];
}
