/** What says who we are: a text, or what gives one; undefined or null where nobody has to say so. */
export type TokenOption = string | (() => Token | Promise<Token>) | null | undefined;

export type Token = string | null | undefined;

/** The token in use. It is asked for when it is first needed, and again when the server did not like it. */
export class TokenSource {
  readonly #option: TokenOption;
  #current: Promise<Token> | undefined;

  constructor(option: TokenOption) {
    this.#option = option;
  }

  get(): Promise<Token> {
    this.#current ??= this.#ask();
    return this.#current;
  }

  /**
   * A token in place of one that was refused. Whoever was refused with an older one than is in use now gets that,
   * so that many failures at once ask once.
   */
  async renew(refused: Token): Promise<Token> {
    const before = this.#current;
    const current = await before?.catch(() => refused);
    if (current === refused && this.#current === before) {
      this.#current = this.#ask();
    }
    return this.get();
  }

  async #ask(): Promise<Token> {
    try {
      return typeof this.#option === 'function' ? await this.#option() : this.#option;
    } catch (error) {
      this.#current = undefined;
      throw error;
    }
  }
}
