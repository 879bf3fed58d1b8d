//! What a list of customers may show beside each.

use crate::api::call::Call;
use crate::api::refusal::Refusal;

/// What a list may show beside each customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Include {
    /// The address book.
    Addresses,
    /// Store credit.
    StoreCredit,
    /// Attributes: the practice stores define none.
    Attributes,
    /// Form fields: the practice stores define none.
    FormFields,
    /// The shopper profile.
    ShopperProfile,
    /// The segments.
    Segments,
}

impl Include {
    const WORDS: [(&str, Self); 6] = [
        ("addresses", Self::Addresses),
        ("storecredit", Self::StoreCredit),
        ("attributes", Self::Attributes),
        ("formfields", Self::FormFields),
        ("shopper_profile_id", Self::ShopperProfile),
        ("segment_ids", Self::Segments),
    ];

    /// What a call asks for.
    ///
    /// # Errors
    /// 422 for a word that is none of them.
    pub fn of(call: &Call) -> Result<Vec<Self>, Refusal> {
        let words = call.listed::<String>("include")?.unwrap_or_default();
        let known = |word: &String| Self::WORDS.iter().find(|(known, _)| known == word);
        let found = words.iter().map(|word| known(word).map(|(_, part)| *part));
        found
            .collect::<Option<_>>()
            .ok_or_else(|| Refusal::field("include", "error.value."))
    }

    /// The field it adds.
    pub fn field(self) -> &'static str {
        match self {
            Self::Addresses => "addresses",
            Self::StoreCredit => "store_credit_amounts",
            Self::Attributes => "attributes",
            Self::FormFields => "form_fields",
            Self::ShopperProfile => "shopper_profile_id",
            Self::Segments => "segment_ids",
        }
    }
}
