//! A store to run actions on.

use patchbay_core::view::{CallView, InputChoice};
use patchbay_core::{Error, RunAs};
use serde_json::{Value, json};

use super::{Bench, STORE};

/// A store whose plan has the largest quota.
pub const ROOMY: &str = "z4zn3wo";

/// The writes that make refunds, as practice counts them.
pub const REFUNDS: &str = "POST /v3/orders/{id}/payment_actions/refunds";

/// The app installed on a store, and actions on it.
pub struct Shop {
    pub bench: Bench,
    pub store: u32,
    /// By which BigCommerce knows the store.
    pub hash: &'static str,
}

impl Shop {
    pub async fn open() -> Self {
        let bench = Bench::start().await;
        bench.installed().await;
        let store = bench.patchbay.store_rows().await.unwrap()[0].id;
        Self {
            bench,
            store,
            hash: STORE,
        }
    }

    /// The same, with every scope that there is and a quota that lasts.
    pub async fn open_wide() -> Self {
        let bench = Bench::start().await;
        let (app, registered) = bench.set_up().await;
        bench.save_every_scope(&registered).await;
        let answer = bench.install(&app, &registered, ROOMY).await;
        assert_eq!(answer.status(), 200, "the merchant sees a page");
        let store = bench.patchbay.store_rows().await.unwrap()[0].id;
        bench.hooks_active(store).await;
        Self {
            bench,
            store,
            hash: ROOMY,
        }
    }

    pub async fn run_as(&self, action: &str, input: Value, run: RunAs) -> Result<CallView, Error> {
        let patchbay = &self.bench.patchbay;
        let input = input.to_string();
        patchbay
            .run_action(self.store, action, &input, run, |_| ())
            .await
    }

    pub async fn run(&self, action: &str, input: Value) -> CallView {
        let confirmed = RunAs {
            confirmed: true,
            ..RunAs::default()
        };
        self.run_as(action, input, confirmed).await.unwrap()
    }

    pub async fn burst(&self, what: &str, count: u32) {
        let path = format!("stores/{}/burst", self.hash);
        let body = json!({ "what": what, "count": count });
        self.bench.drive(&path, body).await;
    }

    /// Ten of an order, as `create_refund` takes it.
    pub async fn refund_of(&self, order: u64) -> Value {
        let items = json!([{ "item_type": "ORDER", "item_id": order, "amount": "10.00" }]);
        let quote = json!({ "order_id": order, "items": items });
        let quote = answer(&self.run("quote_refund", quote).await);
        let payment = &quote["data"]["refund_methods"][0][0];
        let payment = json!({ "provider_id": payment["provider_id"],
            "amount": payment["amount"].to_string(), "offline": payment["offline"] });
        json!({ "order_id": order, "items": items, "payments": [payment] })
    }

    /// The writes of a kind that practice performed.
    pub async fn written(&self, kind: &str) -> u64 {
        let panel = self.bench.control_panel().await;
        let shown = self.bench.get(&format!("{panel}/practice/calls")).await;
        let shown: Value = shown.json().await.unwrap();
        let accepted = &shown["counts"][STORE][kind]["accepted"];
        accepted.as_u64().unwrap_or_default()
    }

    pub async fn options(&self, action: &str, place: &str, input: Value) -> Vec<InputChoice> {
        let patchbay = &self.bench.patchbay;
        let input = input.to_string();
        patchbay
            .action_options(self.store, action, place, &input, "")
            .await
            .unwrap()
    }
}

pub fn answer(call: &CallView) -> Value {
    serde_json::from_str(call.answer.as_deref().expect("an answer")).unwrap()
}
