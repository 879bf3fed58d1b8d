//! SSH: the server listens for us and carries what comes in back over the connection that we made.
//!
//! Each carried connection is a channel, and is served as such: there is no second connection to the
//! listener's port.

mod agent;
mod client;
mod key;
mod link;
mod login;
mod pin;
mod printed;
mod remnant;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use russh::client::{Config, Handle, connect_stream};
use tokio::sync::mpsc;
use url::Url;

pub use key::OwnKey;
pub use login::Login;
pub use pin::Pin;
pub use printed::Service;
pub use remnant::Remnant;

use self::client::{Client, gone};
use self::link::SshLink;
use super::{Fault, Link, Tunnel};
use crate::entrance::Entrance;

/// A server that is silent for this long is asked whether it is there.
const ASK_AFTER: Duration = Duration::from_secs(2);
/// It is given up when it has not answered so many questions.
const UNANSWERED: usize = 2;
/// A session that hears nothing at all for this long ends, in the middle of a key exchange too, when
/// nothing is asked.
const SILENCE: Duration = Duration::from_secs(40);
/// What may be on its way in one channel before we have taken it.
const WINDOW: u32 = 1024 * 1024;

/// What OpenSSH says when it was offered more keys than it allows (`MaxAuthTries`).
const TOO_MANY_TRIES: &str = "authentication failures";

/// A reverse tunnel through an SSH server.
#[derive(Clone, Debug)]
pub struct Ssh {
    /// The server's name or number.
    pub host: String,
    /// Its port, 22 unless it says otherwise.
    pub port: u16,
    /// As whom to log in.
    pub user: String,
    /// By what.
    pub login: Login,
    /// The key the server must show; learnt the first time.
    pub pin: Pin,
    /// Where the server is to listen.
    pub forward: Forward,
    /// By which address the server is reached.
    pub reached: Reached,
    /// What is left of the connection before: the same for each try.
    pub remnant: Remnant,
}

/// Where the server is to listen for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// The server's interface; `127.0.0.1` behind a proxy of its own. With `localhost` OpenSSH is
    /// content when either of 127.0.0.1 and ::1 is free, and the proxy may find another program.
    pub address: String,
    /// The server's port; 0 for one of its choosing.
    pub port: u32,
}

/// By which address the server is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// By one that the user set up on the server.
    At(Url),
    /// By one that the service says once it listens, and may change later.
    Said(Service),
}

#[async_trait]
impl Tunnel for Ssh {
    async fn open(&self, entrance: &Entrance) -> Result<Box<dyn Link>, Fault> {
        let (mut session, mut told) = self.connect(entrance).await?;
        if !self.login.log_in(self, &mut session).await? {
            return Err(self.not_let_in(&session, &mut told));
        }
        let Forward { address, port } = &self.forward;
        if let Err(error) = session.tcpip_forward(address.clone(), *port).await {
            return Err(self.not_forwarded(&error, &mut told));
        }
        let link = SshLink::open(self, session, told).await?;
        Ok(Box::new(link))
    }

    fn whom(&self) -> String {
        self.host.clone()
    }
}

impl Ssh {
    async fn connect(
        &self,
        entrance: &Entrance,
    ) -> Result<(Handle<Client>, mpsc::UnboundedReceiver<Fault>), Fault> {
        let (tell, mut told) = mpsc::unbounded_channel();
        let client = Client::new(&self.host, self.pin.clone(), entrance.clone(), tell);
        let at = (self.host.as_str(), self.port);
        let stream = self.remnant.connect(at).await;
        let stream = stream.map_err(|error| self.fault(&russh::Error::IO(error)))?;
        match connect_stream(Arc::new(config()), stream, client).await {
            Ok(session) => Ok((session, told)),
            Err(error) => Err(told.try_recv().unwrap_or_else(|_| self.fault(&error))),
        }
    }

    /// A connection that is cut while somebody logs in looks like a refusal, and the other way round
    /// where the server allows few tries.
    fn not_let_in(
        &self,
        session: &Handle<Client>,
        told: &mut mpsc::UnboundedReceiver<Fault>,
    ) -> Fault {
        let refused = || Fault::LoginRefused {
            host: self.host.clone(),
            user: self.user.clone(),
            tried: self.login.tried(),
        };
        match told.try_recv() {
            Ok(Fault::EndedThere { said, .. }) if said.contains(TOO_MANY_TRIES) => refused(),
            Ok(fault) => fault,
            Err(_) if session.is_closed() => Fault::Lost {
                host: self.host.clone(),
                why: "it was cut while logging in".to_owned(),
            },
            Err(_) => refused(),
        }
    }

    fn not_forwarded(
        &self,
        error: &russh::Error,
        told: &mut mpsc::UnboundedReceiver<Fault>,
    ) -> Fault {
        if matches!(error, russh::Error::RequestDenied) {
            let (host, port) = (self.host.clone(), self.forward.port);
            return Fault::PortHeld { host, port };
        }
        told.try_recv().unwrap_or_else(|_| self.fault(error))
    }

    fn fault(&self, error: &russh::Error) -> Fault {
        gone(&self.host, error)
    }
}

fn config() -> Config {
    Config {
        inactivity_timeout: Some(SILENCE),
        keepalive_interval: Some(ASK_AFTER),
        keepalive_max: UNANSWERED,
        window_size: WINDOW,
        ..Config::default()
    }
}
