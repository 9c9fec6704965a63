import { Id, ListOf, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { type Relation, RELATIONS } from './household.entity.js';

export class JoinHousehold {
  /** A PERSON who lives in no other household. */
  @Id() customerId: string;
  /** Seen from the one whose household it is: SELF. */
  @OneOf(RELATIONS, 'SPOUSE') relation: Relation;
}
export class CreateHousehold {
  @Text(100, '王小明家') name: string;
  @ListOf(() => JoinHousehold, 1, 20) members: JoinHousehold[];
}
export class LeaveHousehold {
  @Id() customerId: string;
}
export class ListHouseholds extends ListQuery {
  /** The household of this customer. */
  @Optional()
  @Id()
  customerId?: string;
}

export class HouseholdMemberView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Masked for those who do not serve customers. @example '王小明' */
  name: string;
  /** SELF, SPOUSE, CHILD, PARENT or OTHER. @example 'SPOUSE' */
  relation: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  joinedAt: Date;
}
/** A household (家庭): the persons who decide together. */
export class HouseholdView extends GroupResourceView {
  /** @example '王小明家' */
  name: string;
  members: HouseholdMemberView[];
}
