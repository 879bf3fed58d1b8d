//! What closing the window does, as the user chose it.

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::settings;
use crate::view::Closing;

const SETTING: &str = "window.closing";

impl Patchbay {
    /// What closing the window does.
    pub async fn closing(&self) -> Closing {
        settings::read(&self.0.ledger, SETTING).await
    }

    /// Chooses it.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn set_closing(&self, closing: Closing) -> Result<()> {
        settings::write(&self.0.ledger, SETTING, &closing).await?;
        self.touch();
        Ok(())
    }
}
