// One embedded PostgreSQL for the whole run; one database with the demo data as the template of all others; one shared program.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startProgram } from './running.cjs';

const root = process.cwd();

async function startHost(log) {
  const written = openSync(log, 'a');
  const host = fork(join(root, 'test/support/host.mjs'), { stdio: ['ignore', written, written, 'ipc'] });
  const ended = once(host, 'exit').then(([code]) => {
    throw new Error(`A host of the tests ended with ${code}:\n${readFileSync(log, 'utf8')}`);
  });
  const [{ url }] = await Promise.race([once(host, 'message'), ended]);
  ended.catch(() => undefined);
  host.unref();
  host.channel.unref();
  return { url, log, end: () => host.disconnect() };
}

export default async function setup({ maxWorkers }) {
  if (!existsSync(join(root, 'dist/src/main.js'))) throw new Error('Build first: npm run build');
  const { startEmbeddedPostgres } = await import(join(root, 'dist/src/kernel/database/embedded-postgres.js'));
  const dataDir = mkdtempSync(join(tmpdir(), 'forecourt-test-'));
  // What the tests write may be lost with the machine; they look at the program, not at the disk.
  const postgres = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => undefined }
    : await startEmbeddedPostgres({ dataDir, database: 'forecourt', durable: false });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  const name = `forecourt_${process.pid}`;
  const urlOf = (database) => Object.assign(new URL(postgres.url), { pathname: `/${database}` }).toString();
  await admin.query(`CREATE DATABASE ${name}_demo`);
  const env = { DATA_DIR: dataDir, DATABASE_URL: urlOf(`${name}_demo`) };
  // A Tuesday morning, whatever day and hour it is outside: hours, weekends and the ends of months are what specs advance to.
  const seeding = await startProgram({ ...env, DEMO_ENDS_AT: '2026-11-24T10:00+08:00' }, { timeout: 420_000 });
  await seeding.stop();
  await admin.query(`CREATE DATABASE ${name}_shared TEMPLATE ${name}_demo STRATEGY FILE_COPY`);
  const shared = await startProgram({ ...env, DATABASE_URL: urlOf(`${name}_shared`) });
  const hosts = await Promise.all(Array.from({ length: maxWorkers }, (_, n) => startHost(join(dataDir, `host-${n}.log`))));
  process.env.FORECOURT_TEST = JSON.stringify({
    baseUrl: shared.baseUrl,
    databaseUrl: urlOf(`${name}_shared`),
    adminUrl: postgres.url,
    template: `${name}_demo`,
    dataDir,
    hosts: hosts.map(({ url, log }) => ({ url, log })),
  });
  globalThis.__forecourt = {
    stop: async () => {
      for (const host of hosts) host.end();
      await shared.stop();
      await admin.end();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
