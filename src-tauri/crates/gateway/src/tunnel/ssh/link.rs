//! An open reverse tunnel.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use russh::Disconnect;
use russh::client::Handle;
use tokio::sync::mpsc;
use tokio::time::timeout;
use url::Url;

use super::client::Client;
use super::printed::Words;
use super::{Reached, Ssh};
use crate::tunnel::{Beat, Fault, Link};

const GOODBYE: Duration = Duration::from_secs(1);

pub(super) struct SshLink {
    host: String,
    address: Url,
    session: Handle<Client>,
    told: mpsc::UnboundedReceiver<Fault>,
    words: Option<Words>,
}

impl SshLink {
    /// Waits for the address, where the service has to say it.
    ///
    /// # Errors
    /// When it says none, or the connection ends before.
    pub async fn open(
        ssh: &Ssh,
        session: Handle<Client>,
        mut told: mpsc::UnboundedReceiver<Fault>,
    ) -> Result<Self, Fault> {
        let host = ssh.host.clone();
        let (address, words) = match &ssh.reached {
            Reached::At(address) => (address.clone(), None),
            Reached::Said(service) => {
                let words = service.listen(&session).await;
                let mut words = words.map_err(|error| ssh.fault(&error))?;
                let address = tokio::select! {
                    address = words.next() => address,
                    Some(fault) = told.recv() => return Err(fault),
                };
                let said = || Fault::NoAddress {
                    host: host.clone(),
                    said: words.last(),
                };
                (address.ok_or_else(said)?, Some(words))
            }
        };
        Ok(Self {
            host,
            address,
            session,
            told,
            words,
        })
    }

    async fn ended(&mut self) -> Beat {
        let fault = self.told.recv().await;
        Beat::Ended(fault.unwrap_or_else(|| Fault::Lost {
            host: self.host.clone(),
            why: "it was cut".to_owned(),
        }))
    }

    /// The service has no more to say: it has ended the tunnel, whatever becomes of the connection.
    fn ended_there(&self, words: &Words) -> Beat {
        let (host, said) = (self.host.clone(), words.last());
        Beat::Ended(Fault::EndedThere { host, said })
    }
}

#[async_trait]
impl Link for SshLink {
    fn address(&self) -> Url {
        self.address.clone()
    }

    async fn next(&mut self) -> Beat {
        let Some(words) = &mut self.words else {
            return self.ended().await;
        };
        loop {
            let address = tokio::select! {
                biased;
                Some(fault) = self.told.recv() => return Beat::Ended(fault),
                address = words.next() => address,
            };
            match address {
                Some(address) if address != self.address => {
                    self.address = address.clone();
                    return Beat::Moved(address);
                }
                Some(_) => {}
                None => break,
            }
        }
        match &self.words {
            Some(words) => self.ended_there(words),
            None => self.ended().await,
        }
    }

    async fn close(self: Box<Self>) {
        let session = self.session;
        let _gone = timeout(GOODBYE, async move {
            let goodbye = session.disconnect(Disconnect::ByApplication, "", "");
            let _sent = goodbye.await;
            let _ended = session.await;
        })
        .await;
    }
}

impl fmt::Debug for SshLink {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SshLink")
            .field("host", &self.host)
            .field("address", &self.address.as_str())
            .finish_non_exhaustive()
    }
}
