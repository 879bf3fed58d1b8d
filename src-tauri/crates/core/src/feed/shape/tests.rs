use super::*;

/// What so many payloads with these bodies teach.
fn known(bodies: &[(&str, i64)], taught: bool) -> Known {
    let mut counted: BTreeMap<(String, JsonType), i64> = BTreeMap::new();
    for (body, times) in bodies {
        for field in fields_of(body.as_bytes()).unwrap() {
            *counted.entry(field).or_default() += times;
        }
    }
    let fields = counted
        .into_iter()
        .map(|((path, kind), events)| ShapeField {
            path,
            kind,
            events,
            first_at: 1,
            last_at: 2,
        });
    Known::of(fields.collect(), taught)
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
