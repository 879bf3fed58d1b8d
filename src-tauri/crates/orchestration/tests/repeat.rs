//! What is done after an attempt, for every class of action.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

use patchbay_orchestration::repeat::{
    After, Attempt, Cause, Class, LOOK_AFTER_MS, LOOKS, MOST_ATTEMPTS, Outcome, WaitReason, after,
};
use proptest::prelude::*;

const NOW_MS: i64 = 1_772_366_400_000;

const CLASSES: [Class; 5] = [
    Class::Read,
    Class::Upsert,
    Class::NaturalKey,
    Class::CheckBeforeWrite,
    Class::Unsafe,
];

fn attempt(class: Class, outcome: Outcome, attempts: u32) -> Attempt {
    Attempt {
        class,
        outcome,
        attempts,
        most: MOST_ATTEMPTS,
        now_ms: NOW_MS,
        random: 0.5,
    }
}

fn first(class: Class, outcome: Outcome) -> After {
    after(&attempt(class, outcome, 1))
}

fn again(wait_ms: i64) -> After {
    let at_ms = NOW_MS + wait_ms;
    After::Again { at_ms }
}

fn look(times: u32) -> After {
    let at_ms = NOW_MS + LOOK_AFTER_MS as i64;
    After::Look { at_ms, times }
}

fn status(status: u16) -> Outcome {
    let wait_ms = None;
    Outcome::Refused { status, wait_ms }
}

#[test]
fn what_may_have_happened_is_repeated_looked_for_or_asked_about() {
    let lost = [
        Outcome::Lost,
        status(500),
        status(502),
        status(503),
        status(504),
        status(429),
    ];
    for outcome in lost {
        let found = CLASSES.map(|class| first(class, outcome));
        let expected = [
            again(1_000),
            again(1_000),
            look(LOOKS),
            look(LOOKS),
            After::Ask,
        ];
        assert_eq!(found, expected, "{outcome:?}");
    }
}

#[test]
fn what_did_not_happen_is_sent_again_whatever_it_is() {
    for class in CLASSES {
        let none = Outcome::RateLimited { wait_ms: None };
        for outcome in [
            Outcome::NeverSent,
            status(408),
            status(423),
            status(425),
            none,
        ] {
            assert_eq!(first(class, outcome), again(1_000), "{class:?} {outcome:?}");
        }
        let told = Outcome::RateLimited {
            wait_ms: Some(7_000),
        };
        assert_eq!(first(class, told), again(7_000));
        assert_eq!(
            after(&attempt(class, told, 99)),
            again(7_000),
            "waiting is no failure"
        );
    }
}

#[test]
fn what_the_answer_says_to_wait_wins() {
    let outcome = |status| Outcome::Refused {
        status,
        wait_ms: Some(90_000),
    };
    assert_eq!(first(Class::Read, outcome(503)), again(90_000));
    assert_eq!(first(Class::Unsafe, outcome(423)), again(90_000));
    let at_ms = NOW_MS + 90_000;
    assert_eq!(
        first(Class::NaturalKey, outcome(503)),
        After::Look {
            at_ms,
            times: LOOKS
        }
    );
    let dead = After::Dead {
        cause: Cause::Refused { status: 503 },
    };
    assert_eq!(
        after(&attempt(Class::Read, outcome(503), MOST_ATTEMPTS)),
        dead
    );
}

#[test]
fn what_is_refused_is_given_up_at_once() {
    for refused in [
        400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 451, 501, 507, 301, 204,
    ] {
        let cause = Cause::Refused { status: refused };
        for class in CLASSES {
            assert_eq!(
                first(class, status(refused)),
                After::Dead { cause },
                "{refused}"
            );
        }
    }
}

#[test]
fn a_store_that_cannot_be_used_is_waited_for_however_often() {
    for (outcome, reason) in [
        (Outcome::TokenDead, WaitReason::TokenDead),
        (Outcome::ScopeMissing, WaitReason::ScopeMissing),
        (Outcome::StoreUnusable, WaitReason::Unusable),
    ] {
        for class in CLASSES {
            let found = after(&attempt(class, outcome, 99));
            assert_eq!(found, After::WaitForStore { reason });
        }
    }
}

#[test]
fn attempts_have_an_end() {
    for (outcome, cause) in [
        (Outcome::NeverSent, Cause::Unreachable),
        (Outcome::Lost, Cause::NoAnswer),
        (status(500), Cause::Refused { status: 500 }),
        (Outcome::RateLimited { wait_ms: None }, Cause::RateLimited),
        (Outcome::Absent { left: 0 }, Cause::NoAnswer),
    ] {
        assert_eq!(after(&attempt(Class::Upsert, outcome, 5)), again(16_000));
        let found = after(&attempt(Class::Upsert, outcome, 6));
        assert_eq!(found, After::Dead { cause });
        assert!(!cause.code().is_empty());
    }
}

#[test]
fn it_is_looked_twice_before_anything_is_sent_again() {
    let class = Class::CheckBeforeWrite;
    assert_eq!(first(class, Outcome::Lost), look(2));
    assert_eq!(first(class, Outcome::Absent { left: 1 }), look(1));
    assert_eq!(first(class, Outcome::Absent { left: 0 }), again(1_000));
    assert_eq!(first(class, Outcome::Found), After::Done);
    assert_eq!(first(class, Outcome::CannotTell), After::Ask);
    let failed = |failed| Outcome::LookFailed { failed, left: 2 };
    let soon = After::Look {
        at_ms: NOW_MS + 2_000,
        times: 2,
    };
    assert_eq!(first(class, failed(2)), soon);
    assert_eq!(first(class, failed(MOST_ATTEMPTS)), After::Ask);
}

#[test]
fn the_rest() {
    assert_eq!(first(Class::Unsafe, Outcome::Answered), After::Done);
    let cancelled = After::Dead {
        cause: Cause::Cancelled,
    };
    assert_eq!(first(Class::Read, Outcome::Cancelled), cancelled);
    assert_eq!(Class::of_request(true), Class::Upsert);
    assert_eq!(Class::of_request(false), Class::Unsafe);
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        (any::<u16>(), any::<Option<u64>>())
            .prop_map(|(status, wait_ms)| Outcome::Refused { status, wait_ms }),
        any::<Option<u64>>().prop_map(|wait_ms| Outcome::RateLimited { wait_ms }),
        Just(Outcome::NeverSent),
        Just(Outcome::Lost),
        (0..4_u32).prop_map(|left| Outcome::Absent { left }),
        (any::<u32>(), 1..4_u32).prop_map(|(failed, left)| Outcome::LookFailed { failed, left }),
    ]
}

proptest! {
    /// Nothing that may have happened and that twice is not as once is sent again unseen, and no wait
    /// leads back or takes for ever.
    #[test]
    fn nothing_is_sent_twice_unseen(class in 0..5_usize, outcome in any_outcome(), attempts in 1..9_u32, random in 0.0..1.0_f64) {
        let class = CLASSES[class];
        let tried = Attempt { random, ..attempt(class, outcome, attempts) };
        let found = after(&tried);
        let may_have_happened = match outcome {
            Outcome::Lost => true,
            Outcome::Refused { status, .. } => status == 429 || (500..=599).contains(&status),
            _ => false,
        };
        if may_have_happened && !class.is_harmless() {
            let is_again = matches!(found, After::Again { .. });
            prop_assert!(!is_again, "{:?}", found);
        }
        if let After::Again { at_ms } | After::Look { at_ms, .. } = found {
            prop_assert!((NOW_MS..=NOW_MS + 86_400_000).contains(&at_ms));
        }
        if attempts >= MOST_ATTEMPTS && !matches!(outcome, Outcome::RateLimited { wait_ms: Some(_) }) {
            let is_again = matches!(found, After::Again { .. });
            prop_assert!(!is_again, "{:?}", found);
        }
    }
}
