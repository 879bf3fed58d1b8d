//! What the user decides about the public address.

use std::env;
use std::time::Duration;

use patchbay_gateway::tunnel::cloudflared;
use patchbay_gateway::tunnel::{Fault, PATIENCE};
use secrecy::SecretString;
use url::Url;

use super::signals::{Signals, Transport};
use super::{host_keys, token, way};
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{AddressView, AddressWay, HostKeyView, TunnelMeans};

/// The longest that opening and the first probe take together.
const SETTLED: Duration = PATIENCE.saturating_add(Duration::from_secs(12));

impl Patchbay {
    /// Takes another way in and waits until it is known what becomes of it. A token that is not
    /// given is the one that is kept. Hooks are pointed at its address.
    ///
    /// # Errors
    /// What of it cannot be, by field; or that its token cannot be kept.
    pub async fn set_address(&self, way: AddressWay, token: SecretString) -> Result<AddressView> {
        let way = way.checked()?;
        self.take_token(&way, &token).await?;
        way::save(&self.0.ledger, Some(&way)).await?;
        self.note(None, "public address set", &way.words()).await;
        self.take(Some(way));
        Ok(self.settled().await)
    }

    /// Forgets the public address. Hooks stay where they are: BigCommerce retries for two days.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn clear_address(&self) -> Result<AddressView> {
        way::save(&self.0.ledger, None).await?;
        self.note(None, "public address removed", "").await;
        self.take(None);
        self.spawn(|it| async move { it.settle_practice().await });
        Ok(self.0.address.view())
    }

    /// Tries it at once: opens the tunnel if it is not open, else sends a nonce through it.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn test_address(&self) -> Result<AddressView> {
        if self.0.address.known().signals.is_open() {
            self.probe_address().await;
            self.0.address.now.notify_waiters();
        } else if self.tries_now() {
            return Ok(self.settled().await);
        }
        Ok(self.0.address.view())
    }

    /// What the set-up of a tunnel can start from.
    ///
    /// # Errors
    /// Those of the keychain.
    pub async fn tunnel_means(&self) -> Result<TunnelMeans> {
        let path = env::var_os("PATH");
        let found = cloudflared::find(None, path.as_deref()).ok();
        let own_key = match self.kept(token::SSH_KEY).await.unwrap_or_default() {
            Some(_) => Some(self.ssh_public_key().await?),
            None => None,
        };
        Ok(TunnelMeans {
            ngrok: cfg!(feature = "ngrok"),
            ngrok_token: self.has_kept(token::NGROK).await,
            cloudflared_token: self.has_kept(token::CLOUDFLARED).await,
            cloudflared: found.map(|program| program.display().to_string()),
            ssh_agent: cfg!(windows) || env::var_os("SSH_AUTH_SOCK").is_some(),
            ssh_public_key: own_key,
            host_key: self.host_key().await,
            listener_port: self.0.listener.port(),
        })
    }

    /// The line for the server's `authorized_keys`; the key is made when there is none.
    ///
    /// # Errors
    /// Those of the keychain.
    pub async fn ssh_public_key(&self) -> Result<String> {
        let key = self.own_key().await?;
        key.public()
            .map_err(|why| crate::Error::Internal(why.to_string()))
    }

    /// Forgets the host key of the chosen server, so that the next it shows is learnt, and tries.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn forget_host_key(&self) -> Result<AddressView> {
        let way = self.0.address.known().way.clone();
        if let Some((host, port)) = way.as_ref().and_then(AddressWay::server) {
            host_keys::forget(&self.0.ledger, &host, port).await?;
            self.note(None, "host key forgotten", &host).await;
        }
        self.test_address().await
    }

    pub(crate) async fn load_address(&self) {
        self.load_practice().await;
        self.take(way::load(&self.0.ledger).await);
    }

    /// Has the keeper turn to this way.
    fn take(&self, way: Option<AddressWay>) {
        self.end_rounds();
        self.0.address.remnant.let_go();
        let url = way.as_ref().and_then(AddressWay::url);
        let (now, is_none) = (self.now(), way.is_none());
        self.observe(|known| {
            known.way = way;
            known.next_try = None;
            known.turn += 1;
            known.signals = Signals {
                transport_at: now,
                hooks: known.signals.hooks,
                ..Signals::default()
            };
        });
        match url.and_then(|url| Url::parse(&url).ok()) {
            Some(url) => self.adopt(&url),
            None if is_none => self.abandon(),
            None => {}
        }
        self.0.address.listener_moved();
    }

    /// What kept the way from being opened may be gone.
    pub(crate) fn try_address_again(&self) {
        let stuck = matches!(
            self.0.address.known().signals.transport,
            Transport::Stuck(Fault::Locked { .. })
        );
        if stuck {
            self.tries_now();
        }
    }

    /// Ends the wait for the next try; whether there was one to end.
    fn tries_now(&self) -> bool {
        let waits = self.observe(|known| match &known.signals.transport {
            Transport::Closed(fault) | Transport::Stuck(fault) => {
                known.signals.transport = Transport::Reopening(Fault::clone(fault));
                known.next_try = None;
                true
            }
            Transport::Opening | Transport::Reopening(_) => true,
            Transport::Open { .. } | Transport::Faltering(_) | Transport::NotListening => false,
        });
        self.0.address.now.notify_waiters();
        waits
    }

    /// What has become of it, as soon as that is known.
    async fn settled(&self) -> AddressView {
        let mut shown = self.0.address.shown.subscribe();
        let settled = shown.wait_for(|view| !view.trying);
        let settled = tokio::time::timeout(SETTLED, settled).await;
        settled
            .ok()
            .and_then(|shown| shown.ok().map(|shown| shown.clone()))
            .unwrap_or_else(|| self.0.address.view())
    }

    async fn has_kept(&self, name: &str) -> bool {
        self.kept(name).await.is_ok_and(|kept| kept.is_some())
    }

    async fn host_key(&self) -> Option<HostKeyView> {
        let (host, port) = self.0.address.known().way.as_ref()?.server()?;
        let known = host_keys::known(&self.0.ledger, &host, port).await;
        let fingerprint = known.ok().flatten()?;
        Some(HostKeyView {
            host,
            port,
            fingerprint,
        })
    }
}
