import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CarrierClaimController } from './carrier-claims/carrier-claim.controller.js';
import { CarrierClaim } from './carrier-claims/carrier-claim.entity.js';
import { CarrierClaimService } from './carrier-claims/carrier-claim.service.js';
import { InventoryApi } from './inventory.api.js';
import { InventoryReactions } from './inventory.reactions.js';
import { InspectionTemplateController } from './inspection-templates/inspection-template.controller.js';
import { InspectionTemplate } from './inspection-templates/inspection-template.entity.js';
import { InspectionTemplateService } from './inspection-templates/inspection-template.service.js';
import { FloorPlanController } from './floor-plans/floor-plan.controller.js';
import { FloorPlan, FloorPlanAccrual, FloorPlanAdjustment } from './floor-plans/floor-plan.entity.js';
import { FloorPlanReads } from './floor-plans/floor-plan.queries.js';
import { FloorPlanReactions } from './floor-plans/floor-plan.reactions.js';
import { FloorPlanService } from './floor-plans/floor-plan.service.js';
import { InterestAccrual } from './floor-plans/interest-accrual.js';
import { IntegrityAlarmController } from './integrity-alarms/integrity-alarm.controller.js';
import { IntegrityAlarm } from './integrity-alarms/integrity-alarm.entity.js';
import { IntegrityAlarmReads } from './integrity-alarms/integrity-alarm.queries.js';
import { IntegrityAlarmReactions } from './integrity-alarms/integrity-alarm.reactions.js';
import { EndedOrder } from './integrity-alarms/ended-order.entity.js';
import { IntegrityCheck } from './integrity-alarms/integrity-check.js';
import { PdiInspectionController } from './pdi-inspections/pdi-inspection.controller.js';
import { PdiInspection } from './pdi-inspections/pdi-inspection.entity.js';
import { PdiInspectionReads } from './pdi-inspections/pdi-inspection.queries.js';
import { PdiInspectionService } from './pdi-inspections/pdi-inspection.service.js';
import { PdiRequirements } from './pdi-inspections/pdi-requirements.js';
import { PdiTemplateController } from './pdi-inspections/pdi-template.controller.js';
import { PlannedLines } from './purchase-plans/planned-lines.js';
import { PurchasePlanController } from './purchase-plans/purchase-plan.controller.js';
import { PurchasePlan, PurchasePlanLine } from './purchase-plans/purchase-plan.entity.js';
import { PurchasePlanReads } from './purchase-plans/purchase-plan.queries.js';
import { PurchasePlanService } from './purchase-plans/purchase-plan.service.js';
import { ReservationCommands } from './reservations/reservation.commands.js';
import { ReservationController } from './reservations/reservation.controller.js';
import { Reservation } from './reservations/reservation.entity.js';
import { ReservationReads } from './reservations/reservation.queries.js';
import { ReservationTerms } from './reservations/reservation-terms.js';
import { ReservationService } from './reservations/reservation.service.js';
import { NoticeArrivals } from './shipment-notices/notice-arrivals.js';
import { ShipmentNoticeController } from './shipment-notices/shipment-notice.controller.js';
import { ShipmentNotice, ShipmentNoticeLine } from './shipment-notices/shipment-notice.entity.js';
import { ShipmentNoticeReads } from './shipment-notices/shipment-notice.queries.js';
import { ShipmentNoticeService } from './shipment-notices/shipment-notice.service.js';
import { StockAlertController } from './stock-alerts/stock-alert.controller.js';
import { StockAlert } from './stock-alerts/stock-alert.entity.js';
import { StockAlertReads } from './stock-alerts/stock-alert.queries.js';
import { StockAlertReactions } from './stock-alerts/stock-alert.reactions.js';
import { StockAlertService } from './stock-alerts/stock-alert.service.js';
import { StockWatch } from './stock-alerts/stock-watch.js';
import { StockCoefficientController } from './stock-coefficients/stock-coefficient.controller.js';
import { StockCoefficientReads } from './stock-coefficients/stock-coefficient.queries.js';
import { StockLevelController } from './stock-levels/stock-level.controller.js';
import { StockLevelReads } from './stock-levels/stock-level.queries.js';
import { StockPolicyController } from './stock-policies/stock-policy.controller.js';
import { StockPolicy } from './stock-policies/stock-policy.entity.js';
import { StockPolicyService } from './stock-policies/stock-policy.service.js';
import { CancelledOrders } from './stock-vehicles/cancelled-orders.js';
import { CarIntake } from './stock-vehicles/car-intake.js';
import { StockTakeController } from './stock-takes/stock-take.controller.js';
import { StockTake, StockTakeDifference, StockTakeScan } from './stock-takes/stock-take.entity.js';
import { StockTakeReads } from './stock-takes/stock-take.queries.js';
import { StockTakeService } from './stock-takes/stock-take.service.js';
import { StockTransferController } from './stock-transfers/stock-transfer.controller.js';
import { StockTransfer, StockTransferDifference, StockTransferLine } from './stock-transfers/stock-transfer.entity.js';
import { StockTransferReads } from './stock-transfers/stock-transfer.queries.js';
import { StockTransferService } from './stock-transfers/stock-transfer.service.js';
import { TransferDesk } from './stock-transfers/transfer-desk.js';
import { TransferredBooks } from './stock-transfers/transferred-books.js';
import { TransferReceipt } from './stock-transfers/transfer-receipt.js';
import { TransferableVehicleController } from './stock-transfers/transferable-vehicle.controller.js';
import { AgedCars } from './stock-ageing/aged-cars.js';
import { StockAgeingController } from './stock-ageing/stock-ageing.controller.js';
import { StockAgeingReads } from './stock-ageing/stock-ageing.queries.js';
import { StockAgeingReactions } from './stock-ageing/stock-ageing.reactions.js';
import { ExpectedOut } from './stock-vehicles/expected-out.js';
import { StockVehicleController } from './stock-vehicles/stock-vehicle.controller.js';
import { StockVehicle, VehicleMovement } from './stock-vehicles/stock-vehicle.entity.js';
import { StockVehicleReads } from './stock-vehicles/stock-vehicle.queries.js';
import { StockVehicleService } from './stock-vehicles/stock-vehicle.service.js';
import { TradedCars } from './stock-vehicles/traded-cars.js';
import { VehicleMoves } from './stock-vehicles/vehicle-moves.js';
import { DefectBook } from './vehicle-defects/defect-book.js';
import { VehicleDefectController } from './vehicle-defects/vehicle-defect.controller.js';
import { DefectDisclosure, VehicleDefect } from './vehicle-defects/vehicle-defect.entity.js';
import { VehicleDefectReads } from './vehicle-defects/vehicle-defect.queries.js';
import { VehicleDefectService } from './vehicle-defects/vehicle-defect.service.js';
import { VehicleDemandController } from './vehicle-demands/vehicle-demand.controller.js';
import { VehicleDemand } from './vehicle-demands/vehicle-demand.entity.js';
import { VehicleDemandReads } from './vehicle-demands/vehicle-demand.queries.js';
import { ModelPrices } from './vehicle-models/model-prices.js';
import { VehicleInspectionController } from './vehicle-inspections/vehicle-inspection.controller.js';
import { VehicleInspection } from './vehicle-inspections/vehicle-inspection.entity.js';
import { VehicleInspectionReads } from './vehicle-inspections/vehicle-inspection.queries.js';
import { VehicleInspectionReactions } from './vehicle-inspections/vehicle-inspection.reactions.js';
import { VehicleInspectionService } from './vehicle-inspections/vehicle-inspection.service.js';
import { VehicleUses } from './stock-vehicles/vehicle-uses.js';
import { VehicleCostController, VehicleCostLineController } from './vehicle-costs/vehicle-cost.controller.js';
import { VehicleCost } from './vehicle-costs/vehicle-cost.entity.js';
import { VehicleCostService } from './vehicle-costs/vehicle-cost.service.js';
import { VehicleDisposalController } from './vehicle-disposals/vehicle-disposal.controller.js';
import { VehicleDisposal } from './vehicle-disposals/vehicle-disposal.entity.js';
import { VehicleDisposalReads } from './vehicle-disposals/vehicle-disposal.queries.js';
import { VehicleDisposalService } from './vehicle-disposals/vehicle-disposal.service.js';
import { FilesOfVehicleController, VehicleFileController } from './vehicle-files/vehicle-file.controller.js';
import { VehicleFile } from './vehicle-files/vehicle-file.entity.js';
import { VehicleFileReads } from './vehicle-files/vehicle-file.queries.js';
import { VehicleFileReactions } from './vehicle-files/vehicle-file.reactions.js';
import { VehicleFileService } from './vehicle-files/vehicle-file.service.js';
import { VehicleKeyController } from './vehicle-keys/vehicle-key.controller.js';
import { VehicleKey, VehicleKeyEntry } from './vehicle-keys/vehicle-key.entity.js';
import { VehicleKeyReads } from './vehicle-keys/vehicle-key.queries.js';
import { VehicleKeyReactions } from './vehicle-keys/vehicle-key.reactions.js';
import { VehicleKeyService } from './vehicle-keys/vehicle-key.service.js';
import { VehicleModelController } from './vehicle-models/vehicle-model.controller.js';
import { VehicleModel, VehicleModelPrice } from './vehicle-models/vehicle-model.entity.js';
import { VehicleModelReactions } from './vehicle-models/vehicle-model.reactions.js';
import { VehicleModelService } from './vehicle-models/vehicle-model.service.js';
import { VehiclePurchaseOrderController } from './vehicle-purchase-orders/vehicle-purchase-order.controller.js';
import { VehiclePurchaseOrder, VehiclePurchaseOrderLine } from './vehicle-purchase-orders/vehicle-purchase-order.entity.js';
import { VehiclePurchaseOrderReads } from './vehicle-purchase-orders/vehicle-purchase-order.queries.js';
import { VehiclePurchaseOrderService } from './vehicle-purchase-orders/vehicle-purchase-order.service.js';
import { RecallMarks } from './vehicle-recalls/recall-marks.js';
import { RecalledStock } from './vehicle-recalls/recalled-stock.js';
import { VehicleRecallController } from './vehicle-recalls/vehicle-recall.controller.js';
import { VehicleRecall, VehicleRecallRange, VehicleRecallVin } from './vehicle-recalls/vehicle-recall.entity.js';
import { VehicleRecallReads } from './vehicle-recalls/vehicle-recall.queries.js';
import { VehicleRecallReactions } from './vehicle-recalls/vehicle-recall.reactions.js';
import { VehicleRecallService } from './vehicle-recalls/vehicle-recall.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([VehicleModel, StockVehicle, VehicleMovement, Reservation, VehicleDemand, PdiInspection]),
    TypeOrmModule.forFeature([StockPolicy, StockAlert, VehicleModelPrice]),
    TypeOrmModule.forFeature([PurchasePlan, PurchasePlanLine, VehiclePurchaseOrder, VehiclePurchaseOrderLine]),
    TypeOrmModule.forFeature([ShipmentNotice, ShipmentNoticeLine, CarrierClaim]),
    TypeOrmModule.forFeature([StockTransfer, StockTransferLine, StockTransferDifference]),
    TypeOrmModule.forFeature([InspectionTemplate, VehicleInspection, VehicleDefect, DefectDisclosure]),
    TypeOrmModule.forFeature([StockTake, StockTakeScan, StockTakeDifference]),
    TypeOrmModule.forFeature([VehicleDisposal, IntegrityAlarm, VehicleCost, FloorPlan, FloorPlanAccrual, FloorPlanAdjustment, EndedOrder]),
    TypeOrmModule.forFeature([VehicleFile, VehicleKey, VehicleKeyEntry, VehicleRecall, VehicleRecallRange, VehicleRecallVin]),
  ],
  controllers: [
    VehicleModelController,
    StockVehicleController,
    ReservationController,
    VehicleDemandController,
    PdiInspectionController,
    PdiTemplateController,
    StockCoefficientController,
    StockLevelController,
    StockPolicyController,
    StockAlertController,
    PurchasePlanController,
    VehiclePurchaseOrderController,
    ShipmentNoticeController,
    CarrierClaimController,
    StockTransferController,
    TransferableVehicleController,
    InspectionTemplateController,
    VehicleInspectionController,
    VehicleDefectController,
    StockTakeController,
    VehicleDisposalController,
    IntegrityAlarmController,
    VehicleCostController,
    VehicleCostLineController,
    FloorPlanController,
    StockAgeingController,
    FilesOfVehicleController,
    VehicleFileController,
    VehicleKeyController,
    VehicleRecallController,
  ],
  providers: [
    VehicleModelService,
    StockVehicleService,
    TradedCars,
    StockVehicleReads,
    VehicleMoves,
    ReservationService,
    ReservationCommands,
    ReservationReads,
    VehicleDemandReads,
    PdiInspectionService,
    StockCoefficientReads,
    StockLevelReads,
    ModelPrices,
    VehicleModelReactions,
    StockPolicyService,
    StockWatch,
    StockAlertService,
    StockAlertReads,
    StockAlertReactions,
    PlannedLines,
    PurchasePlanService,
    PurchasePlanReads,
    VehiclePurchaseOrderService,
    VehiclePurchaseOrderReads,
    CancelledOrders,
    CarIntake,
    CarrierClaimService,
    NoticeArrivals,
    ShipmentNoticeService,
    ShipmentNoticeReads,
    TransferDesk,
    StockTransferService,
    TransferReceipt,
    TransferredBooks,
    StockTransferReads,
    InspectionTemplateService,
    PdiRequirements,
    PdiInspectionReads,
    DefectBook,
    VehicleDefectService,
    VehicleDefectReads,
    VehicleInspectionService,
    VehicleInspectionReads,
    VehicleInspectionReactions,
    StockTakeService,
    StockTakeReads,
    InventoryApi,
    InventoryReactions,
    VehicleUses,
    VehicleDisposalService,
    VehicleDisposalReads,
    IntegrityCheck,
    IntegrityAlarmReads,
    IntegrityAlarmReactions,
    VehicleCostService,
    FloorPlanService,
    FloorPlanReads,
    InterestAccrual,
    FloorPlanReactions,
    StockAgeingReads,
    AgedCars,
    StockAgeingReactions,
    ExpectedOut,
    ReservationTerms,
    VehicleFileService,
    VehicleFileReads,
    VehicleFileReactions,
    VehicleKeyService,
    VehicleKeyReads,
    VehicleKeyReactions,
    RecallMarks,
    RecalledStock,
    VehicleRecallService,
    VehicleRecallReads,
    VehicleRecallReactions,
  ],
  exports: [InventoryApi],
})
export class InventoryModule {}
