// Starts and stops the built program as its users do: a child process with settings, watched through its output and its port.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

const root = process.cwd();

/** Starts a program and waits until it says that it is ready. */
async function startProgram(env, { entry = join(root, 'dist/src/main.js'), timeout = 120_000 } = {}) {
  const child = spawn(process.execPath, ['--max-semi-space-size=2', entry], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, MODE: 'test', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The program was not ready in ${timeout} ms:\n${output.slice(-4000)}`)), timeout);
    const see = (chunk) => {
      output = (output + chunk).slice(-200_000);
      const url = /Forecourt is ready at (http\S+)/.exec(output)?.[1];
      if (url) {
        clearTimeout(timer);
        resolve(url);
      }
    };
    child.stdout.on('data', see);
    child.stderr.on('data', see);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The program ended with ${code}:\n${output.slice(-4000)}`));
    });
  });
  ready.catch(() => undefined);
  const baseUrl = await ready.catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(timer);
    return child.exitCode;
  };
  return { baseUrl, pid: child.pid, output: () => output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

module.exports = { startProgram };
