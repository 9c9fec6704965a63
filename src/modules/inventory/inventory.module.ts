import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InventoryApi } from './inventory.api.js';
import { InventoryReactions } from './inventory.reactions.js';
import { PdiInspectionController } from './pdi-inspections/pdi-inspection.controller.js';
import { PdiInspection } from './pdi-inspections/pdi-inspection.entity.js';
import { PdiInspectionService } from './pdi-inspections/pdi-inspection.service.js';
import { PdiTemplateController } from './pdi-inspections/pdi-template.controller.js';
import { ReservationCommands } from './reservations/reservation.commands.js';
import { ReservationController } from './reservations/reservation.controller.js';
import { Reservation } from './reservations/reservation.entity.js';
import { ReservationReads } from './reservations/reservation.queries.js';
import { ReservationService } from './reservations/reservation.service.js';
import { StockLevelController } from './stock-levels/stock-level.controller.js';
import { StockLevelReads } from './stock-levels/stock-level.queries.js';
import { StockVehicleController } from './stock-vehicles/stock-vehicle.controller.js';
import { StockVehicle, VehicleMovement } from './stock-vehicles/stock-vehicle.entity.js';
import { StockVehicleReads } from './stock-vehicles/stock-vehicle.queries.js';
import { StockVehicleService } from './stock-vehicles/stock-vehicle.service.js';
import { TradedCars } from './stock-vehicles/traded-cars.js';
import { VehicleMoves } from './stock-vehicles/vehicle-moves.js';
import { VehicleDemandController } from './vehicle-demands/vehicle-demand.controller.js';
import { VehicleDemand } from './vehicle-demands/vehicle-demand.entity.js';
import { VehicleDemandReads } from './vehicle-demands/vehicle-demand.queries.js';
import { VehicleModelController } from './vehicle-models/vehicle-model.controller.js';
import { VehicleModel } from './vehicle-models/vehicle-model.entity.js';
import { VehicleModelService } from './vehicle-models/vehicle-model.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([VehicleModel, StockVehicle, VehicleMovement, Reservation, VehicleDemand, PdiInspection])],
  controllers: [
    VehicleModelController,
    StockVehicleController,
    ReservationController,
    VehicleDemandController,
    PdiInspectionController,
    PdiTemplateController,
    StockLevelController,
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
    StockLevelReads,
    InventoryApi,
    InventoryReactions,
  ],
  exports: [InventoryApi],
})
export class InventoryModule {}
