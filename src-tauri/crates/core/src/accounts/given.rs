//! What somebody typed of an account's credentials, looked over before BigCommerce is asked. No
//! message repeats a value.

use patchbay_bigcommerce::credentials::{self, Code};
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, Field, Result};

/// The credentials of an account, without what copying brings along.
pub(super) struct Given {
    pub client_id: String,
    pub client_secret: SecretString,
    pub token: SecretString,
}

impl Given {
    /// Takes what was typed, or says what cannot be right.
    pub fn read(
        client_id: &str,
        client_secret: &SecretString,
        token: &SecretString,
    ) -> Result<Self> {
        let given = Self {
            client_id: credentials::trimmed(client_id).to_owned(),
            client_secret: trimmed(client_secret),
            token: trimmed(token),
        };
        given.refuse_bad_shape()?;
        given.refuse_doubles()?;
        Ok(given)
    }

    fn refuse_bad_shape(&self) -> Result<()> {
        for (field, name, value) in [
            (Field::ClientId, "Client ID", self.client_id.as_str()),
            (
                Field::ClientSecret,
                "Client Secret",
                self.client_secret.expose_secret(),
            ),
            (
                Field::AccessToken,
                "access token",
                self.token.expose_secret(),
            ),
        ] {
            if let Some(code) = credentials::surely_wrong(value) {
                return Err(Error::invalid(field, wrong(name, code)));
            }
        }
        Ok(())
    }

    fn refuse_doubles(&self) -> Result<()> {
        let (secret, token) = (
            self.client_secret.expose_secret(),
            self.token.expose_secret(),
        );
        let same = |field, with| {
            let message = format!("This is the same as the {with}. Each has a line of its own.");
            Err(Error::invalid(field, message))
        };
        if secret == self.client_id {
            return same(Field::ClientSecret, "Client ID");
        }
        if token == self.client_id {
            return same(Field::AccessToken, "Client ID");
        }
        if token == secret {
            return same(Field::AccessToken, "Client Secret");
        }
        Ok(())
    }
}

fn trimmed(secret: &SecretString) -> SecretString {
    credentials::trimmed(secret.expose_secret()).into()
}

fn wrong(name: &str, code: Code) -> String {
    match code {
        Code::Empty => format!("Enter the {name} that was shown when the account was made."),
        Code::Url => format!("This is a web address. The {name} is a code."),
        Code::Placeholder => format!("This is a placeholder. Copy the {name} itself."),
        Code::SpaceInside
        | Code::Trimmed
        | Code::Same
        | Code::Swapped
        | Code::OddCharacters
        | Code::OddLength => {
            format!("There is a space or line break inside. Copy the {name} again, alone.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(id: &str, secret: &str, token: &str) -> Result<Given> {
        Given::read(id, &secret.to_owned().into(), &token.to_owned().into())
    }

    #[test]
    fn spaces_around_are_taken_off() {
        let given = read(" id1 ", "\tsecret1\n", " token1 ").unwrap();
        assert_eq!(given.client_id, "id1");
        assert_eq!(given.client_secret.expose_secret(), "secret1");
        assert_eq!(given.token.expose_secret(), "token1");
    }

    #[test]
    fn a_mistake_names_its_field_and_no_value() {
        for (id, secret, token, field) in [
            ("", "canary-secret", "canary-token", Field::ClientId),
            ("id1", "canary secret", "canary-token", Field::ClientSecret),
            ("id1", "canary-secret", "", Field::AccessToken),
            (
                "id1",
                "canary-secret",
                "https://canary.example/",
                Field::AccessToken,
            ),
            ("id1", "canary-secret", "<canary>", Field::AccessToken),
            ("id1", "id1", "canary-token", Field::ClientSecret),
            ("id1", "canary", "canary", Field::AccessToken),
        ] {
            let error = read(id, secret, token).err().unwrap();
            assert_eq!(error.field(), Some(field), "{error}");
            assert!(!error.to_string().contains("canary"), "{error}");
        }
    }
}
