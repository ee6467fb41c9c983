import { applyUpdate, encodeStateVector, UndoManager, type Doc, type Text } from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import type { Connection } from '../core/connection/Connection';
import type { AnkurahError } from '../core/errors';
import { Cell, type Signal } from '../core/signal';
import type { Surroundings } from '../core/surroundings';
import { fromBase64, toBase64 } from './bytes';
import { FOLLOW_TEXT, type TextPlace } from './documents';
import { Followed } from './Followed';
import { Keeper } from './Keeper';
import { nameOfText, textsOf, type KeptTexts } from './kept';
import { Presence } from './Presence';
import { Sender } from './Sender';

/** What a provider needs of a client; an `AnkurahClient` has it. */
export interface TextClient {
  readonly base: {
    readonly connection: Connection;
    readonly surroundings: Surroundings;
    /** Whose edits are kept where. */
    readonly name: string;
  };
}

export interface TextProviderOptions extends TextPlace {
  /** The document that is kept the same as the server's. Its text is `doc.getText(field)`. */
  readonly doc: Doc;
  /** Tells others where we are; without it nobody is told, and we are not. */
  readonly awareness?: Awareness;
  /** Where edits are kept until they are acknowledged; in IndexedDB unless given. */
  readonly kept?: KeptTexts;
}

/** How things are with a text. It is a new object after each change. */
export interface TextStatus {
  /**
   * `loading`: what others write has not come yet; `synced`: the server has everything, and we have; `saving`: edits
   * are on their way; `offline`: there is no connection; `refused`: the server does not take our edits, or does not
   * show the text, as `error` says, and nothing is sent any more.
   */
  readonly state: 'loading' | 'synced' | 'saving' | 'offline' | 'refused';
  /** Whether the document has been here, so that it makes sense to show it. */
  readonly loaded: boolean;
  /** Whether there are edits that the server has not acknowledged. */
  readonly unsent: boolean;
  /** What is unsent survives a reload only on `disk`. */
  readonly kept: 'disk' | 'memory';
  readonly error: AnkurahError | undefined;
}

/** Keeps a Yjs document the same as a text of the server. */
export class TextProvider {
  readonly text: Text;
  /** Takes back what was edited here, and nothing else. */
  readonly undoManager: UndoManager;
  readonly status: Signal<TextStatus>;
  readonly #status: Cell<TextStatus>;
  readonly #options: TextProviderOptions;
  readonly #connection: Connection;
  readonly #keeper: Keeper;
  readonly #sender: Sender;
  readonly #followed: Followed;
  readonly #presence: Presence | undefined;
  readonly #unwatch: (() => void)[] = [];
  /** Whether it is known what an earlier visit has left. */
  #isRead = false;
  #loaded = false;
  #following = false;
  #hidden: AnkurahError | undefined;
  #stage: 'starting' | 'running' | 'leaving' | 'ended' = 'starting';

  /** @param client whose connection it uses */
  constructor(client: TextClient, options: TextProviderOptions) {
    const { connection, surroundings, name } = client.base;
    const { doc, awareness, collection, id, field } = options;
    const place = { collection, id, field };
    const onChange = (): void => {
      this.#changed();
    };
    this.#options = options;
    this.#connection = connection;
    this.text = doc.getText(field);
    // What comes from others comes with an origin, which is not among those that it follows.
    this.undoManager = new UndoManager(this.text);
    this.#keeper = new Keeper({
      kept: options.kept ?? textsOf(name),
      surroundings,
      text: nameOfText(place),
      doc,
    });
    this.#sender = new Sender({ connection, surroundings, place, doc, onChange });
    this.#followed = new Followed({
      connection,
      surroundings,
      operation: () => ({
        query: FOLLOW_TEXT,
        variables: { ...place, stateVector: toBase64(encodeStateVector(doc)) },
      }),
      onData: ({ textUpdates }) => {
        this.#receive(fromBase64(textUpdates));
      },
      onLost: () => {
        this.#following = false;
        onChange();
      },
      onRefused: (error) => {
        this.#hidden = error;
        onChange();
      },
    });
    this.#presence = awareness && new Presence({ connection, surroundings, place, awareness });
    this.#status = new Cell(this.#statusNow());
    this.status = this.#status;
    doc.on('update', this.#edited);
    this.#unwatch.push(connection.status.subscribe(onChange), this.#keeper.storage.subscribe(onChange));
    void this.#start();
  }

  /** The text as it is here, with what is unsent. */
  get content(): string {
    return this.text.toJSON();
  }

  /** Sends again what was refused. */
  retry(): void {
    if (this.#stage === 'running') {
      this.#hidden = undefined;
      this.#followed.start();
      this.#sender.retry();
      this.#changed();
    }
  }

  /**
   * Ends it, once what was edited has been acknowledged or refused; what cannot be sent stays on disk until the text is
   * opened again. The document must not be edited any more.
   */
  destroy(): void {
    if (this.#stage === 'running') {
      this.#presence?.stop();
      this.#followed.stop();
    }
    if (this.#stage !== 'ended') {
      this.#stage = 'leaving';
      this.undoManager.destroy();
      this.#changed();
    }
  }

  /** Ends it and forgets what was edited here and is not acknowledged. The document is of no use any more. */
  discard(): Promise<void> {
    this.destroy();
    this.#keeper.clear();
    this.#end();
    return this.#keeper.settled();
  }

  async #start(): Promise<void> {
    const updates = await this.#keeper.load();
    if (this.#stage === 'ended') {
      return;
    }
    this.#isRead = true;
    updates.forEach((update) => {
      applyUpdate(this.#options.doc, update, this);
    });
    this.#loaded ||= updates.length > 0;
    this.#sender.start(updates.length > 0);
    if (this.#stage === 'starting') {
      this.#stage = 'running';
      this.#followed.start();
      this.#presence?.start();
    }
    this.#changed();
  }

  readonly #edited = (update: Uint8Array, origin: unknown): void => {
    const byUser = origin !== this;
    this.#keeper.changed(update, byUser);
    if (byUser) {
      this.#sender.edited(update);
    }
  };

  #receive(update: Uint8Array): void {
    applyUpdate(this.#options.doc, update, this);
    this.#following = true;
    this.#loaded = true;
    this.#changed();
  }

  #changed(): void {
    if (this.#stage === 'ended') {
      return;
    }
    const { state, isDirty } = this.#sender;
    if (state.name === 'idle' && !isDirty) {
      this.#keeper.acknowledged();
    }
    if (this.#stage === 'leaving' && this.#isRead && (state.name === 'refused' || !isDirty)) {
      this.#end();
    }
    const before = this.#status.get();
    const now = this.#statusNow();
    if ((Object.keys(now) as (keyof TextStatus)[]).some((key) => !Object.is(now[key], before[key]))) {
      this.#status.set(now);
    }
  }

  #statusNow(): TextStatus {
    const { state: sending, isDirty: unsent } = this.#sender;
    const refused = this.#hidden ?? (sending.name === 'refused' ? sending.error : undefined);
    const error = refused ?? this.#connection.refusal ?? (sending.name === 'pausing' ? sending.error : undefined);
    return { state: this.#stateNow(refused), loaded: this.#loaded, unsent, kept: this.#keeper.storage.get(), error };
  }

  #stateNow(refused: AnkurahError | undefined): TextStatus['state'] {
    if (refused !== undefined) {
      return 'refused';
    }
    const { state: connection, attempt } = this.#connection.status.get();
    if (connection !== 'online') {
      return connection === 'connecting' && attempt === 0 && !this.#loaded ? 'loading' : 'offline';
    }
    if (!this.#following) {
      return 'loading';
    }
    return this.#sender.isDirty ? 'saving' : 'synced';
  }

  #end(): void {
    this.#stage = 'ended';
    this.#sender.stop();
    this.#followed.stop();
    this.#options.doc.off('update', this.#edited);
    this.#unwatch.forEach((unwatch) => {
      unwatch();
    });
  }
}

/** Keeps a Yjs document the same as a text of the server, from now on until it is destroyed. */
export function createTextProvider(client: TextClient, options: TextProviderOptions): TextProvider {
  return new TextProvider(client, options);
}
