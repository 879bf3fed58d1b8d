//! The user's server: a network namespace of its own at the other end of a cable that can be
//! unplugged, with OpenSSH, and nginx for the public name.

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use patchbay_core::view::{AddressWay, SshKey};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::network::PUBLIC;
use crate::support::sshd::{keygen, user};
use crate::{Result, network};

/// Our end and the other's.
const HERE: &str = "10.77.0.1";
const THERE: &str = "10.77.0.2";
const SSH: u16 = 22;
const HTTPS: u16 = 443;
/// Where it listens for us, on its loopback.
const FORWARDED: u16 = 8080;
/// How long a desktop waits for a lost carrier before it lets the link go.
const CARRIER_WAIT: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(10);

/// The machine. It goes with this value.
pub struct Remote {
    /// Holds the namespace until its standard input closes.
    holder: Child,
    servers: Vec<Child>,
    folder: TempDir,
}

impl Remote {
    /// Makes it with a certificate from the folder, plugs it in, and has the public names lead to it.
    pub async fn start(certificates: &Path) -> Result<Self> {
        let holder = Command::new("unshare")
            .args(["--net", "--", "cat"])
            .stdin(Stdio::piped())
            .spawn()?;
        let folder = tempfile::tempdir()?;
        let mut remote = Self {
            holder,
            servers: Vec::new(),
            folder,
        };
        remote.until_apart().await?;
        remote.lay_cable()?;
        network::lead_public_names(certificates, THERE);
        remote.start_sshd()?;
        remote.start_nginx(certificates)?;
        for port in [SSH, HTTPS] {
            until(|| TcpStream::connect((THERE, port)).is_ok()).await?;
        }
        Ok(remote)
    }

    /// The way that leads through it.
    pub fn way(&self) -> AddressWay {
        AddressWay::Ssh {
            host: THERE.into(),
            port: SSH,
            user: user(),
            key: SshKey::File {
                path: self.folder.path().join("user").display().to_string(),
            },
            listens: FORWARDED,
            url: format!("https://{PUBLIC}"),
        }
    }

    /// Pulls the cable: there is no carrier, and a little later our system takes its end down, and
    /// with it every route out.
    pub async fn unplug(&self) -> Result<()> {
        self.ip_there("link set in down")?;
        sleep(CARRIER_WAIT).await;
        ip("link set out down")
    }

    /// Puts it back, with the default route that a DHCP client would set.
    pub fn plug_in(&self) -> Result<()> {
        self.ip_there("link set in up")?;
        ip("link set out up")?;
        ip(&format!("route add default via {THERE}"))
    }

    async fn until_apart(&self) -> Result<()> {
        let network = |process: &str| fs::read_link(format!("/proc/{process}/ns/net"));
        let (ours, holder) = (network("self")?, self.holder.id().to_string());
        until(|| network(&holder).is_ok_and(|its| its != ours)).await
    }

    fn lay_cable(&self) -> Result<()> {
        let holder = self.holder.id();
        ip(&format!(
            "link add out type veth peer name in netns {holder}"
        ))?;
        ip(&format!("address add {HERE}/24 dev out"))?;
        self.ip_there("link set lo up")?;
        self.ip_there(&format!("address add {THERE}/24 dev in"))?;
        self.plug_in()
    }

    fn start_sshd(&mut self) -> Result<()> {
        let folder = self.folder.path();
        keygen(&folder.join("host"), &[]);
        keygen(&folder.join("user"), &[]);
        fs::write(folder.join("sshd_config"), sshd_config(folder))?;
        // Only root's needs it, and only root can make it.
        let _made = fs::create_dir_all("/run/sshd");
        let mut sshd = self.inside("/usr/sbin/sshd");
        sshd.args(["-D", "-e", "-f"])
            .arg(folder.join("sshd_config"))
            .stderr(fs::File::create(folder.join("log"))?);
        self.servers.push(sshd.spawn()?);
        Ok(())
    }

    fn start_nginx(&mut self, certificates: &Path) -> Result<()> {
        let folder = self.folder.path();
        fs::write(folder.join("nginx.conf"), nginx_conf(certificates))?;
        let mut nginx = self.inside("nginx");
        nginx
            .args(["-c", "nginx.conf", "-p"])
            .arg(folder)
            .stderr(fs::File::create(folder.join("error.log"))?);
        self.servers.push(nginx.spawn()?);
        Ok(())
    }

    fn ip_there(&self, line: &str) -> Result<()> {
        ran(self.inside("ip").args(line.split(' ')))
    }

    /// A program that runs there.
    fn inside(&self, program: &str) -> Command {
        let holder = self.holder.id().to_string();
        let mut command = Command::new("nsenter");
        command
            .args(["--target", &holder, "--net", "--", program])
            .stdin(Stdio::null());
        command
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        for child in self.servers.iter_mut().chain([&mut self.holder]) {
            let _ended_already = child.kill();
            let _reaped_already = child.wait();
        }
    }
}

/// OpenSSH's defaults, but for keys of its own.
fn sshd_config(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "ListenAddress {THERE}:{SSH}\nHostKey {folder}/host\nPidFile none\n\
         AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n\
         PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
    )
}

/// One process, everything in its own folder.
fn nginx_conf(certificates: &Path) -> String {
    let pair = certificates.join("good").display().to_string();
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log stderr;
         events {{ }}
         http {{
             access_log off;
             client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
             uwsgi_temp_path temp; scgi_temp_path temp;
             server {{
                 listen {THERE}:{HTTPS} ssl; server_name {PUBLIC};
                 ssl_certificate {pair}.pem; ssl_certificate_key {pair}.key;
                 location / {{
                     proxy_pass http://127.0.0.1:{FORWARDED}; proxy_set_header Host $host;
                 }}
             }}
         }}"
    )
}

fn ip(line: &str) -> Result<()> {
    ran(Command::new("ip").args(line.split(' ')))
}

fn ran(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?}: {status}").into())
    }
}

async fn until(mut done: impl FnMut() -> bool) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !done() {
        if Instant::now() > deadline {
            return Err("the other machine does not start".into());
        }
        sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}
