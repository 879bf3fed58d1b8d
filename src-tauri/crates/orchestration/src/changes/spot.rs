//! Where steps stand, so that it can be told whether one stands elsewhere in another version.

use std::collections::BTreeMap;

use crate::document::{Case, Do, Document, Step};

/// A list of steps: that of the document, or one of a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct List {
    /// The step, where it is one of a step.
    pub of: Option<String>,
    pub branch: Branch,
}

/// Which of a step's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Branch {
    Steps,
    Then,
    Otherwise,
    Case(usize),
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub list: List,
    /// Which of the step's lists that is in its own version.
    branch: Branch,
    /// The step before it there.
    pub after: Option<String>,
}

/// A document's steps, in order, and where each stands.
pub(super) struct Spots<'d> {
    pub steps: Vec<(&'d Step, Spot)>,
    places: BTreeMap<&'d str, usize>,
}

impl<'d> Spots<'d> {
    pub fn of(document: &'d Document) -> Self {
        let list = List {
            of: None,
            branch: Branch::Steps,
        };
        let mut steps = Vec::new();
        gather(&document.steps, &list, &mut steps);
        let mut places = BTreeMap::new();
        for (place, (step, _)) in steps.iter().enumerate() {
            places.entry(step.id.as_str()).or_insert(place);
        }
        Self { steps, places }
    }

    pub fn get(&self, id: &str) -> Option<&(&'d Step, Spot)> {
        self.steps.get(*self.places.get(id)?)
    }

    /// The ids in a list, in order.
    pub fn within(&self, list: &List) -> Vec<&'d str> {
        let there = self.steps.iter().filter(|(_, spot)| spot.list == *list);
        there.map(|(step, _)| step.id.as_str()).collect()
    }

    /// The lists of cases by the places that these have in a newer version: a case that another was put
    /// before is the same.
    pub fn matched_to(mut self, newer: &Self) -> Self {
        let places: BTreeMap<&str, Vec<usize>> = self
            .steps
            .iter()
            .filter_map(|(step, _)| {
                Some((step.id.as_str(), places_in(step, newer.get(&step.id)?.0)?))
            })
            .collect();
        for (_, spot) in &mut self.steps {
            let of = spot.list.of.as_deref();
            let moved = of.and_then(|of| places.get(of));
            if let (Branch::Case(at), Some(moved)) = (spot.list.branch, moved) {
                spot.list.branch = Branch::Case(moved.get(at).copied().unwrap_or(at));
            }
        }
        self
    }
}

fn gather<'d>(steps: &'d [Step], list: &List, found: &mut Vec<(&'d Step, Spot)>) {
    let mut after = None;
    for step in steps {
        let spot = Spot {
            list: list.clone(),
            branch: list.branch,
            after: after.replace(step.id.clone()),
        };
        found.push((step, spot));
        for (branch, inner) in branches(step) {
            let of = Some(step.id.clone());
            gather(inner, &List { of, branch }, found);
        }
    }
}

fn branches(step: &Step) -> Vec<(Branch, &[Step])> {
    match &step.work {
        Do::If(it) => vec![(Branch::Then, &it.then), (Branch::Otherwise, &it.otherwise)],
        Do::ForEach(it) => vec![(Branch::Steps, &it.steps)],
        Do::Switch(it) => {
            let cases = it.cases.iter().enumerate();
            let cases = cases.map(|(at, case)| (Branch::Case(at), case.steps.as_slice()));
            cases
                .chain([(Branch::Otherwise, it.otherwise.as_slice())])
                .collect()
        }
        Do::Action(_)
        | Do::Http(_)
        | Do::Delay(_)
        | Do::Set(_)
        | Do::Forward(_)
        | Do::Notify(_)
        | Do::Stop(_) => Vec::new(),
    }
}

/// Where the cases of a choice are in a newer version of it: by their values, else where they were. A
/// case that is neither has a place that no case has.
fn places_in(old: &Step, new: &Step) -> Option<Vec<usize>> {
    let (Do::Switch(old), Do::Switch(new)) = (&old.work, &new.work) else {
        return None;
    };
    let same = |case: &Case| new.cases.iter().position(|it| it.equals == case.equals);
    let taken: Vec<usize> = old.cases.iter().filter_map(same).collect();
    let place = |(at, case): (usize, &Case)| {
        let is_free = at < new.cases.len() && !taken.contains(&at);
        let there = is_free.then_some(at);
        same(case).or(there).unwrap_or(new.cases.len() + at)
    };
    Some(old.cases.iter().enumerate().map(place).collect())
}

impl Spot {
    /// "after `order`", "in `test` where it holds, first".
    pub fn words(&self) -> String {
        let place = match &self.after {
            Some(after) => format!("after `{after}`"),
            None => "first".to_owned(),
        };
        match &self.list.of {
            Some(of) => format!("in `{of}`{}, {place}", self.branch.words()),
            None => place,
        }
    }
}

impl Branch {
    fn words(self) -> String {
        match self {
            Self::Steps => String::new(),
            Self::Then => " where it holds".to_owned(),
            Self::Otherwise => " otherwise".to_owned(),
            Self::Case(at) => format!(" in case {}", at + 1),
        }
    }
}
