import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TIMELINE_KINDS } from '../../src/modules/crm/timeline/timeline-entry.entity.js';
import { HAPPENINGS } from '../../src/modules/crm/timeline/titles.js';

describe('a timeline', () => {
  it('is filtered by no kind that nothing tells of', () => {
    expect(new Set(Object.values(HAPPENINGS).map(({ kind }) => kind))).toEqual(new Set(TIMELINE_KINDS));
  });

  it('has words for nothing that nobody tells', () => {
    const crm = join(process.cwd(), 'src/modules/crm');
    const told = readdirSync(crm, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('titles.ts'))
      .map((name) => readFileSync(join(crm, name), 'utf8'))
      .join('');
    expect(Object.keys(HAPPENINGS).filter((what) => !told.includes(`'${what}'`))).toEqual([]);
  });
});
