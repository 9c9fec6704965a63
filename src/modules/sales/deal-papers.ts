/** Documents that follow their opportunity; a test drive that is booked or out keeps the one who sits in the car (T-2). */
export const DEAL_PAPERS: [table: string, which: string][] = [
  ['test_drive', `state NOT IN ('BOOKED', 'OUT')`],
  ['quotation', 'true'],
  ['sales_order', 'true'],
  ['order_amendment', 'true'],
  ['contract', 'true'],
  ['insurance_policy', 'true'],
  ['registration', 'true'],
  ['delivery', 'true'],
  ['gate_waiver', 'true'],
  ['order_return', 'true'],
  ['finance_application', 'true'],
  ['trade_in', 'true'],
  ['insurance_renewal', 'true'],
  ['registration_deadline', 'true'],
];
