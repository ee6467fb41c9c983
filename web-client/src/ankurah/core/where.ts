/**
 * Filters from forms, where most fields are empty. The filters themselves are plain objects of the generated types,
 * such as `AlbumFilter`; these functions leave out what was not filled in.
 *
 *     where<AlbumFilter>({
 *       title: { contains: text(form.title) },
 *       year: { gte: number(form.from), lte: number(form.to) },
 *       or: oneOf(form.formats.map((format) => ({ format: { eq: format } }))),
 *     })
 */

/** What was typed into a field, without spaces around it; undefined if that is nothing. */
export function text(typed: string | null | undefined): string | undefined {
  const trimmed = typed?.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** The number that was typed into a field; undefined if it is none. */
export function number(typed: string | number | null | undefined): number | undefined {
  const value = typeof typed === 'string' ? text(typed) : typed;
  return value === undefined || value === null || !Number.isFinite(Number(value)) ? undefined : Number(value);
}

/** The same filter without its undefined parts and without what is empty then; undefined if nothing is left. */
export function where<Filter extends object>(filter: Filter): Filter | undefined {
  return without(filter) as Filter | undefined;
}

/** All that are given hold. */
export function and<Filter extends object>(...filters: (Filter | undefined)[]): Filter | { and: Filter[] } | undefined {
  const given = oneOf(filters);
  return given === undefined || given.length > 1 ? given && { and: given } : given[0];
}

/** At least one of those that are given holds; none given asks for nothing, while `{or: []}` would match nothing. */
export function or<Filter extends object>(...filters: (Filter | undefined)[]): Filter | { or: Filter[] } | undefined {
  const given = oneOf(filters);
  return given === undefined || given.length > 1 ? given && { or: given } : given[0];
}

/** The given one does not hold. */
export function not<Filter extends object>(filter: Filter | undefined): { not: Filter } | undefined {
  const given = filter && where(filter);
  return given && { not: given };
}

/** Those that ask for anything; undefined if none does. */
export function oneOf<Filter extends object>(filters: readonly (Filter | undefined)[]): Filter[] | undefined {
  const given = filters.map((filter) => filter && where(filter)).filter((filter) => filter !== undefined);
  return given.length === 0 ? undefined : given;
}

/** What was empty from the start stays: `{some: {}}` asks for any at all. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(without).filter((part) => part !== undefined);
    return parts.length === 0 && value.length > 0 ? undefined : parts;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const before = Object.entries(value);
  const after = before.map(([key, part]) => [key, without(part)] as const).filter(([, part]) => part !== undefined);
  return after.length === 0 && before.length > 0 ? undefined : Object.fromEntries(after);
}
