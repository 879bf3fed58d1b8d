//! Times the first page of searches in a seeded ledger: `searches FOLDER` prints, for every query of
//! the committed set, what each of its rounds took in milliseconds, a line of JSON each.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use patchbay_ledger::{Condition, Conditions, Ledger, Origin, Search, Term, Verdict};

type Failure = Box<dyn Error + Send + Sync>;
type Query = (&'static str, &'static str, Vec<Term>);

const ROUNDS: usize = 20;
const PAGE: usize = 100;

fn main() -> Result<(), Failure> {
    let folder = std::env::args_os().nth(1).ok_or("usage: searches FOLDER")?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run(Path::new(&folder)))
}

async fn run(folder: &Path) -> Result<(), Failure> {
    let ledger = Ledger::open(folder)?;
    let stores: Vec<i64> = ledger.stores(None).await?.iter().map(|it| it.id).collect();
    let mut out = std::io::stdout();
    for (kind, name, terms) in queries(&stores) {
        let mut times = Vec::new();
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let started = Instant::now();
            rows = first_page(&ledger, &terms).await?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        writeln!(
            out,
            "{{\"kind\":\"{kind}\",\"query\":\"{name}\",\"rows\":{rows},\"ms\":{times:.3?}}}"
        )?;
    }
    ledger.close().await;
    Ok(())
}

/// Looks until the first page is full or everything was looked at, as the page does.
async fn first_page(ledger: &Ledger, terms: &[Term]) -> Result<usize, Failure> {
    let conditions = terms.iter().map(|term| Condition {
        not: false,
        term: term.clone(),
    });
    let mut search = Search {
        conditions: Conditions::new(conditions),
        before: None,
        limit: PAGE,
        patience: Duration::from_millis(100),
    };
    let mut rows = 0;
    loop {
        let found = ledger.search(search.clone()).await?;
        rows += found.rows.len();
        if rows >= PAGE || found.next.is_none() {
            return Ok(rows);
        }
        search.before = found.next;
        search.limit = PAGE - rows;
    }
}

fn queries(stores: &[i64]) -> Vec<Query> {
    let text = |name, text: &str| ("text", name, vec![Term::Text(text.into())]);
    let field = |name, terms: Vec<Term>| ("fields", name, terms);
    let now = i64::MAX / 2;
    vec![
        field("everything", vec![]),
        field("a trigger", vec![Term::Trigger("refund_created".into())]),
        field("a store", vec![Term::Store(stores[1])]),
        field("a store that is not", vec![Term::Store(999)]),
        field("a verdict", vec![Term::Verdict(Verdict::Quarantined)]),
        field(
            "an origin nothing has",
            vec![Term::Origin(Origin::Replayed)],
        ),
        field("a resource", vec![Term::Resource("cart".into())]),
        field("an id", vec![Term::Id("125123".into())]),
        field("an old id", vec![Term::Id("140".into())]),
        field("an absent id", vec![Term::Id("none".into())]),
        field("more than one delivery", vec![Term::Duplicate]),
        field("pinned", vec![Term::Pinned]),
        field("nothing after", vec![Term::After(now)]),
        field(
            "store, trigger and verdict",
            vec![
                Term::Store(stores[2]),
                Term::Trigger("refund_created".into()),
                Term::Verdict(Verdict::ByHeader),
            ],
        ),
        text("common", "store/order/updated"),
        text("common word", "order"),
        text("common header", "BigCommerce-Webhook"),
        text("header name and value", "content-type: application/json"),
        text("rare word", "refund_id"),
        text("numeric", "125123"),
        text("short numeric", "777"),
        text("numeric, old", "\"id\":104,"),
        text("a hash", "8c3f19a2"),
        text("a webhook id", "msg_4f2a"),
        text("absent", "shipment tracking"),
        text("absent, common letters", "storesorder"),
        text("absent number", "99887766554433"),
        text("two characters", "zx"),
        text("two characters, common", "or"),
        text("two characters, absent", "~~"),
        text("one character", "7"),
        text("one character, absent", "\u{17c}"),
        text("not English", "zam\u{f3}wienie"),
        (
            "text",
            "numeric in a store",
            vec![Term::Store(stores[0]), Term::Text("4242".into())],
        ),
        (
            "text",
            "common in a rare field",
            vec![Term::Id("125123".into()), Term::Text("order".into())],
        ),
        (
            "text",
            "two texts",
            vec![Term::Text("refund".into()), Term::Text("999".into())],
        ),
    ]
}
