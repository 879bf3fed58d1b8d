//! What BigCommerce grants against what is asked for: narrower, wider, misspelt, late and nothing at
//! all; and the history of what was changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{
    AdviceKind, AppView, FindingKind, HistoryExportView, HistoryFormat, InstallStage, InstallWay,
    ScopeTable, Standing,
};
use reqwest::Url;
use serde_json::Value;
use support::{Bench, PORTAL_SCOPES, STORE};

const OTHER_STORE: &str = "z4zn3wo";

const WITHOUT_CARTS: &[(&str, &str)] = &[
    ("orders", "modify"),
    ("products", "modify"),
    ("information", "read_only"),
];

async fn table(bench: &Bench, app: &AppView) -> ScopeTable {
    let app = bench.patchbay.app(app.id).await.unwrap();
    app.scopes
        .comparison
        .expect("BigCommerce granted something")
}

/// How the portal stands in a row, and the stores.
fn standing(table: &ScopeTable, row: &str) -> (Standing, Vec<(Standing, u32)>) {
    let line = table.lines.iter().find(|line| line.row == row).unwrap();
    let held = line.stores.iter();
    let held = held.map(|it| (it.cell.standing, it.stores)).collect();
    (line.portal.standing, held)
}

async fn what_happened(bench: &Bench, app: &AppView) -> Vec<String> {
    let page = bench.patchbay.history(app.id, None).await.unwrap();
    let changes = page.changes.into_iter();
    changes
        .map(|it| format!("{}: {}", it.what, it.detail))
        .collect()
}

/// The same as a file has it, oldest first.
async fn exported(bench: &Bench, app: &AppView) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("history.json");
    let export = bench.patchbay.export_history(app.id, HistoryFormat::Json);
    export.await.unwrap().write(&target).await.unwrap();
    let whole: Value = serde_json::from_slice(&std::fs::read(&target).unwrap()).unwrap();
    let text = |change: &Value, name: &str| change[name].as_str().unwrap().to_owned();
    let changes = whole["changes"].as_array().unwrap().iter();
    changes
        .map(|it| format!("{}: {}", text(it, "what"), text(it, "detail")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_narrower_grant_is_explained_and_mended_by_consent() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    assert!(app.scopes.comparison.is_none(), "nothing was granted yet");
    bench.save_scopes(&registered, WITHOUT_CARTS).await;
    bench.install(&app, &registered, STORE).await;

    let narrow = table(&bench, &app).await;
    assert_eq!(
        standing(&narrow, "Carts"),
        (Standing::Missing, vec![(Standing::Missing, 1)])
    );
    let finding = &narrow.findings[0];
    assert_eq!(finding.kind, FindingKind::ScopesMissing);
    assert_eq!(
        (&*finding.steps[0].row, &*finding.steps[0].level),
        ("Carts", "Read-Only")
    );
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    let own = bench.patchbay.store_scopes(store.id).await.unwrap();
    assert_eq!(own.table.unwrap().findings, narrow.findings);

    bench.save_scopes(&registered, PORTAL_SCOPES).await;
    assert_eq!(
        table(&bench, &app).await.findings,
        narrow.findings,
        "the portal cannot be asked: only a consent tells"
    );
    bench.install(&app, &registered, STORE).await;
    let mended = table(&bench, &app).await;
    assert!(mended.findings.is_empty(), "{:?}", mended.findings);
    assert_eq!(
        standing(&mended, "Carts"),
        (Standing::Same, vec![(Standing::Same, 1)])
    );
    let happened = what_happened(&bench, &app).await;
    let consent = happened
        .iter()
        .find(|it| it.starts_with("Store consented again"));
    assert!(
        consent.is_some_and(|it| it.ends_with("+store_cart_read_only")),
        "{happened:?}"
    );
    assert!(consent.is_some_and(|it| it.contains(STORE)), "{happened:?}");
    let mut exported = exported(&bench, &app).await;
    exported.reverse();
    assert_eq!(exported, happened, "a file tells what the window does");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_consented_before_is_told_from_one_that_did_after() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    bench.save_scopes(&registered, WITHOUT_CARTS).await;
    bench.install(&app, &registered, STORE).await;
    bench.save_scopes(&registered, PORTAL_SCOPES).await;
    bench.install(&app, &registered, OTHER_STORE).await;

    let table = table(&bench, &app).await;
    assert_eq!(
        standing(&table, "Carts"),
        (
            Standing::Same,
            vec![(Standing::Missing, 1), (Standing::Same, 1)]
        )
    );
    let [finding] = table.findings.as_slice() else {
        panic!("{:?}", table.findings);
    };
    assert_eq!(finding.kind, FindingKind::ConsentDue);
    assert_eq!(
        finding.title,
        "1 of 2 stores has not consented to Carts yet"
    );
    assert_eq!(table.differing_total, 1);
    assert_eq!(table.differing[0].hash, STORE);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wider_grant_is_told_as_wider() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let wide = [
        ("orders", "modify"),
        ("products", "modify"),
        ("information", "modify"),
        ("carts", "read_only"),
        ("customers", "read_only"),
    ];
    bench.save_scopes(&registered, &wide).await;
    bench.install(&app, &registered, STORE).await;
    let table = table(&bench, &app).await;
    assert_eq!(
        standing(&table, "Information & Settings").0,
        Standing::Wider
    );
    assert_eq!(standing(&table, "Customers").0, Standing::Unasked);
    let kinds: Vec<FindingKind> = table.findings.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [FindingKind::Wider]);
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    assert!(store.scopes.missing.is_empty());
    let ids = |list: &[patchbay_core::view::ScopeView]| {
        list.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&store.scopes.wider), ["store_v2_information"]);
    assert_eq!(ids(&store.scopes.extra), ["store_v2_customers_read_only"]);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_custom_scope_is_invalid_at_bigcommerce_and_said_to_be_here() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let additional = ["store_v2_information_read_only", "store_cart_read_only"];
    let additional = additional.map(String::from);
    let misspelt = ["store_carts".to_owned()];
    let app = bench
        .patchbay
        .set_scopes(app.id, &additional, &misspelt)
        .await
        .unwrap();
    let advice = &app.scopes.advice[0];
    assert_eq!(advice.kind, AdviceKind::Misspelt);

    let way = InstallWay::Authorize {
        store_hash: STORE.into(),
    };
    let begun = bench.patchbay.begin_install(app.id, way).await.unwrap();
    let refused = bench.get(&begun.opened_url).await;
    assert_eq!(refused.status(), 400);
    assert!(refused.text().await.unwrap().contains("scope goes beyond"));

    bench.install(&app, &registered, STORE).await;
    let table = table(&bench, &app).await;
    let [finding] = table.findings.as_slice() else {
        panic!("{:?}", table.findings);
    };
    assert_eq!(finding.kind, FindingKind::InvalidScope);
    assert!(finding.remedy.contains("store_cart"), "{}", finding.remedy);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_bound_to_no_store_is_no_grant() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    bench
        .patchbay
        .begin_install(app.id, InstallWay::ControlPanel)
        .await
        .unwrap();
    let callback = bench.callback_of(&registered, STORE).await;
    let mut elsewhere = Url::parse(&callback).unwrap();
    let pairs: Vec<(String, String)> = elsewhere
        .query_pairs()
        .map(|(name, value)| match name.as_ref() {
            "context" => (name.into_owned(), "stores/elsewhere1".into()),
            _ => (name.into_owned(), value.into_owned()),
        })
        .collect();
    elsewhere.query_pairs_mut().clear().extend_pairs(pairs);
    bench.get(elsewhere.as_str()).await;

    let install = bench.install_view(&app).await;
    assert_eq!(install.stage, InstallStage::Failed);
    let problem = install.problem.unwrap();
    assert!(problem.meaning.contains("scope"), "{problem:?}");
    let app = bench.patchbay.app(app.id).await.unwrap();
    assert!(app.scopes.comparison.is_none());
    assert!(
        bench
            .patchbay
            .stores(Some(app.id))
            .await
            .unwrap()
            .is_empty()
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_what_changed_and_is_exported_without_secrets() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let patchbay = &bench.patchbay;
    patchbay
        .set_scopes(app.id, &["store_cart_read_only".into()], &["=x".into()])
        .await
        .unwrap_err();
    let custom = ["store_early_access".to_owned()];
    patchbay
        .set_scopes(app.id, &["store_cart".into()], &custom)
        .await
        .unwrap();
    patchbay
        .set_trigger(app.id, "refund_created", false)
        .await
        .unwrap();
    let secret = registered.client_secret.clone();
    patchbay
        .set_credentials(app.id, registered.client_id.clone(), secret.into())
        .await
        .unwrap();
    patchbay.rename_app(app.id, "=Orders, all").await.unwrap();

    let happened = what_happened(&bench, &app).await;
    for expected in [
        "Renamed: Practice → =Orders, all".to_owned(),
        format!(
            "Client secret replaced: for the same Client ID {}",
            registered.client_id
        ),
        "Trigger switched off: Refund Created".to_owned(),
        "Custom scope added: store_early_access".to_owned(),
        "Scope added: store_cart".to_owned(),
        "Scope removed: store_cart_read_only".to_owned(),
        "Scope removed: store_v2_information_read_only".to_owned(),
        format!("Credentials given: Client ID {}", registered.client_id),
        "App created: Practice".to_owned(),
    ] {
        assert!(happened.contains(&expected), "{expected} in {happened:#?}");
    }
    assert_eq!(
        happened.first().unwrap(),
        "Renamed: Practice → =Orders, all"
    );

    let folder = tempfile::tempdir().unwrap();
    for (format, name) in [
        (HistoryFormat::Json, "history.json"),
        (HistoryFormat::Csv, "history.csv"),
    ] {
        let target = folder.path().join(name);
        let export = patchbay.export_history(app.id, format).await.unwrap();
        assert!(
            export
                .suggested()
                .ends_with(name.rsplit('.').next().unwrap())
        );
        let HistoryExportView::Done { changes, file, .. } = export.write(&target).await.unwrap()
        else {
            panic!("it has a file");
        };
        assert_eq!(file, name);
        assert_eq!(changes as usize, happened.len());
        let text = std::fs::read_to_string(&target).unwrap();
        assert!(text.contains("store_early_access"));
        assert!(!text.contains(&registered.client_secret), "{text}");
    }
    let text = std::fs::read_to_string(folder.path().join("history.json")).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let changes = whole["changes"].as_array().unwrap();
    assert_eq!(changes.first().unwrap()["what"], "App created");
    assert_eq!(changes.last().unwrap()["what"], "Renamed");
    bench.patchbay.stop().await;
}
