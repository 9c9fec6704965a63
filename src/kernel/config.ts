import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Mode = 'demo' | 'test' | 'production';
export type InstanceRole = 'api' | 'worker';
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** A setting that stops the start; the message names it. */
export class ConfigError extends Error {}

/** The settings of one program. Nothing else reads the environment. */
export class Config {
  readonly mode: Mode;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Where uploaded files are kept; instances that serve together share it. */
  readonly filesDir: string;
  readonly databaseUrl: string | undefined;
  readonly demoPassword: string;
  readonly logLevel: string;
  readonly roles: ReadonlySet<InstanceRole>;
  readonly poolSize: number;
  readonly corsOrigins: string[];
  /** Addresses or ranges of the proxy in front, whose X-Forwarded headers are believed. */
  readonly trustedProxy: string | undefined;
  readonly tls: { cert: Buffer; key: Buffer } | undefined;
  readonly bootstrapAdminPassword: string | undefined;
  readonly seed: boolean;
  /** Where the demo's history ends and its clock begins; without it the wall clock at the first start. */
  readonly demoEndsAt: Date | undefined;
  /** Root of the field, index, cursor and audit keys: 32 bytes. */
  readonly masterKey: Buffer;
  /** ES256 private key that signs access tokens, PEM. */
  readonly jwtPrivateKey: string;

  constructor(env: NodeJS.ProcessEnv) {
    const faults: string[] = [];
    const text = (name: string) => (env[name]?.trim() ? env[name].trim() : undefined);
    const integer = (name: string, fallback: number, min: number, max: number) => {
      const raw = text(name);
      const value = raw === undefined ? fallback : Number(raw);
      if (!Number.isInteger(value) || value < min || value > max) faults.push(`${name} must be a whole number from ${min} to ${max}`);
      return value;
    };
    this.databaseUrl = text('DATABASE_URL');
    const mode = text('MODE') ?? (this.databaseUrl ? 'production' : 'demo');
    if (!['demo', 'test', 'production'].includes(mode)) faults.push('MODE must be demo, test or production');
    this.mode = mode as Mode;
    const production = this.mode === 'production';
    this.port = integer('PORT', 3000, 0, 65_535);
    this.host = text('HOST') ?? '127.0.0.1';
    this.dataDir = resolve(text('DATA_DIR') ?? '.forecourt');
    this.filesDir = resolve(text('FILES_DIR') ?? join(this.dataDir, 'files'));
    this.demoPassword = text('DEMO_PASSWORD') ?? 'forecourt-demo';
    if (this.demoPassword.length < 8) faults.push('DEMO_PASSWORD must have at least 8 characters');
    this.logLevel = text('LOG_LEVEL') ?? 'info';
    if (!LOG_LEVELS.includes(this.logLevel)) faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
    const roles = (text('ROLES') ?? 'api,worker').split(',').map((r) => r.trim());
    if (!roles.length || roles.some((r) => r !== 'api' && r !== 'worker')) faults.push('ROLES must be api, worker or api,worker');
    this.roles = new Set(roles as InstanceRole[]);
    this.poolSize = integer('POOL_SIZE', 20, 5, 200);
    this.corsOrigins = (text('CORS_ORIGINS') ?? '')
      .split(',')
      .map((o) => o.trim())
      .filter(Boolean);
    for (const origin of this.corsOrigins)
      if (!/^https?:\/\/[^/*]+$/.test(origin)) faults.push(`CORS_ORIGINS holds ${origin}, which is not an exact origin`);
    this.trustedProxy = text('TRUSTED_PROXY');
    this.bootstrapAdminPassword = text('BOOTSTRAP_ADMIN_PASSWORD');
    if (this.bootstrapAdminPassword !== undefined && this.bootstrapAdminPassword.length < 12)
      faults.push('BOOTSTRAP_ADMIN_PASSWORD must have at least 12 characters');
    if (!['none', undefined].includes(text('SEED'))) faults.push('SEED can only be none');
    if (production && this.bootstrapAdminPassword === 'forecourt-demo')
      faults.push('BOOTSTRAP_ADMIN_PASSWORD must not be the demo password');
    this.seed = !production && text('SEED') !== 'none';
    const demoEndsAt = text('DEMO_ENDS_AT');
    this.demoEndsAt = demoEndsAt === undefined ? undefined : new Date(demoEndsAt);
    if (
      demoEndsAt !== undefined &&
      !(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(demoEndsAt) && +(this.demoEndsAt as Date))
    )
      faults.push('DEMO_ENDS_AT must be an instant with its offset, like 2026-11-24T10:00+08:00');
    if (production && demoEndsAt !== undefined) faults.push('DEMO_ENDS_AT belongs to demo mode and must not be set in production');
    if (this.databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(this.databaseUrl))
      faults.push('DATABASE_URL must be a postgres:// address');
    if (production && this.databaseUrl === undefined)
      faults.push('DATABASE_URL is missing: production needs a PostgreSQL server of its own');
    const certFile = text('TLS_CERT_FILE');
    const keyFile = text('TLS_KEY_FILE');
    if ((certFile === undefined) !== (keyFile === undefined)) faults.push('TLS_CERT_FILE and TLS_KEY_FILE go together');
    if (certFile !== undefined && keyFile !== undefined) {
      try {
        this.tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
      } catch (error) {
        faults.push(`TLS_CERT_FILE or TLS_KEY_FILE cannot be read: ${(error as Error).message}`);
      }
    }
    if (production && env['DEMO_PASSWORD']) faults.push('DEMO_PASSWORD belongs to demo mode and must not be set in production');

    let secrets = { masterKey: text('MASTER_KEY'), jwtPrivateKey: text('JWT_PRIVATE_KEY') };
    if (!production && faults.length === 0 && (secrets.masterKey === undefined || secrets.jwtPrivateKey === undefined)) {
      const kept = keptSecrets(this.dataDir);
      secrets = { masterKey: secrets.masterKey ?? kept.masterKey, jwtPrivateKey: secrets.jwtPrivateKey ?? kept.jwtPrivateKey };
    }
    this.masterKey = Buffer.from(secrets.masterKey ?? '', 'base64');
    if (secrets.masterKey === undefined) faults.push('MASTER_KEY is missing: 32 random bytes in base64');
    else if (this.masterKey.length !== 32 || new Set(this.masterKey).size < 8) faults.push('MASTER_KEY must be 32 random bytes in base64');
    this.jwtPrivateKey = (secrets.jwtPrivateKey ?? '').replaceAll('\\n', '\n');
    if (secrets.jwtPrivateKey === undefined) faults.push('JWT_PRIVATE_KEY is missing: a P-256 private key in PEM');
    else if (!isP256(this.jwtPrivateKey)) faults.push('JWT_PRIVATE_KEY must be a P-256 private key in PEM');
    if (faults.length) throw new ConfigError(faults.join('\n'));
  }

  /** Demo and test show their clock and let it be moved. */
  get clockMoves(): boolean {
    return this.mode !== 'production';
  }
}

function isP256(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

/** Demo secrets live in the data directory; the first of several programs to start makes them. */
function keptSecrets(dataDir: string): { masterKey: string; jwtPrivateKey: string } {
  const file = join(dataDir, 'secrets.json');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as { masterKey: string; jwtPrivateKey: string };
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const fresh = {
      masterKey: randomBytes(32).toString('base64'),
      jwtPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    };
    // Written whole beside it and linked into place: the file is there complete or not at all, and the first start wins.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(fresh), { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
    return JSON.parse(readFileSync(file, 'utf8')) as { masterKey: string; jwtPrivateKey: string };
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new ConfigError(`DATA_DIR ${dataDir} cannot keep the secrets: ${full ? 'the disk is full' : (error as Error).message}`);
  }
}
