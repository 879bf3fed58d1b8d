//! Ledgers of every older version come to the newest, and a step that fails changes nothing.

use super::*;
use crate::ledger::Ledger;
use crate::words::{AppKind, HookKind};

/// Two versions of an invented table, so that a step from one to the next can be seen.
const FIRST: Steps = &[(1, "CREATE TABLE thing (a TEXT NOT NULL) STRICT;")];
const SECOND: Steps = &[
    FIRST[0],
    (
        2,
        "ALTER TABLE thing ADD COLUMN b INTEGER NOT NULL DEFAULT 7;",
    ),
];
const BROKEN: Steps = &[
    FIRST[0],
    (2, "DELETE FROM thing; SELECT no_such_function();"),
];

/// A ledger as a build of that version left it.
fn build(folder: &Path, tables: &[Steps], version: usize) -> (PathBuf, Connection) {
    let path = files::prepare(folder).unwrap();
    let mut conn = Connection::open(&path).unwrap();
    if version > 0 {
        to_version(&mut conn, tables, version).unwrap();
    }
    (path, conn)
}

fn things(path: &Path) -> i64 {
    let conn = Connection::open(path).unwrap();
    conn.query_row("SELECT count(*) FROM thing", [], |row| row.get(0))
        .unwrap()
}

#[tokio::test]
async fn every_version_becomes_the_newest() {
    for version in 0..=latest(ALL) {
        let folder = tempfile::tempdir().unwrap();
        drop(build(folder.path(), ALL, version));
        let ledger = Ledger::open(folder.path()).unwrap();
        assert!(
            ledger.apps().await.unwrap().is_empty(),
            "from version {version}"
        );
        ledger.close().await;
        let conn = Connection::open(folder.path().join(files::FILE)).unwrap();
        assert_eq!(super::version(&conn).unwrap(), latest(ALL) as i64);
    }
}

/// Identities have the days of their signature since version 4.
#[test]
fn events_known_by_their_webhook_stay_known() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut conn) = build(folder.path(), ALL, 3);
    for (id, identity) in [(1, "3:w:msg_a"), (2, "3:c:store/order/created:7:")] {
        conn.execute_batch(&format!(
            "INSERT INTO event (id, seq, app_id, store_id, scope, resource_type, resource_id,
                origin, verdict, first_at, last_at, deliveries, identity)
            VALUES ({id}, {id}, 1, 3, 's', 'order', '7', 'live', 'verified', 0, 0, 1, '{identity}');
            INSERT INTO delivery (id, event_id, app_id, verdict, origin, received_at,
                received_mono_ns, webhook_timestamp_s, method, path, headers, body)
            VALUES ({id}, {id}, 1, 'verified', 'live', 0, 0, 1790000000, 'POST', '/', x'', x'');"
        ))
        .unwrap();
    }
    migrate(&mut conn, &path, ALL).unwrap();
    let mut identities = conn
        .prepare("SELECT identity FROM event ORDER BY id")
        .unwrap();
    let identities: Vec<String> = identities
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(identities, ["3:w:6905:msg_a", "3:c:store/order/created:7:"]);
}

/// There is another kind of hook since version 6.
#[tokio::test]
async fn hooks_that_were_there_carry_triggers() {
    let folder = tempfile::tempdir().unwrap();
    let (_, conn) = build(folder.path(), ALL, 5);
    conn.execute_batch(
        "INSERT INTO app (id, connector, mode, name, key, created_at, proof)
            VALUES (1, 'bigcommerce', 'live', 'Ours', 'k', 0, 'not_yet');
        INSERT INTO store (id, app_id, hash, state, granted, installed_at)
            VALUES (1, 1, 'abc', 'connected', '[]', 0);
        INSERT INTO hook (id, store_id, trigger, destination, active, quiet_since)
            VALUES ('h', 1, 'order_created', 'https://me.example/h/h', 1, 7);
        INSERT INTO event (id, seq, app_id, store_id, scope, resource_type, resource_id, origin,
                verdict, first_at, last_at, deliveries, identity)
            VALUES (1, 1, 1, 1, 's', 'order', '7', 'live', 'verified', 0, 0, 1, 'i');",
    )
    .unwrap();
    drop(conn);
    let ledger = Ledger::open(folder.path()).unwrap();
    let hooks = ledger.hooks(Some(1)).await.unwrap();
    assert_eq!(hooks.len(), 1);
    assert_eq!(
        (hooks[0].kind, hooks[0].quiet_since),
        (HookKind::Trigger, Some(7))
    );
    assert_eq!(ledger.exception_hook(1).await.unwrap(), None);
    assert_eq!(ledger.exceptions_waiting().await.unwrap(), []);
    assert!(!ledger.event(1).await.unwrap().unwrap().exception);
    ledger.close().await;
}

/// Apps have kinds since version 6.
#[tokio::test]
async fn apps_from_before_are_oauth_apps() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut conn) = build(folder.path(), ALL, 5);
    conn.execute_batch(
        "INSERT INTO app (connector, mode, name, key, created_at)
            VALUES ('bigcommerce', 'live', 'Production', 'k', 0);
        INSERT INTO store (app_id, hash, state, granted, installed_at)
            VALUES (1, 'g5cd38', 'connected', '[]', 0);",
    )
    .unwrap();
    migrate(&mut conn, &path, ALL).unwrap();
    drop(conn);
    let ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.apps().await.unwrap()[0].kind, AppKind::Oauth);
    assert_eq!(ledger.stores(None).await.unwrap()[0].access, None);
    ledger.close().await;
}

#[test]
fn versions_have_no_gaps() {
    for version in 1..=latest(ALL) {
        assert!(
            !script(ALL, version).is_empty(),
            "nothing leads to version {version}"
        );
    }
}

#[test]
fn a_backup_is_made_before_a_step() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut conn) = build(folder.path(), &[FIRST], 1);
    conn.execute("INSERT INTO thing VALUES ('x')", []).unwrap();
    migrate(&mut conn, &path, &[SECOND]).unwrap();
    let seven: i64 = conn
        .query_row("SELECT b FROM thing", [], |row| row.get(0))
        .unwrap();
    assert_eq!((version(&conn).unwrap(), seven), (2, 7));
    let backup = backup_path(&path, 1);
    assert_eq!(things(&backup), 1);
    assert_eq!(version(&Connection::open(&backup).unwrap()).unwrap(), 1);
    assert!(!backup.with_extension("partial").exists());
}

#[cfg(unix)]
#[test]
fn a_backup_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (path, mut conn) = build(folder.path(), &[FIRST], 1);
    migrate(&mut conn, &path, &[SECOND]).unwrap();
    let mode = fs::metadata(backup_path(&path, 1))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn an_empty_ledger_needs_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut conn) = build(folder.path(), &[SECOND], 0);
    migrate(&mut conn, &path, &[SECOND]).unwrap();
    migrate(&mut conn, &path, &[SECOND]).unwrap();
    assert!(!backup_path(&path, 0).exists() && !backup_path(&path, 2).exists());
}

/// What a ledger of the first version holds comes through, and its events still have their
/// deliveries.
#[tokio::test]
async fn what_the_first_version_kept_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (_, conn) = build(folder.path(), ALL, 1);
    conn.execute_batch(
        "INSERT INTO app (id, connector, mode, name, key, created_at, proof)
            VALUES (1, 'bigcommerce', 'live', 'Ours', 'k', 0, 'not_yet');
        INSERT INTO store (id, app_id, hash, state, granted, installed_at)
            VALUES (1, 1, 'abc', 'connected', '[]', 0);
        INSERT INTO event VALUES (1, 3, 1, 1, 'order_created', 'store/order/created', 'order',
            '250', NULL, 'live', 'verified', 10, 30, 2, 9, 'i1');
        INSERT INTO event VALUES (2, 2, 1, 1, NULL, 'store/x', '', '', NULL, 'live',
            'quarantined', 20, 20, 1, NULL, 'i2');
        INSERT INTO delivery VALUES (1, 1, 1, 'verified', 'live', 10, 1, NULL, 'm', 9, 'POST',
            '/h', x'', x'7b7d');
        INSERT INTO delivery VALUES (2, 2, 1, 'quarantined', 'live', 20, 2, NULL, NULL, NULL,
            'POST', '/h', x'', x'00');
        INSERT INTO delivery VALUES (3, 1, 1, 'verified', 'live', 30, 3, NULL, 'm', 9, 'POST',
            '/h', x'', x'5b5d');
        UPDATE head SET seq = 3, total = 2;",
    )
    .unwrap();
    drop(conn);
    let ledger = Ledger::open(folder.path()).unwrap();
    let changed = ledger.feed_changes(0, 10).await.unwrap();
    assert_eq!(changed.iter().map(|row| row.id).collect::<Vec<_>>(), [2, 1]);
    let of_first = ledger.deliveries(1).await.unwrap();
    assert_eq!(of_first.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(ledger.body(3).await.unwrap().unwrap(), b"[]");
    assert_eq!(ledger.deliveries(2).await.unwrap().len(), 1);
    ledger.remove_store(1).await.unwrap();
    assert_eq!(ledger.feed_head().await.unwrap().total, 0);
    assert!(ledger.body(3).await.unwrap().is_none());
    ledger.close().await;
}

#[test]
fn a_step_that_fails_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut conn) = build(folder.path(), &[FIRST], 1);
    conn.execute("INSERT INTO thing VALUES ('x')", []).unwrap();
    assert!(migrate(&mut conn, &path, &[BROKEN]).is_err());
    assert_eq!((version(&conn).unwrap(), things(&path)), (1, 1));
}
