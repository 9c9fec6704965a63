import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { StoreRequired } from '../../../kernel/problems.js';
import { ShiftInvalid, TechnicianKnown, TechnicianNotEmployed } from '../aftersales.contract.js';
import { CreateTechnician, ListTechnicians, TechnicianView } from './technician.dto.js';
import { TechnicianService } from './technician.service.js';

@Resource('technicians', 'aftersales')
export class TechnicianController {
  constructor(private readonly technicians: TechnicianService) {}

  @Create('createTechnician', TechnicianView, {
    summary: 'Make an employee a technician of the workshop',
    refusals: [TechnicianKnown, TechnicianNotEmployed, ShiftInvalid, StoreRequired],
  })
  create(@Body() body: CreateTechnician): Promise<TechnicianView> {
    return this.technicians.register(body);
  }
  @List('listTechnicians', TechnicianView, { summary: 'List technicians by employee and skill' })
  list(@Query() query: ListTechnicians): Promise<Page<TechnicianView>> {
    return this.technicians.list(query);
  }
  @Read('getTechnician', TechnicianView, { summary: 'Read a technician' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<TechnicianView> {
    return this.technicians.technician(id);
  }
}
