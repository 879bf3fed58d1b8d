//! The small pages a merchant sees inside BigCommerce's control panel: no scripts, no cookies,
//! nothing from elsewhere, and nothing of the request repeated in them.

use patchbay_gateway::Page;

/// Who may frame them: the control panels of BigCommerce's stores.
const FRAMERS: &[&str] = &[
    "https://*.mybigcommerce.com",
    "https://login.bigcommerce.com",
    "https://*.my-integration.zone",
    "https://*.my-staging.zone",
];

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The store is connected.
    Installed,
    /// It arrived unasked and waits for the app's owner.
    Held,
    /// The app was opened from the control panel.
    Opened,
    /// The app was opened in a store that is not connected here.
    NotConnected,
    /// The install failed; its reason is shown in Patchbay.
    Failed,
    /// The callback was opened by hand, or by somebody else.
    NotForYou,
    /// The machine cannot do it just now.
    Unavailable,
}

impl Notice {
    fn words(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::Installed => (
                200,
                "Connected",
                "This store is connected. You can close this page; there is nothing else to do here.",
            ),
            Self::Held => (
                200,
                "Almost there",
                "The app received this store. Its owner has to confirm it before it is used.",
            ),
            Self::Opened => (
                200,
                "This store is connected",
                "The app runs at its owner's side, so there is nothing to set here.",
            ),
            Self::NotConnected => (
                200,
                "This store is not connected",
                "Uninstall the app from this store and install it again to connect it.",
            ),
            Self::Failed => (
                502,
                "The app could not be connected",
                "Its owner sees the reason. Please try again in a moment, or ask them.",
            ),
            Self::NotForYou => (
                400,
                "Nothing to see here",
                "BigCommerce opens this page when an app is installed or launched.",
            ),
            Self::Unavailable => (
                503,
                "Not just now",
                "The app's owner cannot be reached at the moment. Please try again in a moment.",
            ),
        }
    }

    /// The page. `practice` adds the practice control panel to those who may frame it.
    pub fn page(self, practice: Option<&str>) -> Page {
        let (status, title, text) = self.words();
        let mut framers: Vec<String> = FRAMERS.iter().map(|host| (*host).to_owned()).collect();
        framers.extend(practice.map(str::to_owned));
        Page::html(status, html(title, text)).framed_by(framers)
    }
}

fn html(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    )
}

const STYLE: &str = ":root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;\
place-items:center;font:15px/1.5 system-ui,sans-serif;background:light-dark(#f6f7f9,#17181b);\
color:light-dark(#1d2129,#e6e8ec)}main{max-width:26rem;margin:2rem;padding:2rem;border-radius:12px;\
background:light-dark(#fff,#1f2125);box-shadow:0 1px 3px #0002}h1{margin:0 0 .5rem;font-size:1.15rem}\
p{margin:0;color:light-dark(#525a68,#a6adba)}";
