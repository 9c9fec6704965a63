import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of HTTP requests by method, route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});
export const pendingDeliveries = new Gauge({ name: 'event_deliveries_pending', help: 'Event deliveries that wait.', registers: [metrics] });
export const failedDeliveries = new Gauge({
  name: 'event_deliveries_failed',
  help: 'Event deliveries that gave up.',
  registers: [metrics],
});

export const observeRequest = (method: string, route: string, status: number, ms: number): void =>
  requests.labels(method, route, String(status)).observe(ms / 1000);
