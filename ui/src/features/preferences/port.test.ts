import { expect, it } from 'vitest';
import { readPort } from './port';

it.each([
  ['8765', { port: 8765 }],
  [' 1024 ', { port: 1024 }],
  ['65535', { port: 65_535 }],
])('takes %s', (typed, port) => expect(readPort(typed)).toEqual(port));

it.each(['', '80', '65536', '8765.5', '-1', '8 765', '0x2222', '１２３４'])('refuses %s', (typed) =>
  expect(readPort(typed)).toHaveProperty('error'),
);
