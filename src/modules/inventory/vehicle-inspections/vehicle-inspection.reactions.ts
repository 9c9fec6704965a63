import { Injectable } from '@nestjs/common';
import { Reactions } from '../../../kernel/events/event.js';
import { VehicleInspectionService } from './vehicle-inspection.service.js';

/** Cars in stock are inspected again and again: what was not done is found in the morning (D-9). */
@Injectable()
export class VehicleInspectionReactions extends Reactions {
  constructor(private readonly inspections: VehicleInspectionService) {
    super();
  }
  override readonly listeners = [];
  override readonly ticks = [
    { name: 'inventory.find-overdue-storage-inspections', daily: '06:30', run: (date: string) => this.inspections.findOverdue(date) },
  ];
}
