//! The pages' templates and the policy they are sent with: no script, no style but our own, and
//! no frame, form target or framing page that the page does not need.

mod policy;

use std::sync::LazyLock;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use minijinja::{Environment, Value, context};
use url::Url;

use crate::Practice;
pub(crate) use policy::Policy;

/// A page on its way out.
pub(crate) struct Page {
    template: &'static str,
    context: Value,
    status: StatusCode,
    policy: Policy,
}

impl Page {
    /// The page that `template` makes of `context`.
    pub(crate) fn new(template: &'static str, context: Value) -> Self {
        Self {
            template,
            context,
            status: StatusCode::OK,
            policy: Policy::default(),
        }
    }

    /// The page that says why not.
    pub(crate) fn refusal(status: StatusCode, title: &str, about: &str) -> Self {
        let page = Self::new("refused.html", context! { title, about });
        Self { status, ..page }
    }

    /// Sends it with this status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Lets it show a frame of `url`'s origin.
    pub(crate) fn frames(mut self, url: &Url) -> Self {
        self.policy.frames.push(policy::source(url));
        self
    }

    /// Lets its forms end up at `url`'s origin.
    pub(crate) fn leads_to(mut self, url: &Url) -> Self {
        self.policy.form_targets.push(policy::source(url));
        self
    }

    /// Lets a page of `origin` frame it.
    pub(crate) fn framed_by(mut self, origin: &str) -> Self {
        self.policy.framed_by = Some(origin.to_owned());
        self
    }

    /// The answer, as the error of what could not be done.
    pub(crate) fn refuse(self, practice: &Practice) -> Refused {
        Refused(Box::new(self.answer(practice)))
    }

    /// The answer.
    pub(crate) fn answer(self, practice: &Practice) -> Response {
        let addresses = practice.addresses();
        let outside = practice.read(|world| world.calls_outside());
        let context = context! {
            outside,
            portal => addresses.portal.as_str(),
            control_panel => addresses.control_panel.as_str(),
            ..self.context
        };
        let rendered = TEMPLATES
            .get_template(self.template)
            .and_then(|template| template.render(context));
        match rendered {
            Ok(html) => (self.status, self.policy.headers(), Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, template = self.template, "a page could not be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

/// A page that says why not, where another was asked for.
pub(crate) struct Refused(Box<Response>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl Policy {
    fn headers(&self) -> [(axum::http::HeaderName, HeaderValue); 4] {
        let closed = HeaderValue::from_static("default-src 'none'");
        [
            (
                CONTENT_SECURITY_POLICY,
                HeaderValue::from_str(&self.to_string()).unwrap_or(closed),
            ),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (REFERRER_POLICY, HeaderValue::from_static("origin")),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ]
    }
}

/// The style sheet, to be merged into each host that has pages.
pub(crate) fn assets() -> Router<Practice> {
    let style = || async { ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) };
    Router::new().route("/practice.css", get(style))
}

const STYLE: &str = include_str!("practice.css");

macro_rules! templates {
    ($($name:literal),+ $(,)?) => { [$(($name, include_str!($name))),+] };
}

const SOURCES: [(&str, &str); 29] = templates![
    "base.html",
    "refused.html",
    "portal/base.html",
    "portal/apps.html",
    "portal/new.html",
    "portal/credentials.html",
    "portal/information.html",
    "portal/scopes.html",
    "portal/confirm.html",
    "portal/delete.html",
    "login/consent.html",
    "login/outcome.html",
    "control_panel/base.html",
    "control_panel/stores.html",
    "control_panel/develop.html",
    "control_panel/api_accounts.html",
    "control_panel/api_account_new.html",
    "control_panel/api_account_created.html",
    "control_panel/app.html",
    "control_panel/frame.html",
    "control_panel/orders.html",
    "control_panel/order.html",
    "control_panel/products.html",
    "control_panel/customers.html",
    "control_panel/price_lists.html",
    "control_panel/coupons.html",
    "control_panel/carts.html",
    "control_panel/deliveries.html",
    "control_panel/faults.html",
];

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(environment);

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.add_filter("when", when);
    environment.add_filter("money", money);
    for (name, source) in SOURCES {
        if let Err(error) = environment.add_template(name, source) {
            tracing::error!(%error, name, "a template is broken");
        }
    }
    environment
}

fn when(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms)
        .map(|at| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
        .unwrap_or_default()
}

fn money(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let whole = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", whole / 100, whole % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_parses() {
        for (name, _) in SOURCES {
            assert!(TEMPLATES.get_template(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_users_type_is_escaped() {
        let page = TEMPLATES.get_template("refused.html").unwrap();
        let html = page
            .render(context! { title => "<script>", about => "\"x\"" })
            .unwrap();
        assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"));
    }
}
