// Runs programs for one worker of the tests, each on a database of its own, in one process: what they are made of is loaded once and warm.
// The worker asks over HTTP: POST /  {settings} → {id, baseUrl}; DELETE /{id}.
import { createServer } from 'node:http';
import { join } from 'node:path';

const running = new Map();
let begun = 0;

async function begin(settings) {
  const { Program } = await import(join(process.cwd(), 'dist/src/program.js'));
  const { Config } = await import(join(process.cwd(), 'dist/src/kernel/config.js'));
  const program = new Program(new Config({ MODE: 'test', PORT: '0', LOG_LEVEL: 'warn', ...settings }));
  const id = String(++begun);
  running.set(id, program);
  try {
    return { id, baseUrl: await program.start() };
  } catch (error) {
    await end(id);
    throw error;
  }
}
async function end(id) {
  const program = running.get(id);
  running.delete(id);
  await program?.stop();
  return {};
}
const bodyOf = async (request) => JSON.parse(Buffer.concat(await request.toArray()).toString());

createServer(async (request, response) => {
  try {
    const answer = request.method === 'POST' ? await begin(await bodyOf(request)) : await end(request.url.slice(1));
    response.end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? error.stack : String(error));
  }
}).listen(0, '127.0.0.1', function () {
  process.send({ url: `http://127.0.0.1:${this.address().port}` });
});
process.once('disconnect', () => process.exit(0));
