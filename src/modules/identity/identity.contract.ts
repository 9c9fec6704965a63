import { event } from '../../kernel/events/event.js';
import { constraintRefusal, refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';

/** Roles of a dealer; each is held for one store or for the whole group. `integration` is for service accounts. */
export const ROLES = [
  'sales_consultant',
  'sales_manager',
  'crm_agent',
  'inventory_clerk',
  'cashier',
  'finance_manager',
  'service_advisor',
  'service_manager',
  'workshop_controller',
  'technician',
  'quality_inspector',
  'parts_clerk',
  'parts_manager',
  'general_manager',
  'admin',
  'auditor',
  'integration',
] as const;
export type Role = (typeof ROLES)[number];

export interface StoreFacts {
  id: string;
  code: string;
  name: string;
  city: string;
  brand: string;
  /** Unified social credit code of the selling company, for invoices. */
  taxNumber: string | null;
}
export interface EmployeeFacts {
  employeeId: string;
  name: string;
}

export const SignInFailed = refusal('unauthenticated', 'sign_in_failed', '用户名或密码错误', 'Wrong user name or password');
export const SignInBlocked = refusal(
  'too_many',
  'sign_in_blocked',
  '登录失败次数过多,请稍后再试',
  'Too many failed sign-ins, try again later',
);
export const RefreshTokenInvalid = refusal(
  'unauthenticated',
  'refresh_token_invalid',
  '登录已失效,请重新登录',
  'The refresh token is not valid, sign in again',
);
export const UsernameTaken = refusal('conflict', 'username_taken', '用户名已被使用', 'The user name is taken');
export const StoreCodeTaken = refusal('conflict', 'store_code_taken', '门店代码已被使用', 'The store code is taken');
export const SettingUnknown = refusal('missing', 'setting_unknown', '没有该设置项', 'There is no such setting');
export const SettingValueInvalid = refusal('wrong', 'setting_value_invalid', '设置值无效', 'The value does not fit the setting');
export const CalendarInvalid = refusal('wrong', 'calendar_invalid', '营业时间无效', 'The opening hours are not valid');
constraintRefusal('uq_employee_username', UsernameTaken);
constraintRefusal('uq_store_code', StoreCodeTaken);

export const EmployeeHired = event<{ employeeId: string; name: string; grants: { role: string; storeId: string | null }[] }>(
  'identity.employee-hired',
  'An employee account was opened.',
  { outwardOnly: true },
);
export const SettingChanged = event<{ key: string; scope: string; storeId: string | null; value: unknown; validFrom: string }>(
  'identity.setting-changed',
  'A setting got a new value.',
  { outwardOnly: true },
);

export const SignInFailureLimit = setting<number>({
  key: 'identity.sign-in-failure-limit',
  kind: 'integer',
  fallback: 10,
  min: 3,
  max: 100,
  description: 'Failed sign-ins of one account within 15 minutes before it is blocked for that time.',
  rule: 'api.md Access',
});
