//! A real reverse proxy, nginx, on port 443: one in front of BigCommerce, one that is the user's.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::network::{BIGCOMMERCE, BIGCOMMERCE_AT, MOVED, PROXY_AT, PUBLIC};

const PATIENCE: Duration = Duration::from_secs(10);

/// nginx with one configuration; it ends with this value.
pub struct Proxy {
    child: Child,
    folder: PathBuf,
}

/// What the user's proxy does with a request.
pub enum Does {
    /// Hands it to the port, `Host` as it came.
    HandsOn(u16),
    /// Answers it itself.
    Answers(&'static str),
    /// Sends it elsewhere.
    Redirects(&'static str),
}

impl Proxy {
    /// BigCommerce's hosts, each a port: portal, login, API, control panel. The practice BigCommerce
    /// is addressed as what it is, and what it says of itself is translated.
    pub fn before_bigcommerce(folder: &Path, certificate: &str, ports: [u16; 4]) -> Self {
        let hosts = || ports.into_iter().zip(BIGCOMMERCE);
        let translate =
            |(port, host)| format!("proxy_redirect http://127.0.0.1:{port} https://{host};");
        let server = |(port, host)| {
            let does = format!(
                "proxy_pass http://127.0.0.1:{port}; proxy_set_header Host 127.0.0.1:{port};"
            );
            server(folder, BIGCOMMERCE_AT, host, certificate, &does)
        };
        let whole: String = hosts().map(translate).chain(hosts().map(server)).collect();
        Self::start(folder, "bigcommerce", BIGCOMMERCE_AT, &whole)
    }

    /// The user's, for both public names, with a certificate from the folder.
    pub fn of_user(folder: &Path, certificate: &str, does: &Does) -> Self {
        let does = match does {
            Does::HandsOn(port) => {
                format!("proxy_pass http://127.0.0.1:{port}; proxy_set_header Host $host;")
            }
            Does::Answers(text) => format!("default_type text/plain; return 200 '{text}';"),
            Does::Redirects(to) => format!("return 301 {to};"),
        };
        let names = format!("{PUBLIC} {MOVED}");
        let server = server(folder, PROXY_AT, &names, certificate, &does);
        Self::start(folder, "user", PROXY_AT, &server)
    }

    fn start(folder: &Path, name: &str, address: &str, servers: &str) -> Self {
        let own = folder.join(name);
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("nginx.conf"), configuration(servers)).unwrap();
        let log = fs::File::create(own.join("error.log")).unwrap();
        let child = Command::new("nginx")
            .args(["-c", "nginx.conf", "-p"])
            .arg(&own)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("nginx starts");
        let mut proxy = Self { child, folder: own };
        proxy.wait(address);
        proxy
    }

    fn wait(&mut self, address: &str) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect((address, 443)).is_err() {
            let over = self.child.try_wait().unwrap().is_some() || Instant::now() > deadline;
            let said = || fs::read_to_string(self.folder.join("error.log")).unwrap();
            assert!(!over, "nginx does not listen:\n{}", said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What it has passed, a line a request: `host METHOD /path status`.
    pub fn log(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.join("access.log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// How many requests it passed whose lines begin with one text and end with another.
    pub fn passed(&self, begins: &str, ends: &str) -> usize {
        let log = self.log();
        let fits = |line: &&String| line.starts_with(begins) && line.ends_with(ends);
        log.iter().filter(fits).count()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One process, everything in its own folder.
fn configuration(servers: &str) -> String {
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log stderr;
         events {{ }}
         http {{
             log_format seen '$host $request_method $uri $status';
             access_log access.log seen;
             client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
             uwsgi_temp_path temp; scgi_temp_path temp;
             {servers}
         }}"
    )
}

fn server(folder: &Path, address: &str, names: &str, certificate: &str, does: &str) -> String {
    let pem = folder.join(certificate).display().to_string();
    format!(
        "server {{
             listen {address}:443 ssl; server_name {names};
             ssl_certificate {pem}.pem; ssl_certificate_key {pem}.key;
             location / {{ {does} }}
         }}\n"
    )
}
