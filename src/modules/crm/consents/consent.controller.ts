import { Body, Header, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { UNKEPT } from '../public-links.js';
import { ConsentLinks } from './consent-links.js';
import { ConsentRequests } from './consent-requests.js';
import { ConsentTexts } from './consent-texts.js';
import {
  AskForConsent,
  ConsentRequestView,
  ConsentTextView,
  ConsentView,
  ListConsents,
  ListConsentTexts,
  PublicConsentView,
  PublishConsentText,
  RecordConsent,
} from './consent.dto.js';
import { ConsentReads } from './consent.queries.js';
import {
  ConsentCategoryUnnamed,
  ConsentRefusedRecently,
  ConsentTextBackdated,
  ConsentTextExists,
  ConsentTextOutdated,
  ConsentTextUnknown,
  ConsentEvidenceRequired,
  RecipientRequired,
} from './consent.rules.js';
import { ConsentService } from './consent.service.js';

@Resource('customers', 'crm')
export class ConsentController {
  constructor(
    private readonly consents: ConsentService,
    private readonly requests: ConsentRequests,
    private readonly reads: ConsentReads,
  ) {}

  @Create('recordConsent', ConsentView, {
    path: ':id/consents',
    summary: 'Record that a consent was given or withdrawn',
    description:
      'A line of an append-only ledger; the newest of a purpose, channel and recipient holds. Giving names the newest text of the purpose and nothing that the text does not name; withdrawing needs no more than `granted: false` (PR-3).',
    refusals: [
      NotFound,
      CustomerMerged,
      RecipientRequired,
      ConsentEvidenceRequired,
      ConsentTextUnknown,
      ConsentTextOutdated,
      ConsentCategoryUnnamed,
    ],
  })
  record(@Param('id', ParseUUIDPipe) id: string, @Body() body: RecordConsent): Promise<ConsentView> {
    return this.consents.record(id, body);
  }
  @List('listConsents', ConsentView, {
    path: ':id/consents',
    summary: 'List a customer’s consents, newest first',
    description: 'With `inForce=true` only what is said last of each purpose, channel and recipient.',
    refusals: [NotFound],
  })
  list(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListConsents): Promise<Page<ConsentView>> {
    return this.reads.list(id, query);
  }
  @Create('askForConsent', ConsentRequestView, {
    path: ':id/consent-requests',
    summary: 'Ask a customer for a consent',
    description: 'Answers the text to show. Who refused or withdrew is not asked again for 180 days † (NDR 22); no service depends on it.',
    refusals: [NotFound, CustomerMerged, ConsentRefusedRecently],
  })
  ask(@Param('id', ParseUUIDPipe) id: string, @Body() body: AskForConsent): Promise<ConsentRequestView> {
    return this.requests.ask(id, body);
  }
}

@Resource('consent-texts', 'crm')
export class ConsentTextController {
  constructor(private readonly texts: ConsentTexts) {}

  @Create('createConsentText', ConsentTextView, {
    summary: 'Publish a version of a consent text',
    description:
      'From `validFrom` on it is the one to show. With `reconsentRequired` (purpose, method or categories change) earlier consents no longer hold from then (PIPL 14).',
    refusals: [ConsentTextExists, ConsentTextBackdated],
  })
  publish(@Body() body: PublishConsentText): Promise<ConsentTextView> {
    return this.texts.publish(body);
  }
  @List('listConsentTexts', ConsentTextView, { summary: 'List consent texts, newest first' })
  list(@Query() query: ListConsentTexts): Promise<Page<ConsentTextView>> {
    return this.texts.list(query);
  }
  @Read('getConsentText', ConsentTextView, { summary: 'Read a consent text' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ConsentTextView> {
    return this.texts.text(id);
  }
}

@Resource('public/consents', 'crm')
export class PublicConsentController {
  constructor(private readonly links: ConsentLinks) {}

  @Read('getPublicConsent', PublicConsentView, {
    path: ':token',
    summary: 'See a consent on one’s own link',
    description: 'For customers, without sign-in: the signed link of a message is the permission.',
  })
  @Header('cache-control', UNKEPT['cache-control'])
  view(@Param('token') token: string): Promise<PublicConsentView> {
    return this.links.view(token);
  }
  @Move('withdrawPublicConsent', ':token/withdraw', PublicConsentView, {
    summary: 'Take a consent back on one’s own link',
    description: 'One call without a body; once more changes nothing (PIPL 15).',
    unkept: true,
  })
  @Header('cache-control', UNKEPT['cache-control'])
  withdraw(@Param('token') token: string): Promise<PublicConsentView> {
    return this.links.withdraw(token);
  }
}
