use super::*;

/// What so many payloads with these bodies teach; where `taught`, the last of them is looked at.
fn known(bodies: &[(&str, i64)], taught: bool) -> Known {
    let mut counted: BTreeMap<(String, JsonType), (i64, i64)> = BTreeMap::new();
    for (body, times) in bodies {
        let mut paths = BTreeSet::new();
        for field in fields_of(body.as_bytes()).unwrap() {
            let first = paths.insert(field.0.clone());
            let (events, payloads) = counted.entry(field).or_default();
            *events += times;
            *payloads += i64::from(first) * times;
        }
    }
    let fields = counted
        .into_iter()
        .map(|((path, kind), (events, payloads))| ShapeField {
            path,
            kind,
            events,
            payloads,
            first_at: 1,
            last_at: 2,
        });
    let own = bodies.last().filter(|_| taught);
    let own = own.and_then(|(body, _)| fields_of(body.as_bytes()));
    Known::of(fields.take(SHAPE_CAP).collect(), own.unwrap_or_default())
}

fn told(known: &Known, body: &str) -> Vec<(String, Difference, u32)> {
    let view = known.view(&fields_of(body.as_bytes()).unwrap());
    let differences = view.differences.into_iter();
    differences
        .map(|it| (it.path, it.difference, it.others))
        .collect()
}

const USUAL: &str = r#"{"id":1,"data":{"type":"order","tags":["a"]}}"#;

#[test]
fn what_is_as_usual_is_not_told() {
    let known = known(&[(USUAL, 300)], true);
    assert_eq!(told(&known, USUAL), []);
    assert_eq!(known.others(), 299);
}

#[test]
fn a_new_field_is_told_once_with_what_is_in_it() {
    let new = r#"{"id":1,"data":{"type":"order","tags":["a"]},"meta":{"a":{"b":1}}}"#;
    let known = known(&[(USUAL, 300), (new, 1)], true);
    assert_eq!(told(&known, new), [("meta".into(), Difference::New, 0)]);
}

#[test]
fn a_missing_field_is_told_and_an_empty_list_is_none() {
    let known = known(&[(USUAL, 300)], false);
    let without = r#"{"id":1,"data":{"tags":[]}}"#;
    let expected = [("data.type".into(), Difference::Missing, 300)];
    assert_eq!(told(&known, without), expected);
    let expected = [("data".into(), Difference::Missing, 300)];
    assert_eq!(told(&known, r#"{"id":1}"#), expected);
}

#[test]
fn another_type_is_told_with_the_usual_one() {
    let text = r#"{"id":"1","data":{"type":"order","tags":["a"]}}"#;
    let known = known(&[(USUAL, 300), (text, 2)], true);
    let view = known.view(&fields_of(text.as_bytes()).unwrap());
    let [id] = view.differences.as_slice() else {
        panic!("{:?}", view.differences);
    };
    assert_eq!(
        (id.path.as_str(), id.difference, id.others),
        ("id", Difference::Retyped, 1)
    );
    assert_eq!(
        (&id.kinds[..], &id.usual[..]),
        (&[JsonKind::Text][..], &[JsonKind::Number][..])
    );
}

#[test]
fn one_in_a_hundred_is_rare_and_two_are_not() {
    let other = r#"{"id":1,"data":{"type":"order","tags":["a"]},"note":"x"}"#;
    let rare = known(&[(USUAL, 198), (other, 3)], true);
    assert_eq!(told(&rare, other), [("note".into(), Difference::New, 2)]);
    let usual = known(&[(USUAL, 197), (other, 4)], true);
    assert_eq!(told(&usual, other), []);
}

#[test]
fn few_others_say_nothing() {
    let view = known(&[(USUAL, 19)], false).view(&fields_of(b"{}").unwrap());
    assert!(!view.enough && view.differences.is_empty());
    assert_eq!(view.fields.len(), 6);
    let view = known(&[(USUAL, 20)], false).view(&fields_of(b"{}").unwrap());
    assert!(view.enough && !view.differences.is_empty());
}

#[test]
fn a_field_of_two_types_counts_once() {
    let mixed = r#"{"id":1,"refund":{"items":[{"note":"x"},{"note":null}]}}"#;
    let known = known(&[(r#"{"id":1}"#, 40), (mixed, 60)], false);
    assert_eq!(told(&known, r#"{"id":1}"#), []);
}

#[test]
fn a_shape_that_is_full_calls_nothing_new() {
    let keys = |first: usize| {
        let fields: Vec<String> = (first..first + 100)
            .map(|at| format!("\"sku-{at}\":1"))
            .collect();
        format!("{{{}}}", fields.join(","))
    };
    let bodies: Vec<String> = (0..6).map(|at| keys(at * 100)).collect();
    let bodies: Vec<(&str, i64)> = bodies.iter().map(|it| (it.as_str(), 40)).collect();
    let known = known(&bodies, false);
    assert_eq!(told(&known, r#"{"sku-9999":1}"#), []);
    assert!(known.view(&Fields::new()).full);
}

#[test]
fn the_usual_types_are_those_of_the_others() {
    let text = r#"{"id":"1","data":{"type":"order","tags":["a"]}}"#;
    let known = known(&[(USUAL, 99), (text, 2)], true);
    let view = known.view(&fields_of(text.as_bytes()).unwrap());
    assert_eq!(view.differences[0].usual, [JsonKind::Number]);
}

#[test]
fn what_would_be_in_an_empty_object_of_ids_is_not_missing() {
    let known = known(&[(r#"{"by_id":{"7":{"n":1}}}"#, 300)], false);
    assert_eq!(told(&known, r#"{"by_id":{}}"#), []);
}

#[test]
fn another_delivery_of_an_event_does_not_count_as_its_payload() {
    let other = r#"{"id":1,"data":{"type":"order","tags":["a"]},"note":"x"}"#;
    let known = known(&[(other, 3), (USUAL, 200)], true);
    assert_eq!(known.others(), 202);
    assert_eq!(told(&known, other), []);
}

#[test]
fn of_many_differences_some_are_named_and_all_are_counted() {
    let many: Vec<String> = (0..80).map(|at| format!("\"f{at}\":1")).collect();
    let many = format!(
        r#"{{"id":1,"data":{{"type":"order","tags":["a"]}},{}}}"#,
        many.join(",")
    );
    let view = known(&[(USUAL, 300)], false).view(&fields_of(many.as_bytes()).unwrap());
    assert_eq!(
        (view.differences.len(), view.differing),
        (MOST_DIFFERENCES, 80)
    );
}
