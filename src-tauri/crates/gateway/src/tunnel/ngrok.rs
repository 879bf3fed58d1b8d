//! ngrok, by its own crate.
//!
//! The crate would connect again by itself, with waits that grow to 1 h 44 m and nothing said
//! meanwhile. Its connector is therefore told to give up on the first loss, and the tunnel ends.

use std::error::Error as StdError;
use std::fmt;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt;
use ngrok::config::TunnelBuilder;
use ngrok::session::{ConnectError, IoStream, RpcError, SessionBuilder, default_connect};
use ngrok::tunnel::{AcceptError, EndpointInfo, HttpTunnel};
use ngrok::{Error, Session};
use rustls::ClientConfig;
use secrecy::{ExposeSecret, SecretString};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use url::Url;

use super::fault::{shortened, unreachable};
use super::{Beat, Fault, Link, Tunnel};
use crate::entrance::Entrance;

const SERVICE: &str = "ngrok";

/// How often the server is asked whether it is there, and how long it may take to answer.
const HEARTBEAT: Duration = Duration::from_secs(4);
const TOLERANCE: Duration = Duration::from_secs(4);

/// How long a connection may take, and a farewell.
const CONNECT: Duration = Duration::from_secs(10);
const GOODBYE: Duration = Duration::from_secs(1);

/// A tunnel by ngrok.
#[derive(Clone, Debug)]
pub struct Ngrok {
    /// The account's authtoken.
    pub token: SecretString,
    /// A domain that is reserved for the account; without one ngrok gives the account's own.
    pub domain: Option<String>,
    /// Another server than ngrok's own, `host:port`.
    pub server: Option<String>,
}

struct NgrokLink {
    address: Url,
    session: Session,
    carrying: JoinHandle<Fault>,
}

#[async_trait]
impl Tunnel for Ngrok {
    async fn open(&self, entrance: &Entrance) -> Result<Box<dyn Link>, Fault> {
        let connected = self.session()?.connect().await;
        let session = connected.map_err(|error| self.not_connected(&error))?;
        let mut endpoint = session.http_endpoint();
        if let Some(domain) = &self.domain {
            endpoint.domain(domain);
        }
        let tunnel = endpoint.forwards_to("Patchbay").listen().await;
        let tunnel = tunnel.map_err(|error| self.refused(&error))?;
        let address = Url::parse(tunnel.url()).map_err(|_| no_address(tunnel.url()))?;
        Ok(Box::new(NgrokLink {
            address,
            session,
            carrying: tokio::spawn(carry(tunnel, entrance.clone())),
        }))
    }

    fn whom(&self) -> String {
        SERVICE.to_owned()
    }
}

impl Ngrok {
    fn session(&self) -> Result<SessionBuilder, Fault> {
        let mut builder = Session::builder();
        builder
            .authtoken(self.token.expose_secret())
            .connector(once)
            .client_info("patchbay", env!("CARGO_PKG_VERSION"), None::<String>);
        let asked = builder.heartbeat_interval(HEARTBEAT).map(drop);
        asked.map_err(|error| not_spoken(&error))?;
        let asked = builder.heartbeat_tolerance(TOLERANCE).map(drop);
        asked.map_err(|error| not_spoken(&error))?;
        if let Some(server) = &self.server {
            let taken = builder.server_addr(server).map(drop);
            taken.map_err(|error| not_spoken(&error))?;
        }
        Ok(builder)
    }

    #[allow(clippy::wildcard_enum_match_arm)]
    fn not_connected(&self, error: &ConnectError) -> Fault {
        match error {
            ConnectError::Tcp(error) => unreachable(SERVICE.to_owned(), error),
            ConnectError::Auth(error) | ConnectError::Rebind(error) => self.refused(error),
            other => not_spoken(&root(other)),
        }
    }

    fn refused(&self, error: &RpcError) -> Fault {
        meaning(error.error_code(), self.said(error), self.domain.as_deref())
    }

    /// Its words, without the token that some of them repeat.
    fn said(&self, error: &RpcError) -> String {
        let words = error.msg().replace(self.token.expose_secret(), "…");
        shortened(&words)
    }
}

#[async_trait]
impl Link for NgrokLink {
    fn address(&self) -> Url {
        self.address.clone()
    }

    async fn next(&mut self) -> Beat {
        let ended = (&mut self.carrying).await;
        Beat::Ended(ended.unwrap_or_else(|_| lost("it was cut")))
    }

    async fn close(mut self: Box<Self>) {
        self.carrying.abort();
        let _gone = timeout(GOODBYE, self.session.close()).await;
    }
}

impl Drop for NgrokLink {
    fn drop(&mut self) {
        self.carrying.abort();
    }
}

async fn carry(mut tunnel: HttpTunnel, entrance: Entrance) -> Fault {
    loop {
        match tunnel.next().await {
            Some(Ok(connection)) => entrance.serve(connection),
            Some(Err(AcceptError::ListenerClosed { message, .. })) => {
                let said = shortened(&message);
                return Fault::EndedThere {
                    host: SERVICE.to_owned(),
                    said,
                };
            }
            Some(Err(_)) | None => return lost("it no longer answers"),
        }
    }
}

/// What an error number of ngrok's means (ngrok.com/docs/errors).
fn meaning(code: Option<&str>, said: String, domain: Option<&str>) -> Fault {
    let (service, host) = (SERVICE, SERVICE.to_owned());
    let name = domain.unwrap_or_default().to_owned();
    let number = |code: &str| code.trim_start_matches("ERR_NGROK_").parse().unwrap_or(0);
    match code.map(number) {
        None => Fault::Lost { host, why: said },
        Some(105..=107 | 109 | 300) => Fault::TokenRefused { service, said },
        Some(102 | 103 | 115 | 116 | 120 | 121 | 123 | 337 | 338 | 4018) => {
            Fault::AccountRefused { service, said }
        }
        Some(108 | 348 | 350 | 725..=727) => Fault::PlanLimit { service, said },
        Some(349 | 351) => Fault::TooMany { service },
        Some(334) => Fault::NameTaken {
            service,
            name,
            said,
        },
        Some(305 | 306 | 313 | 314 | 316 | 319 | 320 | 326..=331 | 354 | 355) => {
            Fault::NameRefused {
                service,
                name,
                said,
            }
        }
        Some(_) => Fault::EndedThere { host, said },
    }
}

/// Connects the first time, and never again.
async fn once(
    host: String,
    port: u16,
    tls: Arc<ClientConfig>,
    lost: Option<AcceptError>,
) -> Result<Box<dyn IoStream>, ConnectError> {
    if lost.is_some() {
        return Err(ConnectError::Canceled);
    }
    let connecting = timeout(CONNECT, default_connect(host, port, tls, None)).await;
    connecting.unwrap_or_else(|_| Err(ConnectError::Tcp(ErrorKind::TimedOut.into())))
}

impl fmt::Debug for NgrokLink {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("NgrokLink")
            .field("address", &self.address.as_str())
            .finish_non_exhaustive()
    }
}

fn lost(why: &str) -> Fault {
    Fault::Lost {
        host: SERVICE.to_owned(),
        why: why.to_owned(),
    }
}

fn not_spoken(why: &dyn StdError) -> Fault {
    Fault::NotSpoken {
        host: SERVICE.to_owned(),
        why: shortened(&why.to_string()),
    }
}

fn root<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    error.source().map_or(error, root)
}

fn no_address(said: &str) -> Fault {
    Fault::NoAddress {
        host: SERVICE.to_owned(),
        said: shortened(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Fault {
        meaning(Some(code), "words.".into(), Some("hooks.ngrok.app"))
    }

    #[test]
    fn what_only_the_user_can_mend_stops_and_says_so() {
        for (code, words) in [
            ("ERR_NGROK_105", "does not accept the token"),
            ("ERR_NGROK_107", "does not accept the token"),
            ("ERR_NGROK_103", "does not let this account in"),
            ("ERR_NGROK_4018", "does not let this account in"),
            ("ERR_NGROK_320", "does not give the name hooks.ngrok.app"),
        ] {
            let fault = of(code);
            assert!(fault.is_fatal() && fault.may_pass_within(true).is_zero());
            assert!(fault.to_string().contains(words), "{code}: {fault}");
        }
    }

    #[test]
    fn what_a_dead_session_of_ours_can_cause_is_tried_for_minutes() {
        for code in ["ERR_NGROK_108", "ERR_NGROK_334"] {
            let fault = of(code);
            assert!(fault.is_fatal());
            assert!(fault.may_pass_within(false) < fault.may_pass_within(true));
            assert!(fault.pause() >= Duration::from_secs(15));
        }
    }

    #[test]
    fn the_rest_is_tried_again() {
        for fault in [
            of("ERR_NGROK_9999"),
            of("ERR_NGROK_349"),
            meaning(None, String::new(), None),
        ] {
            assert!(!fault.is_fatal(), "{fault}");
        }
    }
}
