//! Practice by the public address, for whoever wants to try a tunnel before a real app depends on it.

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, practises};
use crate::view::PracticeView;

const SETTING: &str = "practice.through_address";
const YES: &str = "yes";

impl Patchbay {
    /// Has the practice BigCommerce call by the public address, or straight on this machine again. Its
    /// hooks are pointed there.
    ///
    /// # Errors
    /// Those of the ledger; or that there is no public address.
    pub async fn set_practice_address(&self, through: bool) -> Result<PracticeView> {
        if through && self.0.address.known().way.is_none() {
            return Err(Error::NoAddress);
        }
        let text = if through { YES } else { "" };
        self.0.ledger.set_setting(SETTING, text).await?;
        let words = if through { "public" } else { "this machine" };
        self.note(None, "practice address set", words).await;
        self.take_practice(through);
        self.follow_address();
        self.spawn(|it| async move { it.settle_practice().await });
        Ok(self.practice_view())
    }

    pub(super) async fn load_practice(&self) {
        let saved = self.0.ledger.setting(SETTING).await.ok().flatten();
        self.take_practice(saved.is_some_and(|saved| saved == YES));
    }

    pub(crate) fn practice_view(&self) -> PracticeView {
        PracticeView {
            through_address: self.0.address.known().practice,
            ..self.0.practice.view()
        }
    }

    /// Points the practice BigCommerce's hooks at this machine, unless they are led by the address.
    pub(crate) async fn settle_practice(&self) {
        let apps = self.0.ledger.apps().await.unwrap_or_default();
        let straight = |app: &&_| practises(app) && !self.is_outside(app);
        for app in apps.iter().filter(straight) {
            let _shown_beside_the_store = self.settle_all_hooks(app).await;
        }
    }

    fn take_practice(&self, through: bool) {
        self.observe(|known| known.practice = through);
        self.touch();
    }
}
