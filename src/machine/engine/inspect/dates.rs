//! Dates in the words of `toISOString`, whatever the program made of that method.

const DAY: f64 = 86_400_000.0;

/// The farthest a date can be from 1970, in milliseconds (ECMAScript 21.4.1.1).
const FARTHEST: f64 = 100_000_000.0 * DAY;

/// `time`, in milliseconds since 1970; none for no time.
pub(super) fn iso_string(time: f64) -> Option<String> {
    if time.is_nan() || time.abs() > FARTHEST {
        return None;
    }
    let (year, month, day) = civil(whole(time.div_euclid(DAY)));
    let within = whole(time.rem_euclid(DAY));
    let (hour, minute) = (within / 3_600_000, within / 60_000 % 60);
    let (second, milli) = (within / 1000 % 60, within % 1000);
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ if year < 0 => format!("-{:06}", -year),
        _ => format!("+{year:06}"),
    };
    Some(format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"))
}

/// Year, month and day of a day counted from 1970, after Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// A number known to be whole and small.
#[expect(clippy::cast_possible_truncation, reason = "dates reach 8.64e15 milliseconds")]
fn whole(number: f64) -> i64 {
    number as i64
}
