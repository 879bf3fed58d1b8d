//! Leaving: what becomes of the hooks while the app is closed, and what the user wants of it.
//!
//! BigCommerce tries a delivery again for about 48 hours and then switches its hook off
//! (<https://developer.bigcommerce.com/docs/integrations/webhooks>). Hooks are therefore left active
//! unless the user asks otherwise: a paused one is sent nothing, neither then nor later.

mod closing;
mod pausing;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use patchbay_ledger::Hook;
use tokio_util::sync::CancellationToken;

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{Closing, LeavingView};
use crate::words;

/// From so long after the question on, asking to leave again is an answer: a page that shows no question
/// must not keep the app open.
const INSISTS: Duration = Duration::from_millis(1_500);

/// By what the user asks to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The window's own button.
    CloseWindow,
    /// A menu or key that says so.
    Quit,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// The app ends.
    Quit,
    /// The window goes, the app stays in the tray.
    Stay,
    /// The page asks the user (`StatusView::leaving`).
    Ask,
}

/// Whether the user is being asked.
#[derive(Debug, Default)]
pub(crate) struct Leaving(Mutex<Option<Asked>>);

#[derive(Debug)]
struct Asked {
    at: Instant,
    /// Hooks are being paused until this is cancelled.
    pausing: Option<CancellationToken>,
    view: LeavingView,
}

impl Leaving {
    /// The question, while it stands.
    pub fn view(&self) -> Option<LeavingView> {
        self.lock().as_ref().map(|asked| asked.view.clone())
    }

    /// Whether hooks are being paused, or were, so that nothing may wake them.
    pub fn pauses(&self) -> bool {
        self.lock()
            .as_ref()
            .is_some_and(|asked| asked.pausing.is_some())
    }

    fn has_stood(&self) -> bool {
        let asked = self.lock();
        asked.as_ref().is_some_and(|it| it.at.elapsed() >= INSISTS)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patchbay {
    /// What comes of a wish to leave. `tray` says whether the desktop has one to stay in.
    pub async fn departure(&self, wish: Wish, tray: bool) -> Departure {
        let closing = self.closing().await;
        let closes = wish == Wish::CloseWindow;
        if tray && closes && closing == Closing::Stay {
            self.stay();
            return Departure::Stay;
        }
        let (hooks, stores) = self.hooks_at_work().await.unwrap_or_default();
        if hooks == 0 || closing == Closing::Quit || self.0.leaving.has_stood() {
            return Departure::Quit;
        }
        let view = LeavingView {
            hooks,
            stores,
            closes,
            can_stay: tray && closes,
            paused: None,
        };
        self.0.leaving.lock().get_or_insert(Asked {
            at: Instant::now(),
            pausing: None,
            view,
        });
        self.touch();
        Departure::Ask
    }

    /// The user stays after all: no more hooks are paused, and those that were are woken.
    pub fn stay(&self) {
        let asked = self.0.leaving.lock().take();
        if let Some(pausing) = asked.and_then(|asked| asked.pausing) {
            pausing.cancel();
            self.follow_address();
        }
        self.touch();
    }

    /// How many hooks may be active that BigCommerce reaches from outside, and on how many stores.
    async fn hooks_at_work(&self) -> Result<(u32, u32)> {
        let (mut hooks, mut stores) = (0, 0);
        for (_, of_store) in self.hooks_outside().await? {
            let active = of_store.iter().filter(|hook| may_be_active(hook)).count();
            hooks += active;
            stores += usize::from(active > 0);
        }
        Ok((words::count_of(hooks), words::count_of(stores)))
    }
}

/// Whether a hook is active, or BigCommerce did not say what became of the last change.
fn may_be_active(hook: &Hook) -> bool {
    hook.active || (hook.remote_id.is_some() && hook.problem.is_some())
}
