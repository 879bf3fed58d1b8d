//! Addresses the person opens: each is built here from checked parts, never taken from a page.

use url::Url;

use crate::endpoints::below;
use crate::{Endpoints, StoreHash};

/// Apps › Develop in the control panel, where a draft app is installed from. Only stores whose
/// owner has the developer account's email address list it.
pub fn control_panel_develop(endpoints: &Endpoints) -> Url {
    endpoints.control_panel.clone()
}

/// The developer portal.
pub fn portal(endpoints: &Endpoints) -> Url {
    endpoints.portal.clone()
}

/// Settings › Store-level API accounts in the control panel of the store that the person signs in to.
pub fn api_accounts(endpoints: &Endpoints) -> Url {
    let place = ["deep-links", "settings", "auth", "api-accounts"];
    below(&endpoints.login, &place)
}

/// The link by which any merchant installs an approved or unlisted app. It does not work for a
/// draft ("This app is not available for installation").
pub fn install_link(endpoints: &Endpoints, client_id: &str) -> Url {
    below(&endpoints.login, &["app", client_id, "install"])
}

/// The undocumented way to ask one store for consent; experimental.
pub fn authorize_url(
    endpoints: &Endpoints,
    client_id: &str,
    redirect_uri: &str,
    scope: &str,
    store: &StoreHash,
) -> Url {
    let mut url = below(&endpoints.login, &["oauth2", "authorize"]);
    url.query_pairs_mut()
        .append_pair("client_id", client_id)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("response_type", "code")
        .append_pair("scope", scope)
        .append_pair("context", &store.context());
    url
}

/// Where to send the merchant's browser once an install begun by [`install_link`] is over.
pub fn install_result(endpoints: &Endpoints, client_id: &str, ok: bool) -> Url {
    let outcome = if ok { "succeeded" } else { "failed" };
    below(&endpoints.login, &["app", client_id, "install", outcome])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_the_documented_ones() {
        let live = Endpoints::live();
        assert_eq!(
            install_link(&live, "abc123").as_str(),
            "https://login.bigcommerce.com/app/abc123/install"
        );
        assert_eq!(
            install_result(&live, "abc123", false).as_str(),
            "https://login.bigcommerce.com/app/abc123/install/failed"
        );
        assert_eq!(
            install_result(&live, "abc123", true).as_str(),
            "https://login.bigcommerce.com/app/abc123/install/succeeded"
        );
        assert_eq!(
            api_accounts(&live).as_str(),
            "https://login.bigcommerce.com/deep-links/settings/auth/api-accounts"
        );
        assert_eq!(portal(&live).as_str(), "https://devtools.bigcommerce.com/");
        assert_eq!(
            control_panel_develop(&live).host_str(),
            Some("login.bigcommerce.com")
        );
    }

    #[test]
    fn authorize_encodes_its_parts() {
        let store = StoreHash::parse("g5cd38").unwrap();
        let url = authorize_url(
            &Endpoints::live(),
            "id",
            "https://a.example/c/k?x&y",
            "store_v2_orders store_cart",
            &store,
        );
        assert_eq!(
            url.as_str(),
            "https://login.bigcommerce.com/oauth2/authorize?client_id=id\
             &redirect_uri=https%3A%2F%2Fa.example%2Fc%2Fk%3Fx%26y&response_type=code\
             &scope=store_v2_orders+store_cart&context=stores%2Fg5cd38"
        );
    }
}
