import { expect, it } from 'vitest';
import { payloadWords } from './payloadWords';

it('says where JSON breaks, and that it can be sent all the same', () => {
  const { words, odd } = payloadWords('{\n  "id": 118,\n  "type" "order"\n}');
  expect(odd).toBe(true);
  expect(words).toMatch(/^Not JSON: a colon expected at line 3, column 10\. You can send it/);
});

it('finds an empty payload odd, and JSON not', () => {
  expect(payloadWords(' \n').words).toMatch(/^The payload is empty/);
  expect(payloadWords('{"id": 118}').odd).toBe(false);
});
