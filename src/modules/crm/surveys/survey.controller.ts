import { Body, Header, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, InvalidInput, NotFound } from '../../../kernel/problems.js';
import { UNKEPT } from '../public-links.js';
import { SurveyDesk } from './survey-desk.js';
import { SurveyLinks } from './survey-links.js';
import { SurveyTemplates } from './survey-templates.js';
import {
  AnswerSurvey,
  AskSurveyFigures,
  CreateSurveyTemplate,
  ListSurveys,
  ListSurveyTemplates,
  PublicSurveyView,
  SkipSurvey,
  SurveyDetailView,
  SurveyFiguresView,
  SurveyTemplateView,
  SurveyView,
  ThanksView,
} from './survey.dto.js';
import { SurveyReads } from './survey.queries.js';
import { SurveyAlreadyAnswered, SurveyAnswerInvalid, SurveyExpired, SurveyTemplateBusy, SurveyTemplateInvalid } from './survey.rules.js';
import { SurveyService } from './survey.service.js';

@Resource('survey-templates', 'crm')
export class SurveyTemplateController {
  constructor(private readonly templates: SurveyTemplates) {}

  @Create('createSurveyTemplate', SurveyTemplateView, {
    summary: 'Put what is asked in force',
    description: 'A code that is known gets its next revision; surveys that are planned already keep theirs.',
    refusals: [SurveyTemplateInvalid, SurveyTemplateBusy],
  })
  create(@Body() body: CreateSurveyTemplate): Promise<SurveyTemplateView> {
    return this.templates.create(body);
  }
  @List('listSurveyTemplates', SurveyTemplateView, { summary: 'List survey templates' })
  list(@Query() query: ListSurveyTemplates): Promise<Page<SurveyTemplateView>> {
    return this.templates.list(query);
  }
  @Read('getSurveyTemplate', SurveyTemplateView, { summary: 'Read a survey template' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<SurveyTemplateView> {
    return this.templates.template(id);
  }
  @Move('retireSurveyTemplate', 'retire', SurveyTemplateView, { summary: 'Plan no more surveys by it', refusals: [IllegalMove] })
  retire(@Param('id', ParseUUIDPipe) id: string): Promise<SurveyTemplateView> {
    return this.templates.retire(id);
  }
}

@Resource('surveys', 'crm')
export class SurveyController {
  constructor(
    private readonly surveys: SurveyService,
    private readonly desk: SurveyDesk,
    private readonly reads: SurveyReads,
  ) {}

  @List('listSurveys', SurveyView, {
    summary: 'List surveys',
    description: 'Planned by themselves after each delivery and service, by the active templates (C-1).',
  })
  list(@Query() query: ListSurveys): Promise<Page<SurveyView>> {
    return this.reads.list(query);
  }
  @Read('getSurveyFigures', SurveyFiguresView, {
    path: 'figures',
    summary: 'CSI, NPS and response rate of a period (C-2)',
    description: 'In all and by who served the customer; a figure over nothing is null.',
    refusals: [InvalidInput, NotFound],
  })
  figures(@Query() query: AskSurveyFigures): Promise<SurveyFiguresView> {
    return this.reads.figures(query);
  }
  @Read('getSurvey', SurveyDetailView, { summary: 'Read a survey with its questions, and whether the customer may be called' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<SurveyDetailView> {
    return this.reads.one(id);
  }
  @Move('sendSurvey', 'send', SurveyDetailView, {
    summary: 'Send a survey before it is due',
    description: 'When it is due it is sent by itself. The consent is looked at when the message leaves: without one it shows WITHHELD.',
    refusals: [IllegalMove],
  })
  send(@Param('id', ParseUUIDPipe) id: string): Promise<SurveyDetailView> {
    return this.surveys.send(id);
  }
  @Move('answerSurvey', 'answer', SurveyDetailView, {
    summary: 'Record what the customer answered on the phone',
    description: 'A recommendation of 6 or less, or any item of 2 or less, opens a complaint in the same step (C-2).',
    refusals: [IllegalMove, SurveyExpired, SurveyAlreadyAnswered, SurveyAnswerInvalid],
  })
  async answer(@Param('id', ParseUUIDPipe) id: string, @Body() { answers }: AnswerSurvey): Promise<SurveyDetailView> {
    return this.reads.detail(await this.desk.answer(id, answers, 'PHONE'));
  }
  @Move('skipSurvey', 'skip', SurveyDetailView, { summary: 'Give a survey up', refusals: [IllegalMove] })
  skip(@Param('id', ParseUUIDPipe) id: string, @Body() body: SkipSurvey): Promise<SurveyDetailView> {
    return this.surveys.skip(id, body);
  }
}

@Resource('public/surveys', 'crm')
export class PublicSurveyController {
  constructor(private readonly links: SurveyLinks) {}

  @Read('getPublicSurvey', PublicSurveyView, {
    path: ':token',
    summary: 'See a survey on one’s own link',
    description: 'For customers, without sign-in: the signed link of a message is the permission, until it runs out.',
    refusals: [SurveyExpired, SurveyAlreadyAnswered],
  })
  @Header('cache-control', UNKEPT['cache-control'])
  view(@Param('token') token: string): Promise<PublicSurveyView> {
    return this.links.view(token);
  }
  @Move('answerPublicSurvey', ':token/answer', ThanksView, {
    summary: 'Answer a survey on one’s own link, once',
    unkept: true,
    refusals: [SurveyExpired, SurveyAlreadyAnswered, SurveyAnswerInvalid],
  })
  @Header('cache-control', UNKEPT['cache-control'])
  answer(@Param('token') token: string, @Body() { answers }: AnswerSurvey): Promise<ThanksView> {
    return this.links.answer(token, answers);
  }
}
