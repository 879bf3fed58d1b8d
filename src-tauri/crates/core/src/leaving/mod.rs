//! Leaving: what becomes of the hooks while the app is closed, and what the user wants of it.
//!
//! BigCommerce tries a delivery again for about 48 hours and then switches its hook off
//! (<https://developer.bigcommerce.com/docs/integrations/webhooks>). Hooks are therefore left active
//! unless the user asks otherwise: a paused one is sent nothing, neither then nor later.

mod closing;
mod pausing;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{Closing, LeavingView};
use crate::words;

/// From so many milliseconds after the question on, asking to leave again is an answer: a page that
/// shows no question must not keep the app open.
const INSISTS: i64 = 1_500;

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
    at: i64,
    pausing: bool,
    view: LeavingView,
}

impl Leaving {
    /// The question, while it stands.
    pub fn view(&self) -> Option<LeavingView> {
        self.lock().as_ref().map(|asked| asked.view.clone())
    }

    /// Whether hooks are being paused, so that nothing may wake them.
    pub fn pauses(&self) -> bool {
        self.lock().as_ref().is_some_and(|asked| asked.pausing)
    }

    fn has_stood(&self, now: i64) -> bool {
        let asked = self.lock();
        asked.as_ref().is_some_and(|it| now - it.at >= INSISTS)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patchbay {
    /// What comes of a wish to leave. `tray` says whether the desktop has one to stay in.
    pub async fn departure(&self, wish: Wish, tray: bool) -> Departure {
        let closing = self.closing().await;
        if tray && wish == Wish::CloseWindow && closing == Closing::Stay {
            return Departure::Stay;
        }
        let (hooks, stores) = self.hooks_at_work().await.unwrap_or_default();
        let now = self.now();
        if hooks == 0 || closing == Closing::Quit || self.0.leaving.has_stood(now) {
            return Departure::Quit;
        }
        let view = LeavingView {
            hooks,
            stores,
            can_stay: tray && wish == Wish::CloseWindow,
            paused: None,
        };
        self.0.leaving.lock().get_or_insert(Asked {
            at: now,
            pausing: false,
            view,
        });
        self.touch();
        Departure::Ask
    }

    /// The user stays after all: hooks that were paused are woken.
    pub fn stay(&self) {
        let paused = self.0.leaving.lock().take();
        if paused.is_some_and(|asked| asked.pausing) {
            self.follow_address();
        }
        self.touch();
    }

    /// How many hooks are active that BigCommerce reaches from outside, and on how many stores.
    async fn hooks_at_work(&self) -> Result<(u32, u32)> {
        let (mut hooks, mut stores) = (0, 0);
        for (_, of_store) in self.hooks_outside().await? {
            let active = of_store.iter().filter(|hook| hook.active).count();
            hooks += active;
            stores += usize::from(active > 0);
        }
        Ok((words::count_of(hooks), words::count_of(stores)))
    }
}
