import { spawnSync } from 'node:child_process';

describe('the generated documents', () => {
  it('know what each event carries', () => {
    const { status, stderr } = spawnSync(process.execPath, ['docs/event-facts.mjs', '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('are what the built program says of itself', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['docs/generate.mjs', '--check', '--built', process.env['FORECOURT_BUILT'] ?? 'dist'],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
