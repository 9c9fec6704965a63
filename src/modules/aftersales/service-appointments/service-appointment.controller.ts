import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { LabourOperationUnknown, ServiceDateUnavailable, SlotNotAvailable } from '../aftersales.contract.js';
import {
  CancelServiceAppointment,
  CreateServiceAppointment,
  ListServiceAppointments,
  ServiceAppointmentView,
} from './service-appointment.dto.js';
import { ServiceAppointmentQueries } from './service-appointment.queries.js';
import { ServiceAppointmentService } from './service-appointment.service.js';

@Resource('service-appointments', 'aftersales')
export class ServiceAppointmentController {
  constructor(
    private readonly appointments: ServiceAppointmentService,
    private readonly queries: ServiceAppointmentQueries,
  ) {}

  @Create('createServiceAppointment', ServiceAppointmentView, {
    summary: 'Book a visit to the workshop (A-3)',
    description: 'A slot that was taken meanwhile is refused with the next three free ones in `nextSlots`.',
    refusals: [SlotNotAvailable, ServiceDateUnavailable, LabourOperationUnknown, StoreRequired, NotFound],
  })
  create(@Body() body: CreateServiceAppointment): Promise<ServiceAppointmentView> {
    return this.appointments.book(body);
  }
  @List('listServiceAppointments', ServiceAppointmentView, { summary: 'List appointments: by day, car, customer or state' })
  list(@Query() query: ListServiceAppointments): Promise<Page<ServiceAppointmentView>> {
    return this.queries.list(query);
  }
  @Read('getServiceAppointment', ServiceAppointmentView, { summary: 'Read an appointment' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ServiceAppointmentView> {
    return this.queries.appointment(id);
  }
  @Move('arriveServiceAppointment', 'arrive', ServiceAppointmentView, {
    summary: 'The customer is here; legal any time before the no-show',
    refusals: [IllegalMove],
  })
  arrive(@Param('id', ParseUUIDPipe) id: string): Promise<ServiceAppointmentView> {
    return this.appointments.arrive(id);
  }
  @Move('cancelServiceAppointment', 'cancel', ServiceAppointmentView, {
    summary: 'Cancel an appointment: its slot is free again',
    refusals: [IllegalMove],
  })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelServiceAppointment): Promise<ServiceAppointmentView> {
    return this.appointments.cancel(id, body.reason);
  }
}
