import { render } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { go } from '$frame/router.svelte';
import Tryouts from './Tryouts.svelte';
import { tryout } from './tryout.svelte';

it('gives way to where a button of it leads', async () => {
  render(Tryouts);
  tryout.fault();
  go('#/diagnose/store/2');
  await vi.waitFor(() => expect(tryout.open).toBeNull());
});
