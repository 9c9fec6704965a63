import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Channel, ConsentPurpose, Language } from '../../crm/crm.contract.js';

/** How a kind of message is worded in a language on a channel, and which consent it needs. */
@Entity({ schema: 'messaging', name: 'message_template' })
export class MessageTemplate extends Aggregate {
  @Column('text') code: string;
  @Column('text') language: Language;
  @Column('text') channel: Channel;
  @Column('text') purpose: ConsentPurpose;
  /** What `{{name}}` may stand for. */
  @Column('text', { array: true }) placeholders: string[];
  @Column('text') text: string;

  /** Placeholders that nothing would fill. */
  unknownIn(text: string): string[] {
    return [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name).filter((name) => !this.placeholders.includes(name));
  }

  needs(placeholder: string): boolean {
    return [...this.text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].some(([, name]) => name === placeholder);
  }
  render(values: Readonly<Record<string, string>>): string {
    return this.text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => values[name] ?? '');
  }
}
