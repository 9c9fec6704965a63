/** BUSINESS runs while the store is open, ELAPSED day and night. */
export const RESPONSE_CLOCKS = ['BUSINESS', 'ELAPSED'] as const;
export type ResponseClockKind = (typeof RESPONSE_CLOCKS)[number];
export const RESPONSE_VERDICTS = ['PENDING', 'GOAL', 'LATE', 'MISSED'] as const;
export type ResponseVerdict = (typeof RESPONSE_VERDICTS)[number];

/** The limits of one answer, fixed when its clock starts. */
export interface ResponseLimits {
  responseClock: ResponseClockKind;
  responseDueAt: Date;
  responseMissedAfter: Date;
}

/** How good an answer at this instant is (L-5): each limit still counts as kept. */
export function verdictOf(
  { responseDueAt, responseMissedAfter }: Omit<ResponseLimits, 'responseClock'>,
  answeredAt: Date,
): ResponseVerdict {
  if (answeredAt <= responseDueAt) return 'GOAL';
  return answeredAt <= responseMissedAfter ? 'LATE' : 'MISSED';
}
