//! The rules of endpoints.

use crate::endpoint::Endpoint;
use crate::form::{id, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::validate::known;

type Checked = Result<(), ManifestError>;

const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

pub(crate) fn endpoints(connector: &Connector) -> Checked {
    let all = &connector.endpoints;
    unique("endpoints", all.iter().map(|it| it.id.clone()))?;
    unique("calls", all.iter().flat_map(|it| it.calls.clone()))?;
    all.iter().try_for_each(|it| endpoint(connector, it))
}

fn endpoint(connector: &Connector, endpoint: &Endpoint) -> Checked {
    let place = format!("endpoint `{}`", endpoint.id);
    id("endpoints", &endpoint.id)?;
    texts(&place, &[&endpoint.name])?;
    known(
        connector,
        &format!("{place}: needs_any"),
        &endpoint.needs_any,
    )?;
    match endpoint.calls.iter().find(|call| !is_call(call)) {
        Some(call) => Err(ManifestError::Call {
            endpoint: endpoint.id.clone(),
            call: call.clone(),
        }),
        None => Ok(()),
    }
}

fn is_call(call: &str) -> bool {
    call.split_once(' ').is_some_and(|(method, path)| {
        METHODS.contains(&method) && path.starts_with("/v") && !path.contains(' ')
    })
}
