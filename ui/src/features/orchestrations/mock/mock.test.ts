import { expect, it } from 'vitest';
import { MockForwards } from '../../forwards/mock';
import { put } from '../model/pointer';
import { LARGE_REFUND, MIRROR, NOTHING, SHIP } from './documents';
import { EVERYTHING } from './everything';
import { preview } from './expressions';
import { findingsOf } from './findings';
import { paletteOf } from './palette';
import { knownOf } from './sample';

const palette = paletteOf(new MockForwards(true, () => undefined));
const found = (document: typeof SHIP) => findingsOf(document, palette).map(({ at }) => at);

it('finds nothing wrong with what is ready, and where something is missing', () => {
  expect([LARGE_REFUND, SHIP, EVERYTHING, NOTHING].flatMap(found)).toEqual([]);
  expect(found(MIRROR)).toEqual(['/steps/0/do/http/origin']);
});

it('names what was meant', () => {
  const at = '/steps/0/do/action/input/order_id';
  const wrong = put(LARGE_REFUND, at, '{{ trigger.refund.order_ids }}');
  expect(findingsOf(wrong, palette)).toMatchObject([
    { at, step: 'order', remedy: 'Did you mean `order_id`?' },
  ]);
});

it('keeps the kind of a value that is alone', () => {
  const known = knownOf(LARGE_REFUND);
  expect(preview('{{ trigger.refund.order_id }}', known)).toMatchObject({
    value: '118',
    kind: 'a number',
  });
  expect(preview('No. {{ trigger.refund.total_amount | money }}', known)).toMatchObject({
    value: '"No. 18.00"',
    kind: 'text',
  });
  expect(preview('a {{ trigger.refnd }}', known).remarks).toMatchObject([{ from: 13, to: 18 }]);
});
