/** What the parts of the demo data share. */
export interface DemoStores {
  S01: { id: string };
  S02: { id: string };
}
