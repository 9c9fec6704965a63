import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A model that can be sold, as Inventory tells it: the list price is the same for everybody (PR-10). */
@Entity({ schema: 'crm', name: 'model_on_offer' })
export class ModelOnOffer {
  @PrimaryColumn('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') brand: string;
  @Column('text') series: string;
  @Column('text') powertrain: string;
  @Column('text', { array: true }) colours: string[];
  @Column('int') seats: number;
  @Column('bigint', { name: 'list_price' }) listPrice: number;
}

/** A car that is in stock and free, as Inventory tells it. */
@Entity({ schema: 'crm', name: 'car_on_offer' })
export class CarOnOffer {
  @PrimaryColumn('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('date', { name: 'stock_in_date', nullable: true }) stockInDate: string | null;
  @Column('timestamptz') since: Date;
}
