import { Injectable } from '@nestjs/common';
import { Reactions } from '../../kernel/events/event.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class IntegrationReactions extends Reactions {
  override readonly listeners = [];
}
