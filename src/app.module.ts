import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from './kernel/config.js';
import { connection } from './kernel/database/connection.js';
import { KernelModule } from './kernel/kernel.module.js';
import { SettingsOfProgram } from './kernel/settings-of-program.module.js';
import { AftersalesModule } from './modules/aftersales/aftersales.module.js';
import { CrmModule } from './modules/crm/crm.module.js';
import { FinanceModule } from './modules/finance/finance.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { IntegrationModule } from './modules/integration/integration.module.js';
import { InventoryModule } from './modules/inventory/inventory.module.js';
import { MessagingModule } from './modules/messaging/messaging.module.js';
import { PartsModule } from './modules/parts/parts.module.js';
import { ReportingModule } from './modules/reporting/reporting.module.js';
import { SalesModule } from './modules/sales/sales.module.js';
import { WorkflowModule } from './modules/workflow/workflow.module.js';

/** The list of contexts, nothing else. */
const CONTEXTS = [
  IdentityModule,
  CrmModule,
  WorkflowModule,
  InventoryModule,
  PartsModule,
  FinanceModule,
  SalesModule,
  AftersalesModule,
  MessagingModule,
  ReportingModule,
  IntegrationModule,
];

@Module({})
export class AppModule {
  static forProgram(config: Config, databaseUrl: string, guests: Type[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsOfProgram.with(config),
        TypeOrmModule.forRoot({ ...connection(config, databaseUrl), autoLoadEntities: true, migrations: [], retryAttempts: 0 }),
        KernelModule,
        ...CONTEXTS,
        ...guests,
      ],
    };
  }
}
