//! The Content-Security-Policy of a page.

use std::fmt;

use url::{Host, Url};

/// What a page may do beyond showing itself.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    /// Sources it may frame.
    pub(crate) frames: Vec<String>,
    /// Sources its forms may lead to, redirects included.
    pub(crate) form_targets: Vec<String>,
    /// The origin that may frame it.
    pub(crate) framed_by: Option<String>,
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'")?;
        for target in &self.form_targets {
            write!(f, " {target}")?;
        }
        f.write_str("; frame-ancestors ")?;
        f.write_str(self.framed_by.as_deref().unwrap_or("'none'"))?;
        if !self.frames.is_empty() {
            write!(f, "; frame-src {}", self.frames.join(" "))?;
        }
        Ok(())
    }
}

/// How the policy names `url`'s origin. An IPv6 host cannot be named: its scheme stands for it.
pub(super) fn source(url: &Url) -> String {
    match url.host() {
        Some(Host::Domain(_) | Host::Ipv4(_)) => url.origin().ascii_serialization(),
        Some(Host::Ipv6(_)) | None => format!("{}:", url.scheme()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_allowed_unasked() {
        assert_eq!(
            Policy::default().to_string(),
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'"
        );
    }

    #[test]
    fn origins_are_named_without_their_path() {
        let url = |text: &str| Url::parse(text).unwrap();
        assert_eq!(source(&url("https://a.example/c/x;y")), "https://a.example");
        assert_eq!(source(&url("http://127.0.0.1:8/c")), "http://127.0.0.1:8");
        assert_eq!(source(&url("http://[::1]:8/c")), "http:");
    }
}
