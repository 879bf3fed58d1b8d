//! Orchestrations of a store, put to work.

use patchbay_core::view::{BeginWith, Document, DraftSaved, RunFilter, RunRow, RunState, RunView};
use serde_json::Value;

use super::shop::Shop;

impl Shop {
    /// An orchestration of a document, for the store; its id.
    pub async fn draw_up(&self, document: Value) -> u32 {
        let (id, saved) = self.drawn(document).await;
        assert_eq!(saved.findings, [], "nothing stands in the way");
        id
    }

    /// The same, where something is odd about it and nothing wrong.
    pub async fn draw_up_with_warnings(&self, document: Value) -> u32 {
        self.drawn(document).await.0
    }

    async fn drawn(&self, document: Value) -> (u32, DraftSaved) {
        let patchbay = &self.bench.patchbay;
        let id = patchbay
            .new_orchestration(&BeginWith::Nothing)
            .await
            .unwrap();
        patchbay
            .set_orchestration_stores(id, vec![self.store])
            .await
            .unwrap();
        let document = Document::read(&document.to_string()).unwrap();
        let saved = patchbay.save_draft(id, &document).await.unwrap();
        (id, saved)
    }

    /// The same, published and enabled.
    pub async fn put_to_work(&self, document: Value) -> u32 {
        let id = self.draw_up(document).await;
        let patchbay = &self.bench.patchbay;
        patchbay.publish_orchestration(id, "").await.unwrap();
        patchbay.enable_orchestration(id).await.unwrap();
        id
    }

    pub async fn runs(&self) -> Vec<RunRow> {
        let patchbay = &self.bench.patchbay;
        patchbay.runs(RunFilter::default(), None).await.unwrap()
    }

    /// The only run, once it stands so.
    pub async fn run_that(&self, state: RunState) -> RunView {
        self.bench
            .until("the run stands so", |it| async move {
                let runs = it.patchbay.runs(RunFilter::default(), None).await.unwrap();
                runs.len() == 1 && runs[0].state == state
            })
            .await;
        let run = self.runs().await[0].id;
        self.bench.patchbay.run(run).await.unwrap()
    }
}
