import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { ScheduleModule } from '@nestjs/schedule';
import { BootCheck } from './boot-check.js';
import { Database } from './database/database.js';
import { Numbers } from './database/numbers.js';
import { References } from './database/references.js';
import { History } from './events/history.js';
import { Outbox } from './events/outbox.js';
import { ReactionRegistry } from './events/registry.js';
import { Relay } from './events/relay.js';
import { FileStore } from './files/file-store.js';
import { AnswersInterceptor } from './http/answers.interceptor.js';
import { Lists } from './http/list.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Jobs } from './jobs/jobs.js';
import { Ticker } from './jobs/ticker.js';
import { HealthController } from './operations/health.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { ProblemPages } from './http/problem-pages.controller.js';
import { AccessTokens, AccessTokenStrategy } from './security/access-token.js';
import { AccessGuard, PassportGuard } from './security/access.guard.js';
import { Passwords } from './security/passwords.js';
import { PersonalData } from './security/personal-data.js';
import { RateLimiter } from './security/rate-limiter.js';
import { Clock } from './time/clock.js';
import { ClockService } from './time/clock.service.js';

/** What every context stands on. `Config` and `DataSource` come from outside: they exist before the application. */
@Global()
@Module({
  imports: [DiscoveryModule, PassportModule, ScheduleModule.forRoot()],
  controllers: [HealthController, OperationsController, ProblemPages],
  providers: [
    Clock,
    Database,
    Numbers,
    ReactionRegistry,
    Outbox,
    History,
    Relay,
    Jobs,
    FileStore,
    Ticker,
    ClockService,
    Lists,
    AccessTokens,
    AccessTokenStrategy,
    PassportGuard,
    Passwords,
    PersonalData,
    References,
    RateLimiter,
    BootCheck,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: AnswersInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [
    Clock,
    Database,
    Numbers,
    Outbox,
    History,
    Relay,
    Jobs,
    FileStore,
    Ticker,
    ClockService,
    ReactionRegistry,
    Lists,
    AccessTokens,
    Passwords,
    PersonalData,
    References,
  ],
})
export class KernelModule {}
