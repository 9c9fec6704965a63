import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrmModule } from '../crm/crm.module.js';
import { FinanceModule } from '../finance/finance.module.js';
import { InventoryModule } from '../inventory/inventory.module.js';
import { ContractTemplateController } from './contract-templates/contract-template.controller.js';
import { ContractTemplate } from './contract-templates/contract-template.entity.js';
import { ContractTemplateService } from './contract-templates/contract-template.service.js';
import { ApprovalTierController } from './approval-tiers/approval-tier.controller.js';
import { ApprovalTier } from './approval-tiers/approval-tier.entity.js';
import { ApprovalTiers } from './approval-tiers/approval-tier.service.js';
import { ContractController } from './contracts/contract.controller.js';
import { Contract } from './contracts/contract.entity.js';
import { ContractReads } from './contracts/contract.queries.js';
import { ContractText } from './contracts/contract-text.js';
import { ContractService } from './contracts/contract.service.js';
import { DealHandOver } from './deal-hand-over.js';
import { Deals } from './deals.js';
import { DeliveryReadiness } from './deliveries/delivery-readiness.js';
import { DeliveryController } from './deliveries/delivery.controller.js';
import { Delivery } from './deliveries/delivery.entity.js';
import { DeliveryReads } from './deliveries/delivery.queries.js';
import { DeliveryService } from './deliveries/delivery.service.js';
import { GateWaiver } from './deliveries/gate-waiver.entity.js';
import { GateWaiverService } from './deliveries/gate-waiver.service.js';
import { InsurancePolicyController } from './insurance-policies/insurance-policy.controller.js';
import { InsurancePolicy } from './insurance-policies/insurance-policy.entity.js';
import { InsurancePolicyService } from './insurance-policies/insurance-policy.service.js';
import { AmendedOrders } from './order-amendments/amended-orders.js';
import { AmendmentPricing } from './order-amendments/amendment-pricing.js';
import { OrderAmendmentController } from './order-amendments/order-amendment.controller.js';
import { OrderAmendment } from './order-amendments/order-amendment.entity.js';
import { OrderAmendmentReads } from './order-amendments/order-amendment.queries.js';
import { OrderAmendmentService } from './order-amendments/order-amendment.service.js';
import { OrderReturnController } from './order-returns/order-return.controller.js';
import { OrderReturn } from './order-returns/order-return.entity.js';
import { OrderReturnReads } from './order-returns/order-return.queries.js';
import { OrderReturnService } from './order-returns/order-return.service.js';
import { FinanceApplicationController } from './finance-applications/finance-application.controller.js';
import { FinanceApplication } from './finance-applications/finance-application.entity.js';
import { FinanceApplicationReads } from './finance-applications/finance-application.queries.js';
import { FinanceApplicationReactions } from './finance-applications/finance-application.reactions.js';
import { FinanceApplicationService } from './finance-applications/finance-application.service.js';
import { LenderProductController } from './lender-products/lender-product.controller.js';
import { LenderProduct } from './lender-products/lender-product.entity.js';
import { LenderProductService } from './lender-products/lender-product.service.js';
import { PriceBook } from './price-lists/price-book.js';
import { PriceExplanation } from './price-lists/price-explanation.js';
import { PriceListController } from './price-lists/price-list.controller.js';
import { PriceList, PriceListItem } from './price-lists/price-list.entity.js';
import { PriceListReads } from './price-lists/price-list.queries.js';
import { PriceListService } from './price-lists/price-list.service.js';
import { PromotionBook } from './promotions/promotion-book.js';
import { PromotionController } from './promotions/promotion.controller.js';
import { Promotion } from './promotions/promotion.entity.js';
import { PromotionReactions } from './promotions/promotion.reactions.js';
import { PromotionService } from './promotions/promotion.service.js';
import { Estimates } from './quotations/estimates.js';
import { PartPayment } from './quotations/part-payment.js';
import { QuotationController } from './quotations/quotation.controller.js';
import { Quotation } from './quotations/quotation.entity.js';
import { QuotationDocument } from './quotations/quotation-document.js';
import { QuotationFulfilment } from './quotations/quotation-fulfilment.js';
import { QuotationPricing } from './quotations/quotation-pricing.js';
import { QuotationReads } from './quotations/quotation.queries.js';
import { QuotationService } from './quotations/quotation.service.js';
import { StoreTerms } from './quotations/store-terms.js';
import { OrderDocuments } from './registrations/order-documents.js';
import { RegistrationController } from './registrations/registration.controller.js';
import { Registration } from './registrations/registration.entity.js';
import { RegistrationReads } from './registrations/registration.queries.js';
import { RegistrationService } from './registrations/registration.service.js';
import { OrderAllocation } from './sales-orders/order-allocation.js';
import { OrderCars } from './sales-orders/order-cars.js';
import { OrderConfirmation } from './sales-orders/order-confirmation.js';
import { SalesOrderController } from './sales-orders/sales-order.controller.js';
import { SalesOrder } from './sales-orders/sales-order.entity.js';
import { SalesOrderReads } from './sales-orders/sales-order.queries.js';
import { SalesOrderService } from './sales-orders/sales-order.service.js';
import { SalesReactions } from './sales.reactions.js';
import { DemoFleetController, TestDriveSlotController } from './test-drives/test-drive-calendar.controller.js';
import { TestDriveCalendar } from './test-drives/test-drive-calendar.service.js';
import { TestDriveController } from './test-drives/test-drive.controller.js';
import { TestDrive } from './test-drives/test-drive.entity.js';
import { TestDriveReads } from './test-drives/test-drive.queries.js';
import { TestDriveService } from './test-drives/test-drive.service.js';

import { PhotosOfTradeInController, TradeInPhotoController } from './trade-in-photos/trade-in-photo.controller.js';
import { TradeInPhoto } from './trade-in-photos/trade-in-photo.entity.js';
import { TradeInPhotoService } from './trade-in-photos/trade-in-photo.service.js';
import { TradeInController } from './trade-ins/trade-in.controller.js';
import { TradeIn } from './trade-ins/trade-in.entity.js';
import { TradeInReads } from './trade-ins/trade-in.queries.js';
import { TradeInReactions } from './trade-ins/trade-in.reactions.js';
import { TradeInService } from './trade-ins/trade-in.service.js';

import { InsuranceRenewalController } from './insurance-renewals/insurance-renewal.controller.js';
import { InsuranceRenewal } from './insurance-renewals/insurance-renewal.entity.js';
import { InsuranceRenewalReactions } from './insurance-renewals/insurance-renewal.reactions.js';
import { InsuranceRenewalService } from './insurance-renewals/insurance-renewal.service.js';
import { RegistrationDeadlineController } from './registration-deadlines/registration-deadline.controller.js';
import { RegistrationDeadline } from './registration-deadlines/registration-deadline.entity.js';
import { RegistrationDeadlineReactions } from './registration-deadlines/registration-deadline.reactions.js';
import { RegistrationDeadlines } from './registration-deadlines/registration-deadline.service.js';
import { TemporaryPlate } from './registrations/temporary-plate.entity.js';
import { TemporaryPlates } from './registrations/temporary-plates.js';

@Module({
  imports: [
    CrmModule,
    InventoryModule,
    FinanceModule,
    TypeOrmModule.forFeature([
      TestDrive,
      Quotation,
      SalesOrder,
      OrderAmendment,
      PriceList,
      PriceListItem,
      Promotion,
      ApprovalTier,
      Contract,
      InsurancePolicy,
      Registration,
      Delivery,
      GateWaiver,
      OrderReturn,
      LenderProduct,
      FinanceApplication,
      TradeIn,
      TradeInPhoto,
      InsuranceRenewal,
      ContractTemplate,
      RegistrationDeadline,
      TemporaryPlate,
    ]),
  ],
  controllers: [
    TestDriveController,
    TestDriveSlotController,
    DemoFleetController,
    PriceListController,
    PromotionController,
    ApprovalTierController,
    QuotationController,
    SalesOrderController,
    OrderAmendmentController,
    ContractController,
    InsurancePolicyController,
    RegistrationController,
    DeliveryController,
    OrderReturnController,
    LenderProductController,
    FinanceApplicationController,
    TradeInController,
    PhotosOfTradeInController,
    TradeInPhotoController,
    InsuranceRenewalController,
    ContractTemplateController,
    RegistrationDeadlineController,
  ],
  providers: [
    DealHandOver,
    Deals,
    TestDriveService,
    TestDriveCalendar,
    TestDriveReads,
    PriceBook,
    PriceListService,
    PriceListReads,
    PriceExplanation,
    PromotionBook,
    PromotionService,
    PromotionReactions,
    ApprovalTiers,
    StoreTerms,
    Estimates,
    PartPayment,
    QuotationPricing,
    QuotationFulfilment,
    QuotationDocument,
    QuotationService,
    QuotationReads,
    OrderConfirmation,
    OrderCars,
    OrderAllocation,
    SalesOrderService,
    SalesOrderReads,
    AmendedOrders,
    AmendmentPricing,
    OrderAmendmentService,
    OrderAmendmentReads,
    ContractService,
    ContractText,
    ContractTemplateService,
    ContractReads,
    InsurancePolicyService,
    OrderDocuments,
    RegistrationService,
    RegistrationReads,
    DeliveryReadiness,
    DeliveryService,
    GateWaiverService,
    OrderReturnService,
    OrderReturnReads,
    DeliveryReads,
    LenderProductService,
    FinanceApplicationService,
    FinanceApplicationReads,
    FinanceApplicationReactions,
    TradeInService,
    TradeInPhotoService,
    TradeInReads,
    TradeInReactions,
    InsuranceRenewalService,
    InsuranceRenewalReactions,
    RegistrationDeadlines,
    RegistrationDeadlineReactions,
    TemporaryPlates,
    SalesReactions,
  ],
  exports: [],
})
export class SalesModule {}
