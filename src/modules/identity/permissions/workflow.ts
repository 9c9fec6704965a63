import { EMPLOYEES, group, row, type Section, store } from './rows.js';

const everyEmployeeOfTheStore = row('STORE', ...EMPLOYEES, 'integration');

export const workflow = {
  createProcessDefinition: group('admin'),
  listProcessDefinitions: row('GROUP', ...EMPLOYEES, 'integration'),
  getProcessDefinition: row('GROUP', ...EMPLOYEES, 'integration'),
  drawProcessDefinition: row('GROUP', ...EMPLOYEES, 'integration'),
  updateProcessDefinition: group('admin'),
  publishProcessDefinition: group('admin'),
  retireProcessDefinition: group('admin'),
  listProcesses: everyEmployeeOfTheStore,
  getProcess: everyEmployeeOfTheStore,
  listTasks: everyEmployeeOfTheStore,
  getOverdueSteps: { ...store('sales_manager', 'service_manager', 'parts_manager', 'finance_manager'), ...row('STORE', 'auditor') },
  getTask: everyEmployeeOfTheStore,
  completeTask: row('STORE', ...EMPLOYEES.filter((r) => r !== 'auditor')),
  skipTask: store('sales_manager', 'service_manager', 'parts_manager', 'finance_manager'),
} satisfies Section;
