//! What the practice BigCommerce was asked to change, as it counts it itself.

use serde_json::{Value, json};

use crate::support::shop::Shop;

/// A write that arrived: method and path, and what became of it.
pub type Write = (String, String);

impl Shop {
    /// Begins to count anew.
    pub async fn count_anew(&self) {
        let calls = format!("{}/practice/calls", self.bench.control_panel().await);
        let answer = self.bench.http.delete(calls).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    /// The writes since, in their order; those of hooks are the app's own.
    pub async fn writes(&self) -> Vec<Write> {
        let calls = format!("{}/practice/calls", self.bench.control_panel().await);
        let told: Value = self.bench.get(&calls).await.json().await.unwrap();
        let text = |write: &Value, name: &str| write[name].as_str().unwrap().to_owned();
        let each = told["last"].as_array().unwrap().iter().map(|write| {
            let call = format!("{} {}", text(write, "method"), text(write, "path"));
            (call, text(write, "fate"))
        });
        each.filter(|(call, _)| !call.contains(" /v3/hooks"))
            .collect()
    }

    /// Loses the next answer to a write, or no more.
    pub async fn lose(&self, answers: u32) {
        self.bench.faults(json!({ "lost_answers": answers })).await;
    }
}
