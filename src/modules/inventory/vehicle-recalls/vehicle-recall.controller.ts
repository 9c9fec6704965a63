import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, TooLarge, UnsupportedType } from '../../../kernel/problems.js';
import {
  CloseVehicleRecall,
  CloseVinOfRecall,
  ListRecalledVehicles,
  ListVehicleRecalls,
  PublishVehicleRecall,
  RecalledVehicleView,
  RecallListView,
  VehicleRecallView,
} from './vehicle-recall.dto.js';
import { VehicleRecallReads } from './vehicle-recall.queries.js';
import {
  RECALL_LIST_MAX_BYTES,
  RECALL_LIST_TYPE,
  RecallCodeTaken,
  RecallRangeInvalid,
  RecallVinInvalid,
  RecallWithoutVehicles,
  VinNotInRecall,
} from './vehicle-recall.rules.js';
import { VehicleRecallService } from './vehicle-recall.service.js';

@Resource('vehicle-recalls', 'inventory')
export class VehicleRecallController {
  constructor(
    private readonly recalls: VehicleRecallService,
    private readonly reads: VehicleRecallReads,
  ) {}

  @Create('publishVehicleRecall', VehicleRecallView, {
    summary: 'Publish a recall: cars by VIN or by range (W-8)',
    description:
      'Every car of ours that it concerns, and any that comes in later, is neither reserved, sold, delivered nor driven until its remedy is done (召回 11, 17).',
    refusals: [RecallCodeTaken, RecallVinInvalid, RecallRangeInvalid, RecallWithoutVehicles],
    keyed: true,
  })
  async publish(@Body() body: PublishVehicleRecall): Promise<VehicleRecallView> {
    return this.reads.one(await this.recalls.publish(body));
  }
  @List('listVehicleRecalls', VehicleRecallView, { summary: 'List recalls' })
  list(@Query() query: ListVehicleRecalls): Promise<Page<VehicleRecallView>> {
    return this.reads.list(query);
  }
  @Read('getVehicleRecall', VehicleRecallView, { summary: 'Read a recall and how many cars of ours it still concerns' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleRecallView> {
    return this.reads.one(id);
  }
  @List('listRecalledVehicles', RecalledVehicleView, {
    summary: 'List the cars of ours that a recall concerns',
    path: ':id/vehicles',
    refusals: [NotFound],
  })
  vehicles(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListRecalledVehicles): Promise<Page<RecalledVehicleView>> {
    return this.reads.vehicles(id, query);
  }
  @Move('importRecallList', 'import', RecallListView, {
    summary: 'Add a list of VINs to a recall',
    description:
      'The body is the file itself, a VIN a line (CSV: the first column). Rows that are no VIN are told by number; the others come in.',
    takes: { types: [RECALL_LIST_TYPE], maxBytes: RECALL_LIST_MAX_BYTES, example: 'VIN\nLFV2A21K2P1234567\n' },
    refusals: [IllegalMove, TooLarge, UnsupportedType],
  })
  importList(@Param('id', ParseUUIDPipe) id: string, @Body() body: Buffer | undefined): Promise<RecallListView> {
    return this.recalls.bringList(id, Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  }
  @Move('closeVinOfRecall', 'close-vin', VehicleRecallView, {
    summary: 'Record that the remedy of a car is done',
    description: 'It may be sold again unless another recall concerns it, and goes to the oldest order that waits for one like it.',
    refusals: [IllegalMove, RecallVinInvalid, VinNotInRecall],
    keyed: true,
  })
  async closeVin(@Param('id', ParseUUIDPipe) id: string, @Body() body: CloseVinOfRecall): Promise<VehicleRecallView> {
    await this.recalls.closeVin(id, body);
    return this.reads.one(id);
  }
  @Move('closeVehicleRecall', 'close', VehicleRecallView, {
    summary: 'End a recall',
    description: 'It concerns no car any more, whether its remedy was done or not.',
    refusals: [IllegalMove],
    keyed: true,
  })
  async close(@Param('id', ParseUUIDPipe) id: string, @Body() body: CloseVehicleRecall): Promise<VehicleRecallView> {
    await this.recalls.close(id, body.reason);
    return this.reads.one(id);
  }
}
