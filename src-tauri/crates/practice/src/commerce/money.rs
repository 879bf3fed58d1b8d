//! Hundredths of a currency, in the two forms the API gives them.

/// As v2 writes amounts: a decimal string with four places, `"336.3200"`.
pub fn v2(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    format!("{sign}{whole}.{part:02}00")
}

/// As v3 writes amounts: a number, `336.32`.
#[allow(clippy::cast_precision_loss)]
pub fn v3(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

/// From a number of units, rounded to hundredths.
#[allow(clippy::cast_possible_truncation)]
pub fn from_units(units: f64) -> i64 {
    (units * 100.0).round() as i64
}

/// The tax contained in an amount, at so many per mille of the amount with tax.
pub fn tax_in(hundredths: i64, permille: i64) -> i64 {
    hundredths * permille / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms() {
        assert_eq!(v2(33_632), "336.3200");
        assert_eq!(v2(5), "0.0500");
        assert_eq!(v2(-105), "-1.0500");
        assert!((v3(33_632) - 336.32).abs() < f64::EPSILON);
        assert_eq!(from_units(336.32), 33_632);
        assert_eq!(from_units(0.29), 29);
    }
}
