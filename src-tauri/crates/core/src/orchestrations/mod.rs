//! Orchestrations: a trigger, a condition and steps, edited as a draft, published as versions that
//! nothing changes, and carried out by runs.
//!
//! What a document says and what follows from it is the business of its own crate, which knows neither
//! time nor disk. Here are those: which stores it is for, what it can be made of, where its values come
//! from.

mod begin;
mod draft;
mod known;
mod palette;
mod publish;
mod rows;
mod sample;
mod starting_points;
mod starts;
mod switching;

pub(crate) use rows::kept_document;
pub(crate) use sample::sample_of;
pub(crate) use switching::Published;
