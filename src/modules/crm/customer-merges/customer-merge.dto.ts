import { Id, Text } from '../../../kernel/http/fields.js';

export class MergeCustomer {
  /** The customer whose file goes on; of the same type. */
  @Id() intoCustomerId: string;
  /** How it is known that both are one; kept with the merge (L-4). */
  @Text(500, '同一人的两个手机号') reason: string;
}
