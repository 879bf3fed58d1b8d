/** Configurations for what users put in front of Patchbay, with their own port and host filled in. */

/** One of them. */
export interface Recipe {
  readonly id: string;
  readonly name: string;
  /** Where it goes, or what it is. */
  readonly about: string;
  readonly text: string;
}

/** What leads an own address to this machine's `port`. */
export function recipes(url: string, port: number): Recipe[] {
  const host = hostOf(url);
  return [
    caddy(host, port),
    nginx(host, port),
    cloudflared(host, port),
    funnel(port),
    frp(host, port),
    other(port),
  ];
}

/** What leads an address to the `port` that an SSH server of the user's listens on. */
export function serverRecipes(url: string, port: number): Recipe[] {
  const host = hostOf(url);
  return [caddy(host, port), nginx(host, port)];
}

function hostOf(url: string): string {
  const typed = url.trim();
  return (URL.canParse(typed) && new URL(typed).hostname) || 'hooks.example.com';
}

function caddy(host: string, port: number): Recipe {
  return {
    id: 'caddy',
    name: 'Caddy',
    about: 'In the Caddyfile. Caddy gets the certificate by itself.',
    text: `${host} {\n    reverse_proxy 127.0.0.1:${port}\n}`,
  };
}

function nginx(host: string, port: number): Recipe {
  return {
    id: 'nginx',
    name: 'nginx',
    about: 'With the full chain: a certificate alone is refused.',
    text: `server {
    listen 443 ssl;
    server_name ${host};
    ssl_certificate     /etc/letsencrypt/live/${host}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/${host}/privkey.pem;
    location / {
        proxy_pass http://127.0.0.1:${port};
        proxy_set_header Host $host;
    }
}`,
  };
}

function cloudflared(host: string, port: number): Recipe {
  return {
    id: 'cloudflared',
    name: 'cloudflared',
    about: 'In ~/.cloudflared/config.yml, for a named tunnel that you run yourself.',
    text: `tunnel: <tunnel id>
credentials-file: /home/you/.cloudflared/<tunnel id>.json
ingress:
  - hostname: ${host}
    service: http://127.0.0.1:${port}
  - service: http_status:404`,
  };
}

function funnel(port: number): Recipe {
  return {
    id: 'funnel',
    name: 'Tailscale Funnel',
    about: 'On this machine. Its address is https://<machine>.<tailnet>.ts.net.',
    text: `tailscale funnel --bg --https=443 http://127.0.0.1:${port}`,
  };
}

function frp(host: string, port: number): Recipe {
  return {
    id: 'frp',
    name: 'frp',
    about: 'In frpc.toml here. The server ends TLS in front of its vhostHTTPPort.',
    text: `serverAddr = "<your server>"
serverPort = 7000

[[proxies]]
name = "patchbay"
type = "http"
localIP = "127.0.0.1"
localPort = ${port}
customDomains = ["${host}"]`,
  };
}

function other(port: number): Recipe {
  return {
    id: 'other',
    name: 'Other',
    about: 'Whatever it is passes every request on, with path, headers and body as they are, to:',
    text: `http://127.0.0.1:${port}`,
  };
}
