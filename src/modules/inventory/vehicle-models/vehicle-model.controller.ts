import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Rendered } from '../../../kernel/http/answers.interceptor.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { ColourNotOfModel } from '../inventory.contract.js';
import { ModelCodeTaken, ModelPricesInvalid } from '../inventory.rules.js';
import { ModelPrices } from './model-prices.js';
import {
  CreateVehicleModel,
  EditVehicleModel,
  ExportVehicleModels,
  ListVehicleModelPrices,
  ListVehicleModels,
  SetVehicleModelPrice,
  VehicleModelExportView,
  VehicleModelPriceView,
  VehicleModelView,
} from './vehicle-model.dto.js';
import { ModelOptionTwice, ModelPriceInThePast } from './vehicle-model.rules.js';
import { VehicleModelService } from './vehicle-model.service.js';

@Resource('vehicle-models', 'inventory')
export class VehicleModelController {
  constructor(
    private readonly models: VehicleModelService,
    private readonly prices: ModelPrices,
  ) {}

  @Create('createVehicleModel', VehicleModelView, {
    summary: 'Introduce a model',
    description: 'Floor price not above list price, and the discount limits in order (Q-3).',
    refusals: [ModelCodeTaken, ModelPricesInvalid, ColourNotOfModel, ModelOptionTwice],
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
  @Edit('updateVehicleModel', VehicleModelView, {
    summary: 'Change prices, limits, colours or options of a model',
    description: 'Prices hold from today; those of a later day are set by its prices.',
    refusals: [ModelPricesInvalid, ColourNotOfModel, ModelOptionTwice],
  })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditVehicleModel,
    @IfMatch() expected: number | '*',
  ): Promise<VehicleModelView> {
    return this.models.change(id, body, expected);
  }
  @Read('exportVehicleModels', VehicleModelExportView, {
    path: 'export',
    summary: 'All models as a file',
    description: 'JSON, or with `format=csv` a CSV; both can be brought in again by an import of MODELS.',
    also: {
      'text/csv': {
        schema: { type: 'string', maxLength: 10_000_000, description: 'With `format=csv`.' },
        example: 'code,name\r\nSF-A6-25-SE,示范 A6\r\n',
      },
    },
  })
  export(@Query() query: ExportVehicleModels): Promise<VehicleModelExportView | Rendered> {
    return this.models.export(query.format ?? 'json');
  }
  @Create('setVehicleModelPrice', VehicleModelPriceView, {
    path: ':id/prices',
    summary: 'Set list, floor and transfer price from a day on',
    description: 'They become the model’s own at midnight of that day; set for the same day again they are replaced.',
    refusals: [NotFound, ModelPricesInvalid, ModelPriceInThePast],
  })
  setPrice(@Param('id', ParseUUIDPipe) id: string, @Body() body: SetVehicleModelPrice): Promise<VehicleModelPriceView> {
    return this.prices.set(id, body);
  }
  @List('listVehicleModelPrices', VehicleModelPriceView, {
    path: ':id/prices',
    summary: 'Prices of a model by date, the latest first',
    refusals: [NotFound],
  })
  listPrices(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListVehicleModelPrices): Promise<Page<VehicleModelPriceView>> {
    return this.prices.list(id, query);
  }
}
