import { afterEach, expect, test } from 'vitest';
import { ManualSurroundings } from '../testing/ManualSurroundings';
import { TextServer } from '../testing/TextServer';
import { Writer } from '../testing/Writer';

const writers: Writer[] = [];

afterEach(() => {
  writers.splice(0).forEach((writer) => {
    writer.close();
  });
});

class Scene {
  readonly surroundings = new ManualSurroundings();
  readonly server = new TextServer();

  async enter(name: string): Promise<Writer> {
    const writer = new Writer(this.server, this.surroundings, 'A');
    writers.push(writer);
    writer.awareness.setLocalStateField('user', { name });
    await this.later(0);
    return writer;
  }

  async later(milliseconds: number): Promise<void> {
    await this.surroundings.pass(milliseconds);
    for (let round = 0; round < 8; round += 1) {
      await this.surroundings.pass(0);
      this.server.deliver();
    }
  }

  get said(): number {
    return this.server.operations.filter(({ query }) => query.includes('SendAwareness')).length;
  }
}

/** Whom somebody sees, besides themselves. */
function seen(writer: Writer): string[] {
  return [...writer.awareness.getStates()]
    .filter(([client]) => client !== writer.awareness.clientID)
    .map(([, state]) => (state['user'] as { name: string }).name)
    .sort();
}

test('P1 everybody sees everybody else, whoever came first', async () => {
  const scene = new Scene();
  const ann = await scene.enter('Ann');
  const ben = await scene.enter('Ben');
  await scene.later(200);

  expect([seen(ann), seen(ben)]).toEqual([['Ben'], ['Ann']]);
});

test('P2 somebody who moves a lot says so ten times a second at most, and the last place is told', async () => {
  const scene = new Scene();
  const ann = await scene.enter('Ann');
  const ben = await scene.enter('Ben');
  await scene.later(1_000);
  const before = scene.said;

  for (let move = 0; move < 100; move += 1) {
    ann.awareness.setLocalStateField('cursor', move);
    await scene.surroundings.pass(10);
    scene.server.deliver();
  }
  await scene.later(200);

  expect(scene.said - before).toBeLessThanOrEqual(12);
  expect(ben.awareness.getStates().get(ann.awareness.clientID)?.['cursor']).toBe(99);
});

test('P3 who leaves is not seen any more', async () => {
  const scene = new Scene();
  const ann = await scene.enter('Ann');
  const ben = await scene.enter('Ben');
  await scene.later(200);

  ben.provider.destroy();
  await scene.later(0);

  expect(seen(ann)).toEqual([]);
});

test('P4 who is cut off sees nobody, and everybody again when the connection is back', async () => {
  const scene = new Scene();
  const ann = await scene.enter('Ann');
  const ben = await scene.enter('Ben');
  await scene.later(200);

  scene.server.reachable = false;
  scene.server.cut();
  await scene.later(0);
  expect([seen(ann), seen(ben)]).toEqual([[], []]);
  scene.server.reachable = true;
  await scene.later(5_000);
  await scene.later(200);

  expect([seen(ann), seen(ben)]).toEqual([['Ben'], ['Ann']]);
});

test('P5 what awareness renews is told, so that nobody who is there is forgotten', async () => {
  const scene = new Scene();
  const ann = await scene.enter('Ann');
  await scene.later(1_000);
  const before = scene.said;

  ann.awareness.setLocalState(ann.awareness.getLocalState());
  await scene.later(0);

  expect(scene.said - before).toBe(1);
});

test('P6 nonsense about others harms nobody', async () => {
  const scene = new Scene();
  const ann = await scene.enter('Ann');
  scene.server.tell('A', { textAwareness: 'AQEB' });
  await scene.later(2_000);
  const ben = await scene.enter('Ben');
  await scene.later(2_000);

  expect([seen(ann), seen(ben)]).toEqual([['Ben'], ['Ann']]);
});
