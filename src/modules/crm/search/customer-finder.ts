import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { Finder } from './finder.js';

interface Source {
  id: string;
  storeIds: string[];
  /** Their file, and those that were merged into it. */
  files: { id: string; names: (string | null)[]; mobileSealed: string }[];
  contacts: { name: string; mobileSealed: string | null }[];
  cars: { vin: string; plateSealed: string | null }[];
}
const SOURCES = `
SELECT c.id, ARRAY(SELECT s.store_id FROM crm.customer_store s WHERE s.customer_id = c.id) AS "storeIds",
  (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'names', ARRAY[f.name, f.contact_name], 'mobileSealed', f.mobile_sealed))
   FROM crm.customer f WHERE f.id = c.id OR f.merged_into_customer_id = c.id) AS files,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'mobileSealed', p.mobile_sealed)), '[]')
   FROM crm.customer_contact p WHERE p.customer_id = c.id AND p.state = 'ACTIVE') AS contacts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('vin', v.vin, 'plateSealed', v.plate_sealed)), '[]')
   FROM crm.customer_car v WHERE v.customer_id = c.id) AS cars
FROM crm.customer c WHERE c.id = ANY($1::uuid[])`;

export interface KnownCar {
  customerVehicleId: string;
  customerId: string;
  vin: string;
  plateSealed: string | null;
}

/** What customers are found by, kept in the transaction that changes it: names, mobiles, their cars, the stores that know them. */
@Injectable()
export class CustomerFinder {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly finder: Finder,
  ) {}

  async refresh(customerIds: string[]): Promise<void> {
    await this.finder.hold('customer', customerIds);
    const sources = await this.db.sql<Source>(SOURCES, [customerIds]);
    await this.personal.prefetch(sources.flatMap((s) => s.files.map((file) => file.id)));
    await this.finder.write('customer', await Promise.all(sources.map((source) => this.#findable(source))));
  }

  /** A car is found by its owner of today alone. */
  async keepCar({ customerVehicleId, customerId, vin, plateSealed }: KnownCar): Promise<void> {
    const [before] = await this.db.sql<{ customerId: string }>(
      'SELECT customer_id AS "customerId" FROM crm.customer_car WHERE id = $1 FOR UPDATE',
      [customerVehicleId],
    );
    await this.db.sql(
      `INSERT INTO crm.customer_car (id, customer_id, vin, plate_sealed) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET customer_id = $2, vin = $3, plate_sealed = $4`,
      [customerVehicleId, customerId, vin, plateSealed],
    );
    await this.refresh([...new Set([customerId, before?.customerId ?? customerId])]);
  }

  async reindex(first: string): Promise<void> {
    await this.refresh(await this.finder.outdated('customer', first));
  }

  async #findable({ id, storeIds, files, contacts, cars }: Source) {
    const mobiles = [...files, ...contacts.map(({ mobileSealed }) => ({ id, mobileSealed }))];
    return {
      id,
      by: {
        names: [...files.flatMap((file) => file.names), ...contacts.map((contact) => contact.name)],
        mobiles: await Promise.all(mobiles.map((of) => this.personal.open(of.id, of.mobileSealed))),
        cars: await Promise.all(cars.map(async ({ vin, plateSealed }) => ({ vin, plate: await this.personal.open(id, plateSealed) }))),
        storeIds,
      },
    };
  }
}
