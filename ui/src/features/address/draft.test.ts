import { describe, expect, it } from 'vitest';
import type { AddressWay } from '$lib/ipc';
import { Draft, wrongOf } from './draft.svelte';

const SSH: AddressWay = {
  kind: 'ssh',
  host: 'vps.example.com',
  port: 2222,
  user: 'me',
  key: { kind: 'file', path: '~/.ssh/id_ed25519' },
  listens: 9000,
  url: 'https://hooks.example.com',
};

const WAYS: readonly AddressWay[] = [
  { kind: 'own', url: 'https://hooks.example.com/base' },
  SSH,
  { kind: 'sshService', service: 'localhostRun', key: { kind: 'agent' } },
  { kind: 'sshService', service: 'pinggy', key: null },
  { kind: 'ngrok', domain: 'me.ngrok.app' },
  { kind: 'cloudflared', program: '/opt/cloudflared', url: 'https://hooks.example.com' },
  { kind: 'quickTunnel', program: '' },
];

describe('a way while it is typed', () => {
  it('begins with the way that was chosen, and is it when nothing is typed', () => {
    for (const way of WAYS) expect(new Draft(way).way()).toEqual(way);
  });

  it('takes no key along to a service that knows none', () => {
    const draft = new Draft({
      kind: 'sshService',
      service: 'localhostRun',
      key: { kind: 'file', path: '' },
    });
    draft.service = 'pinggy';
    expect(draft.way()).toEqual({ kind: 'sshService', service: 'pinggy', key: null });
  });

  it('needs what the provider needs', () => {
    const draft = new Draft(null);
    expect(draft.complete(false)).toBe(false);
    draft.url = 'https://hooks.example.com';
    expect(draft.complete(false)).toBe(true);
    draft.provider = 'ngrok';
    expect(draft.complete(false)).toBe(false);
    expect(draft.complete(true), 'the keychain has the token').toBe(true);
  });

  it('keeps a token for each provider', () => {
    const draft = new Draft(null);
    draft.provider = 'cloudflared';
    draft.token = 'eyJ';
    draft.provider = 'ngrok';
    expect(draft.token).toBe('');
    draft.provider = 'cloudflared';
    expect(draft.token).toBe('eyJ');
  });

  it('sends 0 for what is no port, which is refused by name', () => {
    const draft = new Draft(SSH);
    draft.listens = '8o8o';
    expect(draft.way()).toMatchObject({ port: 2222, listens: 0 });
  });
});

it('says what is wrong beside the field that it is wrong of', () => {
  const error = {
    code: 'validation' as const,
    message: 'No port.',
    hint: 'Type one.',
    field: 'tunnelListens' as const,
  };
  expect(wrongOf(error)('tunnelListens')).toBe('No port. Type one.');
  expect(wrongOf(error)('tunnelPort')).toBeUndefined();
});
