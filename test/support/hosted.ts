/** A program in the host of this worker (`host.mjs`). */
export interface HostedProgram {
  baseUrl: string;
  stop(): Promise<void>;
}

export async function startHosted(hosts: readonly string[], settings: Record<string, string>): Promise<HostedProgram> {
  const host = hosts[(Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) % hosts.length] as string;
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(`${host}/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`The host could not do it:\n${text}`);
    return JSON.parse(text) as unknown;
  };
  const { id, baseUrl } = (await ask('', { method: 'POST', body: JSON.stringify(settings) })) as { id: string; baseUrl: string };
  return { baseUrl, stop: async () => void (await ask(id, { method: 'DELETE' })) };
}
