import { readFileSync, statSync } from 'node:fs';

/** Where a worker has its own servers started (`host.mjs`), and where what they write goes. */
export interface Host {
  url: string;
  log: string;
}
/** A program in the host of this worker. */
export interface HostedProgram {
  baseUrl: string;
  stop(): Promise<void>;
  /** What the host wrote since it was started. */
  output(): string;
}

export async function startHosted(hosts: readonly Host[], settings: Record<string, string>): Promise<HostedProgram> {
  const { url, log } = hosts[(Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) % hosts.length] as Host;
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}/${path}`, init).catch((cause: unknown) => {
      throw new Error(`The host is gone; it wrote last:\n${readFileSync(log, 'utf8').slice(-4000)}`, { cause });
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The host could not do it:\n${text}`);
    return JSON.parse(text) as unknown;
  };
  const before = statSync(log).size;
  const { id, baseUrl } = (await ask('', { method: 'POST', body: JSON.stringify(settings) })) as { id: string; baseUrl: string };
  return {
    baseUrl,
    stop: async () => void (await ask(id, { method: 'DELETE' })),
    output: () => readFileSync(log).subarray(before).toString(),
  };
}
