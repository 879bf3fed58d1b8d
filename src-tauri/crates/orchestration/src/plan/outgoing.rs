//! Steps that send something: filled in before they are sent, and in the same words each time they are
//! asked for until it is certain what became of them.

use serde_json::Value;

use super::failure::Failure;
use super::fill::Filling;
use super::memo::Mark;
use super::next::Then;
use super::walk::{Flow, Halt, Walk};
use super::work::{Question, Work};
use crate::document::{Action, Confirm, Do, Http, Step};
use crate::expression::Exact;

impl Walk<'_> {
    /// Sends something, or has a person asked; `mark` is what is remembered of it.
    pub(super) fn outgoing(&mut self, step: &Step, mark: Option<&Mark>) -> Flow {
        let filled = work(&self.filling(), step);
        let work = self.or_fail(filled)?;
        let asked = match mark {
            None | Some(Mark::Asking) => question(&self.filling(), step),
            Some(_) => Ok(None),
        };
        let question = self.or_fail(asked)?;
        let now = match question {
            Some(_) => Mark::Asking,
            None => Mark::Sending,
        };
        if mark != Some(&now) {
            let sent = serde_json::to_value(&work).unwrap_or_default();
            self.record(sent, now);
        }
        let place = self.place.clone();
        let key = self.start.key_of(&place);
        Err(Halt::then(match question {
            Some(question) => Then::Ask {
                place,
                key,
                work,
                question,
            },
            None => Then::Perform { place, key, work },
        }))
    }
}

fn work(filling: &Filling<'_>, step: &Step) -> Result<Work, Failure> {
    match &step.work {
        Do::Action(it) => action(filling, it),
        Do::Http(it) => http(filling, it),
        Do::Forward(it) => Ok(Work::Forward {
            address: it.address.clone(),
            body: body(filling, it.body.as_ref())?,
        }),
        Do::Notify(it) => Ok(Work::Notify {
            title: filling.text("/title", &it.title)?,
            text: filling.text("/text", &it.text)?,
        }),
        Do::If(_) | Do::Switch(_) | Do::ForEach(_) | Do::Delay(_) | Do::Set(_) | Do::Stop(_) => {
            Err(Failure::memo())
        }
    }
}

fn action(filling: &Filling<'_>, it: &Action) -> Result<Work, Failure> {
    Ok(Work::Action {
        connector: it.connector.clone(),
        action: it.action.clone(),
        input: filling.members("/input", &it.input)?,
        attempts: it.attempts,
    })
}

fn http(filling: &Filling<'_>, it: &Http) -> Result<Work, Failure> {
    Ok(Work::Http {
        origin: it.origin.clone(),
        method: it.method,
        path: filling.text("/path", &it.path).and_then(path)?,
        query: filling.texts("/query", &it.query)?,
        headers: filling.texts("/headers", &it.headers)?,
        body: body(filling, it.body.as_ref())?,
        repeatable: it.repeatable.unwrap_or_else(|| it.method.is_repeatable()),
        attempts: it.attempts,
    })
}

fn body(filling: &Filling<'_>, body: Option<&Value>) -> Result<Option<Value>, Failure> {
    body.map(|body| filling.value("/body", body)).transpose()
}

/// A path stays below its origin, whatever came out of the expressions in it.
fn path(path: String) -> Result<String, Failure> {
    let step_up = |part: &str| matches!(part, "." | "..");
    let plain = !path.contains(|it: char| it.is_whitespace() || it.is_control() || it == '\\');
    let within = path.starts_with('/') && !path.starts_with("//");
    if plain && within && !path.split(['/', '?', '#']).any(step_up) {
        return Ok(path);
    }
    let remedy = "Begin it with one slash, and use `… | url_encode` for what goes into it.";
    Err(Failure::value(
        "/path",
        "This is no path of the origin.",
        remedy,
    ))
}

/// Why a person is asked, where one is.
fn question(filling: &Filling<'_>, step: &Step) -> Result<Option<Question>, Failure> {
    let Do::Action(it) = &step.work else {
        return Ok(None);
    };
    match &it.confirm {
        None | Some(Confirm::Go) => Ok(None),
        Some(Confirm::Ask) => Ok(Some(Question::Always)),
        Some(Confirm::AskAbove { amount, limit }) => {
            let amount = exact(filling, "/confirm/ask_above/amount", amount)?;
            let limit = exact(filling, "/confirm/ask_above/limit", limit)?;
            Ok((amount.value > limit.value).then(|| Question::Above {
                amount: amount.value.to_string(),
                limit: limit.value.to_string(),
            }))
        }
    }
}

fn exact(filling: &Filling<'_>, at: &str, text: &str) -> Result<Exact, Failure> {
    let value = filling.of(at, text)?;
    let remedy = "Use digits, with a point before the cents: 1250.00.";
    Exact::read(&value, "ask_above").map_err(|error| Failure::value(at, error.to_string(), remedy))
}
