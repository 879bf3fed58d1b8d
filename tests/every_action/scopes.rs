//! What each action needs, one need after another left out of everything that a store can grant: what
//! has that need is refused before anything is sent, and nothing else is. The practice BigCommerce,
//! which has its own list of what opens what, is asked the same.

use std::collections::BTreeSet;

use patchbay_connector::Action;
use patchbay_core::view::{AppMode, CallFilter, CallState};
use patchbay_core::{Error, ErrorCode, RunAs};
use patchbay_practice::model::scope::{ROWS, Row, carries};
use serde_json::{Value, json};

use crate::support::Bench;
use crate::support::shop::{ROOMY, Shop};
use crate::{bigcommerce, given};

/// What an action needs for its example.
pub fn needed(action: &'static Action) -> &'static [String] {
    let example: Value = serde_json::from_str(&action.example).unwrap();
    let request = action.request(&example).unwrap();
    bigcommerce().needed(action, &request).unwrap()
}

/// Every need that there is.
fn needs() -> BTreeSet<&'static [String]> {
    bigcommerce().actions.iter().map(needed).collect()
}

/// Each row of the portal at the strongest level that does not meet a need: row, level, and the scope.
fn without(needs: &[String]) -> Vec<(&'static str, &'static str, String)> {
    let below = |row: &'static Row| {
        let meets = |parameter: &str| needs.iter().any(|need| need == parameter);
        let below = row.levels.iter().take_while(|it| !meets(it.parameter));
        Some((row.id, below.last()?))
    };
    let rows = ROWS.iter().filter_map(below);
    rows.map(|(row, level)| (row, level.id, level.parameter.to_owned()))
        .collect()
}

/// The scopes of that, as the practice BigCommerce has them.
fn scopes_without(needs: &[String]) -> Vec<String> {
    without(needs)
        .into_iter()
        .map(|(.., scope)| scope)
        .collect()
}

/// A store whose merchant consented to everything but what meets a need.
async fn narrow(bench: &Bench, needs: &[String]) -> u32 {
    let name = format!("Without {}", needs.join(" and "));
    let (app, registered) = bench.set_up_as(AppMode::Practice, &name).await;
    let rows = without(needs);
    let rows: Vec<(&str, &str)> = rows.iter().map(|it| (it.0, it.1)).collect();
    bench.save_scopes(&registered, &rows).await;
    let install = bench.install(&app, &registered, ROOMY).await;
    assert_eq!(install.status(), 200, "{name}");
    bench.patchbay.stores(Some(app.id)).await.unwrap()[0].id
}

/// Why an action is not sent.
async fn refusal(bench: &Bench, store: u32, action: &Action) -> Error {
    let confirmed = RunAs {
        confirmed: true,
        ..RunAs::default()
    };
    let patchbay = &bench.patchbay;
    let run = patchbay.run_action(store, &action.id, &action.example, confirmed, |_| ());
    run.await.expect_err(&action.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_scope_an_action_is_refused_before_anything_is_sent() {
    let bench = Bench::start().await;
    let patchbay = &bench.patchbay;
    patchbay.start_practice().await.unwrap();
    for left_out in needs() {
        let store = narrow(&bench, left_out).await;
        let granted = scopes_without(left_out);
        for action in &bigcommerce().actions {
            let needed = needed(action);
            let opens = needed.iter().any(|need| carries(&granted, need));
            let preview = patchbay.preview_action(store, &action.id, &action.example);
            let refused = preview.await.unwrap().refused;
            let place = format!("{} without {left_out:?}", action.id);
            assert_eq!(refused.is_none(), opens, "{place}");
            if !opens {
                let error = refusal(&bench, store, action).await;
                assert_eq!(error.code(), ErrorCode::ScopeMissing, "{place}");
                let named = needed.iter().any(|it| error.to_string().contains(it));
                assert!(named, "{place}: {error}");
            }
        }
    }
    let calls = patchbay.calls(CallFilter::default(), None).await.unwrap();
    assert_eq!(calls, [], "nothing was sent");
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_practice_bigcommerce_opens_is_what_the_manifest_says() {
    let shop = Shop::open_wide().await;
    let mut wrong = Vec::new();
    for action in &bigcommerce().actions {
        let given = given::of(&shop, action).await;
        let scopes = scopes_without(needed(action));
        shop.bench.faults(json!({ "scopes": scopes })).await;
        let call = shop.run(&action.id, given).await;
        if (call.row.state, call.row.status) != (CallState::Failed, Some(403)) {
            wrong.push(format!("{}: {:?}", action.id, call.row));
        }
        shop.bench.faults(json!({})).await;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    shop.bench.patchbay.stop().await;
}
