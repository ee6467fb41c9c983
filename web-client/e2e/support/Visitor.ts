import type { Browser, BrowserContext, Locator, Page, WebSocketRoute } from 'playwright-core';

/** Somebody with a browser profile of their own, who looks at the music store and whose network can be cut. */
export class Visitor {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #sockets = new Set<WebSocketRoute>();
  #cut = false;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async at(browser: Browser, url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visitor> {
    const context = await browser.newContext(options);
    const visitor = new Visitor(context, await context.newPage());
    await visitor.#watchNetwork();
    await visitor.page.goto(url);
    return visitor;
  }

  /** From now on the API cannot be reached; the page itself still can. */
  async cut(): Promise<void> {
    this.#cut = true;
    await Promise.all([...this.#sockets].map((socket) => socket.close({ code: 1012 })));
    this.#sockets.clear();
  }

  mend(): void {
    this.#cut = false;
  }

  leave(): Promise<void> {
    return this.#context.close();
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** The button that says how the connection is and how many changes wait. */
  get connection(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: /Online|Offline|onnecting|Refused/ });
  }

  row(text: string): Locator {
    return this.main.getByRole('row').filter({ hasText: text });
  }

  async search(text: string): Promise<void> {
    await this.main.getByRole('searchbox', { name: 'Search' }).fill(text);
  }

  /** Opens the form for an album of the list. */
  async edit(title: string): Promise<Locator> {
    await this.row(title)
      .getByRole('button', { name: `Edit ${title}` })
      .click();
    return this.page.getByRole('dialog', { name: `Edit “${title}”` });
  }

  async createAlbum(title: string): Promise<void> {
    await this.main.getByRole('button', { name: 'New album' }).click();
    const form = this.page.getByRole('dialog', { name: 'New album' });
    await form.getByRole('textbox', { name: 'Title' }).fill(title);
    await form.getByRole('button', { name: 'Create' }).click();
    await form.waitFor({ state: 'detached' });
  }

  async #watchNetwork(): Promise<void> {
    await this.#context.route('**/graphql', (route) => (this.#cut ? route.abort() : route.continue()));
    await this.#context.routeWebSocket('**/graphql', async (socket) => {
      if (this.#cut) {
        await socket.close({ code: 1012 });
      } else {
        this.#sockets.add(socket);
        socket.connectToServer();
      }
    });
  }
}
