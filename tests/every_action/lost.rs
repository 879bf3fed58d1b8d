//! Answers that are lost on their way, of every action that changes something: what became of the
//! call is said as its class says, and nothing is done a second time that twice is not the same as once.

use patchbay_connector::{Action, Danger, Repeat};
use patchbay_core::ErrorCode;
use patchbay_core::view::{CallSettled, CallState, CallView};
use serde_json::{Value, json};

use crate::support::shop::Shop;
use crate::{bigcommerce, given, sent};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_ends_as_the_class_of_its_action_says() {
    let shop = Shop::open_wide().await;
    let mut wrong = Vec::new();
    for action in writing() {
        let told = lost(&shop, action).await;
        wrong.extend(told.into_iter().map(|it| format!("{}: {it}", action.id)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    shop.bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typed_request_is_repeated_where_the_action_that_it_is_would_be() {
    let shop = Shop::open_wide().await;
    let mut wrong = Vec::new();
    for action in writing() {
        let given = typed(action, &given::of(&shop, action).await);
        let call = losing(&shop, "http_request", given).await;
        let told = match action.repeat.is_harmless() {
            true => repeated(&shop, &call).await,
            false => unknown(&shop, &call, false).await,
        };
        wrong.extend(told.into_iter().map(|it| format!("{}: {it}", action.id)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    shop.bench.patchbay.stop().await;
}

/// Actions that change something.
fn writing() -> impl Iterator<Item = &'static Action> {
    let actions = bigcommerce().actions.iter();
    actions.filter(|it| it.danger != Danger::Reads && it.call != Action::ANY)
}

/// What an action sends, typed.
fn typed(action: &Action, given: &Value) -> Value {
    let request = action.request(given).unwrap();
    let query = request.query.into_iter();
    let query: Value = query
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    json!({ "method": request.method, "path": request.path, "query": query, "body": request.body })
}

/// Runs an action whose first answer is lost.
async fn losing(shop: &Shop, id: &str, given: Value) -> CallView {
    shop.count_anew().await;
    shop.lose(1).await;
    let call = shop.run(id, given).await;
    shop.lose(0).await;
    call
}

/// What is wrong with an action whose answer is lost.
async fn lost(shop: &Shop, action: &Action) -> Vec<String> {
    let given = given::of(shop, action).await;
    let call = losing(shop, &action.id, given).await;
    match &action.repeat {
        Repeat::Read => vec!["is said to change nothing".into()],
        Repeat::Upsert => again(shop, &call).await,
        Repeat::NaturalKey { .. } | Repeat::CheckFirst { .. } => found(shop, &call).await,
        Repeat::Unsafe => asked(shop, &call).await,
    }
}

/// It was done again, which is the same as once.
async fn again(shop: &Shop, call: &CallView) -> Vec<String> {
    let mut wrong = repeated(shop, call).await;
    if call.row.state != CallState::Done {
        wrong.push(format!("{} {:?}", call.row.words, call.answer));
    }
    wrong
}

/// It was sent once more, and accepted unless there was nothing left to do.
async fn repeated(shop: &Shop, call: &CallView) -> Vec<String> {
    let last = match call.row.status {
        Some(404) => "refused",
        _ => "accepted",
    };
    let mut wrong = fates(shop, call, &["lost", last]).await;
    if call.row.state == CallState::Unknown {
        wrong.push("is said to be unknown".into());
    }
    wrong
}

/// It was done once, and is found.
async fn found(shop: &Shop, call: &CallView) -> Vec<String> {
    let mut wrong = unknown(shop, call, true).await;
    let look = shop.bench.patchbay.look_for_call(call.row.id).await;
    match look.map(|found| found.items.len()) {
        Ok(1) => {}
        Ok(items) => wrong.push(format!("{items} like it are found")),
        Err(why) => wrong.push(format!("cannot be looked for: {why}")),
    }
    wrong.extend(settled(shop, call, CallSettled::Happened).await);
    wrong
}

/// It was done once, and only a person can tell.
async fn asked(shop: &Shop, call: &CallView) -> Vec<String> {
    let mut wrong = unknown(shop, call, false).await;
    let look = shop.bench.patchbay.look_for_call(call.row.id).await;
    match look.map_err(|why| why.code()) {
        Err(ErrorCode::Conflict) => {}
        other => wrong.push(format!("looking says {other:?}")),
    }
    wrong.extend(settled(shop, call, CallSettled::DidNot).await);
    wrong
}

async fn unknown(shop: &Shop, call: &CallView, can_look: bool) -> Vec<String> {
    let mut wrong = fates(shop, call, &["lost"]).await;
    if (call.row.state, call.can_look) != (CallState::Unknown, can_look) {
        wrong.push(format!("is {:?}, {}", call.row.state, call.row.words));
    }
    wrong
}

/// What a person says of it is kept, and sends nothing.
async fn settled(shop: &Shop, call: &CallView, said: CallSettled) -> Vec<String> {
    let settled = shop.bench.patchbay.settle_call(call.row.id, said).await;
    let mut wrong = fates(shop, call, &["lost"]).await;
    match settled {
        Ok(settled) if settled.settled == Some(said) => {}
        other => wrong.push(format!("is settled as {other:?}")),
    }
    wrong
}

/// What became of each time that it arrived.
async fn fates(shop: &Shop, call: &CallView, expected: &[&str]) -> Vec<String> {
    let asked = sent(call);
    let expected = expected.iter();
    let expected: Vec<(String, String)> = expected
        .map(|fate| (asked.clone(), (*fate).to_owned()))
        .collect();
    let writes = shop.writes().await;
    match writes == expected {
        true => Vec::new(),
        false => vec![format!("{asked} wrote {writes:?}")],
    }
}
