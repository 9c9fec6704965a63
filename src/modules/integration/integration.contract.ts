/** Nothing of this context is known to others yet: it only hears. */
export {};
