//! Headers as one BLOB, without loss: order, case, repeats, and values that are no text.
//!
//! Each name and each value stands behind its length, a little-endian `u32`.

use rusqlite::types::{FromSqlError, FromSqlResult};

use crate::tables::delivery::Headers;

const LENGTH: usize = size_of::<u32>();

/// The BLOB of some headers.
pub(crate) fn encode(headers: &Headers) -> Vec<u8> {
    let size = headers
        .iter()
        .map(|(name, value)| 2 * LENGTH + name.len() + value.len())
        .sum();
    let mut blob = Vec::with_capacity(size);
    for (name, value) in headers {
        push(&mut blob, name.as_bytes());
        push(&mut blob, value);
    }
    blob
}

/// The headers of a BLOB.
///
/// # Errors
/// When the BLOB is none that [`encode`] made.
pub(crate) fn decode(mut blob: &[u8]) -> FromSqlResult<Headers> {
    let mut headers = Vec::new();
    while !blob.is_empty() {
        let name = std::str::from_utf8(pull(&mut blob)?).map_err(FromSqlError::other)?;
        headers.push((name.to_owned(), pull(&mut blob)?.to_vec()));
    }
    Ok(headers)
}

fn push(blob: &mut Vec<u8>, part: &[u8]) {
    blob.extend_from_slice(&(part.len() as u32).to_le_bytes());
    blob.extend_from_slice(part);
}

fn pull<'b>(blob: &mut &'b [u8]) -> FromSqlResult<&'b [u8]> {
    let (length, rest) = blob
        .split_first_chunk::<LENGTH>()
        .ok_or(FromSqlError::InvalidType)?;
    let length = u32::from_le_bytes(*length) as usize;
    let (part, rest) = rest
        .split_at_checked(length)
        .ok_or(FromSqlError::InvalidType)?;
    *blob = rest;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let headers = vec![
            ("Host".to_owned(), b"a.example".to_vec()),
            ("x-CASE".to_owned(), vec![0xff, 0x00, b'\t']),
            ("Host".to_owned(), b"again".to_vec()),
            ("empty".to_owned(), Vec::new()),
        ];
        assert_eq!(decode(&encode(&headers)).unwrap(), headers);
    }

    #[test]
    fn a_cut_blob_is_an_error() {
        let mut blob = encode(&vec![("a".to_owned(), b"b".to_vec())]);
        blob.pop();
        assert!(decode(&blob).is_err());
    }
}
