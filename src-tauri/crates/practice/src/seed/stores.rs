//! The practice stores: three with a life of their own, and any number like the first.

use std::borrow::Cow;

use super::goods;
use crate::model::store::{Currency, Timezone};
use crate::model::{Catalog, Counters, Plan, Quota, RateWindow, Role, Store, User, id};

struct Profile {
    hash: Cow<'static, str>,
    number: u64,
    name: Cow<'static, str>,
    plan: Plan,
    currency: (&'static str, &'static str),
    timezone: (&'static str, i32),
    country: (&'static str, &'static str),
    address: &'static str,
    phone: &'static str,
    locale: &'static str,
    staff: [(&'static str, &'static str, Role); 2],
}

const PROFILES: [Profile; 3] = [
    Profile {
        hash: Cow::Borrowed("g5cd38"),
        number: 1_025_646,
        name: Cow::Borrowed("Harbour Coffee Roasters"),
        plan: Plan::Standard,
        currency: ("USD", "$"),
        timezone: ("America/Chicago", -21_600),
        country: ("United States", "US"),
        address: "210 Quayside Road, Austin, TX 78701",
        phone: "+1 512 555 0110",
        locale: "en-US",
        staff: [
            ("Maya", "Lindqvist", Role::Authorized),
            ("Tom", "Okafor", Role::User),
        ],
    },
    Profile {
        hash: Cow::Borrowed("z4zn3wo"),
        number: 1_025_871,
        name: Cow::Borrowed("Alpenrad Fahrräder"),
        plan: Plan::Pro,
        currency: ("EUR", "€"),
        timezone: ("Europe/Vienna", 3_600),
        country: ("Austria", "AT"),
        address: "Seestraße 4, 6020 Innsbruck",
        phone: "+43 512 555 0199",
        locale: "de-AT",
        staff: [
            ("Jörg", "Hofer", Role::Authorized),
            ("Élise", "Marchand", Role::User),
        ],
    },
    Profile {
        hash: Cow::Borrowed("q8tk1m2r"),
        number: 1_026_004,
        name: Cow::Borrowed("Kirin Stationery"),
        plan: Plan::Standard,
        currency: ("JPY", "¥"),
        timezone: ("Asia/Tokyo", 32_400),
        country: ("Japan", "JP"),
        address: "2-11-3 Meguro, Tokyo 153-0063",
        phone: "+81 3 5555 0142",
        locale: "ja-JP",
        staff: [
            ("葵", "山本", Role::Authorized),
            ("Ken", "Sato", Role::User),
        ],
    },
];

/// What the numbers of stores beyond the three begin with.
const FURTHER: u64 = 1_030_000;

/// So many stores, owned by `owner_email`.
pub fn all(count: usize, owner_email: &str, counters: &mut Counters, now_ms: i64) -> Vec<Store> {
    PROFILES
        .into_iter()
        .chain((0..).map(further))
        .take(count)
        .map(|profile| store(&profile, owner_email, counters, now_ms))
        .collect()
}

/// A store like the first, under a name of its own.
fn further(nth: u64) -> Profile {
    let [first, ..] = PROFILES;
    let place = nth + PROFILES.len() as u64 + 1;
    Profile {
        hash: format!("more{place:04}").into(),
        number: FURTHER + place,
        name: format!("Corner Shop {place}").into(),
        ..first
    }
}

fn store(profile: &Profile, owner_email: &str, counters: &mut Counters, now_ms: i64) -> Store {
    Store {
        hash: profile.hash.to_string(),
        number: profile.number,
        account_uuid: id::uuid(),
        name: profile.name.to_string(),
        plan: profile.plan,
        currency: Currency {
            code: profile.currency.0.to_owned(),
            symbol: profile.currency.1.to_owned(),
        },
        domain: format!("store-{}.practice.example", profile.hash),
        timezone: Timezone {
            name: profile.timezone.0.to_owned(),
            raw_offset: profile.timezone.1,
        },
        country: profile.country.0.to_owned(),
        country_code: profile.country.1.to_owned(),
        address: profile.address.to_owned(),
        phone: profile.phone.to_owned(),
        users: users(profile, owner_email, counters),
        commerce: goods::commerce(&profile.hash, profile.currency.0, now_ms),
        catalog: Catalog::default(),
        quota: Quota::default(),
        rate: RateWindow::default(),
    }
}

fn users(profile: &Profile, owner_email: &str, counters: &mut Counters) -> Vec<User> {
    let mut user = |email: String, first: &str, last: &str, role| User {
        id: id::take(&mut counters.user),
        email,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        role,
        locale: profile.locale.to_owned(),
    };
    let mut people = vec![user(owner_email.to_owned(), "Robin", "Vega", Role::Owner)];
    for (at, (first, last, role)) in profile.staff.iter().enumerate() {
        let email = format!("staff{}@store-{}.practice.example", at + 1, profile.hash);
        people.push(user(email, first, last, *role));
    }
    people
}
