//! A third party's BigCommerce client against the practice BigCommerce: what it accepts, ours is
//! measured by. `PATCHBAY_PEERS` names the Python that has it; `tests/scripts/peers.sh` makes one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use reqwest::{Certificate, Client, Response, Url};
use serde_json::Value;

const STORE: &str = "g5cd38";
const CALLBACK: &str = "https://hooks.example.com/c/0123456789abcdef";

const SCRIPT: &str = r#"
import json, os, sys
from bigcommerce.api import BigcommerceApi
given = json.load(sys.stdin)
api = BigcommerceApi(client_id=given["client_id"], store_hash=given["store"])
token = api.oauth_fetch_token(given["client_secret"], given["code"], given["context"],
                              given["scope"], given["callback"])
api = BigcommerceApi(client_id=given["client_id"], store_hash=given["store"],
                     access_token=token["access_token"])
orders = api.Orders.all()
print(json.dumps({"scope": token["scope"], "context": token["context"],
                  "order": orders[0]["id"], "again": api.Orders.get(orders[0]["id"])["id"]}))
"#;

/// The practice BigCommerce alone, with its throw-away authority.
struct Practice {
    child: Child,
    addresses: BTreeMap<String, String>,
    http: Client,
    folder: tempfile::TempDir,
}

impl Practice {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_patchbay"))
            .args([
                "practice",
                "--tls",
                "--port",
                "0",
                "--until-stdin-closes",
                "--folder",
            ])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: BTreeMap<String, Value> = serde_json::from_str(&line).unwrap();
        let addresses: BTreeMap<String, String> = said
            .into_iter()
            .filter_map(|(name, value)| {
                Some((name, value.as_str()?.trim_end_matches('/').to_owned()))
            })
            .collect();
        let authority = std::fs::read(&addresses["ca_pem_path"]).unwrap();
        let http = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .add_root_certificate(Certificate::from_pem(&authority).unwrap())
            .build()
            .unwrap();
        Self {
            child,
            addresses,
            http,
            folder,
        }
    }

    async fn post(&self, host: &str, path: &str, form: &[(&str, &str)]) -> Response {
        let url = format!("{}{path}", self.addresses[host]);
        let answer = self.http.post(&url).form(form).send().await.unwrap();
        assert!(
            answer.status().is_redirection(),
            "{url}: {}",
            answer.status()
        );
        answer
    }

    async fn page(&self, host: &str, path: &str) -> String {
        let url = format!("{}{path}", self.addresses[host]);
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    fn authority(&self, host: &str) -> String {
        let url = Url::parse(&self.addresses[host]).unwrap();
        format!("{}:{}", url.host_str().unwrap(), url.port().unwrap())
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
        let _ = &self.folder;
    }
}

fn location(answer: &Response) -> String {
    answer.headers()["location"].to_str().unwrap().to_owned()
}

fn between(page: &str, before: &str) -> String {
    let start = page.find(before).unwrap() + before.len();
    page[start..].split(['<', '"']).next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_partys_client_exchanges_a_code_and_calls_the_api() {
    let Some(python) = std::env::var_os("PATCHBAY_PEERS").map(PathBuf::from) else {
        eprintln!("PATCHBAY_PEERS is not set: make test sets it");
        return;
    };
    let practice = Practice::start();
    let made = practice
        .post("portal", "/my/apps", &[("name", "Peer")])
        .await;
    let created = location(&made);
    let app = created.split('/').nth(3).unwrap().to_owned();
    let page = practice.page("portal", &created).await;
    let fields = [("auth", CALLBACK), ("load", CALLBACK)];
    practice
        .post("portal", &format!("/my/apps/{app}/information"), &fields)
        .await;
    let scopes = [("mode", "manual"), ("scope-orders", "modify")];
    practice
        .post("portal", &format!("/my/apps/{app}/scopes"), &scopes)
        .await;
    practice
        .post("portal", &format!("/my/apps/{app}/scopes/confirm"), &[])
        .await;
    let consent = format!("/stores/{STORE}/manage/marketplace/apps/{app}/consent");
    let launched = location(&practice.post("control_panel", &consent, &[]).await);
    let code = launched
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap()
        .to_owned();
    let given = serde_json::json!({
        "client_id": between(&page, "data-test=\"client-id\">"),
        "client_secret": between(&page, "data-test=\"client-secret\">"),
        "code": code, "context": format!("stores/{STORE}"), "scope": "store_v2_orders",
        "callback": CALLBACK, "store": STORE,
    });
    let said = run(&python, &practice, &given);
    assert_eq!(said["context"], format!("stores/{STORE}"));
    assert!(
        said["scope"].as_str().unwrap().contains("store_v2_orders"),
        "{said}"
    );
    assert_eq!(said["order"], said["again"]);
}

fn run(python: &PathBuf, practice: &Practice, given: &Value) -> Value {
    let mut client = Command::new(python)
        .args(["-c", SCRIPT])
        .env("BC_API_ENDPOINT", practice.authority("api"))
        .env("BC_AUTH_SERVICE", practice.authority("login"))
        .env("REQUESTS_CA_BUNDLE", &practice.addresses["ca_pem_path"])
        .env("NO_PROXY", "127.0.0.1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    serde_json::to_writer(client.stdin.take().unwrap(), given).unwrap();
    let output = client.wait_with_output().unwrap();
    assert!(output.status.success(), "the client failed");
    serde_json::from_slice(&output.stdout).unwrap()
}
