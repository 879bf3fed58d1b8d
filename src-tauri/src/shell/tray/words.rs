use patchbay_core::view::{AddressState, AddressView};

/// What the tray says of the public address.
pub fn words(address: &AddressView) -> String {
    let state = match address.state {
        AddressState::Off => return "No public address".into(),
        AddressState::Connecting => "connecting",
        AddressState::Up => "up",
        AddressState::Degraded => "up, with a problem",
        AddressState::Down => "down",
        AddressState::NeedsUser => "down until you look",
    };
    match host(address.url.as_deref()) {
        Some(host) => format!("{host}: {state}"),
        None => format!("Public address: {state}"),
    }
}

fn host(url: Option<&str>) -> Option<String> {
    let url = tauri::Url::parse(url?).ok()?;
    url.host_str().map(str::to_owned)
}
