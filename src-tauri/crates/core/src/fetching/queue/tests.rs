use super::*;

fn want(store_id: i64, id: usize, event_id: i64) -> Want {
    Want::new(1, store_id, ("order".into(), id.to_string()), event_id)
}

fn ready(queue: &mut Queue, now: Instant) -> Vec<i64> {
    let mut taken = Vec::new();
    while let Some(want) = queue.next(now) {
        taken.push(want.event_id);
        queue.ended(want, Outcome::Settled, now);
    }
    taken
}

#[tokio::test(start_paused = true)]
async fn what_comes_together_is_fetched_once_for_the_newest_event() {
    let (mut queue, now) = (Queue::default(), Instant::now());
    for event in 1..=30 {
        queue.add(want(1, 250, event), now);
    }
    queue.add(want(1, 251, 31), now);
    assert_eq!(queue.until_next(now), Some(GATHER));
    assert!(ready(&mut queue, now).is_empty(), "more may come");
    assert_eq!(ready(&mut queue, now + GATHER), [30, 31]);
    assert_eq!(queue.until_next(now), None);
    queue.add(want(1, 250, 40), now + GATHER);
    assert_eq!(
        ready(&mut queue, now + GATHER * 2),
        [40],
        "later it is news"
    );
}

#[tokio::test(start_paused = true)]
async fn a_store_has_one_request_under_way() {
    let (mut queue, now) = (Queue::default(), Instant::now());
    queue.add(want(1, 250, 1), now);
    queue.add(want(1, 251, 2), now);
    queue.add(want(2, 250, 3), now);
    let later = now + GATHER;
    let mut stores = [queue.next(later), queue.next(later)].map(|it| it.unwrap().store_id);
    stores.sort_unstable();
    assert_eq!(stores, [1, 2]);
    assert_eq!(queue.next(later), None, "both stores are busy");
    assert_eq!(queue.until_next(later), None);
    queue.nothing_under_way();
    assert_eq!(queue.next(later).unwrap().event_id, 2);
}

#[tokio::test(start_paused = true)]
async fn a_burst_keeps_the_newest() {
    let (mut queue, now) = (Queue::default(), Instant::now());
    for event in 0..50_000 {
        queue.add(want(1, event, event as i64), now);
    }
    let store = &queue.stores[&1];
    assert_eq!((store.waiting.len(), store.places.len()), (MOST, MOST));
    let taken = ready(&mut queue, now + GATHER);
    assert_eq!(taken, (49_500..50_000).collect::<Vec<i64>>());
    assert!(queue.stores.is_empty(), "nothing is left of it");
}

#[tokio::test(start_paused = true)]
async fn a_used_quota_is_waited_for_and_is_no_try() {
    let (mut queue, mut now) = (Queue::default(), Instant::now());
    queue.add(want(1, 250, 1), now);
    now += GATHER;
    for _ in 0..20 {
        let taken = queue.next(now).unwrap();
        let wait = Duration::from_secs(9);
        queue.ended(taken, Outcome::QuotaUsed(Some(wait)), now);
        assert_eq!(queue.next(now), None);
        assert_eq!(queue.until_next(now), Some(wait));
        now += wait;
    }
    assert_eq!(ready(&mut queue, now), [1]);
}

#[tokio::test(start_paused = true)]
async fn trouble_is_tried_again_less_and_less_often_and_given_up() {
    let (mut queue, mut now) = (Queue::default(), Instant::now());
    queue.add(want(1, 250, 1), now);
    now += GATHER;
    let mut waits = Vec::new();
    while let Some(taken) = queue.next(now) {
        queue.ended(taken, Outcome::Trouble, now);
        let Some(wait) = queue.until_next(now) else {
            break;
        };
        waits.push(wait.as_secs());
        now += wait;
    }
    assert_eq!(waits, [2, 4, 8]);
    queue.add(want(1, 251, 2), now);
    assert!(
        queue.until_next(now) > Some(GATHER),
        "the store is left alone for a while"
    );
}

#[tokio::test(start_paused = true)]
async fn a_later_event_takes_the_place_of_a_try() {
    let (mut queue, now) = (Queue::default(), Instant::now());
    queue.add(want(1, 250, 1), now);
    let taken = queue.next(now + GATHER).unwrap();
    queue.add(want(1, 250, 2), now + GATHER);
    queue.ended(taken, Outcome::Trouble, now + GATHER);
    assert_eq!(ready(&mut queue, now + LONGEST), [2]);
}

#[tokio::test(start_paused = true)]
async fn what_the_app_may_not_see_is_left_alone_and_the_rest_goes_on() {
    let (mut queue, now) = (Queue::default(), Instant::now());
    let cart = |id: usize, event_id| Want {
        key: ("cart".into(), id.to_string()),
        ..want(1, id, event_id)
    };
    queue.add(cart(1, 1), now);
    queue.add(cart(2, 2), now);
    queue.add(want(1, 250, 3), now);
    let now = now + GATHER;
    let taken = queue.next(now).unwrap();
    queue.ended(taken, Outcome::Refused, now);
    queue.add(cart(3, 4), now);
    assert_eq!(ready(&mut queue, now + GATHER), [3]);
    queue.add(cart(3, 5), now + REFUSED);
    assert_eq!(
        ready(&mut queue, now + REFUSED + GATHER),
        [5],
        "it may have been allowed"
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_switched_off_waits_no_more() {
    let (mut queue, now) = (Queue::default(), Instant::now());
    queue.add(want(1, 250, 1), now);
    queue.add(
        Want {
            app_id: 2,
            ..want(2, 250, 2)
        },
        now,
    );
    queue.retain(|want| want.app_id == 2);
    assert_eq!(ready(&mut queue, now + GATHER), [2]);
}
