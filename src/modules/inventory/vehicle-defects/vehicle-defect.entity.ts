import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const VEHICLE_DEFECT_STATES = ['OPEN', 'REWORKED', 'ACCEPTED', 'WAIVED'] as const;
export type VehicleDefectState = (typeof VEHICLE_DEFECT_STATES)[number];

/** D-9: put right and accepted by somebody else, or left and told to the buyer; the buyer is told in any case (三包 32). */
export const vehicleDefectLifecycle = lifecycle({
  name: 'VehicleDefect',
  states: VEHICLE_DEFECT_STATES,
  initial: 'OPEN',
  moves: {
    rework: { from: ['OPEN'], to: ['REWORKED'] },
    accept: { from: ['REWORKED'], to: ['ACCEPTED'] },
    reopen: { from: ['REWORKED'], to: ['OPEN'] },
    waive: { from: ['OPEN', 'REWORKED'], to: ['WAIVED'] },
    disclose: { from: VEHICLE_DEFECT_STATES, to: VEHICLE_DEFECT_STATES },
  },
});
export type VehicleDefectMove = keyof (typeof vehicleDefectLifecycle)['table']['moves'];

/** Where it was found: at arrival, in storage, before delivery, or on the way between two stores; HISTORY: what the car was before. */
export const DEFECT_SOURCES = ['ARRIVAL', 'STORAGE', 'PDI', 'TRANSFER', 'HISTORY'] as const;
export type DefectSource = (typeof DEFECT_SOURCES)[number];
export const SEVERITIES = ['MINOR', 'MAJOR', 'SAFETY'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that is wrong with a car before it is sold. It goes with the car, whichever store has it. */
@Entity({ schema: 'inventory', name: 'vehicle_defect' })
export class VehicleDefect extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: VehicleDefectState;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') source: DefectSource;
  /** The storage, arrival or pre-delivery inspection that found it. */
  @Column('uuid', { name: 'inspection_id', nullable: true }) inspectionId: string | null;
  @Column('text', { name: 'item_code' }) itemCode: string;
  @Column('text') description: string;
  @Column('text') severity: Severity;
  @Column('text', { name: 'photo_reference', nullable: true }) photoReference: string | null;
  @Column('uuid', { name: 'found_by' }) foundBy: string;
  @Column('timestamptz', { name: 'found_at' }) foundAt: Date;
  @Column('text', { name: 'rework_note', nullable: true }) reworkNote: string | null;
  @Column('uuid', { name: 'reworked_by', nullable: true }) reworkedBy: string | null;
  @Column('timestamptz', { name: 'reworked_at', nullable: true }) reworkedAt: Date | null;
  /** Who accepted the rework, sent it back or waived it. */
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

/** That a buyer was told of a defect in writing: one line a defect and order. */
@Entity({ schema: 'inventory', name: 'defect_disclosure' })
export class DefectDisclosure {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'vehicle_defect_id' }) vehicleDefectId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  /** The paper that the buyer signed. */
  @Column('text') document: string;
  @Column('uuid', { name: 'disclosed_by' }) disclosedBy: string;
  @Column('timestamptz', { name: 'disclosed_at' }) disclosedAt: Date;
}
