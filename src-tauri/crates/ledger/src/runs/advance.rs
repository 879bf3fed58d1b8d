//! A run goes on: what came of the attempt before, the steps that followed from it, the attempt that is
//! made next and how the run stands are one transaction. So a step that sends something costs two at
//! most, and a kill never leaves half of one.

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::runs::state::{self, Standing, Trouble};
use crate::tables::call::{self, CallEnd, CallOfRun, NewCall};
use crate::tables::step::{self, StepRecord};
use crate::words::{RunState, WaitsFor};

/// An attempt that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttempt {
    /// The place of its step.
    pub place: String,
    /// What the step is known by, in whatever run it is done.
    pub step_key: String,
    /// Which attempt of that it is, from 1.
    pub attempt: i64,
    /// What is sent.
    pub call: NewCall,
}

/// How a run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunNext {
    /// It is under way.
    GoesOn,
    /// It waits.
    Waits {
        /// For what.
        waits_for: WaitsFor,
        /// When it goes on by itself, in milliseconds since the epoch.
        next_at: Option<i64>,
        /// What the trouble is, where there is some.
        trouble: Option<Trouble>,
    },
    /// Something it did may have happened.
    IsUnknown(Trouble),
    /// It came to its end.
    Succeeds,
    /// It failed, and nobody needs to look at it.
    Fails(Trouble),
    /// It failed, and waits for somebody.
    Dies(Trouble),
    /// There was nothing to do.
    Skips(Trouble),
    /// The user stopped it.
    Stops,
}

/// What is written down of a run together, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunAdvance {
    /// The run, which was begun.
    pub run_id: i64,
    /// Now, in milliseconds since the epoch.
    pub at: i64,
    /// What came of an attempt, by the id of its call.
    pub ended: Option<(i64, CallEnd)>,
    /// Its steps as they are now; one that is done stays as it is.
    pub steps: Vec<StepRecord>,
    /// The attempt that is made next.
    pub attempt: Option<NewAttempt>,
    /// How it goes on.
    pub next: RunNext,
}

/// What became of a run that was to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advanced {
    /// How it stands. When it is not under way, nothing is to be sent.
    pub state: RunState,
    /// The call of the attempt that is to be made now.
    pub call_id: Option<i64>,
}

impl Ledger {
    /// Writes down how a run goes on. Of one that is not under way, what was done is kept, and neither
    /// an attempt begins nor its state changes.
    ///
    /// # Errors
    /// `NotFound` when the run or the call is gone, `Conflict` when there was that attempt before.
    pub async fn advance(&self, advance: RunAdvance) -> Result<Advanced> {
        self.write(move |desk| go_on(desk, &advance)).await
    }
}

fn go_on(desk: &Desk<'_>, advance: &RunAdvance) -> Result<Advanced> {
    let run = state::found(desk, advance.run_id)?;
    if let Some((call_id, end)) = &advance.ended {
        call::end_call(desk, *call_id, end)?;
    }
    for step in &advance.steps {
        step::put(desk, run.id, step)?;
    }
    if run.state != RunState::Running {
        let state = run.state;
        return Ok(Advanced {
            state,
            call_id: None,
        });
    }
    let attempt = advance.attempt.as_ref();
    let call_id = attempt.map(|it| begin(desk, run.id, it)).transpose()?;
    let Some(to) = standing(&advance.next) else {
        let state = run.state;
        return Ok(Advanced { state, call_id });
    };
    state::put(desk, &run, &to, advance.at)?;
    let state = to.state;
    Ok(Advanced { state, call_id })
}

fn begin(desk: &Desk<'_>, run_id: i64, attempt: &NewAttempt) -> Result<i64> {
    let of_run = CallOfRun {
        run_id,
        place: attempt.place.clone(),
        step_key: attempt.step_key.clone(),
        attempt: attempt.attempt,
    };
    call::begin(desk, &attempt.call, Some(&of_run))
}

/// How a run stands then; `None` when that is as before.
fn standing(next: &RunNext) -> Option<Standing> {
    let of = |state, trouble: Option<&Trouble>| Some(Standing::of(state, trouble.cloned()));
    match next {
        RunNext::GoesOn => None,
        RunNext::Waits {
            waits_for,
            next_at,
            trouble,
        } => Some(Standing {
            state: RunState::Waiting,
            waits_for: Some(*waits_for),
            next_at: *next_at,
            trouble: trouble.clone(),
        }),
        RunNext::IsUnknown(trouble) => of(RunState::Unknown, Some(trouble)),
        RunNext::Succeeds => of(RunState::Succeeded, None),
        RunNext::Fails(trouble) => of(RunState::Failed, Some(trouble)),
        RunNext::Dies(trouble) => of(RunState::Dead, Some(trouble)),
        RunNext::Skips(why) => of(RunState::Skipped, Some(why)),
        RunNext::Stops => of(RunState::Cancelled, None),
    }
}
