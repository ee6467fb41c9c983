import { Connection } from '../core/connection/Connection';
import { Frames } from '../core/frames';
import { LiveQuery } from '../core/live/LiveQuery';
import type { AnkurahError } from '../core/errors';
import { TokenSource, type TokenOption } from '../core/token';
import { ManualSurroundings } from './ManualSurroundings';
import { ModelServer, type Song } from './ModelServer';

/** A live query over the songs of a model server, and all it stands on. */
export class Songs {
  readonly surroundings = new ManualSurroundings();
  readonly server: ModelServer;
  readonly connection: Connection;
  readonly query: LiveQuery<Song>;
  /** Why it began anew, each time. */
  readonly restarts: AnkurahError[] = [];

  constructor(options: { readonly window?: number; readonly token?: TokenOption } = {}) {
    const { surroundings } = this;
    this.server = new ModelServer(options.window);
    const token = new TokenSource(options.token);
    this.connection = new Connection({ open: this.server.open, token, surroundings });
    this.query = new LiveQuery<Song>({
      connection: this.connection,
      surroundings,
      frames: new Frames(surroundings, (run) => {
        run();
      }),
      text: 'subscription',
      operationName: undefined,
      variables: { genre: 'Jazz' },
      root: 'songs',
      entity: 'song',
      onRestart: (reason) => this.restarts.push(reason),
    });
  }

  /** What is shown, after all that is on its way has come. */
  async shown(): Promise<readonly Song[]> {
    await this.arrive();
    return this.query.get().held.map(({ entity }) => entity);
  }

  /** All that is on its way comes, and a frame is drawn. */
  async arrive(): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      await this.surroundings.pass(0);
      this.server.deliver();
    }
    this.surroundings.frame();
  }

  /** Whatever waits to be tried again is tried. */
  async heal(): Promise<void> {
    this.surroundings.tell('networkUp');
    for (let round = 0; round < 80; round += 1) {
      this.server.deliver();
      await this.surroundings.pass(1_000);
    }
    await this.arrive();
  }

  /** The cursors that were resumed from, or null, one for each subscription. */
  get sinces(): readonly unknown[] {
    return this.server.operations.map(({ variables }) => variables['since']);
  }
}
