import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { ModelChanged, ModelIntroduced } from '../inventory.contract.js';
import type { CreateVehicleModel, EditVehicleModel, ListVehicleModels, VehicleModelView } from './vehicle-model.dto.js';
import { VehicleModel } from './vehicle-model.entity.js';

const MODELS: ListDefinition = {
  select: `m.id, m.code, m.name, m.brand, m.series, m.model_year AS "modelYear", m.powertrain, m.colours, m.seats, m.currency, m.list_price AS "listPrice",
    m.floor_price AS "floorPrice", m.standard_cost AS "standardCost", m.consultant_discount_limit_percent AS "consultantDiscountLimitPercent",
    m.manager_discount_limit_percent AS "managerDiscountLimitPercent", m.gross_floor_percent AS "grossFloorPercent",
    m.version, m.created_at AS "createdAt", m.updated_at AS "updatedAt"`,
  from: 'inventory.vehicle_model m',
  id: 'm.id',
  sorts: { code: { by: 'm.code', type: 'text' }, listPrice: { by: 'm.list_price', type: 'bigint' } },
  defaultSort: 'code',
  filters: { powertrain: 'm.powertrain = ?', brand: 'm.brand = ?', code: 'm.code = ?' },
};

/** Models are master data of the group: what can be ordered, quoted and sold. */
@Injectable()
export class VehicleModelService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly lists: Lists,
  ) {}

  introduce(body: CreateVehicleModel): Promise<VehicleModelView> {
    return this.db.transaction(async () => {
      const model = Object.assign(new VehicleModel(), { id: newId(), currency: 'CNY', ...body });
      model.requireSound();
      await this.db.save(model, 'introduce');
      this.outbox.publish(ModelIntroduced, model, model.published());
      return viewOf(model);
    });
  }

  change(id: string, body: EditVehicleModel, expected: number | '*'): Promise<VehicleModelView> {
    return this.db.transaction(async () => {
      const model = await this.db.lock(VehicleModel, id);
      model.expectVersion(expected);
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(model, { [name]: value as unknown });
      model.requireSound();
      await this.db.save(model, 'change');
      this.outbox.publish(ModelChanged, model, model.published());
      return viewOf(model);
    });
  }

  async model(id: string): Promise<VehicleModelView> {
    return viewOf(await this.db.find(VehicleModel, id));
  }

  async list(query: ListVehicleModels): Promise<Page<VehicleModelView>> {
    const page = await this.lists.page<VehicleModel>(MODELS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (model: VehicleModel): VehicleModelView => {
  const seesCost = permissions.may('seeCost');
  return {
    id: model.id,
    code: model.code,
    name: model.name,
    brand: model.brand,
    series: model.series,
    modelYear: model.modelYear,
    powertrain: model.powertrain,
    colours: [...model.colours],
    seats: model.seats,
    currency: model.currency,
    listPrice: model.listPrice,
    floorPrice: seesCost ? model.floorPrice : null,
    standardCost: seesCost ? model.standardCost : null,
    consultantDiscountLimitPercent: model.consultantDiscountLimitPercent,
    managerDiscountLimitPercent: model.managerDiscountLimitPercent,
    grossFloorPercent: seesCost ? model.grossFloorPercent : null,
    version: model.version,
    createdAt: model.createdAt,
    updatedAt: model.updatedAt,
  };
};
