//! A merchant's practice store: what `/v2/store` tells of it, who works in it, what it sells.

use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::commerce::Commerce;
use super::quota::{Quota, RateWindow};

/// One practice store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Store {
    /// The hash in addresses and in `stores/{hash}`.
    pub hash: String,
    /// The number webhooks carry as `store_id`.
    pub number: u64,
    /// The store's `account_uuid` in `/v2/store`.
    pub account_uuid: String,
    /// Its name.
    pub name: String,
    /// Its plan, which sets its rate limit.
    pub plan: Plan,
    /// ISO 4217 code.
    pub currency: Currency,
    /// Host name of the storefront.
    pub domain: String,
    /// Time zone as BigCommerce tells it.
    pub timezone: Timezone,
    /// ISO 3166 name of the country.
    pub country: String,
    /// ISO 3166 code of the country.
    pub country_code: String,
    /// Postal address, one line.
    pub address: String,
    /// Phone number.
    pub phone: String,
    /// The people of its control panel; the first is the owner.
    pub users: Vec<User>,
    /// What it sells and has sold.
    pub commerce: Commerce,
    /// What its catalogue says of that, and its stock.
    #[serde(default)]
    pub catalog: Catalog,
    /// How many requests it takes.
    #[serde(default)]
    pub quota: Quota,
    /// The running rate-limit window; a restart opens a new one.
    #[serde(skip)]
    pub rate: RateWindow,
}

/// The plans the practice stores are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plan {
    /// 150 requests in 30 seconds.
    Standard,
    /// 150 requests in 30 seconds.
    Plus,
    /// 450 requests in 30 seconds.
    Pro,
}

impl Plan {
    /// Requests in one 30-second window.
    pub fn quota(self) -> u32 {
        match self {
            Self::Standard | Self::Plus => 150,
            Self::Pro => 450,
        }
    }

    /// `plan_name` of `/v2/store`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "Standard",
            Self::Plus => "Plus",
            Self::Pro => "Pro",
        }
    }
}

/// A store's currency.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// The symbol shown beside amounts.
    pub symbol: String,
}

/// A store's time zone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Timezone {
    /// IANA name.
    pub name: String,
    /// Seconds east of UTC, standard time.
    pub raw_offset: i32,
}

/// One person of a store's control panel.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    /// BigCommerce's number of the user.
    pub id: u64,
    /// Also the user name.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What the user may do.
    pub role: Role,
    /// BCP 47 tag sent as `user.locale`.
    pub locale: String,
}

/// What a control panel user may do with apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Owns the store.
    Owner,
    /// May install, launch and uninstall apps.
    Authorized,
    /// May only launch, and only apps with multiple users on.
    User,
}

impl Store {
    /// `stores/{hash}`, as in `context`, `sub` and `producer`.
    pub fn context(&self) -> String {
        format!("stores/{}", self.hash)
    }

    /// The owner.
    pub fn owner(&self) -> Option<&User> {
        self.users.iter().find(|user| user.role == Role::Owner)
    }

    /// The owner, to be changed.
    pub fn owner_mut(&mut self) -> Option<&mut User> {
        self.users.iter_mut().find(|user| user.role == Role::Owner)
    }

    /// A user by number.
    pub fn user(&self, id: u64) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }
}
