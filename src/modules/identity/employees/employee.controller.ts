import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { ReferenceUnknown } from '../../../kernel/problems.js';
import { UsernameTaken } from '../identity.contract.js';
import { CreateEmployee, EditEmployee, EmployeeView, ListEmployees } from './employee.dto.js';
import { EmployeeService } from './employee.service.js';

@Resource('employees', 'identity')
export class EmployeeController {
  constructor(private readonly employees: EmployeeService) {}

  @Create('createEmployee', EmployeeView, { summary: 'Open an employee account', refusals: [UsernameTaken, ReferenceUnknown] })
  create(@Body() body: CreateEmployee): Promise<EmployeeView> {
    return this.employees.hire(body);
  }
  @List('listEmployees', EmployeeView, { summary: 'List employees by role and store' })
  list(@Query() query: ListEmployees): Promise<Page<EmployeeView>> {
    return this.employees.list(query);
  }
  @Read('getEmployee', EmployeeView, { summary: 'Read an employee' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<EmployeeView> {
    return this.employees.employee(id);
  }
  @Edit('updateEmployee', EmployeeView, { summary: 'Change roles, name or activity of an employee', refusals: [ReferenceUnknown] })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditEmployee, @IfMatch() expected: number | '*'): Promise<EmployeeView> {
    return this.employees.change(id, body, expected);
  }
}
