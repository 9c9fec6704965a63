/** A later line of the same purpose, channel and recipient than line `n` of the ledger. */
export const LATER_CONSENT = `SELECT 1 FROM crm.consent l WHERE l.customer_id = n.customer_id AND l.purpose = n.purpose AND l.channel = n.channel
  AND l.recipient IS NOT DISTINCT FROM n.recipient AND (l.at, l.id) > (n.at, n.id)`;

/** Texts that hold no more at an instant, an SQL expression: a later one of their purpose asks for a new consent (PIPL 14). */
const overruled = (
  now: string,
): string => `SELECT agreed.purpose, agreed.text_version FROM crm.consent_text agreed JOIN crm.consent_text later USING (purpose)
  WHERE later.reconsent_required AND later.valid_from > agreed.valid_from AND later.valid_from <= ${now}`;

/**
 * Whether line `n` of the ledger is a consent in force at an instant, an SQL expression: it is a yes, the newest word of its purpose, channel
 * and recipient, and no later text asks anew; silence is no (PR-3, PR-4). Whoever asks for consents asks by this.
 */
export const consentInForce = (now: string): string =>
  `n.granted AND NOT EXISTS (${LATER_CONSENT}) AND (n.purpose, n.text_version) NOT IN (${overruled(now)})`;

/**
 * Whether customer `c` wants no offers by profile (PR-10): a no on any channel is one until the same channel says yes, and so is the last
 * needs record that says it.
 */
export const PROFILING_REFUSED = `(EXISTS (SELECT 1 FROM crm.consent n WHERE n.customer_id = c.id AND n.purpose = 'PROFILING' AND NOT n.granted AND NOT EXISTS (${LATER_CONSENT}))
  OR EXISTS (SELECT 1 FROM crm.needs_record r WHERE r.customer_id = c.id AND NOT r.personalised
    AND NOT EXISTS (SELECT 1 FROM crm.needs_record l WHERE l.customer_id = r.customer_id AND (l.recorded_at, l.id) > (r.recorded_at, r.id))))`;
