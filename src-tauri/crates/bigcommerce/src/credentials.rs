//! Looking over a Client ID and Client Secret before they are kept.
//!
//! Nothing at BigCommerce confirms the pair on its own, so mistakes are caught by shape: what is
//! surely wrong is refused, what is only unusual is pointed out. No message repeats a value.

use secrecy::{ExposeSecret, SecretString};

/// Which of the two fields a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Client ID.
    ClientId,
    /// Client Secret.
    ClientSecret,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Nothing was typed.
    Empty,
    /// Spaces around the value; they are left out.
    Trimmed,
    /// Spaces or line breaks inside the value.
    SpaceInside,
    /// A web address was pasted.
    Url,
    /// A placeholder of some instruction was pasted.
    Placeholder,
    /// The two values are the same.
    Same,
    /// The two values seem to be in each other's field.
    Swapped,
    /// Characters that such a value does not have.
    OddCharacters,
    /// A length that such a value does not usually have.
    OddLength,
}

impl Code {
    /// Whether the values must not be kept like this.
    pub fn blocks(self) -> bool {
        match self {
            Self::Empty | Self::SpaceInside | Self::Url | Self::Placeholder | Self::Same => true,
            Self::Trimmed | Self::Swapped | Self::OddCharacters | Self::OddLength => false,
        }
    }
}

/// One thing to tell the person about what they typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field it is about.
    pub field: Field,
    /// What was found.
    pub code: Code,
    /// A sentence or two for the person; never contains the value.
    pub message: &'static str,
}

/// The value as it is to be kept: without the spaces around it that copying picks up.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// Looks the pair over. An empty answer means nothing to say; a finding whose code
/// [`Code::blocks`] means the pair must not be kept as it is.
pub fn check(client_id: &str, client_secret: &SecretString) -> Vec<Finding> {
    let (id, secret) = (trimmed(client_id), trimmed(client_secret.expose_secret()));
    let mut findings = Vec::new();
    for (field, given, kept) in [
        (Field::ClientId, client_id, id),
        (Field::ClientSecret, client_secret.expose_secret(), secret),
    ] {
        if !kept.is_empty() && kept.len() != given.len() {
            findings.push(Finding::new(field, Code::Trimmed));
        }
        findings.extend(surely_wrong(kept).map(|code| Finding::new(field, code)));
    }
    if !findings.iter().any(|finding| finding.code.blocks()) {
        findings.extend(of_the_pair(id, secret));
    }
    findings
}

/// What no client id, secret or token can be.
pub fn surely_wrong(value: &str) -> Option<Code> {
    let lower = value.to_ascii_lowercase();
    if value.is_empty() {
        Some(Code::Empty)
    } else if lower.starts_with("http:") || lower.starts_with("https:") || lower.contains("://") {
        Some(Code::Url)
    } else if value.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Some(Code::SpaceInside)
    } else if is_placeholder(&lower) {
        Some(Code::Placeholder)
    } else {
        None
    }
}

fn is_placeholder(lower: &str) -> bool {
    let words = [
        "client_id",
        "client_secret",
        "client-id",
        "client-secret",
        "your_",
        "your-",
    ];
    let filler = lower
        .bytes()
        .all(|byte| matches!(byte, b'x' | b'*' | b'.' | b'-'));
    let bullets = lower.contains(['\u{2022}', '\u{25cf}', '<', '>', '{', '}']);
    filler || bullets || words.iter().any(|word| lower.contains(word))
}

fn of_the_pair(id: &str, secret: &str) -> Vec<Finding> {
    if id == secret {
        return vec![Finding::new(Field::ClientSecret, Code::Same)];
    }
    if looks_like_secret(id) && !looks_like_secret(secret) {
        return vec![Finding::new(Field::ClientId, Code::Swapped)];
    }
    let unusual = [
        (Field::ClientId, unusual_id(id)),
        (Field::ClientSecret, unusual_secret(secret)),
    ];
    let found = unusual
        .into_iter()
        .filter_map(|(field, code)| Some(Finding::new(field, code?)));
    found.collect()
}

/// Client IDs seen are about 31 lower-case letters and digits.
fn unusual_id(id: &str) -> Option<Code> {
    if !id
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        Some(Code::OddCharacters)
    } else if !(25..=40).contains(&id.len()) {
        Some(Code::OddLength)
    } else {
        None
    }
}

/// Client Secrets seen are 64 hexadecimal digits; older ones are shorter and of other letters.
fn unusual_secret(secret: &str) -> Option<Code> {
    if !secret.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Some(Code::OddCharacters)
    } else if looks_like_secret(secret) || (25..=40).contains(&secret.len()) {
        None
    } else {
        Some(Code::OddLength)
    }
}

fn looks_like_secret(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl Finding {
    fn new(field: Field, code: Code) -> Self {
        Self {
            field,
            code,
            message: message(field, code),
        }
    }
}

fn message(field: Field, code: Code) -> &'static str {
    match (code, field) {
        (Code::Empty, Field::ClientId) => "Enter the Client ID from View credentials.",
        (Code::Empty, Field::ClientSecret) => "Enter the Client Secret from View credentials.",
        (Code::Trimmed, Field::ClientId) => {
            "There were spaces around the Client ID; they are left out."
        }
        (Code::Trimmed, Field::ClientSecret) => {
            "There were spaces around the Client Secret; they are left out."
        }
        (Code::SpaceInside, Field::ClientId) => {
            "There is a space or line break inside the Client ID. Copy it again, alone."
        }
        (Code::SpaceInside, Field::ClientSecret) => {
            "There is a space or line break inside the Client Secret. Copy it again, alone."
        }
        (Code::Url, Field::ClientId) => {
            "This is a web address. The Client ID is the short code under View credentials."
        }
        (Code::Url, Field::ClientSecret) => {
            "This is a web address. The Client Secret is the long code under View credentials."
        }
        (Code::Placeholder, _) => {
            "This is a placeholder, not a value. Open View credentials in the developer portal \
             and copy the real one."
        }
        (Code::Same, _) => {
            "Client ID and Client Secret are the same. Copy each from its own line under View \
             credentials."
        }
        (Code::Swapped, _) => {
            "Client ID and Client Secret seem to be in each other's field: the long hexadecimal \
             one is the secret."
        }
        (Code::OddCharacters, Field::ClientId) => {
            "A Client ID usually has only lower-case letters and digits. Check that it is whole \
             and alone."
        }
        (Code::OddCharacters, Field::ClientSecret) => {
            "A Client Secret usually has only letters and digits. Check that it is whole and \
             alone."
        }
        (Code::OddLength, Field::ClientId) => {
            "A Client ID usually has about 31 characters. Check that none is missing."
        }
        (Code::OddLength, Field::ClientSecret) => {
            "A Client Secret usually has 64 characters. Check that none is missing."
        }
    }
}
