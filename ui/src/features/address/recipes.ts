/** Configurations for what users put in front of Patchbay, with their own port and host filled in. */

/** One of them. */
export interface Recipe {
  readonly id: string;
  readonly name: string;
  /** Where it goes, or what it is. */
  readonly about: string;
  readonly text: string;
}

/** Where an address leads from: its host, and the path before ours, which may be empty. */
interface From {
  readonly host: string;
  readonly path: string;
}

/** What leads an own address to this machine's `port`. */
export function recipes(url: string, port: number): Recipe[] {
  const from = fromOf(url);
  return [
    caddy(from, port),
    nginx(from, port),
    cloudflared(from, port),
    funnel(from, port),
    frp(from, port),
    other(port),
  ];
}

/** What leads an address to the `port` that an SSH server of the user's listens on. */
export function serverRecipes(url: string, port: number): Recipe[] {
  const from = fromOf(url);
  return [caddy(from, port), nginx(from, port)];
}

function fromOf(url: string): From {
  const typed = url.trim();
  if (!URL.canParse(typed)) return { host: 'hooks.example.com', path: '' };
  const { hostname, pathname } = new URL(typed);
  return { host: hostname || 'hooks.example.com', path: pathname.replace(/\/+$/, '') };
}

function caddy({ host, path }: From, port: number): Recipe {
  const proxy = `reverse_proxy 127.0.0.1:${port}`;
  const lines = path ? [`handle ${path}/* {`, `\t${proxy}`, '}'] : [proxy];
  return {
    id: 'caddy',
    name: 'Caddy',
    about: 'In the Caddyfile. Caddy gets the certificate by itself.',
    text: [`${host} {`, ...lines.map((line) => `\t${line}`), '}'].join('\n'),
  };
}

function nginx({ host, path }: From, port: number): Recipe {
  return {
    id: 'nginx',
    name: 'nginx',
    about: 'With the full chain: a certificate alone is refused.',
    text: `server {
    listen 443 ssl;
    server_name ${host};
    ssl_certificate     /etc/letsencrypt/live/${host}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/${host}/privkey.pem;
    location ${path}/ {
        proxy_pass http://127.0.0.1:${port};
        proxy_set_header Host $host;
    }
}`,
  };
}

function cloudflared({ host, path }: From, port: number): Recipe {
  const under = path ? `\n    path: ^${path}/` : '';
  return {
    id: 'cloudflared',
    name: 'cloudflared',
    about: 'In ~/.cloudflared/config.yml, for a named tunnel that you run yourself.',
    text: `tunnel: <tunnel id>
credentials-file: /home/you/.cloudflared/<tunnel id>.json
ingress:
  - hostname: ${host}${under}
    service: http://127.0.0.1:${port}
  - service: http_status:404`,
  };
}

function funnel({ path }: From, port: number): Recipe {
  const under = path ? ` --set-path=${path}` : '';
  return {
    id: 'funnel',
    name: 'Tailscale Funnel',
    about: 'On this machine. Its address is https://<machine>.<tailnet>.ts.net.',
    text: `tailscale funnel --bg --https=443${under} http://127.0.0.1:${port}`,
  };
}

function frp({ host, path }: From, port: number): Recipe {
  const under = path ? `\nlocations = ["${path}/"]` : '';
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
customDomains = ["${host}"]${under}`,
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
