//! Failures of BigCommerce in the connector's words.

use patchbay_bigcommerce::{ApiError, ExchangeError};
use patchbay_connector::{Connector, Mend as Mended, Symptom};

use crate::patchbay::connector;
use crate::view::{Mend, Problem};

/// The connector whose failures these are.
const BIGCOMMERCE: &str = "bigcommerce";

/// What a failure means and what to do.
pub(crate) fn explained(symptom: &Symptom) -> Problem {
    let told = bigcommerce().and_then(|connector| connector.explain(symptom));
    told.map_or_else(
        || Problem {
            title: symptom.code.into(),
            ..Problem::default()
        },
        |told| Problem {
            title: told.title,
            meaning: told.meaning,
            remedy: told.remedy,
            mend: told.mend.map(mend),
        },
    )
}

/// The rule that a failure is explained by, for the log.
pub(crate) fn rule(symptom: &Symptom) -> &'static str {
    let told = bigcommerce().and_then(|connector| connector.explain(symptom));
    told.map_or("", |told| told.rule)
}

/// A refusal of a store's API.
pub(crate) fn of_api(error: &ApiError) -> Symptom {
    let symptom = Symptom::new(error.code());
    match error {
        ApiError::Forbidden { said } => symptom.fact("said", bare(said)),
        ApiError::Invalid {
            status,
            title,
            errors,
        } => symptom
            .status(*status)
            .fact("said", complaints(title, errors)),
        ApiError::Unexpected { status, title } => symptom.status(*status).fact("said", bare(title)),
        ApiError::StoreDown { status }
        | ApiError::Server { status }
        | ApiError::NotJson { status } => symptom.status(*status),
        ApiError::TokenDead
        | ApiError::ScopeMissing
        | ApiError::NotFound
        | ApiError::RateLimited { .. }
        | ApiError::Overloaded
        | ApiError::Unreachable
        | ApiError::Timeout
        | ApiError::TooLarge
        | ApiError::BadPath
        | ApiError::Insecure => symptom,
    }
}

/// A refusal to make or change a hook.
pub(crate) fn of_hook(error: &ApiError) -> Symptom {
    of_api(error).of("hook")
}

/// A refusal to exchange a code.
pub(crate) fn of_exchange(error: &ExchangeError) -> Symptom {
    let symptom = Symptom::new(error.code());
    match error {
        ExchangeError::NotJson { login: true, .. } => symptom.of("login"),
        ExchangeError::Refused {
            status,
            error,
            description,
        } => {
            let said = if description.is_empty() {
                error
            } else {
                description
            };
            symptom.status(*status).fact("said", bare(said))
        }
        ExchangeError::RedirectMismatch { .. }
        | ExchangeError::InvalidClient
        | ExchangeError::InvalidCode
        | ExchangeError::InvalidScope
        | ExchangeError::Unbound
        | ExchangeError::BadContext
        | ExchangeError::OtherStore
        | ExchangeError::Insecure
        | ExchangeError::NotJson { login: false, .. }
        | ExchangeError::NoToken
        | ExchangeError::Unreachable
        | ExchangeError::TooLarge
        | ExchangeError::Timeout => symptom,
    }
}

fn bigcommerce() -> Option<&'static Connector> {
    connector(BIGCOMMERCE).ok()
}

/// A title and the complaint about each field: "JSON data is missing or invalid; destination: missing".
fn complaints(title: &str, errors: &[(String, String)]) -> String {
    let of_field = |(field, said): &(String, String)| match field.as_str() {
        "" => bare(said),
        field => format!("{field}: {}", bare(said)),
    };
    let title = (!title.is_empty()).then(|| bare(title));
    let all: Vec<String> = title
        .into_iter()
        .chain(errors.iter().map(of_field))
        .collect();
    all.join("; ")
}

/// A full stop follows where it is told.
fn bare(said: &str) -> String {
    said.trim().trim_end_matches('.').to_owned()
}

fn mend(mend: Mended) -> Mend {
    match mend {
        Mended::Address => Mend::Address,
        Mended::Callbacks => Mend::Callbacks,
        Mended::Scopes => Mend::Scopes,
        Mended::Credentials => Mend::Credentials,
        Mended::Install => Mend::Install,
        Mended::ControlPanel => Mend::ControlPanel,
        Mended::Triggers => Mend::Triggers,
        Mended::Hooks => Mend::Hooks,
        Mended::Store => Mend::Store,
        Mended::Wait => Mend::Wait,
    }
}

#[cfg(test)]
mod tests {
    use patchbay_bigcommerce::signed_payload;
    use patchbay_bigcommerce::webhook::Fault;

    use super::*;

    fn of_the_api() -> Vec<ApiError> {
        let (status, title) = (418, String::from("Odd"));
        vec![
            ApiError::TokenDead,
            ApiError::ScopeMissing,
            ApiError::Forbidden {
                said: String::new(),
            },
            ApiError::NotFound,
            ApiError::Invalid {
                status,
                title: title.clone(),
                errors: Vec::new(),
            },
            ApiError::RateLimited { retry_ms: None },
            ApiError::Overloaded,
            ApiError::StoreDown { status },
            ApiError::Server { status },
            ApiError::NotJson { status },
            ApiError::Unreachable,
            ApiError::Timeout,
            ApiError::TooLarge,
            ApiError::BadPath,
            ApiError::Insecure,
            ApiError::Unexpected { status, title },
        ]
    }

    fn of_exchanges() -> Vec<ExchangeError> {
        let (status, said) = (418, String::from("Odd"));
        vec![
            ExchangeError::RedirectMismatch { said: said.clone() },
            ExchangeError::InvalidClient,
            ExchangeError::InvalidCode,
            ExchangeError::InvalidScope,
            ExchangeError::Unbound,
            ExchangeError::BadContext,
            ExchangeError::OtherStore,
            ExchangeError::Insecure,
            ExchangeError::NotJson {
                status,
                login: false,
            },
            ExchangeError::NoToken,
            ExchangeError::Refused {
                status,
                error: said,
                description: String::new(),
            },
            ExchangeError::Unreachable,
            ExchangeError::TooLarge,
            ExchangeError::Timeout,
        ]
    }

    fn of_signatures() -> impl Iterator<Item = &'static str> {
        use signed_payload::Error;
        let payloads = [
            Error::TooLarge,
            Error::Malformed,
            Error::Algorithm,
            Error::Signature,
            Error::Audience,
            Error::Issuer,
            Error::Expired,
            Error::NotYet,
            Error::Subject,
        ];
        let faults = [
            Fault::Mismatch,
            Fault::NoId,
            Fault::NoTimestamp,
            Fault::Repeated,
            Fault::NoKnownVersion,
        ];
        let payloads = payloads.into_iter().map(Error::code);
        payloads.chain(faults.into_iter().map(Fault::code))
    }

    #[test]
    fn every_failure_of_bigcommerce_is_explained() {
        let all: Vec<Symptom> = of_the_api()
            .iter()
            .map(of_api)
            .chain(of_exchanges().iter().map(of_exchange))
            .chain(of_signatures().map(Symptom::new))
            .collect();
        for symptom in &all {
            let told = explained(symptom);
            assert_ne!(told.title, symptom.code);
            assert!(!told.meaning.is_empty() && !told.remedy.is_empty());
        }
        let ours = [
            "callback_",
            "install_",
            "clock_",
            "credentials_",
            "no_store",
            "store_",
            "hooks_",
            "deliveries_",
            "quota_",
        ];
        for rule in &bigcommerce().unwrap().diagnoses {
            let met = all.iter().any(|symptom| symptom.code == rule.code);
            let own = ours.iter().any(|prefix| rule.code.starts_with(prefix));
            assert!(met || own, "nothing fails as {}", rule.code);
        }
    }

    #[test]
    fn what_bigcommerce_said_is_told() {
        let errors = [("destination".to_owned(), "must be https.".to_owned())];
        let error = ApiError::Invalid {
            status: 422,
            title: "JSON data is missing or invalid".into(),
            errors: errors.to_vec(),
        };
        let told = explained(&of_hook(&error));
        assert_eq!(told.mend, Some(Mend::Address), "{told:?}");
        assert!(
            told.meaning
                .ends_with("invalid; destination: must be https."),
            "{told:?}"
        );
    }
}
