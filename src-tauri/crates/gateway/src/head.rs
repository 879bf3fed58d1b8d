//! A request's head as it was sent: hyper gives header names in lower case and repeats grouped,
//! and what is stored must be what arrived.

/// The end of the head that begins `bytes`: the index after its empty line.
pub(crate) fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let mut index = from;
    while let Some(found) = bytes.get(index..)?.iter().position(|byte| *byte == b'\n') {
        let after = index + found + 1;
        match bytes.get(after..)? {
            [b'\n', ..] => return Some(after + 1),
            [b'\r', b'\n', ..] => return Some(after + 2),
            _ => index = after,
        }
    }
    None
}

/// The headers of a head: names in their case, in order, with repeats. `None` when it does not
/// parse or has more than `most`.
pub(crate) fn headers(head: &[u8], most: usize) -> Option<Vec<(String, Vec<u8>)>> {
    let mut space = vec![httparse::EMPTY_HEADER; most];
    let mut request = httparse::Request::new(&mut space);
    if !request.parse(head).ok()?.is_complete() {
        return None;
    }
    let owned = |header: &httparse::Header<'_>| (header.name.to_owned(), header.value.to_vec());
    Some(request.headers.iter().map(owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_ends_at_its_empty_line() {
        for (bytes, end) in [
            (&b"GET / HTTP/1.1\r\n\r\nrest"[..], Some(18)),
            (b"GET / HTTP/1.1\nA: b\n\nrest", Some(21)),
            (b"GET / HTTP/1.1\nA: b\n\r\nrest", Some(22)),
            (b"GET / HTTP/1.1\r\nA: b\r\n", None),
            (b"GET / HTTP/1.1\r\nA: b\r\n\r", None),
            (b"", None),
        ] {
            assert_eq!(end_of_head(bytes, 0), end, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn names_keep_their_case_order_and_repeats() {
        let head = b"POST / HTTP/1.1\r\nX-B: 1\r\nhost: a\r\nx-b:  2 \r\nX-Odd: \xff\r\n\r\n";
        let expected = [
            ("X-B", &b"1"[..]),
            ("host", b"a"),
            ("x-b", b"2"),
            ("X-Odd", b"\xff"),
        ];
        let found = headers(head, 8).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_slice()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn more_headers_than_room_is_nothing() {
        assert_eq!(headers(b"GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\n\r\n", 1), None);
    }
}
