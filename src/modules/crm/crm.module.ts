import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsentController } from './consents/consent.controller.js';
import { Consent } from './consents/consent.entity.js';
import { ConsentService } from './consents/consent.service.js';
import { CrmApi } from './crm.api.js';
import { CrmReactions } from './crm.reactions.js';
import { CustomerContactController } from './customer-contacts/customer-contact.controller.js';
import { CustomerContact } from './customer-contacts/customer-contact.entity.js';
import { CustomerContactService } from './customer-contacts/customer-contact.service.js';
import { Belongings } from './customer-merges/belongings.js';
import { CustomerMerge } from './customer-merges/customer-merge.entity.js';
import { CustomerMergeService } from './customer-merges/customer-merge.service.js';
import { Acquaintances } from './customers/acquaintances.js';
import { CustomerRegister } from './customers/customer-register.js';
import { CustomerController } from './customers/customer.controller.js';
import { Customer, CustomerPlate, CustomerStore } from './customers/customer.entity.js';
import { CustomerReads } from './customers/customer.queries.js';
import { CustomerService } from './customers/customer.service.js';
import { Plates } from './customers/plates.js';
import { DuplicatePairController } from './duplicate-pairs/duplicate-pair.controller.js';
import { DuplicatePair } from './duplicate-pairs/duplicate-pair.entity.js';
import { DuplicatePairService } from './duplicate-pairs/duplicate-pair.service.js';
import { Duplicates } from './duplicate-pairs/duplicates.js';
import { HouseholdController } from './households/household.controller.js';
import { Household, HouseholdMember } from './households/household.entity.js';
import { HouseholdService } from './households/household.service.js';
import { IntentLevelController } from './intent-levels/intent-level.controller.js';
import { IntentLevel } from './intent-levels/intent-level.entity.js';
import { IntentLevelService } from './intent-levels/intent-level.service.js';
import { InteractionController } from './interactions/interaction.controller.js';
import { Interaction } from './interactions/interaction.entity.js';
import { InteractionService } from './interactions/interaction.service.js';
import { LeadDeskController } from './lead-desks/lead-desk.controller.js';
import { LeadDesk, LeadRotation } from './lead-desks/lead-desk.entity.js';
import { LeadDeskService } from './lead-desks/lead-desk.service.js';
import { LeadTurns } from './lead-desks/lead-turns.js';
import { LeadArrivals } from './leads/lead-arrivals.js';
import { LeadIntake } from './leads/lead-intake.js';
import { LeadLosses } from './leads/lead-losses.js';
import { LeadOwnerships } from './leads/lead-ownerships.js';
import { LeadQualification } from './leads/lead-qualification.js';
import { LeadController } from './leads/lead.controller.js';
import { LeadRecognition } from './leads/lead-recognition.js';
import { Lead, LeadLossReview, LeadOwnership } from './leads/lead.entity.js';
import { LeadReads } from './leads/lead.queries.js';
import { LeadService } from './leads/lead.service.js';
import { Mobiles } from './mobiles.js';
import { Office } from './office.js';
import { OpportunityController } from './opportunities/opportunity.controller.js';
import { Opportunity, OpportunityStage } from './opportunities/opportunity.entity.js';
import { OpportunityReads } from './opportunities/opportunity.queries.js';
import { OpportunityService } from './opportunities/opportunity.service.js';
import { CustomerFinder } from './search/customer-finder.js';
import { LeadFinder } from './search/lead-finder.js';
import { Finder } from './search/finder.js';
import { CustomerCar, CustomerSearch, LeadSearch } from './search/search.entity.js';
import { ResponseClock } from './response-standards/response-clock.js';
import { ResponseFiguresController } from './response-standards/response-figures.controller.js';
import { ResponseFigures } from './response-standards/response-figures.js';
import { ResponseStandardController } from './response-standards/response-standard.controller.js';
import { ResponseStandard } from './response-standards/response-standard.entity.js';
import { ResponseStandardService } from './response-standards/response-standard.service.js';
import { TimelineEntry } from './timeline/timeline-entry.entity.js';
import { TimelineService } from './timeline/timeline.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Customer,
      CustomerStore,
      CustomerPlate,
      CustomerMerge,
      CustomerSearch,
      CustomerCar,
      LeadSearch,
      CustomerContact,
      DuplicatePair,
      Household,
      HouseholdMember,
      Consent,
      IntentLevel,
      Lead,
      LeadOwnership,
      LeadLossReview,
      LeadDesk,
      LeadRotation,
      ResponseStandard,
      Opportunity,
      OpportunityStage,
      Interaction,
      TimelineEntry,
    ]),
  ],
  controllers: [
    LeadController,
    LeadDeskController,
    ResponseFiguresController,
    ResponseStandardController,
    CustomerContactController,
    HouseholdController,
    DuplicatePairController,
    CustomerController,
    ConsentController,
    OpportunityController,
    InteractionController,
    IntentLevelController,
  ],
  providers: [
    Office,
    Mobiles,
    Acquaintances,
    Finder,
    CustomerFinder,
    LeadFinder,
    CustomerRegister,
    CustomerReads,
    CustomerService,
    Plates,
    Belongings,
    CustomerMergeService,
    CustomerContactService,
    Duplicates,
    DuplicatePairService,
    HouseholdService,
    ConsentService,
    IntentLevelService,
    LeadArrivals,
    LeadDeskService,
    LeadIntake,
    LeadLosses,
    LeadOwnerships,
    LeadQualification,
    LeadReads,
    LeadRecognition,
    LeadService,
    LeadTurns,
    ResponseClock,
    ResponseFigures,
    ResponseStandardService,
    OpportunityReads,
    OpportunityService,
    InteractionService,
    TimelineService,
    CrmApi,
    CrmReactions,
  ],
  exports: [CrmApi],
})
export class CrmModule {}
