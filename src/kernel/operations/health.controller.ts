import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { failedDeliveries, metrics, pendingDeliveries } from './metrics.js';
import { readiness } from './readiness.js';

/** For the machines that run the program; outside /api/v1 and without sign-in. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly db: Database) {}

  /** Never touches the database. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; reason?: string }> {
    if (readiness.state !== 'READY') {
      void reply.status(503);
      return { status: 'unavailable', reason: readiness.state.toLowerCase() };
    }
    try {
      await this.db.sql('SELECT 1');
      return { status: 'ok' };
    } catch {
      void reply.status(503);
      return { status: 'unavailable', reason: 'database' };
    }
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    const [row] = await this.db.sql<{ pending: number; failed: number }>(
      `SELECT (SELECT count(*) FROM kernel.delivery WHERE state = 'PENDING')::int AS pending, (SELECT count(*) FROM kernel.delivery WHERE state = 'FAILED')::int AS failed`,
    );
    pendingDeliveries.set(row?.pending ?? 0);
    failedDeliveries.set(row?.failed ?? 0);
    return metrics.metrics();
  }
}
