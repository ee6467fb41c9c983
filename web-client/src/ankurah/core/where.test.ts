import { expect, expectTypeOf, test } from 'vitest';
import { and, not, number, or, text, where } from './where';

interface Filter {
  and?: Filter[] | null | undefined;
  or?: Filter[] | null | undefined;
  not?: Filter | null | undefined;
  title?: { contains?: string | null | undefined } | null | undefined;
  year?: { gte?: number | null | undefined; in?: number[] | null | undefined; isNull?: boolean | null | undefined };
  tracks?: { some?: Filter | null | undefined };
}

test('what was not filled in is left out', () => {
  const form = { title: '  ', from: '1990', to: 'x' };
  expect(where<Filter>({ title: { contains: text(form.title) }, year: { gte: number(form.from) } })).toEqual({
    year: { gte: 1990 },
  });
  expect(where<Filter>({ title: { contains: text('') }, year: { gte: number(form.to) } })).toBeUndefined();
});

test('what says something although it looks empty stays', () => {
  const filter = { title: { contains: '' }, year: { gte: 0, isNull: false, in: [] }, tracks: { some: {} }, not: null };
  expect(where<Filter>(filter)).toEqual(filter);
});

test('filters are combined without those that ask for nothing', () => {
  const year: Filter = { year: { gte: 1990 } };
  const title: Filter = { title: { contains: 'Live' } };
  const empty: Filter = { title: { contains: undefined } };
  expect(and<Filter>(year, undefined, empty)).toEqual(year);
  expect(and<Filter>(year, title)).toEqual({ and: [year, title] });
  expect(or<Filter>(year, title)).toEqual({ or: [year, title] });
  expect(or<Filter>(empty)).toBeUndefined();
  expect(not<Filter>(year)).toEqual({ not: year });
  expect(not<Filter>(empty)).toBeUndefined();
});

test('results fit where filters go', () => {
  expectTypeOf(where<Filter>({})).toEqualTypeOf<Filter | undefined>();
  const nested: Filter | undefined = and<Filter>(or<Filter>({}, {}), not<Filter>({}));
  expect(nested).toEqual({ and: [{ or: [{}, {}] }, { not: {} }] });
});

test('numbers are read as people type them', () => {
  expect([' 7 ', '2.5', '', 'seven', null, undefined, 3, NaN].map(number)).toEqual([
    7,
    2.5,
    undefined,
    undefined,
    undefined,
    undefined,
    3,
    undefined,
  ]);
});
