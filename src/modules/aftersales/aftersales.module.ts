import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrmModule } from '../crm/crm.module.js';
import { FinanceModule } from '../finance/finance.module.js';
import { PartsModule } from '../parts/parts.module.js';
import { AftersalesReactions } from './aftersales.reactions.js';
import { BayController } from './bays/bay.controller.js';
import { Bay, BayOccupation } from './bays/bay.entity.js';
import { BayService } from './bays/bay.service.js';
import { CustomerVehicleController } from './customer-vehicles/customer-vehicle.controller.js';
import { CustomerVehicle, OdometerReading } from './customer-vehicles/customer-vehicle.entity.js';
import { CustomerVehicleQueries } from './customer-vehicles/customer-vehicle.queries.js';
import { CustomerVehicleService } from './customer-vehicles/customer-vehicle.service.js';
import { OdometerReadings } from './customer-vehicles/odometer-readings.js';
import { AccessoryFitting } from './internal-repairs/accessory-fitting.js';
import { AccessoryFittingReactions } from './internal-repairs/accessory-fitting.reactions.js';
import { InternalRepairController } from './internal-repairs/internal-repair.controller.js';
import { FittingOrder, InternalRepair, InternalRepairLine } from './internal-repairs/internal-repair.entity.js';
import { InternalRepairReads } from './internal-repairs/internal-repair.queries.js';
import { InternalRepairWork } from './internal-repairs/internal-repair-work.js';
import { LabourOperationController } from './labour-operations/labour-operation.controller.js';
import { LabourOperation } from './labour-operations/labour-operation.entity.js';
import { LabourOperationService } from './labour-operations/labour-operation.service.js';
import { MaintenancePlanController } from './maintenance-plans/maintenance-plan.controller.js';
import { MaintenancePlan } from './maintenance-plans/maintenance-plan.entity.js';
import { MaintenancePlanService } from './maintenance-plans/maintenance-plan.service.js';
import { MaintenanceReminderController } from './maintenance-reminders/maintenance-reminder.controller.js';
import { MaintenanceReminder, MaintenanceReminderStep } from './maintenance-reminders/maintenance-reminder.entity.js';
import { MaintenanceReminderService } from './maintenance-reminders/maintenance-reminder.service.js';
import { EstimateService } from './repair-orders/estimate.service.js';
import { ReceptionService } from './repair-orders/reception.service.js';
import { RepairOrderLine } from './repair-orders/repair-order-line.entity.js';
import { RepairOrderController } from './repair-orders/repair-order.controller.js';
import { RepairOrder } from './repair-orders/repair-order.entity.js';
import { RepairOrderQueries } from './repair-orders/repair-order.queries.js';
import { SettlementService } from './repair-orders/settlement.service.js';
import { WorkService } from './repair-orders/work.service.js';
import { ServiceAppointmentController } from './service-appointments/service-appointment.controller.js';
import { ServiceAppointment } from './service-appointments/service-appointment.entity.js';
import { ServiceAppointmentQueries } from './service-appointments/service-appointment.queries.js';
import { ServiceAppointmentService } from './service-appointments/service-appointment.service.js';
import { ServiceSlotController } from './service-appointments/service-slot.controller.js';
import { ServiceSlotService } from './service-appointments/service-slot.service.js';
import { TechnicianController } from './technicians/technician.controller.js';
import { Technician } from './technicians/technician.entity.js';
import { TechnicianService } from './technicians/technician.service.js';

@Module({
  imports: [
    CrmModule,
    PartsModule,
    FinanceModule,
    TypeOrmModule.forFeature([
      CustomerVehicle,
      OdometerReading,
      LabourOperation,
      Bay,
      BayOccupation,
      Technician,
      MaintenancePlan,
      MaintenanceReminder,
      MaintenanceReminderStep,
      ServiceAppointment,
      RepairOrder,
      RepairOrderLine,
      FittingOrder,
      InternalRepair,
      InternalRepairLine,
    ]),
  ],
  controllers: [
    CustomerVehicleController,
    LabourOperationController,
    BayController,
    TechnicianController,
    MaintenancePlanController,
    MaintenanceReminderController,
    ServiceSlotController,
    ServiceAppointmentController,
    RepairOrderController,
    InternalRepairController,
  ],
  providers: [
    CustomerVehicleService,
    CustomerVehicleQueries,
    OdometerReadings,
    LabourOperationService,
    BayService,
    TechnicianService,
    MaintenancePlanService,
    MaintenanceReminderService,
    ServiceSlotService,
    ServiceAppointmentService,
    ServiceAppointmentQueries,
    ReceptionService,
    EstimateService,
    WorkService,
    SettlementService,
    RepairOrderQueries,
    AccessoryFitting,
    AccessoryFittingReactions,
    InternalRepairReads,
    InternalRepairWork,
    AftersalesReactions,
  ],
})
export class AftersalesModule {}
