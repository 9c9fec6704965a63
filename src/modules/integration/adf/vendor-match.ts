import { alike } from '../text-encoding.js';

/** The caller's stores, and what senders call them beside their own code and name. */
export interface KnownStores {
  stores: readonly { id: string; code: string; name: string }[];
  /** Alias → store code. */
  aliases: Readonly<Record<string, string>>;
}

/** The store that a sender's names or numbers of the vendor mean, or null when none or several fit. */
export function matchStore(vendor: readonly string[], { stores, aliases }: KnownStores): string | null {
  const named = new Set(vendor.map(alike));
  const codes = new Set(Object.entries(aliases).flatMap(([alias, code]) => (named.has(alike(alias)) ? [alike(code)] : [])));
  const [found, another] = stores.filter(({ code, name }) => named.has(alike(code)) || named.has(alike(name)) || codes.has(alike(code)));
  return found && !another ? found.id : null;
}
