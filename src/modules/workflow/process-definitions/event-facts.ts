/** What each event carries, read from the contracts by `npm run docs`; do not edit. `?`: may be null or missing. */
export const EVENT_FACTS: Readonly<Record<string, string>> = {
  'aftersales.appointment-arrived':
    'appointmentId:string arrivedAt:string customerId:string customerVehicleId:string number:string storeId:string',
  'aftersales.appointment-booked':
    'appointmentId:string customerId:string customerVehicleId:string number:string operationCodes:list ownerEmployeeId:string? startsAt:string storeId:string',
  'aftersales.appointment-cancelled':
    'appointmentId:string customerId:string customerVehicleId:string number:string reason:string storeId:string',
  'aftersales.appointment-missed':
    'appointmentId:string customerId:string customerVehicleId:string number:string startsAt:string storeId:string',
  'aftersales.customer-vehicle-plated': 'customerId:string customerVehicleId:string storeId:string vin:string',
  'aftersales.customer-vehicle-registered':
    'customerId:string customerVehicleId:string deliveredOn:string? modelId:string? modelName:string odometerKm:number storeId:string vin:string',
  'aftersales.internal-repair-cancelled':
    'cost:number internalRepairId:string number:string reason:string salesOrderId:string stockVehicleId:string? storeId:string vin:string?',
  'aftersales.internal-repair-closed':
    'closedAt:string cost:number internalRepairId:string lines:list number:string salesOrderId:string stockVehicleId:string? storeId:string vin:string?',
  'aftersales.internal-repair-opened':
    'internalRepairId:string number:string salesOrderId:string stockVehicleId:string? storeId:string vin:string?',
  'aftersales.internal-repair-started':
    'internalRepairId:string number:string salesOrderId:string stockVehicleId:string? storeId:string vin:string',
  'aftersales.quality-check-passed':
    'customerId:string customerVehicleId:string inspectorId:string number:string ownerEmployeeId:string repairOrderId:string storeId:string vin:string',
  'aftersales.reminder-due':
    'customerId:string customerVehicleId:string cycle:number dedupeKey:string dueKm:number? dueOn:string itemName:string modelName:string planItem:string reminderId:string step:string storeId:string',
  'aftersales.repair-order-approved':
    'channel:string customerId:string customerVehicleId:string estimateVersion:number number:string ownerEmployeeId:string repairOrderId:string storeId:string total:number vin:string',
  'aftersales.repair-order-cancelled':
    'customerId:string customerVehicleId:string number:string ownerEmployeeId:string reason:string repairOrderId:string storeId:string vin:string',
  'aftersales.repair-order-closed':
    'closedAt:string closedOn:string customerId:string customerVehicleId:string kmPerYear:number? number:string odometerKm:number operationCodes:list ownerEmployeeId:string repairOrderId:string storeId:string total:number vin:string',
  'aftersales.repair-order-dispatched':
    'customerId:string customerVehicleId:string number:string ownerEmployeeId:string repairOrderId:string storeId:string technicianIds:list vin:string',
  'aftersales.repair-order-finished':
    'customerId:string customerVehicleId:string number:string ownerEmployeeId:string repairOrderId:string storeId:string technicianId:string vin:string',
  'aftersales.repair-order-opened':
    'appointmentId:string? customerId:string customerVehicleId:string number:string odometerKm:number openedAt:string ownerEmployeeId:string repairOrderId:string storeId:string vin:string',
  'aftersales.repair-order-settled':
    'bills:list customerId:string customerVehicleId:string labourTotal:number number:string ownerEmployeeId:string partsTotal:number repairOrderId:string settledAt:string soldHours:number storeId:string vin:string',
  'crm.activity-changed': 'customerId:string from:string? runId:string storeId:string to:string',
  'crm.call-consent-changed': 'customerId:string phoneConsent:boolean repairOrderId:string? salesOrderId:string? storeId:string',
  'crm.campaign-cancelled': 'campaignId:string reason:string storeId:string',
  'crm.campaign-launched': 'audience:number campaignId:string channel:string launchedAt:string number:string storeId:string',
  'crm.campaign-message-due':
    'campaignId:string channel:string members:list offerEn:string offerZh:string storeId:string templateCode:string',
  'crm.campaign-paced': 'campaignId:string state:string storeId:string',
  'crm.complaint-accepted':
    'complaintId:string customerId:string department:string kind:string number:string ownerEmployeeId:string? severity:string source:string storeId:string',
  'crm.complaint-acknowledged':
    'acknowledgedAt:string complaintId:string customerId:string department:string kind:string number:string ownerEmployeeId:string? severity:string source:string storeId:string',
  'crm.complaint-assigned':
    'complaintId:string customerId:string department:string kind:string number:string ownerEmployeeId:string? severity:string source:string storeId:string',
  'crm.complaint-closed':
    'closedAt:string complaintId:string cost:number customerId:string department:string kind:string number:string ownerEmployeeId:string? rootCause:string satisfaction:number? severity:string source:string storeId:string',
  'crm.complaint-escalated':
    'cause:string complaintId:string customerId:string department:string kind:string level:number number:string ownerEmployeeId:string? severity:string source:string storeId:string',
  'crm.complaint-opened':
    'acknowledgeDueAt:string complaintId:string customerId:string department:string kind:string number:string openedAt:string ownerEmployeeId:string? resolveDueAt:string severity:string source:string storeId:string',
  'crm.complaint-proposed':
    'complaintId:string cost:number customerId:string department:string kind:string number:string ownerEmployeeId:string? severity:string source:string storeId:string',
  'crm.consent-recorded': 'channel:string customerId:string granted:boolean purpose:string textVersion:string',
  'crm.coupon-issued': 'campaignId:string? couponId:string customerId:string definitionId:string storeId:string validUntil:string',
  'crm.coupon-redeemed':
    'amount:number campaignId:string? couponId:string customerId:string documentId:string documentType:string storeId:string',
  'crm.coupon-released': 'couponId:string customerId:string documentId:string documentType:string storeId:string',
  'crm.customer-changed': 'customerId:string fields:list',
  'crm.customer-enrolled': 'customerId:string type:string',
  'crm.customer-tagged': 'customerId:string key:string storeId:string? value:string?',
  'crm.customer-untagged': 'customerId:string key:string storeId:string? value:string?',
  'crm.customers-merged': 'mergeId:string mergedAt:string mergedCustomerId:string survivorCustomerId:string',
  'crm.customers-unmerged': 'mergeId:string restoredAt:string restoredCustomerId:string survivorCustomerId:string',
  'crm.follow-up-begun':
    'customerId:string kind:string ownerEmployeeId:string phoneConsent:boolean repairOrderId:string? salesOrderId:string? servedAt:string storeId:string',
  'crm.follow-up-missed':
    'customerId:string dueOn:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string storeId:string',
  'crm.interaction-recorded':
    'at:string channel:string customerId:string? direction:string interactionId:string leadId:string? opportunityId:string? outcome:string storeId:string',
  'crm.lead-assigned': 'how:string leadId:string modelId:string? ownerEmployeeId:string? receivedAt:string source:string storeId:string',
  'crm.lead-contacted':
    'channel:string contactedAt:string first:boolean leadId:string modelId:string? outcome:string ownerEmployeeId:string? receivedAt:string source:string storeId:string',
  'crm.lead-created':
    'leadId:string modelId:string? ownerEmployeeId:string? receivedAt:string responseDueAt:string source:string storeId:string',
  'crm.lead-invalidated': 'leadId:string modelId:string? ownerEmployeeId:string? receivedAt:string source:string storeId:string',
  'crm.lead-loss-asked':
    'leadId:string lossReviewId:string modelId:string? ownerEmployeeId:string? reason:string receivedAt:string source:string storeId:string',
  'crm.lead-loss-rejected':
    'leadId:string lossReviewId:string modelId:string? ownerEmployeeId:string? reason:string receivedAt:string source:string storeId:string',
  'crm.lead-lost':
    'leadId:string lossReviewId:string modelId:string? ownerEmployeeId:string? reason:string receivedAt:string source:string storeId:string',
  'crm.lead-qualified':
    'customerId:string intentLevel:string lastContactAt:string leadId:string modelId:string? opportunityId:string ownerEmployeeId:string? receivedAt:string source:string storeId:string',
  'crm.lead-recalled':
    'leadId:string modelId:string? ownerEmployeeId:string? recalledFromEmployeeId:string? receivedAt:string source:string storeId:string',
  'crm.lead-repeated':
    'duplicateOfLeadId:string leadId:string leadOwnerEmployeeId:string? modelId:string? ownerEmployeeId:string? receivedAt:string source:string storeId:string',
  'crm.lead-response-missed':
    'leadId:string missedAt:string modelId:string? ownerEmployeeId:string? receivedAt:string responseDueAt:string source:string storeId:string',
  'crm.merge-settled': 'mergeId:string mergedCustomerId:string survivorCustomerId:string',
  'crm.needs-recorded':
    'budgetFrom:number? budgetTo:number? colours:list? customerId:string finance:string? intentLevel:string leadId:string? modelId:string? modelIds:list modelNames:list? opportunityId:string ownerEmployeeId:string powertrains:list? revision:number storeId:string timing:string? tradeIn:object? use:string?',
  'crm.opportunity-followed-up':
    'customerId:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string storeId:string',
  'crm.opportunity-graded':
    'customerId:string from:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string storeId:string to:string',
  'crm.opportunity-handed-over':
    'customerId:string fromEmployeeId:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string storeId:string toEmployeeId:string',
  'crm.opportunity-loss-reviewed':
    'customerId:string decision:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string reason:string storeId:string',
  'crm.opportunity-lost':
    'customerId:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string reason:string stage:string storeId:string',
  'crm.opportunity-opened':
    'customerId:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string storeId:string',
  'crm.opportunity-staged':
    'at:string customerId:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string stage:string storeId:string',
  'crm.stage-overdue':
    'customerId:string dueAt:string intentLevel:string leadId:string? modelId:string? opportunityId:string ownerEmployeeId:string stage:string storeId:string',
  'crm.survey-answered':
    'answeredAt:string by:string complaintId:string? csi:number? customerId:string kind:string nps:number? ownerEmployeeId:string repairOrderId:string? salesOrderId:string? storeId:string surveyId:string',
  'crm.survey-sent':
    'customerId:string expiresAt:string kind:string ownerEmployeeId:string repairOrderId:string? salesOrderId:string? storeId:string surveyId:string',
  'crm.survey-skipped':
    'customerId:string kind:string ownerEmployeeId:string repairOrderId:string? salesOrderId:string? storeId:string surveyId:string',
  'crm.survey-withheld':
    'customerId:string kind:string ownerEmployeeId:string phoneConsent:boolean reason:string repairOrderId:string? salesOrderId:string? storeId:string surveyId:string',
  'crm.value-graded': 'customerId:string from:string? runId:string storeId:string to:string?',
  'crm.visit-arrived':
    'arrivedAt:string customerId:string? hostEmployeeId:string? leadId:string? opportunityId:string? partySize:number purpose:string storeId:string visitId:string',
  'crm.visit-left':
    'arrivedAt:string customerId:string? forgotten:boolean hostEmployeeId:string? leadId:string? leftAt:string opportunityId:string? partySize:number purpose:string storeId:string visitId:string',
  'finance.invoice-issued':
    'customerId:string? invoiceId:string issuedOn:string kind:string number:string repairOrderId:string? salesOrderId:string? storeId:string total:number vin:string?',
  'finance.invoice-red-flushed':
    'customerId:string? invoiceId:string kind:string number:string reason:string redFlushedOn:string repairOrderId:string? salesOrderId:string? storeId:string total:number vin:string?',
  'finance.receipt-taken':
    'amount:number customerId:string? depositType:string? kind:string method:string payer:string receiptId:string receivableId:string receivedAt:string repairOrderId:string? salesOrderId:string? storeId:string',
  'finance.receivable-opened':
    'amount:number customerId:string? dueOn:string kind:string payer:string receivableId:string repairOrderId:string? salesOrderId:string? storeId:string',
  'finance.receivable-overdue':
    'customerId:string? dueOn:string kind:string outstanding:number payer:string receivableId:string repairOrderId:string? salesOrderId:string? storeId:string',
  'finance.receivable-paid':
    'amount:number customerId:string? kind:string outstandingOfSubject:number paidAt:string payer:string receivableId:string repairOrderId:string? salesOrderId:string? storeId:string',
  'finance.refund-paid':
    'amount:number compensation:number customerId:string? method:string number:string paidAt:string payee:string reason:string refundId:string repairOrderId:string? salesOrderId:string? storeId:string',
  'finance.refund-requested':
    'amount:number compensation:number customerId:string? number:string payee:string reason:string refundId:string repairOrderId:string? salesOrderId:string? storeId:string',
  'identity.employee-hired': 'employeeId:string grants:list name:string',
  'identity.setting-changed': 'key:string scope:string storeId:string? validFrom:string value:object',
  'inventory.carrier-claim-ended':
    'amount:number? carrierClaimId:string settledAmount:number? state:string stockVehicleId:string storeId:string vin:string',
  'inventory.defect-disclosed':
    'document:string salesOrderId:string stockVehicleId:string storeId:string vehicleDefectId:string vin:string',
  'inventory.defect-found':
    'colour:string itemCode:string modelId:string severity:string source:string stockVehicleId:string storeId:string vehicleDefectId:string vin:string',
  'inventory.defect-settled':
    'colour:string modelId:string outcome:string stockVehicleId:string storeId:string vehicleDefectId:string vin:string',
  'inventory.demand-fulfilled':
    'certificateNumber:string? colour:string demandId:string engineNumber:string? modelId:string modelName:string purchaseCost:number reservationId:string salesOrderId:string stockVehicleId:string storeId:string vin:string',
  'inventory.demand-recorded': 'colour:string demandId:string modelId:string salesOrderId:string storeId:string',
  'inventory.demand-withdrawn': 'colour:string demandId:string modelId:string salesOrderId:string storeId:string',
  'inventory.integrity-alarm-raised':
    'colour:string integrityAlarmId:string kind:string modelId:string stockVehicleId:string storeId:string vehicleState:string vin:string',
  'inventory.model-changed':
    'brand:string code:string colours:list listPrice:number modelId:string name:string powertrain:string seats:number series:string',
  'inventory.model-introduced':
    'brand:string code:string colours:list listPrice:number modelId:string name:string powertrain:string seats:number series:string',
  'inventory.pdi-failed':
    'colour:string failedItems:list modelId:string pdiInspectionId:string salesOrderId:string? stockVehicleId:string storeId:string vin:string',
  'inventory.pdi-passed':
    'colour:string modelId:string odometerKm:number pdiInspectionId:string salesOrderId:string? stockVehicleId:string storeId:string vin:string',
  'inventory.purchase-plan-decided': 'purchasePlanId:string state:string storeId:string submittedBy:string?',
  'inventory.recall-published':
    'code:string namedVins:number parts:list publishedOn:string ranges:number remedy:string stockVehicles:number title:string vehicleRecallId:string',
  'inventory.reservation-expired':
    'colour:string modelId:string reservationId:string salesOrderId:string? stockVehicleId:string storeId:string vin:string',
  'inventory.reservation-extended':
    'colour:string expiresAt:string modelId:string reason:string reservationId:string salesOrderId:string? stockVehicleId:string storeId:string vin:string',
  'inventory.reservation-released':
    'colour:string modelId:string reason:string reservationId:string salesOrderId:string? stockVehicleId:string storeId:string vin:string',
  'inventory.stock-alert-closed': 'colour:string kind:string modelId:string projected:number stockAlertId:string storeId:string',
  'inventory.stock-alert-raised':
    'assignedRole:string colour:string kind:string modelId:string openDemand:number projected:number stockAlertId:string storeId:string threshold:number',
  'inventory.stock-policy-changed': 'colour:string? modelId:string? state:string stockPolicyId:string storeId:string?',
  'inventory.stock-take-booked':
    'expected:number missing:number number:string stockTakeId:string storeId:string surplus:number wrongPlace:number yard:string?',
  'inventory.stock-take-closed':
    'expected:number missing:number number:string stockTakeId:string storeId:string surplus:number wrongPlace:number yard:string?',
  'inventory.storage-inspection-overdue': 'colour:string dueOn:string modelId:string stockVehicleId:string storeId:string vin:string',
  'inventory.transfer-approved': 'cars:list number:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-cancelled': 'cars:list number:string reason:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-closed': 'cars:list number:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-failed': 'cars:list number:string reason:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-received': 'cars:list differences:list number:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-rejected': 'cars:list number:string reason:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-requested': 'askingStoreId:string cars:list number:string stockTransferId:string storeId:string toStoreId:string',
  'inventory.transfer-shipped':
    'cars:list expectedOn:string number:string stockTransferId:string storeId:string toStoreId:string transportCost:number',
  'inventory.vehicle-accepted': 'colour:string modelId:string stockInDate:string stockVehicleId:string storeId:string vin:string',
  'inventory.vehicle-aged':
    'colour:string mark:string modelId:string on:string stockInDate:string stockVehicleId:string storeId:string vin:string',
  'inventory.vehicle-arrived': 'colour:string modelId:string odometerKm:number stockVehicleId:string storeId:string vin:string',
  'inventory.vehicle-disposed':
    'amount:number approvedBy:string colour:string disposalId:string kind:string modelId:string number:string purchaseCost:number requestedBy:string stockVehicleId:string storeId:string takenBy:string vin:string',
  'inventory.vehicle-inspected':
    'colour:string failedItems:list modelId:string result:string stockVehicleId:string storeId:string templateCode:string vehicleInspectionId:string vin:string',
  'inventory.vehicle-moved':
    'colour:string fromState:string modelId:string stockInDate:string? stockVehicleId:string storeId:string toState:string vin:string',
  'inventory.vehicle-ordered': 'colour:string modelId:string purchaseCost:number stockVehicleId:string storeId:string vin:string',
  'inventory.vehicle-purchase-order-changed': 'lines:list state:string storeId:string vehiclePurchaseOrderId:string',
  'inventory.vehicle-recall-changed': 'colour:string modelId:string openRecall:boolean stockVehicleId:string storeId:string vin:string',
  'inventory.vehicle-reserved':
    'colour:string expiresAt:string? modelId:string reservationId:string salesOrderId:string? stockVehicleId:string storeId:string vin:string',
  'messaging.message-failed':
    'attempts:number campaignId:string? channel:string customerId:string dedupeKey:string kind:string messageId:string storeId:string',
  'messaging.message-sent':
    'campaignId:string? channel:string customerId:string dedupeKey:string kind:string messageId:string sentAt:string storeId:string',
  'messaging.message-withheld':
    'campaignId:string? channel:string customerId:string dedupeKey:string kind:string messageId:string reason:string storeId:string',
  'parts.part-issued': 'cost:number lineId:string partId:string partIssueId:string quantity:number repairOrderId:string storeId:string',
  'parts.part-received': 'goodsReceiptId:string partId:string partPurchaseOrderId:string quantity:number storeId:string unitCost:number',
  'sales.contract-signed':
    'contractId:string customerId:string opportunityId:string ownerEmployeeId:string salesOrderId:string signedOn:string storeId:string',
  'sales.finance-application-moved':
    'amount:number customerId:string financeApplicationId:string financing:string lender:string opportunityId:string ownerEmployeeId:string salesOrderId:string state:string storeId:string',
  'sales.insurance-recorded':
    'customerId:string endsOn:string insurancePolicyId:string kind:string opportunityId:string ownerEmployeeId:string salesOrderId:string startsOn:string storeId:string',
  'sales.insurance-renewal-closed':
    'customerId:string insuranceRenewalId:string opportunityId:string ownerEmployeeId:string state:string storeId:string',
  'sales.insurance-renewal-due':
    'customerId:string daysLeft:number endsOn:string insurancePolicyId:string insuranceRenewalId:string kind:string opportunityId:string ownerEmployeeId:string salesOrderId:string storeId:string vin:string',
  'sales.loan-disbursed':
    'amount:number customerId:string disbursedAt:string financeApplicationId:string lender:string number:string opportunityId:string ownerEmployeeId:string salesOrderId:string storeId:string subsidyAmount:number subsidyPayer:string?',
  'sales.order-allocated':
    'car:object? customerId:string number:string opportunityId:string ownerEmployeeId:string salesOrderId:string storeId:string',
  'sales.order-amended':
    'accessories:list amendedAt:string approvedBy:string colour:string customerId:string depositAmount:number difference:number modelId:string modelName:string number:string opportunityId:string orderAmendmentId:string ownerEmployeeId:string passThroughTotal:number previousTotal:number requestedBy:string salesOrderId:string storeId:string total:number',
  'sales.order-cancelled':
    'cancelledBy:string cause:string customerId:string number:string opportunityId:string ownerEmployeeId:string reason:string salesOrderId:string storeId:string',
  'sales.order-confirmed':
    'accessories:list car:object? colour:string confirmedAt:string customerId:string depositAmount:number financed:boolean modelId:string modelName:string number:string opportunityId:string ownerEmployeeId:string passThroughTotal:number quotationId:string salesOrderId:string storeId:string total:number',
  'sales.order-delivered':
    'colour:string customerId:string deliveredAt:string deliveredOn:string deliveryId:string invoicedOn:string? modelId:string modelName:string number:string odometerKm:number opportunityId:string ownerEmployeeId:string passThroughTotal:number powertrain:string purchaseCost:number salesOrderId:string stockVehicleId:string storeId:string total:number vin:string',
  'sales.order-handed-over': 'opportunityId:string ownerEmployeeId:string salesOrderId:string storeId:string',
  'sales.order-plated':
    'customerId:string opportunityId:string ownerEmployeeId:string registeredOn:string registrationId:string salesOrderId:string storeId:string vin:string',
  'sales.order-preparing': 'customerId:string number:string opportunityId:string ownerEmployeeId:string salesOrderId:string storeId:string',
  'sales.order-returned':
    'approvedBy:string customerId:string deduction:number disclosure:boolean number:string odometerKm:number opportunityId:string orderReturnId:string ownerEmployeeId:string reason:string requestedBy:string returnedOn:string salesOrderId:string stockVehicleId:string storeId:string vin:string',
  'sales.quotation-accepted':
    'acceptedAt:string accessories:list customerId:string number:string opportunityId:string ownerEmployeeId:string quotationId:string salesOrderId:string storeId:string total:number',
  'sales.quotation-lapsed':
    'customerId:string number:string opportunityId:string ownerEmployeeId:string quotationId:string storeId:string validUntil:string',
  'sales.quotation-sent':
    'customerId:string number:string opportunityId:string ownerEmployeeId:string quotationId:string sentAt:string storeId:string total:number validUntil:string',
  'sales.registration-completed':
    'customerId:string opportunityId:string ownerEmployeeId:string registeredOn:string registrationId:string salesOrderId:string storeId:string',
  'sales.registration-deadline-closed':
    'customerId:string kind:string opportunityId:string ownerEmployeeId:string registrationDeadlineId:string storeId:string',
  'sales.registration-deadline-near':
    'customerId:string daysLeft:number dueOn:string kind:string opportunityId:string ownerEmployeeId:string registrationDeadlineId:string storeId:string subjectId:string subjectNumber:string',
  'sales.test-drive-booked':
    'customerId:string endsAt:string number:string opportunityId:string ownerEmployeeId:string startsAt:string stockVehicleId:string storeId:string testDriveId:string',
  'sales.test-drive-cancelled':
    'customerId:string number:string opportunityId:string ownerEmployeeId:string reason:string stockVehicleId:string storeId:string testDriveId:string',
  'sales.test-drive-completed':
    'completedAt:string customerId:string modelId:string modelName:string number:string odometerKm:number opportunityId:string ownerEmployeeId:string rating:number? stockVehicleId:string storeId:string testDriveId:string',
  'sales.test-drive-missed':
    'customerId:string number:string opportunityId:string ownerEmployeeId:string stockVehicleId:string storeId:string testDriveId:string',
  'sales.trade-in-taken-in':
    'allowance:number brand:string colour:string cost:number customerId:string modelId:string? modelYear:number number:string odometerKm:number opportunityId:string ownerEmployeeId:string powertrain:string salesOrderId:string seats:number series:string storeId:string takenInOn:string tradeInId:string valuation:number vin:string',
  'sales.trade-in-transferred':
    'customerId:string opportunityId:string ownerEmployeeId:string storeId:string tradeInId:string transferredOn:string vin:string',
  'workflow.task-completed':
    'assigneeEmployeeId:string? by:string completedAt:string definitionCode:string processId:string role:string step:string storeId:string subjectId:string subjectType:string taskId:string',
  'workflow.task-due-soon':
    'assigneeEmployeeId:string? definitionCode:string dueAt:string processId:string role:string step:string storeId:string subjectId:string subjectType:string taskId:string',
  'workflow.task-opened':
    'assigneeEmployeeId:string? definitionCode:string dueAt:string? processId:string role:string step:string storeId:string subjectId:string subjectType:string taskId:string',
  'workflow.task-overdue':
    'assigneeEmployeeId:string? definitionCode:string dueAt:string level:number processId:string role:string step:string storeId:string subjectId:string subjectType:string taskId:string',
};
