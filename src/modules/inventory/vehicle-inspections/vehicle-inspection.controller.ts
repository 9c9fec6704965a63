import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { OdometerBackwards } from '../inventory.contract.js';
import {
  CreateVehicleInspection,
  DueStorageInspectionView,
  ListDueStorageInspections,
  ListVehicleInspections,
  VehicleInspectionView,
} from './vehicle-inspection.dto.js';
import { VehicleInspectionReads } from './vehicle-inspection.queries.js';
import { InspectionIncomplete, InspectionNotDue } from './vehicle-inspection.rules.js';
import { VehicleInspectionService } from './vehicle-inspection.service.js';

@Resource('vehicle-inspections', 'inventory')
export class VehicleInspectionController {
  constructor(
    private readonly inspections: VehicleInspectionService,
    private readonly reads: VehicleInspectionReads,
  ) {}

  @Create('createVehicleInspection', VehicleInspectionView, {
    summary: 'Record an arrival or storage inspection (D-9)',
    description:
      'By the published checklist A or B. Each item that is a defect is entered as one: until it is settled the car is neither accepted nor delivered.',
    refusals: [NotFound, InspectionNotDue, InspectionIncomplete, OdometerBackwards],
    keyed: true,
  })
  async create(@Body() body: CreateVehicleInspection): Promise<VehicleInspectionView> {
    return this.reads.one(await this.inspections.inspect(body));
  }
  @List('listVehicleInspections', VehicleInspectionView, { summary: 'List arrival and storage inspections' })
  list(@Query() query: ListVehicleInspections): Promise<Page<VehicleInspectionView>> {
    return this.reads.list(query);
  }
  @List('listDueStorageInspections', DueStorageInspectionView, {
    summary: 'List cars whose storage inspection is due (D-9)',
    description: 'The longest overdue first; the setting `inventory.storage-inspection-days` † says how often.',
    path: 'due',
  })
  due(@Query() query: ListDueStorageInspections): Promise<Page<DueStorageInspectionView>> {
    return this.reads.due(query);
  }
  @Read('getVehicleInspection', VehicleInspectionView, { summary: 'Read an arrival or storage inspection' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleInspectionView> {
    return this.reads.one(id);
  }
}
