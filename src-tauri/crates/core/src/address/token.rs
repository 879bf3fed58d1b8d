//! What opens tunnels, in the vault.

use patchbay_ledger::Mode;
use patchbay_vault::Key;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::AddressWay;

pub(super) const NGROK: &str = "ngrok";
pub(super) const CLOUDFLARED: &str = "cloudflared";
pub(super) const SSH_KEY: &str = "ssh";

/// Whose token it is, for words.
pub(super) fn service(name: &str) -> &'static str {
    if name == NGROK { "ngrok" } else { "Cloudflare" }
}

impl Patchbay {
    /// Keeps the token that a way needs, or sees that there is one already.
    pub(super) async fn take_token(&self, way: &AddressWay, given: &SecretString) -> Result<()> {
        let name = match way {
            AddressWay::Ngrok { .. } => NGROK,
            AddressWay::Cloudflared { .. } => CLOUDFLARED,
            AddressWay::Own { .. }
            | AddressWay::Ssh { .. }
            | AddressWay::SshService { .. }
            | AddressWay::QuickTunnel { .. } => return Ok(()),
        };
        if let Some(token) = word_of(given) {
            return self.keep(name, token).await;
        }
        if self.kept(name).await?.is_some() {
            return Ok(());
        }
        let message = format!("Paste the token from {}’s site.", service(name));
        Err(Error::invalid(Field::TunnelToken, message))
    }

    pub(super) async fn kept(&self, name: &str) -> Result<Option<SecretString>> {
        self.0.secrets.get(Mode::Live, &Key::tunnel(name)).await
    }

    pub(super) async fn keep(&self, name: &str, secret: SecretString) -> Result<()> {
        self.0
            .secrets
            .put(Mode::Live, &Key::tunnel(name), secret)
            .await
    }
}

/// The token of what was pasted: sites show it at the end of a command.
fn word_of(given: &SecretString) -> Option<SecretString> {
    let word = given.expose_secret().split_whitespace().last()?;
    Some(SecretString::from(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_command_may_be_pasted() {
        for (pasted, token) in [
            ("  abc ", Some("abc")),
            ("cloudflared service install eyJ.abc=\n", Some("eyJ.abc=")),
            ("ngrok config add-authtoken 2abc_D", Some("2abc_D")),
            (" \n", None),
        ] {
            let found = word_of(&SecretString::from(pasted));
            assert_eq!(
                found.as_ref().map(ExposeSecret::expose_secret),
                token,
                "{pasted}"
            );
        }
    }
}
