//! An orchestration as it is kept, published, exported and compared: one JSON document.
//!
//! It is strict, so that nothing in a file is passed over, and always written in the same order, so that
//! two versions differ only where they do. It holds no secrets, no addresses but by their ids, and
//! nothing of a store.

mod canonical;
mod input;
mod model;
mod outgoing;
mod read;
mod schedule;
mod step;
mod trigger;
mod walk;

pub use input::{InputKind, ManualInput};
pub use model::{Document, SCHEMA_VERSION};
pub use outgoing::{Forward, Http, Method, Notify};
pub use read::{
    DEEPEST_STEP, DocumentError, LARGEST_DOCUMENT, LONGEST_DELAY_S, LONGEST_NAME, LONGEST_NOTE,
    MOST_STEPS,
};
pub use schedule::{Every, Missed, Schedule, Weekday};
pub use step::{
    Action, Case, Confirm, Delay, Do, Ending, ForEach, If, OnError, Step, Stop, Switch,
};
pub use trigger::{Manual, Source, Trigger, Webhook};
pub(crate) use walk::walk;
pub use walk::{Placed, is_id};
