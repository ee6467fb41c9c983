import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { liveDocument } from './liveDocument';

const pretty = (text: string): string => print(parse(text));

test('a document gets what folding needs, and keeps what it selects', () => {
  const document = parse(`
    subscription Albums($year: Int) {
      albums(where: { year: { gte: $year } }) { totalCount changes { fields album { title ...Artist } } }
    }
    fragment Artist on Album { artist { id name } }
  `);

  const live = liveDocument(document);

  expect(live).toMatchObject({ root: 'albums', entity: 'album', operationName: 'Albums' });
  expect(live.text).toBe(
    pretty(`
      subscription Albums($year: Int, $since: String) {
        albums(where: { year: { gte: $year } }, since: $since) {
          cursor reset totalCount
          changes { kind id index fields album { id __typename title ...Artist } }
        }
      }
      fragment Artist on Album { __typename artist { __typename id name } }
    `),
  );
  expect(liveDocument(document)).toBe(live);
});

test('what is there already is not added again', () => {
  const text = pretty(`
    subscription {
      mine: albums(since: $since) {
        cursor reset changes { kind id index it: album { id __typename } }
      }
    }
  `).replace('(since: $since)', '');

  const live = liveDocument(parse(text));

  expect(live).toMatchObject({ root: 'mine', entity: 'it' });
  expect(live.text.match(/cursor|reset|kind|index|__typename/g)).toHaveLength(5);
});

test.each([
  ['query { albums { nodes { id } } }', 'is a subscription'],
  ['subscription { albums { cursor } tracks { cursor } }', 'one root field'],
  ['subscription { ...All } fragment All on Subscription { albums { cursor } }', 'one root field'],
  ['subscription { albums { items { title } } }', '`changes`'],
  ['subscription { albums { changes { kind } } }', '`changes`'],
  ['subscription { albums(since: "x") { changes { album { title } } } }', 'leave out `since`'],
])('%s is no live query, and it says why', (text, message) => {
  expect(() => liveDocument(parse(text))).toThrow(message);
});
