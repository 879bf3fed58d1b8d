import { expect, it } from 'vitest';
import { formatSize } from './size';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [8_240_000, '8.2 MB'],
  [443_000_000, '443 MB'],
  [999_700_000, '1 GB'],
  [12_300_000_000, '12 GB'],
  [-5, '0 B'],
])('says %d as %s', (bytes, words) => expect(formatSize(bytes)).toBe(words));
