import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { OdometerBackwards } from '../inventory.contract.js';
import { PdiItemsMissing, PdiNotDue } from '../inventory.rules.js';
import { VehicleDefectsOpen } from '../vehicle-defects/vehicle-defect.rules.js';
import { CreatePdiInspection, ListPdiInspections, PdiInspectionView } from './pdi-inspection.dto.js';
import { PdiInspectionReads } from './pdi-inspection.queries.js';
import { PdiInspectionService } from './pdi-inspection.service.js';

@Resource('pdi-inspections', 'inventory')
export class PdiInspectionController {
  constructor(
    private readonly inspections: PdiInspectionService,
    private readonly reads: PdiInspectionReads,
  ) {}

  @Create('createPdiInspection', PdiInspectionView, {
    summary: 'Record a pre-delivery inspection (D-9)',
    description:
      'For a car in stock, reserved or preparing. All items passed: a reserved or preparing car is READY. Each item that fails is entered as a defect; it passes again only when all are settled.',
    refusals: [NotFound, PdiItemsMissing, PdiNotDue, OdometerBackwards, VehicleDefectsOpen],
    keyed: true,
  })
  create(@Body() body: CreatePdiInspection): Promise<PdiInspectionView> {
    return this.inspections.inspect(body);
  }
  @List('listPdiInspections', PdiInspectionView, { summary: 'List pre-delivery inspections' })
  list(@Query() query: ListPdiInspections): Promise<Page<PdiInspectionView>> {
    return this.reads.list(query);
  }
  @Read('getPdiInspection', PdiInspectionView, { summary: 'Read a pre-delivery inspection' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PdiInspectionView> {
    return this.reads.one(id);
  }
}
