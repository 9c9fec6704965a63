import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrmModule } from '../crm/crm.module.js';
import { CalculationController } from './calculations/calculation.controller.js';
import { CalculationService } from './calculations/calculation.service.js';
import { FinanceApi } from './finance.api.js';
import { FinanceReactions } from './finance.reactions.js';
import { BillableOrders } from './invoices/billable-order.js';
import { InvoiceController } from './invoices/invoice.controller.js';
import { Invoice } from './invoices/invoice.entity.js';
import { InvoiceDrafts } from './invoices/invoice-drafts.js';
import { InvoiceQueries } from './invoices/invoice.queries.js';
import { InvoiceService } from './invoices/invoice.service.js';
import { JournalController } from './journal/journal.controller.js';
import { JournalEntry } from './journal/journal-entry.entity.js';
import { Journal } from './journal/journal.service.js';
import { RebateClaimController, RebateProgrammeController } from './rebates/rebate.controller.js';
import { DisposedCarReactions } from './receivables/disposed-car.reactions.js';
import { RebateReactions } from './rebates/rebate.reactions.js';
import { ReceiptReactions } from './receipts/receipt.reactions.js';
import { RebateService } from './rebates/rebate.service.js';
import { RebateClaim } from './rebates/rebate-claim.entity.js';
import { RebateProgramme } from './rebates/rebate-programme.entity.js';
import { TradeInReceipts } from './receipts/trade-in-receipts.js';
import { LoanReceipts } from './receipts/loan-receipts.js';
import { LoanSubsidies } from './receipts/loan-subsidies.js';
import { ReceiptCommands } from './receipts/receipt.commands.js';
import { ReceiptController } from './receipts/receipt.controller.js';
import { Receipt } from './receipts/receipt.entity.js';
import { ReceiptQueries } from './receipts/receipt.queries.js';
import { ReceiptService } from './receipts/receipt.service.js';
import { ReceivableAmendment } from './receivables/receivable-amendment.js';
import { ReceivableController } from './receivables/receivable.controller.js';
import { Receivable } from './receivables/receivable.entity.js';
import { ReceivableService } from './receivables/receivable.service.js';
import { OrderSettlement } from './refunds/order-settlement.js';
import { RefundController } from './refunds/refund.controller.js';
import { Refund } from './refunds/refund.entity.js';
import { RefundReads } from './refunds/refund.queries.js';
import { RefundService } from './refunds/refund.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Receivable, Receipt, Invoice, JournalEntry, Refund, RebateProgramme, RebateClaim]), CrmModule],
  controllers: [
    ReceivableController,
    ReceiptController,
    RefundController,
    InvoiceController,
    JournalController,
    CalculationController,
    RebateProgrammeController,
    RebateClaimController,
  ],
  providers: [
    FinanceApi,
    FinanceReactions,
    ReceivableService,
    ReceivableAmendment,
    RefundService,
    RefundReads,
    OrderSettlement,
    ReceiptService,
    LoanReceipts,
    LoanSubsidies,
    TradeInReceipts,
    RebateService,
    RebateReactions,
    ReceiptReactions,
    DisposedCarReactions,
    ReceiptQueries,
    ReceiptCommands,
    InvoiceService,
    InvoiceDrafts,
    InvoiceQueries,
    BillableOrders,
    Journal,
    CalculationService,
  ],
  exports: [FinanceApi],
})
export class FinanceModule {}
