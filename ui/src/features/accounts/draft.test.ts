import { describe, expect, it } from 'vitest';
import { AccountDraft } from './draft.svelte';

const FILE = 'ACCESS TOKEN: tok3n\nCLIENT ID: id1\nCLIENT SECRET: s3cret\nNAME: Warehouse\n';

describe('a draft of an account', () => {
  it('is filled from the file, and keeps a name that was typed', () => {
    const draft = new AccountDraft();
    draft.name = 'Mine';
    expect(draft.hasCredentials).toBe(false);
    expect(draft.fill(FILE)).toBe('name, Client ID, Client Secret, access token');
    expect([draft.name, draft.clientId, draft.accessToken]).toEqual(['Mine', 'id1', 'tok3n']);
    expect(draft.hasCredentials).toBe(true);
    expect(draft.fill('nothing')).toBeNull();
  });

  it('tells what is wrong beside the field, and all else below', async () => {
    const draft = new AccountDraft();
    const error = { code: 'validation', message: 'No.', hint: '', field: 'accessToken' } as const;
    await draft.act.run('save', () => Promise.reject(error as unknown as Error));
    expect([draft.wrong('accessToken'), draft.wrong('apiPath')]).toEqual(['No.', undefined]);
    expect(draft.failure).toBeNull();
  });

  it('lets secrets go and leaves the rest', () => {
    const draft = new AccountDraft();
    draft.fill(FILE);
    draft.forgetSecrets();
    expect([draft.clientId, draft.clientSecret, draft.accessToken]).toEqual(['id1', '', '']);
  });
});
