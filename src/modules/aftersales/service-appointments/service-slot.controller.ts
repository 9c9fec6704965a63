import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput, StoreRequired } from '../../../kernel/problems.js';
import { LabourOperationUnknown, ServiceDateUnavailable } from '../aftersales.contract.js';
import { ListServiceSlots, ServiceSlotsView } from './service-appointment.dto.js';
import { ServiceSlotService } from './service-slot.service.js';

@Resource('service-slots', 'aftersales')
export class ServiceSlotController {
  constructor(private readonly slots: ServiceSlotService) {}

  @Read('listServiceSlots', ServiceSlotsView, {
    path: '',
    summary: 'Free starts of a day for a labour operation (A-3)',
    refusals: [ServiceDateUnavailable, LabourOperationUnknown, StoreRequired, InvalidInput],
  })
  list(@Query() query: ListServiceSlots): Promise<ServiceSlotsView> {
    return this.slots.slots(query);
  }
}
