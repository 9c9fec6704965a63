import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Accounts } from '../../kernel/security/accounts.js';
import { permissions } from '../../kernel/security/permissions.js';
import { CalendarController } from './calendars/calendar.controller.js';
import { StoreCalendar } from './calendars/calendar.entity.js';
import { CalendarService } from './calendars/calendar.service.js';
import { EmployeeController } from './employees/employee.controller.js';
import { Employee } from './employees/employee.entity.js';
import { EmployeeService } from './employees/employee.service.js';
import { Bootstrap } from './employees/bootstrap.js';
import { IdentityApi } from './identity.api.js';
import { IdentityReactions } from './identity.reactions.js';
import { PERMISSIONS } from './permissions/table.js';
import { ServiceAccountController } from './service-accounts/service-account.controller.js';
import { ServiceAccount } from './service-accounts/service-account.entity.js';
import { ServiceAccountService } from './service-accounts/service-account.service.js';
import { SettingController } from './settings/setting.controller.js';
import { SettingValue } from './settings/setting.entity.js';
import { SettingService } from './settings/setting.service.js';
import { AccountDirectory } from './sign-in/account-directory.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { StoreController } from './stores/store.controller.js';
import { Store } from './stores/store.entity.js';
import { StoreService } from './stores/store.service.js';

/** Global because every context may ask identity, and the kernel's guard asks it who the caller is. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Store, StoreCalendar, Employee, ServiceAccount, SettingValue])],
  controllers: [SignInController, StoreController, CalendarController, EmployeeController, ServiceAccountController, SettingController],
  providers: [
    AccountDirectory,
    { provide: Accounts, useExisting: AccountDirectory },
    SettingService,
    CalendarService,
    StoreService,
    EmployeeService,
    ServiceAccountService,
    SignInService,
    Bootstrap,
    IdentityApi,
    IdentityReactions,
  ],
  exports: [IdentityApi, Accounts, Bootstrap],
})
export class IdentityModule {
  constructor() {
    permissions.define(PERMISSIONS);
  }
}
