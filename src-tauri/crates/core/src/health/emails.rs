//! Whom BigCommerce writes to when it switches hooks off.

use super::check::Hurry;
use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::{StoreHealthView, StoreNoteKind};

/// The most addresses; BigCommerce documents no limit.
const MOST: usize = 20;

impl Patchbay {
    /// Sets whom BigCommerce writes to when it switches hooks of a store off, and asks how the store
    /// is after that.
    ///
    /// # Errors
    /// `Validation` for what is no e-mail address, and those of the store's API.
    pub async fn set_hook_emails(
        &self,
        store_id: u32,
        emails: &[String],
    ) -> Result<StoreHealthView> {
        let emails = checked(emails)?;
        let (app, store) = self.app_and_store(store_id).await?;
        let api = self.store_api(&app, &store).await?;
        api.set_hook_emails(&emails).await?;
        let detail = emails.join(", ");
        self.note_store(&store, StoreNoteKind::EmailsChanged, &detail)
            .await;
        self.check_health(&app, &store, Hurry::User).await?;
        self.touch();
        self.store_health(store_id).await
    }
}

/// The addresses without blanks around them and without repeats.
fn checked(emails: &[String]) -> Result<Vec<String>> {
    let mut checked: Vec<String> = Vec::new();
    for email in emails.iter().map(|email| email.trim()) {
        if !is_address(email) {
            let message = format!("“{email}” is not an e-mail address.");
            return Err(Error::invalid(Field::Emails, message));
        }
        if !checked.iter().any(|other| other == email) {
            checked.push(email.to_owned());
        }
    }
    if checked.len() > MOST {
        return Err(Error::invalid(Field::Emails, "Name at most 20 addresses."));
    }
    Ok(checked)
}

fn is_address(email: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', ',', ';', '<', '>']);
    email.len() <= 254
        && email
            .split_once('@')
            .is_some_and(|(name, domain)| plain(name) && plain(domain) && domain.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(emails: &[&str]) -> Result<Vec<String>> {
        let emails: Vec<String> = emails.iter().map(|email| (*email).to_owned()).collect();
        checked(&emails)
    }

    #[test]
    fn addresses_are_trimmed_and_not_repeated() {
        let given = of(&[" ada@example.com ", "ada@example.com", "b@c.example"]).unwrap();
        assert_eq!(given, ["ada@example.com", "b@c.example"]);
        assert!(of(&[]).unwrap().is_empty(), "nobody at all");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "a@b",
            "a b@c.example",
            "a@b.c, d@e.f",
        ] {
            assert!(of(&[wrong]).is_err(), "{wrong}");
        }
        let many: Vec<String> = (0..21).map(|n| format!("a{n}@b.example")).collect();
        assert!(checked(&many).is_err());
    }
}
