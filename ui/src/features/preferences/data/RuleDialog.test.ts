import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { RetentionRule } from '$lib/ipc';
import { type Answers, backend } from '../../app/testing';
import RuleDialog from './RuleDialog.svelte';
import { APP, GOES, NOTHING } from './testing';

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

function shown(answers: Answers = {}) {
  const asked = backend({
    retention_preview: ({ rule }) => ((rule as RetentionRule).days ? GOES : NOTHING),
    set_retention: () => null,
    ...answers,
  });
  const onclose = vi.fn();
  render(RuleDialog, { props: { app: APP, onclose } });
  return { asked, onclose };
}

describe('what an app keeps', () => {
  it('is saved only once what goes was shown', async () => {
    const { asked, onclose } = shown();
    const save = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Save/ });
    expect(save().disabled).toBe(true);
    await type('At most', '90');
    expect(save().disabled, 'not counted yet').toBe(true);
    const button = await screen.findByRole('button', { name: 'Save and remove 12,345 events' });
    const said = screen.getByText(/12,345 events until/).textContent;
    expect(said).toBe('12,345 events until Mar 3, 2026, about 8.1 MB.');
    expect(
      screen.getByText('14 older events stay: they are pinned, labelled or noted.'),
    ).toBeTruthy();
    await fireEvent.click(button);
    await vi.waitFor(() => expect(onclose).toHaveBeenCalled());
    const rule = { days: 90, events: null, megabytes: null, markedToo: false };
    expect(asked.at(-1)).toEqual({ command: 'set_retention', args: { appId: 1, rule } });
  });

  it('says at the field what is wrong, and saves nothing', async () => {
    shown();
    await type('The newest', 'many');
    expect(screen.getByRole('alert').textContent).toContain('whole number');
    expect(screen.queryByText('Counting what would go')).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  });

  it('shows why it could not be counted', async () => {
    shown({
      retention_preview: () => {
        throw {
          code: 'ledgerUnavailable',
          message: 'The disk failed.',
          hint: 'Check it.',
          field: null,
        };
      },
    });
    expect(await screen.findByText('The disk failed.')).toBeTruthy();
  });

  it('counts again with marked events', async () => {
    const { asked } = shown();
    await fireEvent.click(screen.getByLabelText('Pinned, labelled and noted events go too'));
    await vi.waitFor(() => {
      const rules = asked.filter(({ command }) => command === 'retention_preview');
      expect(rules.at(-1)?.args).toMatchObject({ rule: { markedToo: true } });
    });
  });
});
