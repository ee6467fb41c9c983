import { expect, test } from 'vitest';
import { unreachable } from './unreachable';

test('a variant that the types do not know is a fault that names it', () => {
  expect(() => unreachable({ kind: 'new' } as never)).toThrow('{"kind":"new"}');
});
