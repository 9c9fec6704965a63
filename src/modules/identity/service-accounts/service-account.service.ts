import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { Passwords } from '../../../kernel/security/passwords.js';
import type { CreateServiceAccount, ListServiceAccounts, NewServiceAccountView, ServiceAccountView } from './service-account.dto.js';
import { ServiceAccount } from './service-account.entity.js';

const ACCOUNTS: ListDefinition = {
  select:
    'a.id, a.client_id AS "clientId", a.name, a.grants, a.active, a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"',
  from: 'identity.service_account a',
  id: 'a.id',
  sorts: { clientId: { by: 'a.client_id', type: 'text' } },
  defaultSort: 'clientId',
  filters: {},
};

@Injectable()
export class ServiceAccountService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly passwords: Passwords,
  ) {}

  async open(body: CreateServiceAccount): Promise<NewServiceAccountView> {
    const clientSecret = randomBytes(24).toString('base64url');
    const secretHash = await this.passwords.hash(clientSecret);
    return this.db.transaction(async () => {
      const account = Object.assign(new ServiceAccount(), {
        id: newId(),
        clientId: body.clientId,
        name: body.name,
        secretHash,
        grants: body.grants.map((g) => ({ role: g.role, storeId: g.storeId ?? null })),
        active: true,
      });
      await this.db.save(account, 'open');
      return { ...viewOf(account), clientSecret };
    });
  }
  list(query: ListServiceAccounts): Promise<Page<ServiceAccountView>> {
    return this.lists.page(ACCOUNTS, query);
  }
}

const viewOf = ({ id, clientId, name, grants, active, version, createdAt, updatedAt }: ServiceAccount): ServiceAccountView => ({
  id,
  clientId,
  name,
  grants: [...grants],
  active,
  version,
  createdAt,
  updatedAt,
});
