import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrandData } from './brand-data.js';
import { Attribution } from './campaigns/attribution.js';
import { CampaignAudience } from './campaigns/campaign-audience.js';
import { CampaignDispatch } from './campaigns/campaign-dispatch.js';
import { CampaignController } from './campaigns/campaign.controller.js';
import { Campaign, CampaignBatch, CampaignMember } from './campaigns/campaign.entity.js';
import { CampaignReads } from './campaigns/campaign.queries.js';
import { CampaignReactions } from './campaigns/campaign.reactions.js';
import { CampaignService } from './campaigns/campaign.service.js';
import { ComplaintIntake } from './complaints/complaint-intake.js';
import { ComplaintController } from './complaints/complaint.controller.js';
import { Complaint, ComplaintStep } from './complaints/complaint.entity.js';
import { ComplaintReads } from './complaints/complaint.queries.js';
import { ComplaintReactions } from './complaints/complaint.reactions.js';
import { ComplaintService } from './complaints/complaint.service.js';
import { ConsentLinks } from './consents/consent-links.js';
import { ConsentRequests } from './consents/consent-requests.js';
import { ConsentTexts } from './consents/consent-texts.js';
import { ConsentController, ConsentTextController, PublicConsentController } from './consents/consent.controller.js';
import { Consent, ConsentRequest, ConsentText } from './consents/consent.entity.js';
import { ConsentReads } from './consents/consent.queries.js';
import { ConsentService } from './consents/consent.service.js';
import { CouponDefinitionController } from './coupons/coupon-definition.controller.js';
import { CouponDefinition } from './coupons/coupon-definition.entity.js';
import { CouponDefinitionService } from './coupons/coupon-definition.service.js';
import { CouponRedemption } from './coupons/coupon-redemption.js';
import { CouponController } from './coupons/coupon.controller.js';
import { Coupon } from './coupons/coupon.entity.js';
import { CouponReads } from './coupons/coupon.queries.js';
import { CouponService } from './coupons/coupon.service.js';
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
import { CustomerReactions } from './customers/customer.reactions.js';
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
import { ContactEffects } from './interactions/contact-effects.js';
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
import { LeadRecognition } from './leads/lead-recognition.js';
import { LeadController } from './leads/lead.controller.js';
import { Lead, LeadLossReview, LeadOwnership } from './leads/lead.entity.js';
import { LeadReads } from './leads/lead.queries.js';
import { LeadReactions } from './leads/lead.reactions.js';
import { LeadResponses } from './leads/lead-responses.js';
import { LeadService } from './leads/lead.service.js';
import { Mobiles } from './mobiles.js';
import { NeedsController } from './needs/needs-record.controller.js';
import { NeedsRecord } from './needs/needs-record.entity.js';
import { NeedsService } from './needs/needs-record.service.js';
import { Office } from './office.js';
import { Forecast } from './opportunities/forecast.queries.js';
import { OpportunityLoss } from './opportunities/opportunity-loss.js';
import { OpportunityProgress } from './opportunities/opportunity-progress.js';
import { OpportunityController } from './opportunities/opportunity.controller.js';
import { Opportunity, OpportunityGrade, OpportunityOwner, OpportunityProof, OpportunityStage } from './opportunities/opportunity.entity.js';
import { OpportunityReads } from './opportunities/opportunity.queries.js';
import { OpportunityReactions } from './opportunities/opportunity.reactions.js';
import { OpportunityService } from './opportunities/opportunity.service.js';
import { PresentationItem, PresentationTick } from './presentation/presentation-item.entity.js';
import { PresentationController, PresentationItemController } from './presentation/presentation.controller.js';
import { PresentationService } from './presentation/presentation.service.js';
import { ProfileProjection } from './profile/profile-projection.js';
import { ProfileRebuild } from './profile/profile-rebuild.entity.js';
import { ProfileRebuildService } from './profile/profile-rebuild.service.js';
import { ProfileController, ProfileRebuildController } from './profile/profile.controller.js';
import { CustomerTag, Profile, ProfileFact, ProfileVehicle } from './profile/profile.entity.js';
import { ProfileReads } from './profile/profile.queries.js';
import { ProfileReactions } from './profile/profile.reactions.js';
import { TagService } from './profile/tag.service.js';
import { PublicLinks } from './public-links.js';
import { CarOnOffer, ModelOnOffer } from './recommendations/on-offer.entity.js';
import { OnOffer } from './recommendations/on-offer.js';
import { RecommendationController } from './recommendations/recommendation.controller.js';
import { Recommendations } from './recommendations/recommendation.service.js';
import { ResponseClock } from './response-standards/response-clock.js';
import { ResponseFiguresController } from './response-standards/response-figures.controller.js';
import { ResponseFigures } from './response-standards/response-figures.js';
import { ResponseStandardController } from './response-standards/response-standard.controller.js';
import { ResponseStandard } from './response-standards/response-standard.entity.js';
import { ResponseStandardService } from './response-standards/response-standard.service.js';
import { SalesBoardController } from './sales-board/sales-board.controller.js';
import { SalesBoard } from './sales-board/sales-board.queries.js';
import { CustomerFinder } from './search/customer-finder.js';
import { Finder } from './search/finder.js';
import { LeadFinder } from './search/lead-finder.js';
import { CustomerCar, CustomerSearch, LeadSearch } from './search/search.entity.js';
import { Audience } from './segments/audience.js';
import { SegmentController } from './segments/segment.controller.js';
import { Segment } from './segments/segment.entity.js';
import { SegmentService } from './segments/segment.service.js';
import { StageStandardController } from './stage-standards/stage-standard.controller.js';
import { StageStandard } from './stage-standards/stage-standard.entity.js';
import { StageStandards } from './stage-standards/stage-standard.service.js';
import { SurveyDesk } from './surveys/survey-desk.js';
import { SurveyLinks } from './surveys/survey-links.js';
import { SurveyTemplates } from './surveys/survey-templates.js';
import { PublicSurveyController, SurveyController, SurveyTemplateController } from './surveys/survey.controller.js';
import { Survey, SurveyTemplate } from './surveys/survey.entity.js';
import { SurveyReads } from './surveys/survey.queries.js';
import { SurveyReactions } from './surveys/survey.reactions.js';
import { SurveyService } from './surveys/survey.service.js';
import { TimelineEntry } from './timeline/timeline-entry.entity.js';
import { TimelineService } from './timeline/timeline.service.js';
import { ValueGradeController } from './value-grades/value-grade.controller.js';
import { GradeRun, StoreGrade } from './value-grades/value-grade.entity.js';
import { ValueGradeReads } from './value-grades/value-grade.queries.js';
import { ValueGradeService } from './value-grades/value-grade.service.js';
import { VisitController } from './visits/visit.controller.js';
import { Visit } from './visits/visit.entity.js';
import { VisitReads } from './visits/visit.queries.js';
import { VisitService } from './visits/visit.service.js';
import { WorkListController } from './work-list/work-list.controller.js';
import { WorkList } from './work-list/work-list.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Campaign,
      CampaignMember,
      CampaignBatch,
      Complaint,
      ComplaintStep,
      Consent,
      ConsentText,
      ConsentRequest,
      CouponDefinition,
      Coupon,
      CustomerContact,
      CustomerMerge,
      Customer,
      CustomerStore,
      CustomerPlate,
      DuplicatePair,
      Household,
      HouseholdMember,
      IntentLevel,
      Interaction,
      LeadDesk,
      LeadRotation,
      Lead,
      LeadOwnership,
      LeadLossReview,
      NeedsRecord,
      Opportunity,
      OpportunityStage,
      OpportunityProof,
      OpportunityGrade,
      OpportunityOwner,
      PresentationItem,
      PresentationTick,
      ProfileRebuild,
      ProfileFact,
      Profile,
      ProfileVehicle,
      CustomerTag,
      ModelOnOffer,
      CarOnOffer,
      ResponseStandard,
      CustomerSearch,
      LeadSearch,
      CustomerCar,
      Segment,
      StageStandard,
      SurveyTemplate,
      Survey,
      TimelineEntry,
      StoreGrade,
      GradeRun,
      Visit,
    ]),
  ],
  controllers: [
    CampaignController,
    ComplaintController,
    ConsentController,
    ConsentTextController,
    PublicConsentController,
    CouponDefinitionController,
    CouponController,
    CustomerContactController,
    CustomerController,
    DuplicatePairController,
    HouseholdController,
    IntentLevelController,
    InteractionController,
    LeadDeskController,
    LeadController,
    NeedsController,
    OpportunityController,
    PresentationItemController,
    PresentationController,
    ProfileController,
    ProfileRebuildController,
    RecommendationController,
    ResponseFiguresController,
    ResponseStandardController,
    SegmentController,
    StageStandardController,
    SurveyTemplateController,
    SurveyController,
    PublicSurveyController,
    ValueGradeController,
    VisitController,
    SalesBoardController,
    WorkListController,
  ],
  providers: [
    BrandData,
    Attribution,
    CampaignAudience,
    CampaignDispatch,
    CampaignReads,
    CampaignReactions,
    CampaignService,
    ComplaintIntake,
    ComplaintReads,
    ComplaintReactions,
    ComplaintService,
    ConsentLinks,
    ConsentRequests,
    ConsentTexts,
    ConsentReads,
    ConsentService,
    CouponDefinitionService,
    CouponRedemption,
    CouponReads,
    CouponService,
    CrmApi,
    CrmReactions,
    CustomerContactService,
    Belongings,
    CustomerMergeService,
    Acquaintances,
    CustomerRegister,
    CustomerReads,
    CustomerReactions,
    CustomerService,
    Plates,
    DuplicatePairService,
    Duplicates,
    HouseholdService,
    IntentLevelService,
    ContactEffects,
    InteractionService,
    LeadDeskService,
    LeadTurns,
    LeadArrivals,
    LeadIntake,
    LeadLosses,
    LeadOwnerships,
    LeadQualification,
    LeadRecognition,
    LeadReads,
    LeadReactions,
    LeadResponses,
    LeadService,
    Mobiles,
    NeedsService,
    Office,
    Forecast,
    OpportunityLoss,
    OpportunityProgress,
    OpportunityReads,
    OpportunityReactions,
    OpportunityService,
    PresentationService,
    ProfileProjection,
    ProfileRebuildService,
    ProfileReads,
    ProfileReactions,
    TagService,
    PublicLinks,
    OnOffer,
    Recommendations,
    ResponseClock,
    ResponseFigures,
    ResponseStandardService,
    CustomerFinder,
    Finder,
    LeadFinder,
    Audience,
    SegmentService,
    StageStandards,
    SurveyDesk,
    SurveyLinks,
    SurveyTemplates,
    SurveyReads,
    SurveyReactions,
    SurveyService,
    TimelineService,
    ValueGradeReads,
    ValueGradeService,
    VisitReads,
    VisitService,
    SalesBoard,
    WorkList,
  ],
  exports: [CrmApi],
})
export class CrmModule {}
