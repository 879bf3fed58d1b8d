//! Going over the steps of a run: past what is remembered, up to what has to be waited for.

use serde_json::{Value, json};

use super::failure::{Failure, FailureKind};
use super::fill::Filling;
use super::memo::{Mark, Memo};
use super::next::{Next, Record, Then};
use super::place::Place;
use super::start::Start;
use crate::document::{Do, Ending, Step};
use crate::expression::Context;

/// Steps that one run may have, each item's counted.
pub const MOST_STEPS_RUN: usize = 10_000;

/// What is recorded at once, at most.
pub const MOST_RECORDS: usize = 256;

/// A way over the steps of a run.
pub(super) struct Walk<'r> {
    pub start: &'r Start,
    pub memo: &'r Memo,
    pub now_ms: i64,
    pub known: Context,
    pub place: Place,
    records: Vec<Record>,
    steps: usize,
}

/// Why the way goes no further.
pub(super) enum Halt {
    Then(Box<Then>),
    Failed { place: Place, failure: Failure },
}

pub(super) type Flow = Result<(), Halt>;

impl Halt {
    pub fn then(then: Then) -> Self {
        Self::Then(Box::new(then))
    }
}

impl<'r> Walk<'r> {
    pub fn new(start: &'r Start, memo: &'r Memo, now_ms: i64) -> Self {
        Self {
            start,
            memo,
            now_ms,
            known: start.context(),
            place: Place::default(),
            records: Vec::new(),
            steps: memo.steps(),
        }
    }

    /// All of a document's steps.
    pub fn of(mut self, steps: &[Step]) -> Next {
        let then = match self.steps(steps) {
            Ok(()) => self.ended(Ending::Succeed, String::new()),
            Err(Halt::Then(then)) => *then,
            Err(Halt::Failed { place, failure }) => Then::Failed {
                place: Some(place),
                failure,
            },
        };
        let records = self.records;
        Next { records, then }
    }

    pub fn steps(&mut self, steps: &[Step]) -> Flow {
        for step in steps {
            self.place.enter(&step.id);
            let flow = self.step(step);
            self.place.leave();
            flow?;
        }
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Flow {
        let memo = self.memo;
        match memo.get(&self.place) {
            None => self.first(step),
            Some(Mark::Skipped) => Ok(()),
            Some(Mark::Done { output }) => {
                self.learn(step, output.clone());
                Ok(())
            }
            Some(Mark::Failed { failure }) => self.failed(failure.clone()),
            Some(Mark::Refused) => self.fail(Failure::refused()),
            Some(Mark::Stopped { ending, message }) => {
                let then = self.ended(*ending, message.clone());
                Err(Halt::then(then))
            }
            Some(Mark::Took { way }) => self.along(step, *way),
            Some(Mark::Began { items }) => self.items(step, items),
            Some(Mark::Sleeping { until_ms }) => self.sleep(step, *until_ms),
            Some(mark @ (Mark::Sending | Mark::Asking | Mark::Allowed)) => {
                self.outgoing(step, Some(mark))
            }
        }
    }

    /// A step that nothing is remembered of.
    fn first(&mut self, step: &Step) -> Flow {
        if self.records.len() >= MOST_RECORDS {
            return Err(Halt::then(Then::Again));
        }
        if self.steps >= MOST_STEPS_RUN {
            let failure = too_many();
            return self.failed(failure);
        }
        self.steps += 1;
        if step.disabled {
            self.record(Value::Null, Mark::Skipped);
            return Ok(());
        }
        match &step.work {
            Do::Action(_) | Do::Http(_) | Do::Forward(_) | Do::Notify(_) => {
                self.outgoing(step, None)
            }
            Do::If(it) => self.decide(step, it),
            Do::Switch(it) => self.pick(step, it),
            Do::ForEach(it) => self.begin(step, it),
            Do::Delay(it) => self.pause(step, it),
            Do::Set(values) => {
                let filled = self.filling().members("", values);
                let output = self.or_fail(filled)?;
                self.done(step, output);
                Ok(())
            }
            Do::Stop(it) => {
                let filled = self.filling().text("/message", &it.message);
                let message = self.or_fail(filled)?;
                let ending = it.ending;
                let mark = Mark::Stopped {
                    ending,
                    message: message.clone(),
                };
                self.record(Value::Null, mark);
                let then = self.ended(ending, message);
                Err(Halt::then(then))
            }
        }
    }

    /// What the fields of the step here are filled in with.
    pub fn filling(&mut self) -> Filling<'_> {
        let step = self.start.step(&self.place);
        self.known.set("step", step);
        Filling { known: &self.known }
    }

    pub fn record(&mut self, input: Value, mark: Mark) {
        let place = self.place.clone();
        self.records.push(Record { place, input, mark });
    }

    pub fn done(&mut self, step: &Step, output: Value) {
        let mark = Mark::Done {
            output: output.clone(),
        };
        self.record(Value::Null, mark);
        self.learn(step, output);
    }

    /// Makes what came of a step known to the steps after it.
    pub fn learn(&mut self, step: &Step, output: Value) {
        if let (Do::Set(_), Value::Object(values)) = (&step.work, &output) {
            for (name, value) in values {
                self.known.put("vars", name, value.clone());
            }
        }
        self.known.put("steps", &step.id, output);
    }

    pub fn or_fail<T>(&mut self, filled: Result<T, Failure>) -> Result<T, Halt> {
        filled.map_err(|failure| self.fell(failure))
    }

    /// Fails the step here, and notes it.
    pub fn fail(&mut self, failure: Failure) -> Flow {
        Err(self.fell(failure))
    }

    fn fell(&mut self, failure: Failure) -> Halt {
        let mark = Mark::Failed {
            failure: failure.clone(),
        };
        self.record(Value::Null, mark);
        let place = self.place.clone();
        Halt::Failed { place, failure }
    }

    /// The step here failed before, or is none that can be noted.
    fn failed(&mut self, failure: Failure) -> Flow {
        let place = self.place.clone();
        Err(Halt::Failed { place, failure })
    }

    fn ended(&self, ending: Ending, message: String) -> Then {
        let output = self.known.get("vars").cloned();
        Then::Ended {
            ending,
            message,
            output: output.unwrap_or_else(|| json!({})),
        }
    }
}

fn too_many() -> Failure {
    let message = format!("The run has more than {MOST_STEPS_RUN} steps.");
    let remedy = "Go over fewer items, or divide it into two orchestrations.";
    Failure::new(FailureKind::Steps, "", message, remedy)
}
