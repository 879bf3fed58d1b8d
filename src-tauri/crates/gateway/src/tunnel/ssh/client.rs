//! Our side of an SSH connection: checks whose it is, and hands on what it carries.

use russh::Channel;
use russh::client::{ChannelOpenHandle, DisconnectReason, Handler, Msg, Session};
use russh::keys::{HashAlg, PublicKeyOrCertificate};
use tokio::sync::mpsc;

use super::pin::Pin;
use crate::entrance::Entrance;
use crate::tunnel::Fault;
use crate::tunnel::fault::{shortened, unreachable};

pub(super) struct Client {
    host: String,
    pin: Pin,
    entrance: Entrance,
    tell: mpsc::UnboundedSender<Fault>,
}

impl Client {
    /// `tell` hears why the connection is not to be had, or has ended.
    pub fn new(
        host: &str,
        pin: Pin,
        entrance: Entrance,
        tell: mpsc::UnboundedSender<Fault>,
    ) -> Self {
        let host = host.to_owned();
        Self {
            host,
            pin,
            entrance,
            tell,
        }
    }
}

impl Handler for Client {
    type Error = russh::Error;

    async fn check_server_key(
        &mut self,
        shown: &PublicKeyOrCertificate,
    ) -> Result<bool, Self::Error> {
        let offered = match shown {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256),
            PublicKeyOrCertificate::Certificate(certificate) => {
                certificate.public_key().fingerprint(HashAlg::Sha256)
            }
        };
        let offered = offered.to_string();
        let Err(known) = self.pin.check(&offered) else {
            return Ok(true);
        };
        let host = self.host.clone();
        let _nobody_waits = self.tell.send(Fault::HostKeyChanged {
            host,
            known,
            offered,
        });
        Ok(false)
    }

    async fn server_channel_open_forwarded_tcpip(
        &mut self,
        channel: Channel<Msg>,
        _: &str,
        _: u32,
        _: &str,
        _: u32,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Self::Error> {
        reply.accept().await;
        self.entrance.serve(channel.into_stream());
        Ok(())
    }

    async fn disconnected(
        &mut self,
        reason: DisconnectReason<Self::Error>,
    ) -> Result<(), Self::Error> {
        let host = self.host.clone();
        let fault = match reason {
            DisconnectReason::ReceivedDisconnect(words) => Fault::EndedThere {
                host,
                said: shortened(&words.message),
            },
            DisconnectReason::Error(error) => gone(&host, &error),
        };
        let _nobody_waits = self.tell.send(fault);
        Ok(())
    }
}

/// What an error of the connection means.
#[allow(clippy::wildcard_enum_match_arm)]
pub(super) fn gone(host: &str, error: &russh::Error) -> Fault {
    let host = host.to_owned();
    match error {
        russh::Error::IO(error) => unreachable(host, error),
        russh::Error::KeepaliveTimeout => Fault::Lost {
            host,
            why: "it no longer answers".to_owned(),
        },
        russh::Error::HUP | russh::Error::Disconnect | russh::Error::SendError => Fault::Lost {
            host,
            why: "it was cut".to_owned(),
        },
        russh::Error::Version
        | russh::Error::KexInit
        | russh::Error::Kex
        | russh::Error::NoCommonAlgo { .. }
        | russh::Error::PacketSize(_) => Fault::NotSpoken {
            host,
            why: shortened(&error.to_string()),
        },
        other => Fault::Lost {
            host,
            why: shortened(&other.to_string()),
        },
    }
}
