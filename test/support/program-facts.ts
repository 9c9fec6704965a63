import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** What the built program knows of itself. It is pure ESM, so another node reads it: once a run, for all specs. */
export function programFacts(): ProgramFacts {
  const { dataDir } = JSON.parse(process.env['FORECOURT_TEST'] ?? '{}') as { dataDir: string };
  const kept = join(dataDir, 'program-facts.json');
  if (!existsSync(kept)) {
    const draft = `${kept}.${process.pid}`;
    writeFileSync(
      draft,
      execFileSync(process.execPath, [join(process.cwd(), 'docs/program-facts.mjs'), '--built', process.env['FORECOURT_BUILT'] ?? 'dist'], {
        maxBuffer: 64 * 1024 * 1024,
      }),
    );
    renameSync(draft, kept);
  }
  return JSON.parse(readFileSync(kept, 'utf8')) as ProgramFacts;
}
