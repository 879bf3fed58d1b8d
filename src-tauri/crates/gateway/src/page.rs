//! What a person at a store sees: one small page without scripts, cookies or anything remote.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::{Response, StatusCode};
use http_body_util::Full;
use sha2::{Digest, Sha256};
use url::Url;

/// What a browser is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The HTTP status; 302 for a redirect.
    pub status: u16,
    /// The page itself.
    pub body: PageBody,
    /// Who may show it in a frame, as sources of a content security policy; none when empty.
    pub frame_ancestors: Vec<String>,
}

/// What a page consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageBody {
    /// A whole document. Its `<style>` elements are let through by their hash; nothing else that
    /// loads or runs is.
    Html(String),
    /// Another page to go to.
    Redirect(Url),
}

impl Page {
    /// A document.
    pub fn html(status: u16, html: impl Into<String>) -> Self {
        Self {
            status,
            body: PageBody::Html(html.into()),
            frame_ancestors: Vec::new(),
        }
    }

    /// Another page to go to.
    pub fn redirect(to: Url) -> Self {
        Self {
            status: 302,
            body: PageBody::Redirect(to),
            frame_ancestors: Vec::new(),
        }
    }

    /// The same page, which these may show in a frame.
    #[must_use]
    pub fn framed_by<S: Into<String>>(mut self, sources: impl IntoIterator<Item = S>) -> Self {
        self.frame_ancestors = sources.into_iter().map(Into::into).collect();
        self
    }

    pub(crate) fn into_response(self) -> Response<Full<Bytes>> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let (html, location) = match self.body {
            PageBody::Html(html) => (html, None),
            PageBody::Redirect(to) => (String::new(), HeaderValue::from_str(to.as_str()).ok()),
        };
        let policy = HeaderValue::from_str(&policy(&html, &self.frame_ancestors)).ok();
        let content_type = HeaderValue::from_static("text/html; charset=utf-8");
        let headers: [(HeaderName, Option<HeaderValue>); 6] = [
            (CONTENT_TYPE, (!html.is_empty()).then_some(content_type)),
            (LOCATION, location),
            (CACHE_CONTROL, Some(HeaderValue::from_static("no-store"))),
            (
                REFERRER_POLICY,
                Some(HeaderValue::from_static("no-referrer")),
            ),
            (
                X_CONTENT_TYPE_OPTIONS,
                Some(HeaderValue::from_static("nosniff")),
            ),
            (CONTENT_SECURITY_POLICY, policy),
        ];
        let mut response = Response::new(Full::new(Bytes::from(html)));
        *response.status_mut() = status;
        let given = headers
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        response.headers_mut().extend(given);
        response
    }
}

fn policy(html: &str, frame_ancestors: &[String]) -> String {
    let hashes: Vec<String> = styles(html).map(hash).collect();
    let framed: Vec<&str> = frame_ancestors
        .iter()
        .map(String::as_str)
        .filter(|source| is_source(source))
        .collect();
    let or_none = |list: String| {
        if list.is_empty() {
            "'none'".to_owned()
        } else {
            list
        }
    };
    format!(
        "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'; frame-ancestors {}",
        or_none(hashes.join(" ")),
        or_none(framed.join(" ")),
    )
}

fn styles(html: &str) -> impl Iterator<Item = &str> {
    html.split("<style>")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("</style>")?.0))
}

fn hash(style: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style)))
}

fn is_source(source: &str) -> bool {
    !source.is_empty()
        && source
            .bytes()
            .all(|b| b.is_ascii_graphic() && b != b';' && b != b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(page: Page, name: HeaderName) -> Option<String> {
        let response = page.into_response();
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn styles_are_let_through_by_their_hash() {
        let page = Page::html(200, "<html><style>a{}</style><p>Hi</p></html>");
        let policy = header(page, CONTENT_SECURITY_POLICY).unwrap();
        // printf 'a{}' | openssl dgst -sha256 -binary | base64
        let expected = "style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=';";
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.contains(expected), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn frame_ancestors_cannot_add_to_the_policy() {
        let sources = ["https://*.mybigshop.example", "x; script-src *", "", "a,b"];
        let page = Page::html(200, "").framed_by(sources);
        let policy = header(page, CONTENT_SECURITY_POLICY).unwrap();
        assert!(
            policy.ends_with("frame-ancestors https://*.mybigshop.example"),
            "{policy}"
        );
    }

    #[test]
    fn a_redirect_names_its_place_and_nothing_else() {
        let page = Page::redirect(Url::parse("https://example.com/a?b=c").unwrap());
        let response = page.into_response();
        assert_eq!(response.status(), 302);
        assert_eq!(response.headers()["location"], "https://example.com/a?b=c");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["referrer-policy"], "no-referrer");
        assert!(!response.headers().contains_key("content-type"));
    }
}
