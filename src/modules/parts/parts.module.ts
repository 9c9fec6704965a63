import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GoodsReceiptController } from './goods-receipts/goods-receipt.controller.js';
import { GoodsReceipt, GoodsReceiptLine } from './goods-receipts/goods-receipt.entity.js';
import { GoodsReceiptQueries } from './goods-receipts/goods-receipt.queries.js';
import { GoodsReceiptService } from './goods-receipts/goods-receipt.service.js';
import { IssueDesk } from './part-issues/issue-desk.js';
import { PartIssueCommands } from './part-issues/part-issue.commands.js';
import { PartIssueController } from './part-issues/part-issue.controller.js';
import { PartIssue } from './part-issues/part-issue.entity.js';
import { PartIssueService } from './part-issues/part-issue.service.js';
import { PartMovementController } from './part-movements/part-movement.controller.js';
import { PartMovement } from './part-movements/part-movement.entity.js';
import { PartMovementService } from './part-movements/part-movement.service.js';
import { PartPurchaseOrderController } from './part-purchase-orders/part-purchase-order.controller.js';
import { PartPurchaseOrder, PartPurchaseOrderLine } from './part-purchase-orders/part-purchase-order.entity.js';
import { PartPurchaseOrderQueries } from './part-purchase-orders/part-purchase-order.queries.js';
import { PartPurchaseOrderService } from './part-purchase-orders/part-purchase-order.service.js';
import { PartReservationController } from './part-reservations/part-reservation.controller.js';
import { PartReservation } from './part-reservations/part-reservation.entity.js';
import { PartReservationService } from './part-reservations/part-reservation.service.js';
import { PartStockCommands } from './part-stocks/part-stock.commands.js';
import { PartStockController } from './part-stocks/part-stock.controller.js';
import { PartStock } from './part-stocks/part-stock.entity.js';
import { PartStockService } from './part-stocks/part-stock.service.js';
import { PartsApi } from './parts.api.js';
import { PartsReactions } from './parts.reactions.js';
import { PartController } from './parts/part.controller.js';
import { Part } from './parts/part.entity.js';
import { PartService } from './parts/part.service.js';
import { SupplierController } from './suppliers/supplier.controller.js';
import { Supplier } from './suppliers/supplier.entity.js';
import { SupplierService } from './suppliers/supplier.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Part,
      Supplier,
      PartPurchaseOrder,
      PartPurchaseOrderLine,
      GoodsReceipt,
      GoodsReceiptLine,
      PartStock,
      PartMovement,
      PartReservation,
      PartIssue,
    ]),
  ],
  controllers: [
    PartController,
    SupplierController,
    PartPurchaseOrderController,
    GoodsReceiptController,
    PartStockController,
    PartMovementController,
    PartReservationController,
    PartIssueController,
  ],
  providers: [
    PartService,
    SupplierService,
    PartPurchaseOrderQueries,
    PartPurchaseOrderService,
    GoodsReceiptQueries,
    GoodsReceiptService,
    PartStockCommands,
    PartStockService,
    PartMovementService,
    PartReservationService,
    PartIssueCommands,
    IssueDesk,
    PartIssueService,
    PartsApi,
    PartsReactions,
  ],
  exports: [PartsApi],
})
export class PartsModule {}
