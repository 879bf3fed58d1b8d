//! Logging in: with a key of the agent, of a file or of our own, or as anybody where a service takes
//! anybody.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use russh::client::{Handle, KeyboardInteractiveAuthResponse};
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, load_secret_key};

use super::client::{Client, gone};
use super::key::OwnKey;
use super::{Ssh, agent};
use crate::tunnel::Fault;

/// By what to log in.
#[derive(Clone, Debug)]
pub enum Login {
    /// Without a key: services that let anybody in.
    Anybody,
    /// With the keys of the SSH agent, one after another.
    Agent {
        /// Its socket (`SSH_AUTH_SOCK`), or `None` where there is none.
        socket: Option<PathBuf>,
    },
    /// With a private key in a file that needs no passphrase.
    File(PathBuf),
    /// With the app's own key.
    Own(OwnKey),
}

type Session = Handle<Client>;

impl Login {
    /// Whether the server lets us in.
    pub(super) async fn log_in(&self, to: &Ssh, session: &mut Session) -> Result<bool, Fault> {
        let accepted = match self {
            Self::Anybody => anybody(to, session).await,
            Self::Agent { socket } => {
                let agent = agent::connect(socket.as_deref()).await?;
                return agent::offer(agent, to, session).await;
            }
            Self::File(path) => offer(to, session, read(path)?).await,
            Self::Own(key) => offer(to, session, key.private()?).await,
        };
        accepted.map_err(|error| gone(&to.host, &error))
    }

    /// What was tried, in words.
    pub(super) fn tried(&self) -> String {
        match self {
            Self::Anybody => "it asks for a key".to_owned(),
            Self::Agent { .. } => format!(
                "it accepts none of the agent’s first {} keys",
                agent::MOST_KEYS
            ),
            Self::File(path) => format!("it does not accept the key {}", path.display()),
            Self::Own(_) => "it does not accept Patchbay’s key".to_owned(),
        }
    }
}

async fn offer(to: &Ssh, session: &mut Session, key: PrivateKey) -> Result<bool, russh::Error> {
    let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
    let answer = session.authenticate_publickey(&to.user, key).await?;
    Ok(answer.success())
}

/// As OpenSSH does for services that let anybody in: with nothing, then with empty answers.
async fn anybody(to: &Ssh, session: &mut Session) -> Result<bool, russh::Error> {
    if session.authenticate_none(&to.user).await?.success() {
        return Ok(true);
    }
    let mut answer = session
        .authenticate_keyboard_interactive_start(&to.user, None)
        .await?;
    while let KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } = answer {
        let nothing = vec![String::new(); prompts.len()];
        answer = session
            .authenticate_keyboard_interactive_respond(nothing)
            .await?;
    }
    if matches!(answer, KeyboardInteractiveAuthResponse::Success) {
        return Ok(true);
    }
    let answer = session.authenticate_password(&to.user, "").await?;
    Ok(answer.success())
}

fn read(path: &Path) -> Result<PrivateKey, Fault> {
    let key = load_secret_key(path, None).map_err(|error| unusable(path, &why(&error)))?;
    if key.algorithm().is_rsa() {
        return Err(unusable(path, "RSA keys work through the agent only"));
    }
    Ok(key)
}

fn unusable(path: &Path, why: &str) -> Fault {
    Fault::KeyUnusable {
        key: path.display().to_string(),
        why: why.to_owned(),
    }
}

#[allow(clippy::wildcard_enum_match_arm)]
fn why(error: &russh::keys::Error) -> String {
    match error {
        russh::keys::Error::KeyIsEncrypted => "it has a passphrase".to_owned(),
        russh::keys::Error::IO(error) if error.kind() == ErrorKind::NotFound => {
            "there is no such file".to_owned()
        }
        russh::keys::Error::IO(error) if error.kind() == ErrorKind::PermissionDenied => {
            "it may not be read".to_owned()
        }
        russh::keys::Error::UnsupportedKeyType {
            key_type_string, ..
        } => format!("keys of the kind {key_type_string} work through the agent only"),
        _ => "it is no private key that Patchbay can read (ed25519 or ECDSA)".to_owned(),
    }
}
