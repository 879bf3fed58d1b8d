//! The portal's *Scopes* table: its rows, the levels each offers and the parameter behind each
//! level. From the documentation's table of OAuth scopes; rows for account-level credentials are
//! left out, because the portal does not offer them to a store's app.

use super::app::ScopeChoice;

/// Scopes every token carries although nobody can choose them.
pub const IMPLICIT: [&str; 2] = ["store_v2_default", "users_basic_information"];

/// One row of the table.
#[derive(Debug)]
pub struct Row {
    /// Stable name in forms.
    pub id: &'static str,
    /// The portal's name.
    pub name: &'static str,
    /// The levels besides None, weakest first.
    pub levels: &'static [Level],
}

/// One level of a row.
#[derive(Debug)]
pub struct Level {
    /// Stable name in forms.
    pub id: &'static str,
    /// The portal's word.
    pub word: &'static str,
    /// The scope the token carries.
    pub parameter: &'static str,
}

const fn level(id: &'static str, word: &'static str, parameter: &'static str) -> Level {
    Level {
        id,
        word,
        parameter,
    }
}

/// Rows that the documentation gives to apps alone.
const APP_ONLY: [&str; 1] = ["app_extensions"];

/// Whether no API account of a store can have a row.
pub fn is_app_only(row: &Row) -> bool {
    APP_ONLY.contains(&row.id)
}

macro_rules! rows {
    ($( $id:literal $name:literal : $( $level:literal $word:literal $parameter:literal ),+ ; )+) => {
        &[$( Row { id: $id, name: $name, levels: &[$( level($level, $word, $parameter) ),+] } ),+]
    };
}

/// Every row, in the portal's order.
pub const ROWS: &[Row] = rows! {
    "payments" "Create Payments": "create" "Create" "store_payments_access_token_create";
    "storefront_tokens" "Storefront API Tokens": "generate_tokens" "Generate Tokens" "store_storefront_api";
    "impersonation_tokens" "Storefront API Customer Impersonation Tokens": "generate_tokens" "Generate Tokens" "store_storefront_api_customer_impersonation";
    "app_extensions" "App Extensions": "manage" "Manage" "store_app_extensions_manage";
    "carts" "Carts": "read_only" "Read-Only" "store_cart_read_only", "modify" "Modify" "store_cart";
    "channel_settings" "Channel Settings": "read_only" "Read-Only" "store_channel_settings_read_only", "modify" "Modify" "store_channel_settings";
    "channel_listings" "Channel Listings": "read_only" "Read-Only" "store_channel_listings_read_only", "modify" "Modify" "store_channel_listings";
    "checkouts" "Checkouts": "read_only" "Read-Only" "store_checkout_read_only", "modify" "Modify" "store_checkout";
    "checkout_content" "Checkout Content": "read_only" "Read-Only" "store_content_checkout_read_only", "modify" "Modify" "store_content_checkout";
    "content" "Content": "read_only" "Read-Only" "store_v2_content_read_only", "modify" "Modify" "store_v2_content";
    "customers" "Customers": "read_only" "Read-Only" "store_v2_customers_read_only", "modify" "Modify" "store_v2_customers";
    "customers_login" "Customers Login": "token_login" "Token Login" "store_v2_customers_login";
    "fulfillment_methods" "Fulfillment Methods": "read_only" "Read-Only" "store_fulfillment_methods_read_only", "modify" "Modify" "store_fulfillment_methods_manage";
    "information" "Information & Settings": "read_only" "Read-Only" "store_v2_information_read_only", "modify" "Modify" "store_v2_information";
    "marketing" "Marketing": "read_only" "Read-Only" "store_v2_marketing_read_only", "modify" "Modify" "store_v2_marketing";
    "metafield_ownership" "Metafield Ownership": "manage" "Manage" "store_metafield_change_owner";
    "metafields" "Metafields Access": "standard" "Standard" "store_metafield_write", "full" "Full" "store_metafield_write_all";
    "orders" "Orders": "read_only" "Read-Only" "store_v2_orders_read_only", "modify" "Modify" "store_v2_orders";
    "order_fulfillment" "Order Fulfillment": "read_only" "Read-Only" "store_order_fulfillment_read_only", "modify" "Modify" "store_order_fulfillment_manage";
    "transactions" "Order Transactions": "read_only" "Read-Only" "store_v2_transactions_read_only", "modify" "Modify" "store_v2_transactions";
    "payment_methods" "Payments - Get accepted methods": "get" "Get" "store_payments_methods_read";
    "products" "Products": "read_only" "Read-Only" "store_v2_products_read_only", "modify" "Modify" "store_v2_products";
    "sites" "Sites & Routes": "read_only" "Read-Only" "store_sites_read_only", "modify" "Modify" "store_sites";
    "inventory" "Store Inventory": "read_only" "Read-Only" "store_inventory_read_only", "modify" "Modify" "store_inventory";
    "locations" "Store Locations": "read_only" "Read-Only" "store_locations_read_only", "modify" "Modify" "store_locations";
    "stored_payments" "Stored Payment Instruments": "read_only" "Read-Only" "store_stored_payment_instruments_read_only", "modify" "Modify" "store_stored_payment_instruments";
    "translations" "Store Translations": "read_only" "Read-Only" "store_translations_read_only", "modify" "Modify" "store_translations";
    "themes" "Themes": "read_only" "Read-Only" "store_themes_read_only", "modify" "Modify" "store_themes_manage";
};

/// The scopes a choice asks for, in the table's order. *Modify all* takes each row's strongest.
pub fn parameters(choice: &ScopeChoice) -> Vec<String> {
    ROWS.iter()
        .filter_map(|row| chosen_level(row, choice))
        .map(|l| l.parameter.to_owned())
        .collect()
}

/// The level a choice gives a row; `None` when the row is at None.
pub fn chosen_level(row: &'static Row, choice: &ScopeChoice) -> Option<&'static Level> {
    if choice.modify_all {
        return row.levels.last();
    }
    let wanted = choice.levels.get(row.id)?;
    row.levels.iter().find(|level| level.id == wanted)
}

/// A scope in words, for the consent page: "Orders: Modify".
pub fn in_words(parameter: &str) -> String {
    for row in ROWS {
        if let Some(level) = row.levels.iter().find(|level| level.parameter == parameter) {
            return format!("{}: {}", row.name, level.word);
        }
    }
    parameter.to_owned()
}

/// Whether `granted` carries `wanted`: itself, or the stronger level of its row.
pub fn carries(granted: &[String], wanted: &str) -> bool {
    let has = |parameter: &str| granted.iter().any(|scope| scope == parameter);
    has(wanted)
        || ROWS
            .iter()
            .filter_map(|row| {
                let at = row
                    .levels
                    .iter()
                    .position(|level| level.parameter == wanted)?;
                row.levels.get(at + 1..)
            })
            .any(|stronger| stronger.iter().any(|level| has(level.parameter)))
}
