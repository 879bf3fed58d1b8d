//! Every action that the connector describes, carried out on a practice store. Which there are is
//! the manifest's to say: one that is added is walked too, or fails here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod given;
mod lost;
mod scopes;
mod shape;
#[path = "../support/mod.rs"]
mod support;
mod things;
mod writes;

use patchbay_connector::{Action, Connector, Danger, bundled};
use patchbay_core::view::{CallState, CallView};
use serde_json::{Value, json};
use support::shop::Shop;

fn bigcommerce() -> &'static Connector {
    let named = |connector: &&Connector| connector.id == "bigcommerce";
    bundled().iter().find(named).unwrap()
}

fn action(id: &str) -> &'static Action {
    bigcommerce().action(id).unwrap()
}

/// Method and path of a call, without what stands behind it.
fn sent(call: &CallView) -> String {
    let (path, _) = call
        .row
        .call
        .split_once('?')
        .unwrap_or((&call.row.call, ""));
    path.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_action_is_carried_out_once_and_answers_as_it_shows() {
    let shop = Shop::open_wide().await;
    let mut wrong = Vec::new();
    for action in &bigcommerce().actions {
        let told = carried_out(&shop, action).await;
        wrong.extend(told.into_iter().map(|it| format!("{}: {it}", action.id)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    shop.bench.patchbay.stop().await;
}

/// What is wrong with carrying an action out, by a token with the weakest scope that it needs alone.
async fn carried_out(shop: &Shop, action: &'static Action) -> Vec<String> {
    let given = given::of(shop, action).await;
    let alone = scopes::needed(action).first();
    shop.bench.faults(json!({ "scopes": [alone] })).await;
    shop.count_anew().await;
    let call = shop.run(&action.id, given).await;
    shop.bench.faults(json!({})).await;
    if call.row.state != CallState::Done {
        return vec![format!("{} {:?}", call.row.words, call.answer)];
    }
    let sample = serde_json::from_str(&action.sample).unwrap();
    let mut wrong = shape::unlike(&sample, &answered(&call));
    let (writes, asked) = (shop.writes().await, sent(&call));
    let once = vec![(asked.clone(), "accepted".to_owned())];
    let expected = match asked.starts_with("GET ") {
        true => Vec::new(),
        false => once,
    };
    if writes != expected {
        wrong.push(format!("{asked} wrote {writes:?}"));
    }
    wrong
}

fn answered(call: &CallView) -> Value {
    let answer = call.answer.as_deref();
    answer.map_or(Value::Null, |text| serde_json::from_str(text).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_reads_by_a_post_changes_nothing() {
    let shop = Shop::open_wide().await;
    let reads =
        |action: &&Action| action.danger == Danger::Reads && !action.call.starts_with("GET ");
    for action in bigcommerce().actions.iter().filter(reads) {
        let given = given::of(&shop, action).await;
        let order = json!({ "order_id": given["order_id"] });
        let before = answered(&shop.run("get_order", order.clone()).await);
        shop.run(&action.id, given).await;
        let after = answered(&shop.run("get_order", order).await);
        assert_eq!(before, after, "{}", action.id);
    }
    shop.bench.patchbay.stop().await;
}
