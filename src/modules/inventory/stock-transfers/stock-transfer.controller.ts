import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, ReferenceUnknown } from '../../../kernel/problems.js';
import { OdometerBackwards } from '../inventory.contract.js';
import {
  CancelStockTransfer,
  CreateStockTransfer,
  DecideStockTransfer,
  FailStockTransfer,
  ListStockTransfers,
  ReceiveStockTransfer,
  RejectStockTransfer,
  ResolveStockTransfer,
  ShipStockTransfer,
  StockTransferView,
  WithdrawCarStockTransfer,
} from './stock-transfer.dto.js';
import { StockTransferReads } from './stock-transfer.queries.js';
import {
  DifferenceResolved,
  DisposalOfCarWaits,
  ResolutionNotOfKind,
  TransferCarListedTwice,
  TransferDifferencesOpen,
  TransferLastCar,
  TransferOfOtherStore,
  TransferReceiptIncomplete,
  TransferSameStore,
  VehicleInTransfer,
  VehicleLeftStore,
} from './stock-transfer.rules.js';
import { StockTransferService } from './stock-transfer.service.js';
import { TransferReceipt } from './transfer-receipt.js';

const STEP = [TransferOfOtherStore, IllegalMove];

@Resource('stock-transfers', 'inventory')
export class StockTransferController {
  constructor(
    private readonly transfers: StockTransferService,
    private readonly receipts: TransferReceipt,
    private readonly reads: StockTransferReads,
  ) {}

  @Create('createStockTransfer', StockTransferView, {
    summary: 'Draft a transfer of cars between two stores (V-8)',
    description: 'By people of either store: the one that wants the cars, or the one that offers them. Only cars in stock can go.',
    refusals: [NotFound, TransferSameStore, TransferCarListedTwice, ReferenceUnknown, IllegalMove],
    keyed: true,
  })
  async create(@Body() body: CreateStockTransfer): Promise<StockTransferView> {
    return this.reads.one(await this.transfers.draft(body));
  }
  @List('listStockTransfers', StockTransferView, { summary: 'List the transfers that a store gives or receives' })
  list(@Query() query: ListStockTransfers): Promise<Page<StockTransferView>> {
    return this.reads.list(query);
  }
  @Read('getStockTransfer', StockTransferView, { summary: 'Read a transfer' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StockTransferView> {
    return this.reads.one(id);
  }
  @Move('requestStockTransfer', 'request', StockTransferView, {
    summary: 'Ask the other store for it',
    description:
      'The store that drafted it asks, and the other decides. Its cars are in no other transfer from now on; they can still be sold until they leave.',
    refusals: [...STEP, VehicleInTransfer, VehicleLeftStore],
    keyed: true,
  })
  async request(@Param('id', ParseUUIDPipe) id: string): Promise<StockTransferView> {
    await this.transfers.request(id);
    return this.reads.one(id);
  }
  @Move('approveStockTransfer', 'approve', StockTransferView, {
    summary: 'The store that was asked agrees',
    refusals: STEP,
    keyed: true,
  })
  async approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: DecideStockTransfer): Promise<StockTransferView> {
    await this.transfers.approve(id, body);
    return this.reads.one(id);
  }
  @Move('rejectStockTransfer', 'reject', StockTransferView, {
    summary: 'The store that was asked does not agree: the cars stay where they are',
    refusals: STEP,
    keyed: true,
  })
  async reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectStockTransfer): Promise<StockTransferView> {
    await this.transfers.reject(id, body);
    return this.reads.one(id);
  }
  @Move('withdrawCarStockTransfer', 'withdraw-car', StockTransferView, {
    summary: 'Take one car of several off the transfer',
    description: 'Before it leaves: it was sold meanwhile, say.',
    refusals: [...STEP, ReferenceUnknown, TransferLastCar],
    keyed: true,
  })
  async withdrawCar(@Param('id', ParseUUIDPipe) id: string, @Body() body: WithdrawCarStockTransfer): Promise<StockTransferView> {
    await this.transfers.withdrawCar(id, body);
    return this.reads.one(id);
  }
  @Move('shipStockTransfer', 'ship', StockTransferView, {
    summary: 'The giving store sends the cars',
    description:
      'All or none: a car that was reserved meanwhile stays, and with it the others (409 with its legal moves), and so does one about whose disposal nobody has decided.',
    refusals: [...STEP, VehicleLeftStore, DisposalOfCarWaits],
    keyed: true,
  })
  async ship(@Param('id', ParseUUIDPipe) id: string, @Body() body: ShipStockTransfer): Promise<StockTransferView> {
    await this.transfers.ship(id, body);
    return this.reads.one(id);
  }
  @Move('receiveStockTransfer', 'receive', StockTransferView, {
    summary: 'The receiving store takes the cars over',
    description:
      'Each car is answered for. One that came is the receiving store’s: in stock and offered to waiting orders, or on hold when damaged. What differs is kept: missing, damage, kilometres above the setting `inventory.transfer-odometer-tolerance-km` †.',
    refusals: [...STEP, TransferReceiptIncomplete, OdometerBackwards],
    keyed: true,
  })
  async receive(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveStockTransfer): Promise<StockTransferView> {
    await this.receipts.receive(id, body);
    return this.reads.one(id);
  }
  @Move('resolveStockTransfer', 'resolve', StockTransferView, {
    summary: 'Say how a difference ends',
    description: 'That a missing car arrived late the receiving store says; that it is back or lost, the giving one.',
    refusals: [...STEP, ReferenceUnknown, DifferenceResolved, ResolutionNotOfKind, TransferReceiptIncomplete, OdometerBackwards],
    keyed: true,
  })
  async resolve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ResolveStockTransfer): Promise<StockTransferView> {
    await this.receipts.resolve(id, body);
    return this.reads.one(id);
  }
  @Move('closeStockTransfer', 'close', StockTransferView, {
    summary: 'All is settled',
    refusals: [...STEP, TransferDifferencesOpen],
    keyed: true,
  })
  async close(@Param('id', ParseUUIDPipe) id: string): Promise<StockTransferView> {
    await this.transfers.close(id);
    return this.reads.one(id);
  }
  @Move('failStockTransfer', 'fail', StockTransferView, {
    summary: 'The cars did not get there and are back',
    refusals: [...STEP, ReferenceUnknown],
    keyed: true,
  })
  async fail(@Param('id', ParseUUIDPipe) id: string, @Body() body: FailStockTransfer): Promise<StockTransferView> {
    await this.transfers.fail(id, body);
    return this.reads.one(id);
  }
  @Move('cancelStockTransfer', 'cancel', StockTransferView, {
    summary: 'Call it off before the cars leave',
    description: 'The asking store; once it is approved, either.',
    refusals: STEP,
    keyed: true,
  })
  async cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelStockTransfer): Promise<StockTransferView> {
    await this.transfers.cancel(id, body);
    return this.reads.one(id);
  }
}
