//! A store to run actions on.

use patchbay_core::view::{CallView, InputChoice};
use patchbay_core::{Error, RunAs};
use serde_json::{Value, json};

use super::{Bench, STORE};

/// The app installed on a store, and actions on it.
pub struct Shop {
    pub bench: Bench,
    pub store: u32,
}

impl Shop {
    pub async fn open() -> Self {
        let bench = Bench::start().await;
        bench.installed().await;
        let store = bench.patchbay.store_rows().await.unwrap()[0].id;
        Self { bench, store }
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
        let path = format!("stores/{STORE}/burst");
        let body = json!({ "what": what, "count": count });
        self.bench.drive(&path, body).await;
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
