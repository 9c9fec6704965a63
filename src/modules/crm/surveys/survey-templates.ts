import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { isDuration } from '../../../kernel/time/clock.js';
import type { CreateSurveyTemplate, ListSurveyTemplates, SurveyQuestion, SurveyTemplateView } from './survey.dto.js';
import { type Question, SurveyTemplate, surveyTemplateLifecycle } from './survey.entity.js';
import { SurveyTemplateInvalid } from './survey.rules.js';

const TEMPLATES: ListDefinition = {
  select: `t.id, t.code, t.revision, t.state, t.kind, t.name_zh AS "nameZh", t.name_en AS "nameEn", t.send_after AS "sendAfter", t.questions, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'crm.survey_template t',
  id: 't.id',
  sorts: { code: { by: 't.code', type: 'text' }, createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: 'code',
  filters: { state: 't.state = ANY(?::text[])', kind: 't.kind = ?', code: 't.code = ?' },
};

/** What is asked, as data of the group. */
@Injectable()
export class SurveyTemplates {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  /** Puts a new revision in force; the one before retires. */
  create({ code, kind, name, sendAfter, questions: asked }: CreateSurveyTemplate): Promise<SurveyTemplateView> {
    const questions = asked.map(questionOf);
    const errors = [
      ...faultsOf(questions),
      ...(isDuration(sendAfter) ? [] : [fault('/sendAfter', '不是 ISO 8601 时长', 'is no ISO 8601 duration')]),
    ];
    if (errors.length) throw SurveyTemplateInvalid({ errors });
    return this.db.transaction(async () => {
      const [last] = await this.db.sql<{ revision: number }>(
        'SELECT coalesce(max(revision), 0) AS revision FROM crm.survey_template WHERE code = $1',
        [code],
      );
      for (const before of await this.db.lockAll(SurveyTemplate, { code, state: 'ACTIVE' })) {
        surveyTemplateLifecycle.move(before, 'retire');
        await this.db.save(before, 'retire');
      }
      const template = Object.assign(new SurveyTemplate(), {
        id: newId(),
        code,
        revision: (last?.revision ?? 0) + 1,
        kind,
        nameZh: name.zh,
        nameEn: name.en,
        sendAfter,
        questions,
      });
      surveyTemplateLifecycle.begin(template);
      return viewOf(await this.db.save(template, 'create'));
    });
  }

  retire(id: string): Promise<SurveyTemplateView> {
    return this.db.transaction(async () => {
      const template = await this.db.lock(SurveyTemplate, id);
      surveyTemplateLifecycle.move(template, 'retire');
      return viewOf(await this.db.save(template, 'retire'));
    });
  }
  async template(id: string): Promise<SurveyTemplateView> {
    return viewOf(await this.db.find(SurveyTemplate, id));
  }
  async list(query: ListSurveyTemplates): Promise<Page<SurveyTemplateView>> {
    const page = await this.lists.page<SurveyTemplate>(TEMPLATES, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const questionOf = ({ code, type, text, weight, required, options }: SurveyQuestion): Question => ({
  code,
  type,
  zh: text.zh,
  en: text.en,
  weight: type === 'SCORE_5' ? (weight ?? 1) : 0,
  required: required ?? true,
  options: (options ?? []).map(({ code: option, zh, en }) => ({ code: option, zh, en })),
});
const fault = (pointer: string, zh: string, en: string): FieldFault => at(pointer, SurveyTemplateInvalid, say(zh, en));
const repeats = (codes: string[]): boolean => new Set(codes).size < codes.length;

function faultsOf(questions: readonly Question[]): FieldFault[] {
  const faults: FieldFault[] = [];
  if (repeats(questions.map((q) => q.code))) faults.push(fault('/questions', '问题代码重复', 'question codes repeat'));
  if (questions.filter((q) => q.type === 'NPS_10').length > 1)
    faults.push(fault('/questions', '推荐题最多一个', 'at most one NPS_10 question'));
  for (const [n, { type, options }] of questions.entries())
    if ((type === 'CHOICE' ? options.length < 2 : options.length > 0) || repeats(options.map((o) => o.code)))
      faults.push(
        fault(
          `/questions/${n}/options`,
          '选择题需要两个以上不重复的选项,其他题型没有选项',
          'a CHOICE has two different options or more, the others have none',
        ),
      );
  return faults;
}

const viewOf = (t: SurveyTemplate): SurveyTemplateView => ({
  ...headOf(surveyTemplateLifecycle, { ...t, number: `${t.code}-${t.revision}` }),
  code: t.code,
  revision: t.revision,
  kind: t.kind,
  nameZh: t.nameZh,
  nameEn: t.nameEn,
  sendAfter: t.sendAfter,
  questions: t.questions,
});
