import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintReactions } from './complaints/complaint.reactions.js';
import { SurveyReactions } from './surveys/survey.reactions.js';
import { ComplaintIntake } from './complaints/complaint-intake.js';
import { ComplaintController } from './complaints/complaint.controller.js';
import { Complaint, ComplaintStep } from './complaints/complaint.entity.js';
import { ComplaintReads } from './complaints/complaint.queries.js';
import { ComplaintService } from './complaints/complaint.service.js';
import { ConsentLinks } from './consents/consent-links.js';
import { ConsentRequests } from './consents/consent-requests.js';
import { ConsentTexts } from './consents/consent-texts.js';
import { ConsentController, ConsentTextController, PublicConsentController } from './consents/consent.controller.js';
import { Consent, ConsentRequest, ConsentText } from './consents/consent.entity.js';
import { ConsentReads } from './consents/consent.queries.js';
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
import { LeadIntake } from './leads/lead-intake.js';
import { LeadQualification } from './leads/lead-qualification.js';
import { LeadController } from './leads/lead.controller.js';
import { Lead } from './leads/lead.entity.js';
import { LeadReads } from './leads/lead.queries.js';
import { LeadService } from './leads/lead.service.js';
import { Mobiles } from './mobiles.js';
import { CustomerReactions } from './customers/customer.reactions.js';
import { LeadReactions } from './leads/lead.reactions.js';
import { OpportunityReactions } from './opportunities/opportunity.reactions.js';
import { Office } from './office.js';
import { NeedsController } from './needs/needs-record.controller.js';
import { NeedsRecord } from './needs/needs-record.entity.js';
import { NeedsService } from './needs/needs-record.service.js';
import { BrandData } from './brand-data.js';
import { Forecast } from './opportunities/forecast.queries.js';
import { OpportunityLoss } from './opportunities/opportunity-loss.js';
import { OpportunityProgress } from './opportunities/opportunity-progress.js';
import { PresentationController, PresentationItemController } from './presentation/presentation.controller.js';
import { PresentationItem, PresentationTick } from './presentation/presentation-item.entity.js';
import { PresentationService } from './presentation/presentation.service.js';
import { RecommendationController } from './recommendations/recommendation.controller.js';
import { Recommendations } from './recommendations/recommendation.service.js';
import { WorkListController } from './work-list/work-list.controller.js';
import { WorkList } from './work-list/work-list.service.js';
import { OnOffer } from './recommendations/on-offer.js';
import { CarOnOffer, ModelOnOffer } from './recommendations/on-offer.entity.js';
import { StageStandardController } from './stage-standards/stage-standard.controller.js';
import { StageStandard } from './stage-standards/stage-standard.entity.js';
import { StageStandards } from './stage-standards/stage-standard.service.js';
import { VisitController } from './visits/visit.controller.js';
import { Visit } from './visits/visit.entity.js';
import { VisitReads } from './visits/visit.queries.js';
import { VisitService } from './visits/visit.service.js';
import { OpportunityController } from './opportunities/opportunity.controller.js';
import { Opportunity, OpportunityGrade, OpportunityOwner, OpportunityProof, OpportunityStage } from './opportunities/opportunity.entity.js';
import { OpportunityReads } from './opportunities/opportunity.queries.js';
import { OpportunityService } from './opportunities/opportunity.service.js';
import { CustomerIndex } from './search/customer-index.js';
import { LeadIndex } from './search/lead-index.js';
import { SearchIndex } from './search/search-index.js';
import { CustomerCar, CustomerSearch, LeadSearch } from './search/search.entity.js';
import { ProfileController, ProfileRebuildController } from './profile/profile.controller.js';
import { CustomerTag, Profile, ProfileFact, ProfileVehicle } from './profile/profile.entity.js';
import { ProfileReads } from './profile/profile.queries.js';
import { ProfileReactions } from './profile/profile.reactions.js';
import { ProfileProjection } from './profile/profile-projection.js';
import { ProfileRebuildService } from './profile/profile-rebuild.service.js';
import { TagService } from './profile/tag.service.js';
import { ProfileRebuild } from './profile/profile-rebuild.entity.js';
import { PublicLinks } from './public-links.js';
import { SurveyDesk } from './surveys/survey-desk.js';
import { SurveyLinks } from './surveys/survey-links.js';
import { SurveyTemplates } from './surveys/survey-templates.js';
import { PublicSurveyController, SurveyController, SurveyTemplateController } from './surveys/survey.controller.js';
import { Survey, SurveyTemplate } from './surveys/survey.entity.js';
import { SurveyReads } from './surveys/survey.queries.js';
import { SurveyService } from './surveys/survey.service.js';
import { TimelineEntry } from './timeline/timeline-entry.entity.js';
import { TimelineService } from './timeline/timeline.service.js';
import { ValueGradeController } from './value-grades/value-grade.controller.js';
import { GradeRun, StoreGrade } from './value-grades/value-grade.entity.js';
import { ValueGradeReads } from './value-grades/value-grade.queries.js';
import { ValueGradeService } from './value-grades/value-grade.service.js';

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
      ConsentText,
      ConsentRequest,
      Complaint,
      ComplaintStep,
      SurveyTemplate,
      Survey,
      IntentLevel,
      Lead,
      Opportunity,
      OpportunityStage,
      OpportunityGrade,
      OpportunityOwner,
      OpportunityProof,
      StageStandard,
      NeedsRecord,
      PresentationItem,
      PresentationTick,
      ModelOnOffer,
      CarOnOffer,
      Visit,
      Interaction,
      TimelineEntry,
      ProfileFact,
      Profile,
      ProfileVehicle,
      CustomerTag,
      ProfileRebuild,
      GradeRun,
      StoreGrade,
    ]),
  ],
  controllers: [
    CustomerContactController,
    HouseholdController,
    DuplicatePairController,
    LeadController,
    CustomerController,
    ConsentController,
    OpportunityController,
    NeedsController,
    PresentationController,
    PresentationItemController,
    StageStandardController,
    VisitController,
    RecommendationController,
    WorkListController,
    InteractionController,
    IntentLevelController,
    ProfileController,
    ProfileRebuildController,
    ValueGradeController,
    ConsentTextController,
    PublicConsentController,
    ComplaintController,
    SurveyTemplateController,
    SurveyController,
    PublicSurveyController,
  ],
  providers: [
    Office,
    Mobiles,
    Acquaintances,
    SearchIndex,
    CustomerIndex,
    LeadIndex,
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
    PublicLinks,
    ConsentTexts,
    ConsentService,
    ConsentReads,
    ConsentRequests,
    ConsentLinks,
    ComplaintIntake,
    ComplaintReads,
    ComplaintService,
    SurveyTemplates,
    SurveyReads,
    SurveyService,
    SurveyDesk,
    SurveyLinks,
    IntentLevelService,
    LeadIntake,
    LeadQualification,
    LeadReads,
    LeadService,
    BrandData,
    StageStandards,
    OpportunityProgress,
    OpportunityLoss,
    Forecast,
    NeedsService,
    PresentationService,
    OnOffer,
    Recommendations,
    WorkList,
    VisitReads,
    VisitService,
    OpportunityReads,
    OpportunityService,
    InteractionService,
    TimelineService,
    ProfileProjection,
    ProfileReactions,
    ProfileReads,
    ProfileRebuildService,
    TagService,
    ValueGradeReads,
    ValueGradeService,
    CrmApi,
    SurveyReactions,
    ComplaintReactions,
    CrmReactions,
    CustomerReactions,
    LeadReactions,
    OpportunityReactions,
  ],
  exports: [CrmApi],
})
export class CrmModule {}
