//! A throw-away public authority with an intermediate one, and the certificates that users get
//! wrong. Everything is a pair of files, `NAME.pem` and `NAME.key`.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
};

use crate::network::{BIGCOMMERCE, MOVED, PUBLIC};

type Issuer = CertifiedIssuer<'static, KeyPair>;

/// A day.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes them all, and `ca.pem`, the one root that the test's world trusts.
pub fn write(folder: &Path) {
    let root = authority("Root of the test", None);
    let middle = authority("Intermediate of the test", Some(&root));
    let stranger = authority("An authority nobody knows", None);
    let strange_middle = authority("Its intermediate", Some(&stranger));
    fs::write(folder.join("ca.pem"), root.pem()).unwrap();
    let public = || params(&[PUBLIC, MOVED]);
    let now = SystemTime::now();
    let expired = valid(public(), now - 90 * DAY, now - DAY);
    let early = valid(public(), now + DAY, now + 90 * DAY);
    let save = |name, params, by: &Issuer, chain: &str| leaf(folder, name, params, by, chain);
    save("bigcommerce", params(&BIGCOMMERCE), &middle, &middle.pem());
    save("good", public(), &middle, &middle.pem());
    save("expired", expired, &middle, &middle.pem());
    save("early", early, &middle, &middle.pem());
    save(
        "other-name",
        params(&["www.example.com"]),
        &middle,
        &middle.pem(),
    );
    save("incomplete", public(), &middle, "");
    let strange = |name, params| save(name, params, &strange_middle, &strange_middle.pem());
    strange("unknown", public());
    strange("impostor", params(&BIGCOMMERCE));
    self_signed(folder, "self-signed", public());
    self_signed(folder, "self-signed-ca", ca_of(public()));
}

fn authority(name: &str, by: Option<&Issuer>) -> Issuer {
    let mut params = ca_of(params(&[]));
    params.distinguished_name.push(DnType::CommonName, name);
    let key = KeyPair::generate().unwrap();
    match by {
        Some(issuer) => CertifiedIssuer::signed_by(params, key, issuer).unwrap(),
        None => CertifiedIssuer::self_signed(params, key).unwrap(),
    }
}

/// What `openssl req -x509` makes: its own authority.
fn ca_of(mut params: CertificateParams) -> CertificateParams {
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::DigitalSignature,
    ];
    params
}

fn valid(mut params: CertificateParams, from: SystemTime, to: SystemTime) -> CertificateParams {
    params.not_before = from.into();
    params.not_after = to.into();
    params
}

fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names.clone()).unwrap();
    if let Some(name) = names.first() {
        params.distinguished_name = rcgen::DistinguishedName::new();
        params
            .distinguished_name
            .push(DnType::CommonName, name.clone());
    }
    params
}

fn leaf(folder: &Path, name: &str, params: CertificateParams, by: &Issuer, chain: &str) {
    let key = KeyPair::generate().unwrap();
    let signed = params.signed_by(&key, by).unwrap();
    save(folder, name, &format!("{}{chain}", signed.pem()), &key);
}

fn self_signed(folder: &Path, name: &str, params: CertificateParams) {
    let key = KeyPair::generate().unwrap();
    let signed = params.self_signed(&key).unwrap();
    save(folder, name, &signed.pem(), &key);
}

fn save(folder: &Path, name: &str, pem: &str, key: &KeyPair) {
    fs::write(folder.join(format!("{name}.pem")), pem).unwrap();
    fs::write(folder.join(format!("{name}.key")), key.serialize_pem()).unwrap();
}
