import { constraintRefusal, refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';
import { VehicleNotAvailable, VinExists } from './inventory.contract.js';

export interface PdiTemplateItem {
  code: string;
  title: string;
}

export const ScannedVinDiffers = refusal(
  'wrong',
  'scanned_vin_differs',
  '实车 VIN 与订单不符',
  'The car that came has another VIN than the one that was ordered',
  'V-3',
);

export const ModelCodeTaken = refusal('conflict', 'model_code_taken', '车型代码已被使用', 'The model code is taken');

export const ModelPricesInvalid = refusal(
  'wrong',
  'model_prices_invalid',
  '车型价格或优惠权限无效',
  'The prices or discount limits of the model contradict each other',
  'Q-3',
);

export const HoldUntilPast = refusal('wrong', 'hold_until_past', '锁车到期时间须晚于现在', 'A hold must end in the future', 'D-4');

export const OrderHasReservation = refusal(
  'conflict',
  'order_has_reservation',
  '该订单已锁定一台车',
  'The order already holds a car',
  'D-4',
);

export const OrderHasNoReservation = refusal(
  'conflict',
  'order_has_no_reservation',
  '该订单没有锁定的车辆',
  'The order holds no car',
  'D-3',
);

export const ReservedForOrder = refusal(
  'conflict',
  'reserved_for_order',
  '车辆已为订单锁定,须通过取消订单释放',
  'The car is reserved for an order: cancel the order to free it',
  'D-6',
);

export const DemoInsuranceExpired = refusal('wrong', 'demo_insurance_expired', '试驾车保险已到期', 'A demo car must be insured', 'T-3');

export const PdiNotDue = refusal(
  'conflict',
  'pdi_not_due',
  '车辆当前状态不能做 PDI',
  'A car in this state gets no pre-delivery inspection',
  'D-9',
);

export const PdiItemsMissing = refusal('wrong', 'pdi_items_missing', 'PDI 项目不全', 'Required items of the inspection are missing', 'D-9');

export const ReservationHold = setting<string>({
  key: 'inventory.reservation-hold',
  kind: 'duration',
  fallback: 'PT48H',
  description: 'How long a car reserved by hand is held when no end is named.',
  rule: 'D-4',
});

export const ProjectionHorizon = setting<number>({
  key: 'inventory.projection-horizon-days',
  kind: 'integer',
  fallback: 30,
  min: 0,
  max: 365,
  description: 'Cars on the way count in the projected stock when they are expected within so many days.',
  rule: 'V-7',
});

/** Checklist C of the CADA guide of 2017-03-10; A (arrival) and B (storage) are checklists of their own. */
export const PdiTemplate = setting<PdiTemplateItem[]>({
  key: 'inventory.pdi-template',
  kind: 'json',
  fallback: [
    { code: 'EXTERIOR', title: '外观与车身' },
    { code: 'ELECTRICAL', title: '电气与灯光' },
    { code: 'FLUIDS', title: '油液与动力' },
    { code: 'TYRES', title: '轮胎与制动' },
    { code: 'DOCUMENTS', title: '随车资料与工具' },
  ],
  description: 'Items that every pre-delivery inspection must answer: `code` and `title` each.',
  rule: 'D-9',
});

constraintRefusal('uq_stock_vehicle_vin', VinExists);
constraintRefusal('uq_vehicle_model_code', ModelCodeTaken);
constraintRefusal('uq_reservation_live_vehicle', VehicleNotAvailable);
constraintRefusal('uq_reservation_live_order', OrderHasReservation);
