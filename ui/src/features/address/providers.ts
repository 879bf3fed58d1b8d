/** The providers in words: what each needs and what it gives. */
import type { AddressWay } from '$lib/ipc';
import type { Provider } from './draft.svelte';

/** One that can be chosen. */
export interface ProviderWords {
  readonly provider: Provider;
  readonly name: string;
  readonly about: string;
  readonly stays: boolean;
}

/** All of them, the most lasting first. */
export const PROVIDERS: readonly ProviderWords[] = [
  {
    provider: 'own',
    name: 'Own HTTPS address',
    about: 'A reverse proxy or tunnel that you keep running.',
    stays: true,
  },
  {
    provider: 'ssh',
    name: 'Own server by SSH',
    about: 'Patchbay keeps a tunnel to it open.',
    stays: true,
  },
  {
    provider: 'ngrok',
    name: 'ngrok',
    about: 'With an account; a free one will do.',
    stays: true,
  },
  {
    provider: 'cloudflared',
    name: 'cloudflared',
    about: 'A named tunnel, or a quick one for a trial.',
    stays: true,
  },
  {
    provider: 'service',
    name: 'localhost.run or pinggy',
    about: 'For a trial, no account.',
    stays: false,
  },
];

/** A way in a few words. */
export function wayWords(way: AddressWay): string {
  switch (way.kind) {
    case 'own':
      return 'Own HTTPS address';
    case 'ssh':
      return `SSH to ${way.host}`;
    case 'sshService':
      return way.service === 'pinggy' ? 'pinggy' : 'localhost.run';
    case 'ngrok':
      return 'ngrok';
    case 'cloudflared':
      return 'Named tunnel by cloudflared';
    case 'quickTunnel':
      return 'Quick tunnel by cloudflared';
  }
}

/** Whether the address is another one each time, and the portal's callback URLs with it. */
export function changesItsAddress(way: AddressWay): boolean {
  return way.kind === 'sshService' || way.kind === 'quickTunnel';
}

/** Whether it logs in by the key that Patchbay made. */
export function usesOwnKey(way: AddressWay): boolean {
  return (way.kind === 'ssh' || way.kind === 'sshService') && way.key?.kind === 'own';
}
