export interface RunningProgram {
  baseUrl: string;
  pid: number;
  output(): string;
  stop(): Promise<number | null>;
  kill(): Promise<number | null>;
}
export function startProgram(env: Record<string, string>, options?: { entry?: string; timeout?: number }): Promise<RunningProgram>;
