//! Fills a ledger with events as BigCommerce would send them, for benches and to try the feed:
//! three stores, four triggers, some retries, some of every verdict; the same ones every time.
//!
//! `seed FOLDER COUNT` adds COUNT events to the ledger in FOLDER, waits until they can be searched
//! and prints `{"events": …, "record_us": …, "index_us": …}`: microseconds an event.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use patchbay_ledger::{
    AppKind, Ledger, LedgerError, Mode, NewApp, NewDelivery, NewEvent, NewStore, Origin,
    StoreState, Verdict,
};
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;

const WAITERS: u64 = 128;
const SPACING_MS: i64 = 7_000;

/// As the app's own identities have it.
const DAYS_MS: i64 = 3 * 86_400_000;
const STORES: [&str; 3] = ["g5cd38", "k2mp81", "w7xt44"];
const TRIGGERS: [(&str, &str, &str); 4] = [
    ("order_updated", "store/order/updated", "order"),
    ("order_created", "store/order/created", "order"),
    ("cart_updated", "store/cart/updated", "cart"),
    ("refund_created", "store/order/refund/created", "order"),
];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count] = arguments.as_slice() else {
        return Err("usage: seed FOLDER COUNT".into());
    };
    let count = count.parse()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(seed(Path::new(folder), count))
}

async fn seed(folder: &Path, count: u64) -> Result<(), Failure> {
    let ledger = Ledger::open(folder)?;
    let place = Arc::new(Place::find(&ledger).await?);
    let started = Instant::now();
    record(&ledger, &place, count).await?;
    let recorded = started.elapsed();
    let head = ledger.feed_head().await?.seq;
    while ledger.indexed() < head {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let indexed = started.elapsed();
    ledger.close().await;
    let each = |took: Duration| took.as_secs_f64() * 1e6 / count.max(1) as f64;
    writeln!(
        std::io::stdout(),
        "{{\"events\": {count}, \"record_us\": {:.2}, \"index_us\": {:.2}}}",
        each(recorded),
        each(indexed)
    )?;
    Ok(())
}

async fn record(ledger: &Ledger, place: &Arc<Place>, count: u64) -> Result<(), Failure> {
    let next = Arc::new(AtomicU64::new(0));
    let mut waiters = JoinSet::new();
    for _ in 0..WAITERS {
        let (ledger, place, next) = (ledger.clone(), Arc::clone(place), Arc::clone(&next));
        waiters.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok::<_, LedgerError>(());
                }
                let sent = place.delivery(number, count);
                if number % 37 == 0 {
                    ledger.record(retry(&sent)).await?;
                }
                ledger.record(sent).await?;
            }
        });
    }
    while let Some(ended) = waiters.join_next().await {
        ended??;
    }
    Ok(())
}

/// The app and the stores that events belong to, and where their numbers begin.
struct Place {
    app_id: i64,
    stores: Vec<(i64, &'static str)>,
    first: u64,
    now: i64,
}

impl Place {
    async fn find(ledger: &Ledger) -> Result<Self, Failure> {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
        let now = i64::try_from(now.as_millis())?;
        let known = ledger.apps().await?.into_iter().next();
        let app = match known {
            Some(app) => app,
            None => ledger.add_app(app(now)).await?,
        };
        let mut stores = Vec::new();
        for hash in STORES {
            stores.push((
                ledger.upsert_store(store(app.id, hash, now)).await?.id,
                hash,
            ));
        }
        Ok(Self {
            app_id: app.id,
            stores,
            first: u64::try_from(ledger.feed_head().await?.seq)?,
            now,
        })
    }

    fn delivery(&self, number: u64, count: u64) -> NewDelivery {
        let mut random = Random(self.first + number);
        let (store_id, hash) = self.stores[(random.next() % 3) as usize];
        let (trigger, scope, kind) =
            TRIGGERS[[0, 0, 0, 0, 1, 1, 2, 2, 2, 3][(random.next() % 10) as usize]];
        let id = match kind {
            "cart" => uuid(&mut random),
            _ => (100 + (self.first + number) / 4 + random.next() % 50).to_string(),
        };
        let refund = (trigger == "refund_created").then(|| (random.next() % 100_000).to_string());
        let at = self.now - (count - number) as i64 * SPACING_MS;
        let webhook_id = format!("msg_{}", uuid(&mut random));
        let days = at / DAYS_MS;
        let identity = |days: i64| format!("{store_id}:w:{days}:{webhook_id}");
        let body = body(
            &mut random,
            (scope, kind, &id, refund.as_deref()),
            (hash, at),
        );
        NewDelivery {
            app_id: self.app_id,
            store_id,
            hook_id: None,
            received_at: at,
            received_mono_ns: number as i64,
            method: "POST".into(),
            path: "/h/\u{2026}".into(),
            headers: headers(&mut random, &webhook_id, at, body.len()),
            body: body.into(),
            verdict: verdict(random.next()),
            webhook_id: Some(webhook_id.clone()),
            webhook_timestamp_s: Some(at / 1000),
            origin: Origin::Live,
            answer: None,
            replay_of: None,
            exception: None,
            event: NewEvent {
                trigger: Some(trigger.into()),
                scope: scope.into(),
                resource_type: kind.into(),
                resource_id: id,
                extra_id: refund,
                occurred_at: Some(at - 900),
                identity: identity(days),
                identity_before: Some(identity(days - 1)),
                recovered_from: None,
            },
        }
    }
}

fn verdict(random: u64) -> Verdict {
    match random % 1000 {
        0..3 => Verdict::Quarantined,
        3..15 => Verdict::VerifiedStale,
        15..20 => Verdict::ByHeader,
        _ => Verdict::Verified,
    }
}

fn retry(sent: &NewDelivery) -> NewDelivery {
    NewDelivery {
        received_at: sent.received_at - 60_000,
        ..sent.clone()
    }
}

type Subject<'s> = (&'s str, &'s str, &'s str, Option<&'s str>);

fn body(
    random: &mut Random,
    (scope, kind, id, refund): Subject<'_>,
    (hash, at): (&str, i64),
) -> String {
    let digest = format!(
        "{:016x}{:016x}{:08x}",
        random.next(),
        random.next(),
        random.next() as u32
    );
    let id = match kind {
        "cart" => format!("\"{id}\""),
        _ => id.to_owned(),
    };
    let refund = refund.map_or_else(String::new, |id| {
        format!(",\"refund\":{{\"refund_id\":{id}}}")
    });
    format!(
        "{{\"created_at\":{},\"store_id\":\"1025646\",\"producer\":\"stores/{hash}\",\
         \"scope\":\"{scope}\",\"hash\":\"{digest}\",\"data\":{{\"type\":\"{kind}\",\"id\":{id}{refund}}}}}",
        at / 1000
    )
}

fn headers(
    random: &mut Random,
    webhook_id: &str,
    at: i64,
    length: usize,
) -> Vec<(String, Vec<u8>)> {
    let signature = format!("v1,{}", base64ish(random));
    [
        ("Host", "hooks.example.com".to_owned()),
        ("User-Agent", "BigCommerce-Webhook/1.0".to_owned()),
        ("Accept", "*/*".to_owned()),
        ("Content-Type", "application/json".to_owned()),
        (
            "X-Patchbay-Hook",
            "\u{2022}\u{2022}\u{2022}\u{2022}".to_owned(),
        ),
        ("webhook-id", webhook_id.to_owned()),
        ("webhook-timestamp", (at / 1000).to_string()),
        ("webhook-signature", signature),
        ("Content-Length", length.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value.into_bytes()))
    .into()
}

fn base64ish(random: &mut Random) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |random: &mut Random| char::from(ALPHABET[(random.next() % 64) as usize]);
    (0..43).map(|_| letter(random)).chain(['=']).collect()
}

fn uuid(random: &mut Random) -> String {
    let (high, low) = (random.next(), random.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 48 & 0xfff,
        low & 0xffff_ffff_ffff
    )
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

fn app(now: i64) -> NewApp {
    NewApp {
        connector: "bigcommerce".into(),
        kind: AppKind::Oauth,
        mode: Mode::Live,
        name: "Seeded".into(),
        key: "seeded-app-key-0000000000".into(),
        created_at: now,
    }
}

fn store(app_id: i64, hash: &str, now: i64) -> NewStore {
    NewStore {
        app_id,
        hash: hash.into(),
        state: StoreState::Connected,
        granted: vec!["store_v2_orders".into(), "store_v2_products".into()],
        installed_by: None,
        owner: None,
        account_uuid: None,
        installed_at: now,
    }
}
