import type { SurveyFacts } from '../crm.contract.js';
import type { Survey } from './survey.entity.js';

/** The subject under the name that its processes know it by. */
export const subjectOf = ({
  kind,
  subjectId,
}: Pick<Survey, 'kind' | 'subjectId'>): Pick<SurveyFacts, 'salesOrderId' | 'repairOrderId'> => ({
  salesOrderId: kind === 'DELIVERY' ? subjectId : null,
  repairOrderId: kind === 'SERVICE' ? subjectId : null,
});

/** What events tell of a survey: never what was answered in words. */
export const factsOf = (survey: Survey): SurveyFacts => ({
  surveyId: survey.id,
  customerId: survey.customerId,
  storeId: survey.storeId,
  ownerEmployeeId: survey.ownerEmployeeId,
  kind: survey.kind,
  ...subjectOf(survey),
});
