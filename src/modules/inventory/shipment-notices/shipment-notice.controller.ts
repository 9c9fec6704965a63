import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { OdometerBackwards, VIN_REFUSALS, VinExists } from '../inventory.contract.js';
import { CreateShipmentNotice, ListShipmentNotices, ReceiveShipmentNotice, ShipmentNoticeView } from './shipment-notice.dto.js';
import { ShipmentNoticeReads } from './shipment-notice.queries.js';
import {
  NOTICE_MAX_BYTES,
  NoticeCarTwice,
  NoticeColumnsWrong,
  NoticeEmpty,
  NoticeNumberTaken,
  NoticeOrderNotConfirmed,
  NoticeRowsBad,
  NoticeTooLong,
  NoticeUnreadable,
} from './shipment-notice.rules.js';
import { ShipmentNoticeService } from './shipment-notice.service.js';

@Resource('shipment-notices', 'inventory')
export class ShipmentNoticeController {
  constructor(
    private readonly notices: ShipmentNoticeService,
    private readonly reads: ShipmentNoticeReads,
  ) {}

  @Create('createShipmentNotice', ShipmentNoticeView, {
    summary: 'Bring in what the maker has sent',
    description:
      'The body is the CSV itself (UTF-8 or GB 18030), at most 2,000 rows; everything else is in the query. Columns: VIN, 车型 model (code), 颜色 colour, and if wanted 发动机号 engine, 合格证号 certificate, 生产日期 produced (YYYY-MM-DD). Every row is held against the order; the good cars are on their way (IN_TRANSIT) at once, the bad rows are reported by row and field. `onError=ABORT`: one bad row, and nothing comes in.',
    takes: { types: ['text/csv'], maxBytes: NOTICE_MAX_BYTES, example: 'VIN,车型,颜色\nLFV2A21K2P1234567,SF-A6-25-SE,珍珠白\n' },
    refusals: [
      NotFound,
      NoticeUnreadable,
      NoticeEmpty,
      NoticeTooLong,
      NoticeColumnsWrong,
      NoticeRowsBad,
      NoticeNumberTaken,
      NoticeOrderNotConfirmed,
      VinExists,
    ],
    keyed: true,
  })
  async create(@Body() body: Buffer | undefined, @Query() query: CreateShipmentNotice): Promise<ShipmentNoticeView> {
    return this.reads.one(await this.notices.bringIn(body ?? Buffer.alloc(0), query));
  }
  @List('listShipmentNotices', ShipmentNoticeView, { summary: 'List shipment notices, the newest first' })
  list(@Query() query: ListShipmentNotices): Promise<Page<ShipmentNoticeView>> {
    return this.reads.list(query);
  }
  @Read('getShipmentNotice', ShipmentNoticeView, { summary: 'Read a shipment notice' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ShipmentNoticeView> {
    return this.reads.one(id);
  }
  @Move('receiveShipmentNotice', 'receive', ShipmentNoticeView, {
    summary: 'Hold what came against the notice (V-3)',
    description:
      'The announced cars that came have arrived, with what was damaged. Missing and extra cars, other VINs and damage are listed; for damaged and missing cars a claim against the carrier is opened.',
    refusals: [IllegalMove, NoticeCarTwice, OdometerBackwards, ...VIN_REFUSALS],
    keyed: true,
  })
  async receive(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveShipmentNotice): Promise<ShipmentNoticeView> {
    await this.notices.receive(id, body);
    return this.reads.one(id);
  }
}
