import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { ModelChanged, ModelIntroduced } from '../inventory.contract.js';
import { csvOf, rowOf } from './model-file.js';
import { ModelPrices } from './model-prices.js';
import type {
  CreateVehicleModel,
  EditVehicleModel,
  ListVehicleModels,
  VehicleModelExportView,
  VehicleModelView,
} from './vehicle-model.dto.js';
import { VehicleModel } from './vehicle-model.entity.js';

const MODELS: ListDefinition = {
  select: `m.id, m.code, m.name, m.brand, m.series, m.trim, m.model_year AS "modelYear", m.powertrain, m.transmission, m.colours, m.colour_surcharges AS "colourSurcharges", m.options, m.seats, m.currency, m.list_price AS "listPrice",
    m.floor_price AS "floorPrice", m.standard_cost AS "standardCost", m.transfer_price AS "transferPrice", m.consultant_discount_limit_percent AS "consultantDiscountLimitPercent",
    m.manager_discount_limit_percent AS "managerDiscountLimitPercent", m.gross_floor_percent AS "grossFloorPercent",
    m.version, m.created_at AS "createdAt", m.updated_at AS "updatedAt"`,
  from: 'inventory.vehicle_model m',
  id: 'm.id',
  sorts: { code: { by: 'm.code', type: 'text' }, listPrice: { by: 'm.list_price', type: 'bigint' } },
  defaultSort: 'code',
  filters: {
    powertrain: 'm.powertrain = ?',
    brand: 'm.brand = ?',
    series: 'm.series = ?',
    trim: 'm.trim = ?',
    modelYear: 'm.model_year = ?::int',
    code: 'm.code = ?',
  },
};

/** Models are master data of the group: what can be ordered, quoted and sold. */
@Injectable()
export class VehicleModelService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly lists: Lists,
    private readonly prices: ModelPrices,
  ) {}

  introduce(body: CreateVehicleModel): Promise<VehicleModelView> {
    return this.db.transaction(async () => {
      const model = Object.assign(new VehicleModel(), { id: newId(), currency: 'CNY', ...columnsOf(body) });
      model.requireSound();
      await this.db.save(model, 'introduce');
      await this.prices.note(model);
      this.outbox.publish(ModelIntroduced, model, model.published());
      return viewOf(model);
    });
  }

  change(id: string, body: EditVehicleModel, expected: number | '*'): Promise<VehicleModelView> {
    return this.db.transaction(async () => {
      const model = await this.db.lock(VehicleModel, id);
      model.expectVersion(expected);
      const before = pricesOf(model);
      for (const [name, value] of Object.entries(columnsOf(body)))
        if (value !== undefined) Object.assign(model, { [name]: value as unknown });
      // A colour that is no more costs nothing more.
      if (body.colours && !body.colourSurcharges)
        model.colourSurcharges = Object.fromEntries(Object.entries(model.colourSurcharges).filter(([c]) => model.colours.includes(c)));
      model.requireSound();
      await this.db.save(model, 'change');
      if (pricesOf(model) !== before) await this.prices.note(model);
      this.outbox.publish(ModelChanged, model, model.published());
      return viewOf(model);
    });
  }

  /** All models as a file: what an import takes. Those of used cars are nobody's to order. */
  async export(format: 'json' | 'csv'): Promise<VehicleModelExportView | Rendered> {
    const models = await this.db.sql<VehicleModel>(
      `SELECT ${MODELS.select} FROM ${MODELS.from} WHERE m.code NOT LIKE 'USED-%' ORDER BY m.code`,
    );
    const rows = models.map(rowOf);
    return format === 'csv' ? new Rendered('text/csv; charset=utf-8', csvOf(rows)) : { items: rows };
  }

  /** A row of a file: a new model, or a known one with what may be changed of it. */
  bringIn(body: CreateVehicleModel): Promise<{ modelId: string; known: boolean }> {
    return this.db.transaction(async () => {
      const known = await this.db.repo(VehicleModel).findOneBy({ code: body.code });
      if (!known) return { modelId: (await this.introduce(body)).id, known: false };
      const { code: _code, brand: _brand, series: _series, modelYear: _year, powertrain: _powertrain, seats: _seats, ...changes } = body;
      return { modelId: (await this.change(known.id, changes, '*')).id, known: true };
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

const pricesOf = ({ listPrice, floorPrice, transferPrice }: VehicleModel): string => JSON.stringify([listPrice, floorPrice, transferPrice]);
/** Bodies speak of surcharges as a list; the column has them by colour. */
function columnsOf<B extends CreateVehicleModel | EditVehicleModel>({ colourSurcharges, options, ...body }: B) {
  return {
    ...body,
    ...(colourSurcharges && { colourSurcharges: Object.fromEntries(colourSurcharges.map(({ colour, surcharge }) => [colour, surcharge])) }),
    ...(options && { options: options.map(({ code, name, price }) => ({ code, name, price })) }),
  };
}

const viewOf = (model: VehicleModel): VehicleModelView => {
  const seesCost = permissions.may('seeCost');
  return {
    id: model.id,
    code: model.code,
    name: model.name,
    brand: model.brand,
    series: model.series,
    trim: model.trim ?? null,
    modelYear: model.modelYear,
    powertrain: model.powertrain,
    transmission: model.transmission ?? null,
    colours: [...model.colours],
    colourSurcharges: Object.entries(model.colourSurcharges).map(([colour, surcharge]) => ({ colour, surcharge })),
    options: model.options,
    seats: model.seats,
    currency: model.currency,
    listPrice: model.listPrice,
    floorPrice: seesCost ? model.floorPrice : null,
    standardCost: seesCost ? model.standardCost : null,
    transferPrice: seesCost ? model.transferPrice : null,
    consultantDiscountLimitPercent: model.consultantDiscountLimitPercent,
    managerDiscountLimitPercent: model.managerDiscountLimitPercent,
    grossFloorPercent: seesCost ? model.grossFloorPercent : null,
    version: model.version,
    createdAt: model.createdAt,
    updatedAt: model.updatedAt,
  };
};
