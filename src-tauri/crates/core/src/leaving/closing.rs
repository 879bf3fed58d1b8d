//! What closing the window does, as the user chose it.

use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::Closing;

const SETTING: &str = "window.closing";

impl Patchbay {
    /// What closing the window does.
    pub async fn closing(&self) -> Closing {
        let saved = self.0.ledger.setting(SETTING).await.ok().flatten();
        saved
            .and_then(|saved| serde_json::from_str(&saved).ok())
            .unwrap_or_default()
    }

    /// Chooses it.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn set_closing(&self, closing: Closing) -> Result<()> {
        let text = serde_json::to_string(&closing);
        let text = text.map_err(|why| Error::Internal(why.to_string()))?;
        self.0.ledger.set_setting(SETTING, &text).await?;
        self.touch();
        Ok(())
    }
}
