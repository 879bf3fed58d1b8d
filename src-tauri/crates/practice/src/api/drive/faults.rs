//! `GET` and `PUT /practice/faults`: all faults at once; what a PUT leaves out is off.

use axum::extract::State;
use axum::response::Json;

use crate::Practice;
use crate::faults::Faults;

pub(super) async fn show(State(practice): State<Practice>) -> Json<Faults> {
    Json(practice.read(|world| world.faults.clone()))
}

pub(super) async fn set(
    State(practice): State<Practice>,
    Json(faults): Json<Faults>,
) -> Json<Faults> {
    Json(practice.change(|world| {
        world.faults = faults;
        world.faults.clone()
    }))
}
