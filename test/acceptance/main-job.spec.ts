import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, request, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ownProcess, type OwnProcess } from '../support/server.js';
import { startProgram } from '../support/running.cjs';

/** Runs the main job as a front end would and gives what it printed. */
function mainJob(baseUrl: string, see: (line: string, job: ChildProcess) => void = () => undefined): Promise<string> {
  const job = spawn(process.execPath, [join(process.cwd(), 'test/acceptance/main-job.mjs')], {
    env: { PATH: process.env['PATH'], BASE_URL: baseUrl },
  });
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    see(output, job);
  };
  job.stdout.on('data', take);
  job.stderr.on('data', take);
  return new Promise((resolve) => job.once('close', () => resolve(output)));
}
const verdict = (output: string) => output.trim().split('\n').slice(-3).join('\n');

describe('the main job', () => {
  let app: OwnProcess;
  beforeAll(async () => {
    app = await ownProcess();
  });

  it('passes, and passes again on two instances behind a round-robin proxy', async () => {
    expect(verdict(await mainJob(app.baseUrl))).toMatch(/\d+ passed, 0 failed$/);
    const { dataDir } = JSON.parse(process.env['FORECOURT_TEST'] ?? '{}') as { dataDir: string };
    const second = await startProgram({ DATA_DIR: dataDir, DATABASE_URL: app.databaseUrl });
    const proxy = await roundRobin([app.baseUrl, second.baseUrl]);
    try {
      expect(verdict(await mainJob(proxy.url))).toMatch(/\d+ passed, 0 failed$/);
      expect(app.output() + second.output()).not.toMatch(/"level":50/);
    } finally {
      proxy.server.close();
      await second.stop();
    }
  }, 240_000);

  it('passes after the program was killed in the middle of it', async () => {
    let killing: Promise<void> | undefined;
    const interrupted = await mainJob(app.baseUrl, (output) => {
      if (output.includes('the deposit is paid')) killing ??= app.kill();
    });
    await killing;
    expect(verdict(interrupted)).toMatch(/1 failed$/);
    await app.start();
    expect(verdict(await mainJob(app.baseUrl))).toMatch(/\d+ passed, 0 failed$/);
    const [lost] = await app.sql<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM kernel.delivery WHERE state <> 'DONE'`);
    expect(lost?.waiting).toBe(0);
  }, 240_000);
});

async function roundRobin(targets: string[]): Promise<{ url: string; server: HttpServer }> {
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const target = new URL(targets[turn++ % targets.length] as string);
    const forwarded = request(
      { host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
