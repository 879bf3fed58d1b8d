import { describe, expect, it } from 'vitest';
import { recipes, serverRecipes } from './recipes';

const texts = (url: string) => recipes(url, 47_800).map(({ text }) => text);

describe('recipes', () => {
  it('have the user’s host and port in them', () => {
    for (const { id, text } of recipes('https://example.com', 47_800)) {
      expect(text, id).toContain('47800');
      if (id !== 'funnel' && id !== 'other') expect(text, id).toContain('example.com');
    }
  });

  it('lead only the path before ours here, where there is one', () => {
    const [caddy, nginx, cloudflared, funnel, frp] = texts('https://example.com/hooks/');
    expect(caddy).toBe(
      'example.com {\n\thandle /hooks/* {\n\t\treverse_proxy 127.0.0.1:47800\n\t}\n}',
    );
    expect(nginx).toContain('location /hooks/ {');
    expect(cloudflared).toContain('path: ^/hooks/');
    expect(funnel).toContain('--set-path=/hooks ');
    expect(frp).toContain('locations = ["/hooks/"]');
  });

  it('name no path where there is none', () => {
    const [caddy, nginx] = texts('https://example.com');
    expect(caddy).toBe('example.com {\n\treverse_proxy 127.0.0.1:47800\n}');
    expect(nginx).toContain('location / {');
  });

  it('have an example for a host while none is typed', () => {
    expect(serverRecipes('', 8080)[0]?.text).toContain('hooks.example.com {');
  });
});
