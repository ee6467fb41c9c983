import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './until';

const JAR = path.resolve(import.meta.dirname, '../../../target/quarkus-app/quarkus-run.jar');

const START = 120_000;

/** The packaged server, on a free port and with data of its own, which survive {@link kill}. */
export class PackagedServer {
  readonly url: string;
  readonly #port: number;
  readonly #directory: string;
  #process: ChildProcess;

  private constructor(port: number, directory: string) {
    this.#port = port;
    this.#directory = directory;
    this.url = `http://localhost:${port}`;
    this.#process = this.#spawn();
  }

  /** Starts one with the sample data, and waits until it is ready. */
  static async start(): Promise<PackagedServer> {
    if (!existsSync(JAR)) {
      throw new Error('There is no packaged server. Build it first: ./mvnw package -DskipTests');
    }
    const server = new PackagedServer(await freePort(), await mkdtemp(path.join(tmpdir(), 'ankurah-e2e-')));
    await server.#ready();
    return server;
  }

  /** Ends it without a chance to say goodbye. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Starts it again, on the same port and data. */
  async restart(): Promise<void> {
    this.#process = this.#spawn();
    await this.#ready();
  }

  /** Stops it and deletes its data. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    const pid = path.join(this.#directory, 'data/postgres/postmaster.pid');
    await until('PostgreSQL has ended', () => !existsSync(pid), 30_000);
    await rm(this.#directory, { recursive: true, force: true });
  }

  #spawn(): ChildProcess {
    const settings = [`-Dquarkus.http.port=${this.#port}`, '-Dankurah.data-dir=data', '-Dankurah.sample-data=true'];
    const started = spawn('java', ['-Xmx512m', ...settings, '-jar', JAR], {
      cwd: this.#directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(path.join(this.#directory, 'server.log'), { flags: 'a' });
    started.stdout.pipe(log, { end: false });
    started.stderr.pipe(log, { end: false });
    return started;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      this.#process.kill(signal);
      await ended;
    }
  }

  async #ready(): Promise<void> {
    await until('the server is ready', () => this.#answers(), START);
  }

  async #answers(): Promise<boolean> {
    if (this.#process.exitCode !== null) {
      throw new Error(`The server ended with status ${this.#process.exitCode}; see ${this.#directory}/server.log`);
    }
    try {
      return (await fetch(`${this.url}/q/health/ready`)).ok;
    } catch {
      return false; // It does not listen yet.
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('a listening socket has a port');
  }
  return address.port;
}
