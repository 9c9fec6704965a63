/** A message as a channel takes it. */
export interface Outgoing {
  messageId: string;
  /** The same for every try: a channel that knows it sends nothing twice. */
  dedupeKey: string;
  customerId: string;
  channel: string;
  address: string;
  text: string;
}

/** The port to whoever carries messages. It may be tried again with the same `dedupeKey`; it throws when it did not take the message. */
export abstract class MessageChannel {
  abstract send(message: Outgoing): Promise<void>;
}
