import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface Column {
  name: string;
  type: string;
  precision: number | null;
  scale: number | null;
  array: boolean;
  nullable: boolean;
  primary: boolean;
}
export interface ProgramFacts {
  contexts: {
    name: string;
    rooms: string[];
    calls: string[];
    listeners: { id: string; event: string | null }[];
    ticks: { name: string; table: string | null; daily: string | null }[];
    jobs: string[];
  }[];
  events: { name: string; description: string; outwardOnly: boolean; facts: string[]; publishers: string[]; listeners: string[] }[];
  lifecycles: {
    name: string;
    context: string | null;
    table: string | null;
    states: string[];
    initial: string[];
    moves: { name: string; from: string[]; to: string[]; system: boolean }[];
  }[];
  refusals: { code: string; status: number; title: { zh: string; en: string }; rule: string | null }[];
  settings: { key: string; rule: string; description: string; fallback: unknown }[];
  constraints: string[];
  entities: { name: string; schema: string; table: string; columns: Column[]; relations: string[] }[];
  permissions: string[];
}

let facts: ProgramFacts | undefined;

/** What the built program knows of itself. It is pure ESM, so another node reads it. */
export function programFacts(): ProgramFacts {
  facts ??= JSON.parse(
    execFileSync(process.execPath, [join(process.cwd(), 'docs/program-facts.mjs'), '--built', process.env['FORECOURT_BUILT'] ?? 'dist'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  ) as ProgramFacts;
  return facts;
}
