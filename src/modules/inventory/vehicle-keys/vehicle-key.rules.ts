import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const KeyLabelTaken = refusal('conflict', 'key_label_taken', '该车已有同名钥匙', 'The car has a key of this label', 'V-3');
constraintRefusal('uq_vehicle_key_label', KeyLabelTaken);
