import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const GateNotWaivable = refusal('conflict', 'gate_not_waivable', '该交车条件不得豁免', 'This gate can never be waived', 'D-7');
export const GateAlreadyOpen = refusal(
  'conflict',
  'gate_already_open',
  '该交车条件已满足或已豁免',
  'The gate is open or waived already',
  'D-7',
);
export const WaiverRoleTooLow = refusal(
  'forbidden',
  'waiver_role_too_low',
  '您的岗位无权豁免该条件',
  'Your role may not waive this gate',
  'D-7',
);
export const WaiverApproverIsSeller = refusal(
  'forbidden',
  'waiver_approver_is_seller',
  '不能豁免自己订单的交车条件',
  'Nobody waives a gate of an order of their own',
  'D-7',
);

/** Roles per gate; a gate that is not named is waived by nobody, and what the law fixes is waived by nobody whatever stands here. */
export const WaivableGates = setting<Record<string, string[]>>({
  key: 'sales.waivable-gates',
  kind: 'json',
  fallback: {
    PAYMENT: ['general_manager', 'finance_manager'],
    CONTRACT_SIGNED: ['general_manager'],
    PURCHASE_TAX: ['sales_manager', 'general_manager'],
    ACCESSORIES_FITTED: ['sales_manager', 'general_manager'],
    REGISTRATION: ['sales_manager', 'general_manager'],
  },
  description:
    'Delivery gates that may be waived, each with the roles that may (PAYMENT, CONTRACT_SIGNED, PURCHASE_TAX, ACCESSORIES_FITTED, REGISTRATION).',
  rule: 'D-7',
});
