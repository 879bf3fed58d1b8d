//! How long answers took, counted in buckets: a day of them takes no more room than one, days can be
//! added up, and medians and the like can still be told. Each bucket ends at √2 times the end of the
//! one before, so that whatever is in it is within 19 % of its geometric middle.

use std::time::Duration;

/// How many buckets there are: below 64 µs, thirty-eight up to 33.6 s, and beyond.
pub const BUCKETS: usize = 40;

/// The power of two, in microseconds, at which the first bucket ends.
const FIRST: u32 = 6;

/// Counts of how long answers took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    counts: [u32; BUCKETS],
    longest_us: u32,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            counts: [0; BUCKETS],
            longest_us: 0,
        }
    }
}

impl Times {
    /// Where each bucket but the last ends, in microseconds: it holds what is shorter than that.
    pub fn ends() -> Vec<u32> {
        let end = |place: usize| {
            let square = 1_u64 << (2 * FIRST as usize + place);
            let root = square.isqrt();
            u32::try_from(root + u64::from(root * root < square)).unwrap_or(u32::MAX)
        };
        (0..BUCKETS - 1).map(end).collect()
    }

    /// Counts one.
    pub fn note(&mut self, took: Duration) {
        let us = u32::try_from(took.as_micros()).unwrap_or(u32::MAX);
        let count = &mut self.counts[bucket(us)];
        *count = count.saturating_add(1);
        self.longest_us = self.longest_us.max(us);
    }

    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        for (count, other) in self.counts.iter_mut().zip(others.counts) {
            *count = count.saturating_add(other);
        }
        self.longest_us = self.longest_us.max(others.longest_us);
    }

    /// How many there are in each bucket, the shortest first, up to the last bucket with any.
    pub fn counts(&self) -> &[u32] {
        let used = self.counts.iter().rposition(|count| *count > 0);
        &self.counts[..used.map_or(0, |last| last + 1)]
    }

    /// The longest, exactly, in microseconds; 0 without any.
    pub fn longest_us(&self) -> u32 {
        self.longest_us
    }

    /// The counts as bytes: seven bits of a number to a byte, the lowest first.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for count in self.counts() {
            let mut left = *count;
            while left > 0x7f {
                bytes.push(left.to_le_bytes()[0] | 0x80);
                left >>= 7;
            }
            bytes.push(left.to_le_bytes()[0]);
        }
        bytes
    }

    /// The same back again; `None` when the bytes are not such counts.
    pub(crate) fn from_bytes(bytes: &[u8], longest_us: u32) -> Option<Self> {
        let mut times = Self {
            longest_us,
            ..Self::default()
        };
        let (mut place, mut shift) = (0, 0);
        for byte in bytes {
            let bits = u32::from(byte & 0x7f);
            let count = times.counts.get_mut(place)?;
            *count |= bits.checked_shl(shift)?;
            if byte & 0x80 == 0 {
                (place, shift) = (place + 1, 0);
            } else {
                shift += 7;
            }
        }
        (shift == 0).then_some(times)
    }
}

/// The bucket of a time. The square tells the two halves of an octave apart without a root.
fn bucket(us: u32) -> usize {
    let octave = us.max(1).ilog2();
    let upper = (u64::from(us).pow(2) >> (2 * octave + 1)) & 1;
    let place = 2 * octave as usize + usize::from(upper == 1) + 1;
    place.saturating_sub(2 * FIRST as usize).min(BUCKETS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(us: &[u32]) -> Times {
        let mut times = Times::default();
        for us in us {
            times.note(Duration::from_micros((*us).into()));
        }
        times
    }

    #[test]
    fn a_bucket_begins_where_the_one_before_ends() {
        let ends = Times::ends();
        assert_eq!((ends[0], ends[1], ends[2]), (64, 91, 128));
        for (place, end) in ends.iter().enumerate() {
            assert_eq!(bucket(end - 1), place, "{end}");
            assert_eq!(bucket(*end), place + 1, "{end}");
        }
        assert_eq!((bucket(0), bucket(u32::MAX)), (0, BUCKETS - 1));
    }

    #[test]
    fn the_middle_of_a_bucket_is_within_a_fifth_of_whatever_is_in_it() {
        let ends = Times::ends();
        for us in (64..2_000).chain((2_000..30_000_000).step_by(7_919)) {
            let middle = f64::from(ends[bucket(us)]) / 2_f64.powf(0.25);
            let error = (middle / f64::from(us) - 1.0).abs();
            assert!(error < 0.2, "{us} µs is shown as {middle}");
        }
    }

    #[test]
    fn what_is_added_is_what_would_have_been_counted_together() {
        let mut times = of(&[70, 5_000, 40_000_000]);
        times.add(&of(&[70, 800]));
        assert_eq!(times, of(&[70, 70, 800, 5_000, 40_000_000]));
        assert_eq!(times.longest_us(), 40_000_000);
        assert_eq!(times.counts().len(), BUCKETS);
    }

    #[test]
    fn bytes_come_back_as_they_were() {
        let mut times = of(&[100, 3_000, 3_000]);
        for count in [127, 128, 300_000, u32::MAX] {
            times.counts[9] = count;
            let bytes = times.to_bytes();
            assert!(bytes.len() < 24, "{bytes:?}");
            assert_eq!(Times::from_bytes(&bytes, 3_000).unwrap(), times);
        }
        assert_eq!(of(&[]).to_bytes(), [0_u8; 0]);
    }

    #[test]
    fn bytes_that_are_no_counts_are_nothing() {
        assert_eq!(Times::from_bytes(&[0; BUCKETS + 1], 0), None);
        assert_eq!(Times::from_bytes(&[0x80], 0), None);
        assert_eq!(Times::from_bytes(&[0xff; 6], 0), None);
    }
}
