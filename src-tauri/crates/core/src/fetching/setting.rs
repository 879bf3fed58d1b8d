//! Whether an app's events have their resources fetched as they arrive. They do not, until the user
//! says so: each costs a request of a quota that all apps of the store share.

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::AppView;

impl Patchbay {
    /// Has resources fetched of the events of an app that arrive from now on, or no longer.
    pub async fn set_fetching(&self, app_id: u32, on: bool) -> Result<AppView> {
        let app = self.ledger_app(app_id).await?;
        let since = on.then(|| self.now());
        self.0.ledger.set_fetching(app.id, since).await?;
        let what = if on { "on" } else { "off" };
        self.note(Some(app.id), "fetching at arrival", what).await;
        self.0.fetching.woken.notify_one();
        self.touch();
        self.app_view(&app).await
    }
}
