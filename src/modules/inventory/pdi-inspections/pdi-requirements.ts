import { Injectable } from '@nestjs/common';
import { at, say } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { InspectionTemplateService } from '../inspection-templates/inspection-template.service.js';
import { PdiItemsMissing, PdiTemplate, type PdiTemplateItem } from '../inventory.rules.js';
import type { PdiItemDone } from './pdi-inspection.dto.js';

/** What a pre-delivery inspection must answer: what the store has set, and what the published checklist C requires (D-9). */
@Injectable()
export class PdiRequirements {
  constructor(
    private readonly identity: IdentityApi,
    private readonly templates: InspectionTemplateService,
  ) {}

  async of(storeId: string | null): Promise<{ title: string; items: PdiTemplateItem[]; measured: Set<string> }> {
    const set = await this.identity.setting(PdiTemplate, storeId);
    const checklist = await this.templates.published('C');
    const own = new Set(set.map((item) => item.code));
    const further = checklist.items.filter((item) => item.required && !own.has(item.code));
    return {
      title: say(checklist.titleZh, checklist.titleEn),
      items: [...set, ...further.map(({ code, titleZh, titleEn }) => ({ code, title: say(titleZh, titleEn) }))],
      measured: new Set(checklist.items.filter((item) => item.kind !== 'OK_DEFECT').map((item) => item.code)),
    };
  }

  async mustBeAnswered(storeId: string, items: PdiItemDone[]): Promise<void> {
    const { items: required, measured } = await this.of(storeId);
    const done = new Set(items.map((item) => item.code));
    const missing = required.filter((item) => !done.has(item.code));
    const unread = items.flatMap(({ code, value }, n) => (measured.has(code) && value === undefined ? [{ code, n }] : []));
    if (missing.length || unread.length)
      throw PdiItemsMissing({
        errors: [
          ...missing.map(({ code, title }) => at('/items', PdiItemsMissing, say(`缺少 ${code} ${title}`, `${code} is missing`))),
          ...unread.map(({ code, n }) =>
            at(`/items/${n}/value`, PdiItemsMissing, say(`${code} 须填写数值或文字`, `${code} needs its value`)),
          ),
        ],
      });
  }
}
