//! Client ID and Client Secret: straight into the vault, and proved only by use.

use patchbay_bigcommerce::credentials;
use patchbay_ledger::{App, AppChange, Proof};
use patchbay_vault::Key;
use secrecy::{ExposeSecret, SecretString};

use crate::accounts::{is_account, refuse_account};
use crate::error::{Error, Field, Result};
use crate::history;
use crate::patchbay::Patchbay;
use crate::random::random_hex;
use crate::view::AppView;

impl Patchbay {
    /// Checks the shape of the credentials and keeps them. Spaces around them are taken off.
    pub async fn set_credentials(
        &self,
        id: u32,
        client_id: String,
        client_secret: SecretString,
    ) -> Result<AppView> {
        let app = self.ledger_app(id).await?;
        refuse_account(&app)?;
        let client_id = client_id.trim();
        let secret = SecretString::from(client_secret.expose_secret().trim());
        refuse_bad_shape(client_id, &secret)?;
        let new_key = self.ensure_hook_key(&app).await?;
        self.0
            .secrets
            .put(app.mode, &Key::app_secret(&app.key), secret)
            .await?;
        let (what, detail) = history::of_credentials(app.client_id.as_deref(), client_id);
        let change = AppChange {
            client_id: Some(Some(client_id.to_owned())),
            proof: Some((Proof::NotYet, None)),
            ..AppChange::default()
        };
        let app = self.change_app(&app, change, what, &detail).await?;
        let id_of_app = app.id;
        self.spawn(|it| async move { it.verify_again(id_of_app).await });
        if new_key {
            self.spawn(|it| async move {
                let _ = it.settle_all_hooks(&app).await;
            });
        }
        self.app(id).await
    }

    /// The key that this app's hook secrets are derived from, made when there is none; whether it
    /// was. Hooks made with a key that was lost send secrets that nobody knows, and are to be mended.
    async fn ensure_hook_key(&self, app: &App) -> Result<bool> {
        let key = Key::hook_key(&app.key);
        if self.0.secrets.get(app.mode, &key).await?.is_some() {
            return Ok(false);
        }
        self.doubt_hooks(app).await?;
        let made = random_hex::<32>()?.into();
        self.0.secrets.put(app.mode, &key, made).await?;
        Ok(true)
    }

    /// The Client ID and the secret of an app, or what is missing.
    pub(crate) async fn credentials(&self, app: &App) -> Result<(String, SecretString)> {
        let secret = self
            .0
            .secrets
            .get(app.mode, &Key::app_secret(&app.key))
            .await?;
        match (app.client_id.clone(), secret) {
            (Some(client_id), Some(secret)) => Ok((client_id, secret)),
            _ => Err(Error::Conflict {
                message: "This app has no Client ID and Client Secret yet.".into(),
                remedy: if is_account(app) {
                    "Replace the credentials of the API account."
                } else {
                    "Give them in the Credentials step."
                },
            }),
        }
    }

    /// Remembers what proved the credentials, or that BigCommerce refused them.
    pub(crate) async fn prove_credentials(&self, app: &App, proof: Proof) {
        let stronger = app.proof == Proof::Exchange && proof == Proof::Signature;
        if stronger {
            return;
        }
        let change = AppChange {
            proof: Some((proof, Some(self.now()))),
            ..AppChange::default()
        };
        if let Err(error) = self.0.ledger.update_app(app.id, change).await {
            tracing::warn!(error.message = %error, "a proof was not kept");
        }
        self.touch();
    }

    /// A trigger came that says something of an app's secret; beside its acknowledgement.
    pub(crate) fn proved_by_delivery(&self, app_id: i64, proof: Proof) {
        self.spawn(move |it| async move {
            let app = it.0.ledger.app(app_id).await.ok().flatten();
            let news = app.filter(|app| is_unproved(app) && app.proof != proof);
            match news {
                Some(app) if proof == Proof::Signature || is_account(&app) => {
                    it.prove_credentials(&app, proof).await;
                }
                _ => {}
            }
        });
    }
}

/// Whether a signature would be the first thing to prove an app's secret. Of an account nothing else
/// tells, so its secret may also be seen to be wrong, and to be right after all.
pub(crate) fn is_unproved(app: &App) -> bool {
    match app.proof {
        Proof::NotYet => true,
        Proof::Refused => is_account(app),
        Proof::Exchange | Proof::Signature => false,
    }
}

fn refuse_bad_shape(client_id: &str, secret: &SecretString) -> Result<()> {
    let findings = credentials::check(client_id, secret);
    match findings.into_iter().find(|finding| finding.code.blocks()) {
        None => Ok(()),
        Some(finding) => {
            let field = match finding.field {
                credentials::Field::ClientId => Field::ClientId,
                credentials::Field::ClientSecret => Field::ClientSecret,
            };
            Err(Error::invalid(field, finding.message))
        }
    }
}
