import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from '@fastify/helmet';
import { AppModule } from './app.module.js';
import { BootCheck } from './kernel/boot-check.js';
import type { Config } from './kernel/config.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './kernel/database/embedded-postgres.js';
import { migrate } from './kernel/database/migrate.js';
import { ReactionRegistry } from './kernel/events/registry.js';
import { Relay } from './kernel/events/relay.js';
import { serveDocument } from './kernel/http/document.js';
import { acceptBodies } from './kernel/http/bodies.js';
import { onlyOperations, trackRequests } from './kernel/http/request-context.js';
import { validation } from './kernel/http/validation.js';
import { Jobs } from './kernel/jobs/jobs.js';
import { Ticker } from './kernel/jobs/ticker.js';
import { log, NestLog } from './kernel/operations/log.js';
import { readiness } from './kernel/operations/readiness.js';
import { ClockService } from './kernel/time/clock.service.js';
import { clearHalfMadeDemo } from './demo/half-made.js';
import { seedDemo } from './demo/seed.js';
import { Bootstrap } from './modules/identity/employees/bootstrap.js';

const MEGABYTE = 1_048_576;

/** The demo data are more than a thousand requests: its progress is what the reader wants to see, not their log lines. */
async function quietly(level: string, work: () => Promise<void>): Promise<void> {
  if (level === 'trace' || level === 'debug' || level === 'info') log.level = 'warn';
  await work();
  log.level = level;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The whole program: database, application, background work; started in this order, stopped in the opposite one. */
export class Program {
  #postgres: EmbeddedPostgres | undefined;
  #app: NestFastifyApplication | undefined;

  /** `guests` are modules beside the contexts: what a test adds to see the kernel fail. */
  constructor(
    private readonly config: Config,
    private readonly guests: Type[] = [],
  ) {
    log.level = config.logLevel;
  }

  /** Applies migrations and ends: for a deployment that does it before the program. */
  async migrateOnly(): Promise<void> {
    await migrate(this.config, this.config.databaseUrl ?? (await this.#embedded()));
    await this.#postgres?.stop();
  }

  /** Until it is ready; answers its address. */
  async start(): Promise<string> {
    const url = this.config.databaseUrl ?? (await this.#embedded());
    if (this.config.seed) await clearHalfMadeDemo(url, say);
    await migrate(this.config, url);
    const app = await this.#build(url);
    await this.#begin(app);
    await app.listen(this.config.port, this.config.host);
    readiness.state = 'READY';
    return app.getUrl();
  }

  async stop(): Promise<void> {
    readiness.state = 'STOPPING';
    if (this.#app) {
      await this.#app.get(Ticker).stop();
      await this.#app.get(Jobs).stop();
      await this.#app.get(Relay).stop();
      await this.#app.get(ClockService).stop();
      await this.#app.close();
    }
    await this.#postgres?.stop();
  }

  async #embedded(): Promise<string> {
    this.#postgres = await startEmbeddedPostgres({ dataDir: this.config.dataDir, database: 'forecourt', log: (line) => log.info(line) });
    this.#postgres.onExit((reason) => {
      process.stderr.write(`The embedded PostgreSQL is gone: ${reason}\n`);
      process.exit(1);
    });
    return this.#postgres.url;
  }

  async #build(url: string): Promise<NestFastifyApplication> {
    const adapter = new FastifyAdapter({
      bodyLimit: MEGABYTE,
      trustProxy: this.config.trustedProxy ?? false,
      routerOptions: { maxParamLength: 200 },
      ...(this.config.tls && { https: this.config.tls }),
      forceCloseConnections: 'idle',
    });
    const app = await NestFactory.create<NestFastifyApplication>(AppModule.forProgram(this.config, url, this.guests), adapter, {
      logger: new NestLog(),
      abortOnError: false,
    });
    this.#app = app;
    const server = app.getHttpAdapter().getInstance();
    await app.register(helmet as never, {
      contentSecurityPolicy: { directives: { 'script-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null } },
      strictTransportSecurity: this.config.tls || this.config.trustedProxy ? {} : false,
    });
    if (this.config.corsOrigins.length)
      app.enableCors({
        origin: this.config.corsOrigins,
        credentials: false,
        methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
        exposedHeaders: [
          'etag',
          'location',
          'idempotency-replayed',
          'retry-after',
          'x-request-id',
          'traceparent',
          'ratelimit',
          'ratelimit-policy',
          'server-timing',
        ],
      });
    if (!this.config.roles.has('api')) onlyOperations(server as never);
    acceptBodies(server as never);
    trackRequests(server as never, { timing: this.config.mode !== 'production' });
    app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'metrics', 'problems', 'problems/:code'] });
    app.useGlobalPipes(validation());
    await serveDocument(app);
    await app.init();
    app.get(BootCheck).run();
    return app;
  }

  async #begin(app: NestFastifyApplication): Promise<void> {
    app.get(ReactionRegistry).load();
    await app.get(ClockService).start();
    const ready = await app.get(Bootstrap).firstAdministrator(this.config.bootstrapAdminPassword);
    if (!ready && this.config.mode === 'production')
      log.warn('There is no account yet: set BOOTSTRAP_ADMIN_PASSWORD for one start to open "admin"');
    if (this.config.seed) await quietly(this.config.logLevel, () => seedDemo(app, this.config, say));
    if (!this.config.roles.has('worker')) return;
    app.get(Relay).start();
    await app.get(Jobs).start();
    app.get(Ticker).start();
  }

  /** Says where it is, and in a demo how to sign in. */
  greet(url: string): void {
    say(`Forecourt is ready at ${url} (${this.config.mode})`);
    if (this.config.mode !== 'demo') return;
    say(`  reference   ${url}/docs
  document    ${url}/openapi.json
  sign in     POST ${url}/api/v1/auth/login {"username":"sales_consultant@s01","password":"${this.config.demoPassword}"}
  accounts    <role>@s01 and <role>@s02: sales_manager, service_advisor, cashier, general_manager, admin …
  stop        Ctrl-C`);
  }
}
