import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { ModelCodeTaken, ModelPricesInvalid } from '../inventory.contract.js';
import { CreateVehicleModel, EditVehicleModel, ListVehicleModels, VehicleModelView } from './vehicle-model.dto.js';
import { VehicleModelService } from './vehicle-model.service.js';

@Resource('vehicle-models', 'inventory')
export class VehicleModelController {
  constructor(private readonly models: VehicleModelService) {}

  @Create('createVehicleModel', VehicleModelView, {
    summary: 'Introduce a model',
    description: 'Floor price not above list price, and the discount limits in order (Q-3).',
    refusals: [ModelCodeTaken, ModelPricesInvalid],
  })
  create(@Body() body: CreateVehicleModel): Promise<VehicleModelView> {
    return this.models.introduce(body);
  }
  @List('listVehicleModels', VehicleModelView, {
    summary: 'List models',
    description: 'By code. Floor price, standard cost and gross floor are null for roles that do not see cost.',
  })
  list(@Query() query: ListVehicleModels): Promise<Page<VehicleModelView>> {
    return this.models.list(query);
  }
  @Read('getVehicleModel', VehicleModelView, { summary: 'Read a model' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleModelView> {
    return this.models.model(id);
  }
  @Edit('updateVehicleModel', VehicleModelView, { summary: 'Change prices, limits or colours of a model', refusals: [ModelPricesInvalid] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditVehicleModel,
    @IfMatch() expected: number | '*',
  ): Promise<VehicleModelView> {
    return this.models.change(id, body, expected);
  }
}
