//! Which actions there are, and what a person fills in for one.

use patchbay_connector::{
    Action, Connector, Danger, Input as ConnectorInput, Kind, Options, Repeat, bundled,
};

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector};
use crate::view::{ActionDanger, ActionForm, ActionInput, ActionRow, InputChoice, InputKind};

impl Patchbay {
    /// Every action of every connector.
    pub fn actions(&self) -> Vec<ActionRow> {
        let of = |connector: &'static Connector| {
            let actions = connector.actions.iter();
            actions.map(|action| row(connector, action))
        };
        bundled().iter().flat_map(of).collect()
    }

    /// An action with what a person fills in.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn action(&self, connector_id: &str, id: &str) -> Result<ActionForm> {
        let connector = connector(connector_id)?;
        let action = action(connector, id)?;
        Ok(ActionForm {
            action: row(connector, action),
            hints: action.hints.clone(),
            inputs: action.inputs.iter().map(input).collect(),
            example: action.example.clone(),
            sample: action.sample.trim().to_owned(),
            pages: action.paging.is_some(),
            scopes: action.needs_any.clone(),
            lost: lost(&action.repeat).into(),
        })
    }
}

pub(super) fn action<'c>(connector: &'c Connector, id: &str) -> Result<&'c Action> {
    connector.action(id).ok_or(Error::NotFound("action"))
}

fn row(connector: &Connector, action: &Action) -> ActionRow {
    let call = action.method_and_path().map(|_| action.call.clone());
    ActionRow {
        connector: connector.id.clone(),
        id: action.id.clone(),
        name: action.name.clone(),
        group: action.group.clone(),
        about: action.about.clone(),
        call: call.unwrap_or_default(),
        danger: danger(action.danger),
    }
}

fn danger(danger: Danger) -> ActionDanger {
    match danger {
        Danger::Reads => ActionDanger::Reads,
        Danger::Writes => ActionDanger::Writes,
        Danger::Destructive => ActionDanger::Destructive,
        Danger::Money => ActionDanger::Money,
    }
}

/// What is done when its answer is lost.
fn lost(repeat: &Repeat) -> &'static str {
    match repeat {
        Repeat::Read => "If its answer is lost, nothing has happened: it changes nothing.",
        Repeat::Upsert => "If its answer is lost, it can be sent again: twice is the same as once.",
        Repeat::NaturalKey { .. } | Repeat::CheckFirst { .. } => {
            "If its answer is lost, Patchbay can look at BigCommerce whether it happened."
        }
        Repeat::Unsafe => {
            "If its answer is lost, nobody can tell whether it happened, and Patchbay asks you."
        }
    }
}

fn input(input: &ConnectorInput) -> ActionInput {
    let options: Option<&Options> = input.options.as_ref();
    let after = options.map(|options| options.with.values().cloned().collect());
    ActionInput {
        id: input.id.clone(),
        name: input.name.clone(),
        about: input.about.clone(),
        kind: kind(input.kind),
        of: input.of.map(kind),
        fields: input.fields.iter().map(self::input).collect(),
        required: input.required,
        one_of: input.one_of.clone(),
        more: input.more,
        choices: input.choices.iter().map(choice).collect(),
        asks_store: options.is_some(),
        searches: options.is_some_and(|options| options.search.is_some()),
        after: after.unwrap_or_default(),
        like: input.like.clone(),
    }
}

fn choice(choice: &patchbay_connector::Choice) -> InputChoice {
    InputChoice {
        value: choice.value.clone(),
        name: choice.name.clone(),
    }
}

fn kind(kind: Kind) -> InputKind {
    match kind {
        Kind::Text => InputKind::Text,
        Kind::LongText => InputKind::LongText,
        Kind::Email => InputKind::Email,
        Kind::Url => InputKind::Url,
        Kind::Id => InputKind::Id,
        Kind::Whole => InputKind::Whole,
        Kind::Number => InputKind::Number,
        Kind::Money => InputKind::Money,
        Kind::Switch => InputKind::Switch,
        Kind::Date => InputKind::Date,
        Kind::Choice => InputKind::Choice,
        Kind::List => InputKind::List,
        Kind::Object => InputKind::Object,
        Kind::Json => InputKind::Json,
    }
}
