//! From the chosen way to a tunnel that can be opened.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use patchbay_gateway::tunnel::cloudflared::{self, Cloudflared, Kind};
use patchbay_gateway::tunnel::ssh::{Forward, Login, OwnKey, Pin, Reached, Service, Ssh};
use patchbay_gateway::tunnel::supervise::Supervisor;
use patchbay_gateway::tunnel::{Fault, OwnAddress, Tunnel};
use secrecy::SecretString;
use url::Url;

use super::{host_keys, token};
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::{AddressWay, SshKey, SshService};

/// Where an SSH server of the user's listens for us: behind whatever speaks HTTPS there.
const LOOPBACK: &str = "127.0.0.1";

/// What services are asked for: they listen where they please.
const ANYWHERE: &str = "localhost";

/// A configuration for cloudflared that says nothing, in the data folder.
const EMPTY: &str = "cloudflared.yml";
const NOTHING: &str = "{}\n";

/// A tunnel, and the pin that it learns a host key by.
pub(super) struct Made {
    pub tunnel: Box<dyn Tunnel>,
    pub learns: Option<(String, u16, Pin)>,
}

impl Patchbay {
    /// The tunnel of this way.
    ///
    /// # Errors
    /// When what it needs is not there: a fault for the user, as if it had not opened.
    pub(super) async fn tunnel(&self, way: &AddressWay) -> Result<Made, Fault> {
        match way {
            AddressWay::Own { url } => Ok(plain(OwnAddress(parsed(url)?))),
            AddressWay::Ssh {
                host,
                port,
                user,
                key,
                listens,
                url,
            } => {
                let there = (host.as_str(), *port, user.as_str(), u32::from(*listens));
                self.ssh(there, Some(key), Reached::At(parsed(url)?)).await
            }
            AddressWay::SshService { service, key } => {
                let ((host, port), (user, asked)) = (server(*service), asked(*service, key));
                let reached = Reached::Said(self::service(*service));
                self.ssh((host, port, user, asked), key.as_ref(), reached)
                    .await
            }
            AddressWay::Ngrok { domain } => self.ngrok(domain.clone()).await,
            AddressWay::Cloudflared { program, url } => {
                let token = self.token(token::CLOUDFLARED).await?;
                let address = parsed(url)?;
                self.cloudflared(program.as_deref(), Kind::Named { token, address })
            }
            AddressWay::QuickTunnel { program } => {
                self.cloudflared(program.as_deref(), Kind::Quick)
            }
        }
    }

    /// By host, port, user and the port to listen on there.
    async fn ssh(
        &self,
        (host, port, user, listens): (&str, u16, &str, u32),
        key: Option<&SshKey>,
        reached: Reached,
    ) -> Result<Made, Fault> {
        let pin = host_keys::pin(&self.0.ledger, host, port).await;
        let pin = pin.map_err(|error| locked(&error))?;
        let learns = Some((host.to_owned(), port, pin.clone()));
        let tunnel = Box::new(Ssh {
            host: host.to_owned(),
            port,
            user: user.to_owned(),
            login: self.login(key).await?,
            pin,
            forward: Forward {
                address: interface(&reached).to_owned(),
                port: listens,
            },
            reached,
            remnant: self.0.address.remnant.clone(),
        });
        Ok(Made { tunnel, learns })
    }

    async fn login(&self, key: Option<&SshKey>) -> Result<Login, Fault> {
        Ok(match key {
            None => Login::Anybody,
            Some(SshKey::Agent) => Login::Agent {
                socket: env::var_os("SSH_AUTH_SOCK").map(PathBuf::from),
            },
            Some(SshKey::File { path }) => Login::File(expanded(path)),
            Some(SshKey::Own) => Login::Own(self.own_key().await.map_err(|why| locked(&why))?),
        })
    }

    /// The app's own SSH key, made when there is none.
    pub(super) async fn own_key(&self) -> Result<OwnKey> {
        if let Some(kept) = self.kept(token::SSH_KEY).await? {
            return Ok(OwnKey::of(kept));
        }
        let made = OwnKey::generate().map_err(|why| Error::Internal(why.to_string()))?;
        self.keep(token::SSH_KEY, made.secret().clone()).await?;
        Ok(made)
    }

    #[cfg(feature = "ngrok")]
    async fn ngrok(&self, domain: Option<String>) -> Result<Made, Fault> {
        let token = self.token(token::NGROK).await?;
        Ok(plain(patchbay_gateway::tunnel::ngrok::Ngrok {
            token,
            domain,
            server: None,
        }))
    }

    #[cfg(not(feature = "ngrok"))]
    #[allow(clippy::unused_async)]
    async fn ngrok(&self, _: Option<String>) -> Result<Made, Fault> {
        Err(Fault::ProgramMissing {
            program: "ngrok".into(),
        })
    }

    fn cloudflared(&self, program: Option<&str>, kind: Kind) -> Result<Made, Fault> {
        let program = cloudflared::find(program.map(Path::new), env::var_os("PATH").as_deref())?;
        let empty = self.0.home.folder().join(EMPTY);
        fs::write(&empty, NOTHING).map_err(|why| internal(&why.to_string()))?;
        let supervisor = Supervisor::new(self.0.setup.executable.clone());
        Ok(plain(Cloudflared {
            program,
            kind,
            supervisor,
            empty,
        }))
    }

    async fn token(&self, name: &'static str) -> Result<SecretString, Fault> {
        let kept = self.kept(name).await.map_err(|why| locked(&why))?;
        kept.ok_or_else(|| Fault::TokenRefused {
            service: token::service(name),
            said: "none was given.".into(),
        })
    }
}

/// The service of the gateway's.
pub(super) fn service(service: SshService) -> Service {
    match service {
        SshService::LocalhostRun => Service::LocalhostRun,
        SshService::Pinggy => Service::Pinggy,
    }
}

/// Where a service is reached (localhost.run/docs, pinggy.io/docs/usages).
pub(super) fn server(service: SshService) -> (&'static str, u16) {
    match service {
        SshService::LocalhostRun => ("localhost.run", 22),
        SshService::Pinggy => ("free.pinggy.io", 443),
    }
}

/// As whom to log in, and which port to ask for (the same pages).
fn asked(service: SshService, key: &Option<SshKey>) -> (&'static str, u32) {
    match (service, key) {
        (SshService::LocalhostRun, None) => ("nokey", 80),
        (SshService::LocalhostRun, Some(_)) => ("localhost", 80),
        (SshService::Pinggy, _) => ("http", 0),
    }
}

fn plain(tunnel: impl Tunnel + 'static) -> Made {
    Made {
        tunnel: Box::new(tunnel),
        learns: None,
    }
}

fn parsed(url: &str) -> Result<Url, Fault> {
    Url::parse(url).map_err(|why| internal(&why.to_string()))
}

/// `~/` as a shell would read it.
fn expanded(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

fn interface(reached: &Reached) -> &'static str {
    match reached {
        Reached::At(_) => LOOPBACK,
        Reached::Said(_) => ANYWHERE,
    }
}

/// What is kept here and cannot be read.
pub(super) fn locked(why: &Error) -> Fault {
    let problem = why.problem();
    Fault::Locked {
        why: format!("{} {}", sentence(&problem.title), problem.meaning),
    }
}

fn sentence(title: &str) -> String {
    format!("{}.", title.trim_end_matches('.'))
}

fn internal(why: &str) -> Fault {
    Fault::ProgramFailed {
        program: "Patchbay".into(),
        said: why.into(),
    }
}
