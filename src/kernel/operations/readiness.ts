/** Where the program stands between its start and its stop. */
export const readiness: { state: 'STARTING' | 'READY' | 'STOPPING' } = { state: 'STARTING' };
