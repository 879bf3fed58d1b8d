//! What stands in the developer portal, pasted here and compared with what should stand there.

use patchbay_connector::{Callback, CallbackKind as Kind};

use super::difference::difference;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::view::{CallbackComparison, CallbackKind, UrlDifference};

impl Patchbay {
    /// Compares what was pasted with an app's callback URL of a kind, to the letter.
    ///
    /// # Errors
    /// `NotFound`; `NoAddress` while there is no callback URL.
    pub async fn compare_callback(
        &self,
        app_id: u32,
        kind: CallbackKind,
        pasted: &str,
    ) -> Result<CallbackComparison> {
        let app = self.ledger_app(app_id).await?;
        let callbacks = &connector_of(&app)?.callbacks;
        let base = self.callback_url(&app).ok_or(Error::NoAddress)?;
        let of = |it: &Callback| format!("{base}{}", it.suffix);
        let wanted = callbacks.iter().find(|it| is(it.kind, kind));
        let expected = wanted.map(of).ok_or(Error::NotFound("callback"))?;
        let mut others = callbacks.iter().filter(|it| of(it) != expected);
        let other = others.find(|it| of(it) == pasted.trim());
        let difference = difference(&expected, pasted).map(|found| match other {
            Some(other) => UrlDifference {
                words: format!("This is the URL for {}", other.portal_field),
                ..found
            },
            None => found,
        });
        Ok(CallbackComparison {
            kind,
            expected,
            difference,
        })
    }
}

fn is(kind: Kind, asked: CallbackKind) -> bool {
    matches!(
        (kind, asked),
        (Kind::Auth, CallbackKind::Auth)
            | (Kind::Load, CallbackKind::Load)
            | (Kind::Uninstall, CallbackKind::Uninstall)
            | (Kind::RemoveUser, CallbackKind::RemoveUser)
    )
}
