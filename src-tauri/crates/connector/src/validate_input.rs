//! The rules of what a person fills in.

use crate::action::{Action, Goes, Input, Kind};
use crate::form::{id, texts, unique};
use crate::manifest::ManifestError;
use crate::validate_action::faulty;

type Checked = Result<(), ManifestError>;

pub(crate) fn inputs(action: &Action) -> Checked {
    fields(action, &action.inputs)?;
    action.inputs.iter().try_for_each(|it| in_place(action, it))
}

fn fields(action: &Action, fields: &[Input]) -> Checked {
    let place = format!("inputs of action `{}`", action.id);
    unique(&place, fields.iter().map(|it| it.id.clone()))?;
    unique(&place, fields.iter().map(|it| it.sent_as().to_owned()))?;
    for input in fields {
        id(&place, &input.id)?;
        let told = input.about.iter().chain(&input.like).chain(&input.at);
        texts(&place, &told.chain([&input.name]).collect::<Vec<_>>())?;
        shape(action, input)?;
        choices(action, input)?;
        group(action, fields, input)?;
        self::fields(action, &input.fields)?;
        within(action, input)?;
    }
    Ok(())
}

fn shape(action: &Action, input: &Input) -> Checked {
    let nested = !input.fields.is_empty();
    let item = input
        .of
        .is_none_or(|kind| kind != Kind::List && kind != Kind::Object);
    let right = match input.kind {
        Kind::List => nested != input.of.is_some() && item,
        Kind::Object => nested && input.of.is_none(),
        Kind::Choice
        | Kind::Text
        | Kind::LongText
        | Kind::Email
        | Kind::Url
        | Kind::Id
        | Kind::Whole
        | Kind::Number
        | Kind::Money
        | Kind::Switch
        | Kind::Date
        | Kind::Json => !nested && input.of.is_none(),
    };
    match right {
        true => Ok(()),
        false => faulty(action, format!("has an input `{}` of no form", input.id)),
    }
}

/// What is chosen is one of a set or one that the store is asked for, and nothing else has a set.
fn choices(action: &Action, input: &Input) -> Checked {
    let place = format!("choices of `{}` of action `{}`", input.id, action.id);
    unique(&place, input.choices.iter().map(|it| it.value.clone()))?;
    let each = |choice: &crate::action::Choice| texts(&place, &[&choice.value, &choice.name]);
    input.choices.iter().try_for_each(each)?;
    let has_set = !input.choices.is_empty();
    let right = match input.is_chosen() {
        true => has_set != input.options.is_some(),
        false => !has_set,
    };
    match right {
        true => Ok(()),
        false => faulty(
            action,
            format!(
                "has nothing to choose from, or too much, for `{}`",
                input.id
            ),
        ),
    }
}

/// One of several is not required by itself, and there are several.
fn group(action: &Action, fields: &[Input], input: &Input) -> Checked {
    let Some(name) = &input.one_of else {
        return Ok(());
    };
    let members = fields.iter().filter(|it| it.one_of.as_ref() == Some(name));
    match members.count() > 1 && !input.required {
        true => Ok(()),
        false => faulty(
            action,
            format!("has an input `{}` that is one of none", input.id),
        ),
    }
}

/// What is within another input goes where that goes.
fn within(action: &Action, input: &Input) -> Checked {
    let elsewhere = |it: &&Input| it.goes != Goes::Body;
    match input.fields.iter().find(elsewhere) {
        Some(field) => faulty(
            action,
            format!("sends `{}` elsewhere than what it is in", field.id),
        ),
        None => Ok(()),
    }
}

/// A path has ids only, all of them; behind it stands nothing with fields.
fn in_place(action: &Action, input: &Input) -> Checked {
    let right = match input.goes {
        Goes::Path => input.kind == Kind::Id && input.required && input.at.is_none(),
        Goes::Query => input.fields.is_empty() && input.kind != Kind::Json,
        Goes::Body => true,
    };
    match right {
        true => Ok(()),
        false => faulty(action, format!("cannot send `{}` where it goes", input.id)),
    }
}
