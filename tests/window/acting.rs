//! Actions are run from the real window: by keyboard, with what is filled in judged, and confirmed where
//! they take something away.

use fantoccini::Locator;

use crate::desk::Desk;
use crate::path::{place_order, set_up};

const ENTER: char = '\u{e007}';
const CONTROL: char = '\u{e009}';

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_read_and_archived_once_confirmed() {
    let desk = Desk::open(&[]).await;
    set_up(&desk).await;
    place_order(&desk).await;
    let app = &desk.app;
    app.see("was created").await;
    app.keys("ga").await;
    app.titled("Actions").await;
    app.picture("actions").await;
    app.accessible("actions").await;

    app.fill("#action-search", "get order").await;
    app.keys(&ENTER.to_string()).await;
    app.see("Everything of one order").await;
    app.chord(CONTROL, ENTER).await;
    app.see("1 field to mend").await;
    app.picture("action-mend").await;
    app.fill("#input-order_id", "101").await;
    app.gone("1 field to mend").await;
    app.chord(CONTROL, ENTER).await;
    app.see("payment_status").await;
    app.picture("action-answer").await;
    app.accessible("an action with its answer").await;

    app.fill("#action-search", "archive").await;
    app.keys(&ENTER.to_string()).await;
    app.fill("#input-order_id", "101").await;
    app.see("DELETE").await;
    app.chord(CONTROL, ENTER).await;
    app.see("Archive order 101?").await;
    app.picture("action-confirm").await;
    app.accessible("a confirmation").await;
    app.press("Archive").await;
    app.gone("Archive order 101?").await;

    app.press("History").await;
    let archived = "//li/button[contains(normalize-space(.), 'Archive order')]";
    app.click(Locator::XPath(archived)).await;
    app.see("without a body").await;
    app.picture("action-history").await;
    app.accessible("the history of actions").await;
    desk.close().await;
}
