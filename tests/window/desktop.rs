//! The window as the desktop has it: whether it is there, and its button that closes it.

use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

const PATIENCE: Duration = Duration::from_secs(20);

/// The display that windows are on.
pub struct Desktop {
    display: RustConnection,
    root: Window,
}

impl Desktop {
    /// The display of the session.
    pub fn open() -> Self {
        let (display, screen) = x11rb::connect(None).unwrap();
        let root = display.setup().roots[screen].root;
        Self { display, root }
    }

    /// Presses the button of the window's frame that closes it.
    pub fn close(&self, title: &str) {
        let window = self.window(title).expect("the window is there");
        let (protocols, delete) = (self.atom("WM_PROTOCOLS"), self.atom("WM_DELETE_WINDOW"));
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        let sent = self
            .display
            .send_event(false, window, EventMask::NO_EVENT, message);
        sent.unwrap().check().unwrap();
    }

    /// Waits until a window of this title is shown, or is not.
    pub async fn until(&self, title: &str, shown: bool) {
        let deadline = Instant::now() + PATIENCE;
        while self.window(title).is_some() != shown {
            assert!(Instant::now() < deadline, "{title} is not as it should be");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn window(&self, title: &str) -> Option<Window> {
        let tree = self.display.query_tree(self.root).unwrap().reply().unwrap();
        let all = tree.children.into_iter();
        let mut shown = all.filter(|window| self.is_shown(*window));
        shown.find(|window| self.title(*window) == title)
    }

    fn is_shown(&self, window: Window) -> bool {
        let asked = self.display.get_window_attributes(window).unwrap().reply();
        asked.is_ok_and(|it| it.map_state == MapState::VIEWABLE && !it.override_redirect)
    }

    fn title(&self, window: Window) -> String {
        let (name, any) = (self.atom("_NET_WM_NAME"), AtomEnum::ANY);
        let asked = self.display.get_property(false, window, name, any, 0, 64);
        let value = asked.unwrap().reply().map(|it| it.value);
        String::from_utf8(value.unwrap_or_default()).unwrap_or_default()
    }

    fn atom(&self, name: &str) -> u32 {
        let asked = self.display.intern_atom(false, name.as_bytes()).unwrap();
        asked.reply().unwrap().atom
    }
}
