/** The way in while it is typed: every provider keeps what was typed for it. */
import type { AddressWay, Field, IpcError, SshKey, SshService } from '$lib/ipc';

/** What carries the internet's requests here. */
export type Provider = 'own' | 'ssh' | 'service' | 'ngrok' | 'cloudflared';

/** Which key logs in to an SSH server. */
export type KeyKind = SshKey['kind'] | 'none';

/** What is typed for each provider. */
export class Draft {
  provider = $state<Provider>('own');
  /** The address, wherever the user gives it. */
  url = $state('');
  host = $state('');
  port = $state('22');
  user = $state('');
  listens = $state('8080');
  key = $state<KeyKind>('own');
  keyFile = $state('');
  service = $state<SshService>('localhostRun');
  serviceKey = $state<KeyKind>('none');
  domain = $state('');
  named = $state(true);
  program = $state('');
  /** Straight to the vault, and never back. */
  readonly #tokens = $state({ ngrok: '', cloudflared: '' });

  constructor(way: AddressWay | null) {
    if (way) this.#take(way);
  }

  /** What was typed as the token of the provider. */
  get token(): string {
    const { provider } = this;
    return provider === 'ngrok' || provider === 'cloudflared' ? this.#tokens[provider] : '';
  }

  set token(typed: string) {
    const { provider } = this;
    if (provider === 'ngrok' || provider === 'cloudflared') this.#tokens[provider] = typed;
  }

  /** Whether there is enough to try it; `kept` says that the vault has the token. */
  complete(kept: boolean): boolean {
    const given = (...texts: string[]) => texts.every((text) => text.trim() !== '');
    switch (this.provider) {
      case 'own':
        return given(this.url);
      case 'ssh':
        return given(this.host, this.port, this.user, this.listens, this.url);
      case 'service':
        return true;
      case 'ngrok':
        return kept || given(this.token);
      case 'cloudflared':
        return !this.named || (given(this.url) && (kept || given(this.token)));
    }
  }

  /** What the backend is given. */
  way(): AddressWay {
    const { host, user, url, service } = this;
    switch (this.provider) {
      case 'own':
        return { kind: 'own', url };
      case 'ssh': {
        const key = this.#keyOf(this.key) ?? { kind: 'own' };
        const [port, listens] = [portOf(this.port), portOf(this.listens)];
        return { kind: 'ssh', host, port, user, key, listens, url };
      }
      case 'service':
        return {
          kind: 'sshService',
          service,
          key: service === 'pinggy' ? null : this.#keyOf(this.serviceKey),
        };
      case 'ngrok':
        return { kind: 'ngrok', domain: this.domain };
      case 'cloudflared':
        return this.named
          ? { kind: 'cloudflared', program: this.program, url }
          : { kind: 'quickTunnel', program: this.program };
    }
  }

  #keyOf(kind: KeyKind): SshKey | null {
    if (kind === 'none') return null;
    return kind === 'file' ? { kind, path: this.keyFile } : { kind };
  }

  #take(way: AddressWay): void {
    switch (way.kind) {
      case 'own':
        this.url = way.url;
        break;
      case 'ssh':
        this.provider = 'ssh';
        Object.assign(this, { host: way.host, user: way.user, url: way.url, key: way.key.kind });
        [this.port, this.listens] = [`${way.port}`, `${way.listens}`];
        this.#takeFile(way.key);
        break;
      case 'sshService':
        Object.assign(this, { provider: 'service', service: way.service });
        this.serviceKey = way.key?.kind ?? 'none';
        this.#takeFile(way.key);
        break;
      case 'ngrok':
        Object.assign(this, { provider: 'ngrok', domain: way.domain ?? '' });
        break;
      case 'cloudflared':
        Object.assign(this, { provider: 'cloudflared', named: true, url: way.url });
        this.program = way.program ?? '';
        break;
      case 'quickTunnel':
        Object.assign(this, { provider: 'cloudflared', named: false });
        this.program = way.program ?? '';
    }
  }

  #takeFile(key: SshKey | null): void {
    if (key?.kind === 'file') this.keyFile = key.path;
  }
}

/** What is wrong with a field, in a sentence or two. */
export type Wrong = (field: Field) => string | undefined;

/** The same of a failure. */
export function wrongOf(error: IpcError | null): Wrong {
  return (field) => (error?.field === field ? `${error.message} ${error.hint}` : undefined);
}

/** 0 for what is no port, which the backend refuses by name. */
function portOf(typed: string): number {
  const port = Number(typed.trim());
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
}
