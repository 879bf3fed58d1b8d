//! Going over the steps of a document in the order in which they stand.

use super::model::Document;
use super::step::{Do, Step};

/// The longest id, in characters.
const LONGEST_ID: usize = 40;

/// A step and where it stands.
#[derive(Clone, Debug)]
pub struct Placed<'d> {
    /// The step.
    pub step: &'d Step,
    /// The ids of the steps it is in, from the outermost on.
    pub within: Vec<&'d str>,
}

impl Placed<'_> {
    /// How deep it stands; 1 is the outermost.
    pub fn depth(&self) -> usize {
        self.within.len() + 1
    }

    /// The ids that lead to it: `each_line/charge`.
    pub fn path(&self) -> String {
        path(self.within.iter().copied(), &self.step.id)
    }
}

/// Ids that lead to a step as one text.
pub(crate) fn path<'i>(within: impl Iterator<Item = &'i str>, id: &str) -> String {
    let mut path = String::new();
    for outer in within {
        path.push_str(outer);
        path.push('/');
    }
    path.push_str(id);
    path
}

impl Document {
    /// Every step, each before those in it.
    pub fn walk(&self) -> Vec<Placed<'_>> {
        walk(&self.steps)
    }

    /// The step of an id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.walk()
            .into_iter()
            .map(|placed| placed.step)
            .find(|step| step.id == id)
    }
}

impl Step {
    /// The lists of steps in it.
    pub fn branches(&self) -> Vec<&[Step]> {
        match &self.work {
            Do::If(it) => vec![&it.then, &it.otherwise],
            Do::Switch(it) => {
                let cases = it.cases.iter().map(|case| case.steps.as_slice());
                cases.chain([it.otherwise.as_slice()]).collect()
            }
            Do::ForEach(it) => vec![&it.steps],
            Do::Action(_)
            | Do::Http(_)
            | Do::Delay(_)
            | Do::Set(_)
            | Do::Forward(_)
            | Do::Notify(_)
            | Do::Stop(_) => Vec::new(),
        }
    }
}

/// These steps, each before those in it.
pub(crate) fn walk(steps: &[Step]) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    gather(steps, &mut Vec::new(), &mut found);
    found
}

fn gather<'d>(steps: &'d [Step], within: &mut Vec<&'d str>, found: &mut Vec<Placed<'d>>) {
    for step in steps {
        let placed = Placed {
            step,
            within: within.clone(),
        };
        found.push(placed);
        within.push(&step.id);
        for branch in step.branches() {
            gather(branch, within, found);
        }
        within.pop();
    }
}

/// Whether a text can name a step or an item: small letters, digits and underscores, a letter first.
pub fn is_id(text: &str) -> bool {
    let first = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_lowercase());
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    first && text.len() <= LONGEST_ID && text.bytes().all(fits)
}
