//! The people of a store: customers, their address books, and the groups they are in.

use serde::{Deserialize, Serialize};

/// A customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Customer {
    /// Number within the store.
    pub id: u64,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address, unique within the store.
    pub email: String,
    /// Company, or empty.
    pub company: String,
    /// Phone number.
    pub phone: String,
    /// Where the customer lives.
    pub address: Address,
    /// What the shop's staff noted.
    #[serde(default)]
    pub notes: String,
    /// Tax exemption code, or empty.
    #[serde(default)]
    pub tax_exempt_category: String,
    /// The group; 0 for none.
    #[serde(default)]
    pub group_id: u64,
    /// Store credit, in hundredths.
    #[serde(default)]
    pub store_credit: i64,
    /// Whether the password must be changed at the next login.
    #[serde(default)]
    pub must_reset_password: bool,
    /// Whether reviews and abandoned carts may be written about.
    #[serde(default)]
    pub accepts_emails: bool,
    /// The channels the customer may log in to; absent for all.
    #[serde(default)]
    pub channel_ids: Option<Vec<u64>>,
    /// Milliseconds since the epoch.
    #[serde(default)]
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    #[serde(default)]
    pub modified_ms: i64,
}

impl Customer {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street_1: String,
    /// Further line, or empty.
    pub street_2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub zip: String,
    /// Country's English name.
    pub country: String,
    /// ISO 3166 code.
    pub country_iso2: String,
}

/// An entry of a customer's address book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerAddress {
    /// Number within the store.
    pub id: u64,
    /// Whose it is.
    pub customer_id: u64,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Company, or empty.
    pub company: String,
    /// Phone number, or empty.
    pub phone: String,
    /// Where.
    pub address: Address,
    /// What kind of building.
    pub kind: AddressKind,
}

/// `address_type`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddressKind {
    /// A home.
    #[default]
    Residential,
    /// A business.
    Commercial,
}

/// A group that customers can be in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CustomerGroup {
    /// Number within the store.
    pub id: u64,
    /// Name.
    pub name: String,
    /// Whether those who sign up are in it.
    pub is_default: bool,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
}
