import { Body, Headers, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, ReferenceUnknown } from '../../../kernel/problems.js';
import { AdfIntakeService } from './adf-intake.service.js';
import { AdfReads } from './adf.queries.js';
import {
  ADF_MAX_BYTES,
  ADF_TYPES,
  AdfContactUnreachable,
  AdfContentErased,
  AdfEncodingUnreadable,
  AdfEntitiesForbidden,
  AdfMalformed,
  AdfProspectMissing,
  AdfRootUnknown,
  AdfTooComplex,
  AdfVendorMissing,
  AdfVendorUnknown,
} from './adf.rules.js';
import {
  AdfIntakeView,
  AdfReceiptView,
  DiscardAdfIntake,
  ListAdfIntakes,
  ReceiveAdf,
  ReleaseAdfIntake,
  RevealAdfIntake,
  RevealedAdfView,
} from './adf.dto.js';

const EXAMPLE =
  '<adf><prospect><id source="web-portal">P-1</id><requestdate>2026-11-24T10:15:00+08:00</requestdate><vehicle interest="buy" status="new"><year>2026</year><make>示范</make><model>示范轿车</model></vehicle><customer><contact><name part="full">李示范</name><phone type="cellphone">13900000001</phone></contact></customer><vendor><vendorname>上海浦东店</vendorname></vendor></prospect></adf>';

@Resource('leads', 'integration')
export class AdfController {
  constructor(private readonly intakes: AdfIntakeService) {}

  @Create('receiveAdfLeads', AdfReceiptView, {
    path: 'adf',
    summary: 'Take leads in as an ADF document',
    description:
      'ADF 1.0 XML, at most 1 MB, several prospects allowed; a verdict each. A prospect with the same provider and id is taken in once. `interest="buy"` (or none) is the wanted car, `trade-in` the part exchange. A bad date is a warning, unknown elements are kept as extension fields. What cannot become a lead waits in GET /adf-intakes with its reason (L-8). A DOCTYPE and entities are refused.',
    takes: { types: ADF_TYPES, maxBytes: ADF_MAX_BYTES, example: EXAMPLE },
    refusals: [AdfMalformed, AdfEntitiesForbidden, AdfEncodingUnreadable, AdfRootUnknown, AdfProspectMissing, AdfTooComplex],
  })
  receive(
    @Body() body: Buffer | undefined,
    @Headers('content-type') contentType: string | undefined,
    @Query() { mode }: ReceiveAdf,
  ): Promise<AdfReceiptView> {
    const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
    return this.intakes.receive(body ?? Buffer.alloc(0), charset, mode);
  }
}

@Resource('adf-intakes', 'integration')
export class AdfIntakeController {
  constructor(
    private readonly intakes: AdfIntakeService,
    private readonly reads: AdfReads,
  ) {}

  @List('listAdfIntakes', AdfIntakeView, {
    summary: 'List what came in as ADF',
    description: '`state=QUARANTINED` is the quarantine: each with its reason. Those of no known store are shown to every store.',
  })
  list(@Query() query: ListAdfIntakes): Promise<Page<AdfIntakeView>> {
    return this.reads.list(query);
  }
  @Read('getAdfIntake', AdfIntakeView, { summary: 'Read what came in as ADF' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<AdfIntakeView> {
    return this.reads.one(id);
  }
  @Move('releaseAdfIntake', 'release', AdfIntakeView, {
    summary: 'Make it a lead',
    description: 'With what was found out: the store, the name, the mobile, the model. What is left out stays as the sender said it.',
    refusals: [IllegalMove, AdfContactUnreachable, AdfVendorMissing, AdfVendorUnknown, ReferenceUnknown],
  })
  release(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReleaseAdfIntake): Promise<AdfIntakeView> {
    return this.intakes.release(id, body);
  }
  @Move('discardAdfIntake', 'discard', AdfIntakeView, { summary: 'Set it aside, with the reason', refusals: [IllegalMove] })
  discard(@Param('id', ParseUUIDPipe) id: string, @Body() body: DiscardAdfIntake): Promise<AdfIntakeView> {
    return this.intakes.discard(id, body);
  }
  @Move('revealAdfIntake', 'reveal', RevealedAdfView, {
    summary: 'See what the sender sent',
    description: 'In clear, with a reason that is kept in the audit (PR-16). The answer is never stored.',
    refusals: [AdfContentErased],
    unkept: true,
  })
  reveal(@Param('id', ParseUUIDPipe) id: string, @Body() body: RevealAdfIntake): Promise<RevealedAdfView> {
    return this.reads.reveal(id, body);
  }
}
