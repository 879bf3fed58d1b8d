//! What crosses to the page has a type there, and so has everything in it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;

use patchbay_orchestration::changes::Change;
use patchbay_orchestration::check::Finding;
use patchbay_orchestration::condition::{Judgement, Side};
use patchbay_orchestration::document::Document;
use patchbay_orchestration::expression::{Kind, Preview, Remark};
use patchbay_orchestration::plan::{Mark, Place, Question, Skip, Work};
use specta::Types;

#[test]
fn what_crosses_to_the_page_has_a_type_there() {
    let types = Types::default()
        .register::<Document>()
        .register::<Finding>()
        .register::<Change>()
        .register::<Judgement>()
        .register::<Side>()
        .register::<Kind>()
        .register::<Preview>()
        .register::<Remark>()
        .register::<Mark>()
        .register::<Place>()
        .register::<Question>()
        .register::<Skip>()
        .register::<Work>();
    let names = types.into_unsorted_iter().map(|it| it.name.to_string());
    let names: BTreeSet<_> = names.collect();
    assert!(
        !names.contains("Value"),
        "a page has no number of three kinds"
    );
    for name in [
        "Action",
        "As",
        "Case",
        "Condition",
        "Confirm",
        "Delay",
        "Do",
        "Document",
        "Ending",
        "Every",
        "ForEach",
        "Forward",
        "Http",
        "If",
        "Judged",
        "Judgement",
        "Kind",
        "Manual",
        "Json",
        "ManualInput",
        "Method",
        "Missed",
        "Notify",
        "OnError",
        "Operator",
        "Preview",
        "Remark",
        "Row",
        "Schedule",
        "Side",
        "Source",
        "Span",
        "Step",
        "Stop",
        "Switch",
        "Trigger",
        "Webhook",
        "Weekday",
        "Mark",
        "Finding",
        "Change",
        "ChangeKind",
        "FindingKind",
        "Severity",
        "Question",
        "Skip",
        "Work",
        "Way",
        "Failure",
        "FailureKind",
    ] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
}
