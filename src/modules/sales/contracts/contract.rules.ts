import { refusal } from '../../../kernel/problems.js';

export const ContractHashDiffers = refusal(
  'conflict',
  'contract_hash_differs',
  '签署的文本与合同不一致',
  'The text that was signed is not that of the contract',
  'D-7',
);
export const SignatureEvidenceRequired = refusal(
  'wrong',
  'signature_evidence_required',
  '电子签署须提供签署证据',
  'An electronic signature needs its evidence',
  'D-7',
);
