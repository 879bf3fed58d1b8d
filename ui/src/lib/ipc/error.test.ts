import { describe, expect, it } from 'vitest';
import { asIpcError, isIpcError } from '.';

const refused = {
  code: 'conflict',
  message: 'It is there already.',
  hint: 'Rename it.',
  field: null,
};

describe('what a command rejects with', () => {
  it('is kept as it is when the backend made it', () => {
    expect(asIpcError(refused)).toBe(refused);
  });

  it('becomes a mistake of ours otherwise, whatever was thrown', () => {
    for (const thrown of [new Error('boom'), 'boom']) {
      expect(asIpcError(thrown)).toMatchObject({ code: 'internal', message: 'boom', field: null });
    }
    expect(isIpcError(null)).toBe(false);
    expect(isIpcError({ message: 'half of one' })).toBe(false);
  });
});
