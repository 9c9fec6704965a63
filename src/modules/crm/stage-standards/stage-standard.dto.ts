import { applyDecorators } from '@nestjs/common';
import { ArrayUnique, IsIn } from 'class-validator';
import { Codes, OneOf, Optional, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { type Proof, PROOFS, type Stage, STAGES } from '../opportunities/opportunity.entity.js';

/** Things a stage may ask for, each once. */
const Proofs = (): PropertyDecorator =>
  applyDecorators(Codes(PROOFS.length, ['NEEDS_RECORD']), IsIn(PROOFS as unknown as string[], { each: true }), ArrayUnique());

export class EditStageStandard {
  /** What must be there before the stage is entered by hand: NEEDS_RECORD, BUDGET, PRESENTATION_CHECKLIST, TEST_DRIVE_BOOKING, TEST_DRIVE, QUOTATION, ACCEPTANCE, CONTRACT or DELIVERY. */
  @Optional()
  @Proofs()
  entry?: Proof[];
  /** What must be there before the stage is left by hand. */
  @Optional()
  @Proofs()
  exit?: Proof[];
  /** Papers that the stage must have brought before it is left by hand. */
  @Optional()
  @Proofs()
  artefacts?: Proof[];
  /** Hours, by the calendar, that the stage may last; holds for opportunities that enter it from now on. */
  @Optional()
  @Whole(1, 8760, 72)
  slaHours?: number;
  /** Percent (O-2); holds for opportunities that enter the stage from now on. */
  @Optional()
  @Whole(0, 100, 30)
  probabilityPercent?: number;
}
/** A brand's own standard of a stage: what is left out is taken from the delivered one. */
export class CreateStageStandard extends EditStageStandard {
  @Text(50, '示范') brand: string;
  @OneOf(STAGES, 'NEEDS') code: Stage;
}
export class ListStageStandards extends ListQuery {
  /** The standards that hold for this brand: its own, else the delivered ones. */
  @Optional()
  @Text(50, '示范')
  brand?: string;
}

/** What a stage asks for and how long it may last (O-1). */
export class StageStandardView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Null for a standard that holds for every brand. @example null */
  brand: string | null;
  /** @example 'NEEDS' */
  code: string;
  /** In the caller's language. @example '需求分析' */
  name: string;
  /** 1 is the first. @example 2 */
  position: number;
  /** @example ['NEEDS_RECORD'] */
  entry: string[];
  /** @example [] */
  exit: string[];
  /** @example ['NEEDS_RECORD'] */
  artefacts: string[];
  /** Hours by the calendar; null is no limit. @example 72 */
  slaHours: number | null;
  /** Chance of buying in percent (O-2). @example 20 */
  probabilityPercent: number;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
