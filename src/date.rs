//! Days and moments as they are written: checked, and counted where an age is asked for.

use std::fmt;

/// A day of the calendar, by how many days it lies after 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

/// Seconds of a day.
const SECONDS: i64 = 86_400;
/// Minutes of a day.
const MINUTES: i64 = 1_440;

impl Day {
    /// The day that `text` writes as `2026-10-04`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if !is_date(text) {
            return None;
        }
        let mut parts = text.split('-').map(|part| part.parse().ok());
        Some(Self::of(parts.next()??, parts.next()??, parts.next()??))
    }

    /// The day at UTC of a moment that [`is_time_stamp`].
    #[must_use]
    pub fn of_time_stamp(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', 't'])?;
        let day = Self::parse(date)?;
        let minutes = |text: &str| -> Option<i64> {
            let (hours, minutes) = text.get(..5)?.split_once(':')?;
            Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
        };
        let offset = match time.rfind(['+', '-']) {
            Some(at) => {
                let offset = minutes(time.get(at + 1..)?)?;
                if time.get(at..=at) == Some("-") {
                    -offset
                } else {
                    offset
                }
            }
            None => 0,
        };
        Some(Self(day.0 + (minutes(time)? - offset).div_euclid(MINUTES)))
    }

    /// The day at UTC, some seconds after the beginning of 1970.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds.div_euclid(SECONDS))
    }

    /// A day of a month that has it.
    #[must_use]
    pub const fn of(year: i64, month: i64, day: i64) -> Self {
        // Years that begin in March end in the leap day; eras of 400 such years are all alike.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// The last day of a month.
    #[must_use]
    pub const fn last_of(year: i64, month: i64) -> Self {
        let next = if month == 12 {
            Self::of(year + 1, 1, 1)
        } else {
            Self::of(year, month + 1, 1)
        };
        Self(next.0 - 1)
    }

    /// How many days after `earlier` this is; below zero where it lies before.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Whether `text` is a day of the calendar in the form `2026-10-04`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| (part.len(), number(part)));
    let (Some((4, Some(year))), Some((2, Some(month))), Some((2, Some(day))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    (1..=days_of(year, month)).contains(&day)
}

/// Whether `text` is a moment as RFC 3339 writes it: `2026-10-04T09:12:00Z`, with or without
/// fractions of a second, and `Z` or an offset such as `+01:00`.
#[must_use]
pub fn is_time_stamp(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    is_date(date) && is_time(time)
}

fn is_time(text: &str) -> bool {
    let clock = if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        clock
    } else if let Some(at) = text.rfind(['+', '-'])
        && let (clock, Some(offset)) = (text.get(..at).unwrap_or(""), text.get(at + 1..))
        && within(offset, &[23, 59])
    {
        clock
    } else {
        return false;
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    // A leap second is second 60.
    within(clock, &[23, 59, 60]) && number(fraction).is_some()
}

/// Whether `text` is one two-digit number for each of `highest`, none beyond it, joined by colons.
fn within(text: &str, highest: &[u64]) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    parts.len() == highest.len()
        && parts
            .iter()
            .zip(highest)
            .all(|(part, highest)| part.len() == 2 && number(part).is_some_and(|value| value <= *highest))
}

/// A number in digits only. Digits beyond the nineteenth do not matter here.
fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits
        .get(..digits.len().min(19))
        .and_then(|digits| digits.parse().ok())
}

const fn days_of(year: u64, month: u64) -> u64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for good in ["2026-10-04", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "2026-10-4",
            "2026-13-01",
            "2025-02-29",
            "1900-02-29",
            "2026-04-31",
            "04.10.2026",
            "2026-10-04-",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn days_are_counted() {
        let day = |text| Day::parse(text).expect("it is a day");
        assert_eq!(day("1970-01-01").0, 0);
        assert_eq!(day("2000-03-01").0, 11_017);
        assert_eq!(day("2026-10-04").days_since(day("2025-10-04")), 365);
        assert_eq!(Day::last_of(2024, 2), day("2024-02-29"));
        assert_eq!(Day::last_of(2026, 12), day("2026-12-31"));
        assert_eq!(Day::from_unix(1_760_000_000), day("2025-10-09"));
        assert_eq!(Day::parse("2026-02-30"), None);
        // Every day of eight centuries, one after the other.
        let (first, last) = (day("1600-01-01"), day("2400-12-31"));
        for number in first.0..=last.0 {
            assert_eq!(Day::parse(&Day(number).to_string()), Some(Day(number)));
        }
    }

    #[test]
    fn moments_lie_on_a_day_at_utc() {
        for (text, expected) in [
            ("2026-10-04T09:12:00Z", "2026-10-04"),
            ("2026-10-04T23:30:00.5-08:00", "2026-10-05"),
            ("2026-01-01t02:00:00+05:30", "2025-12-31"),
            ("2026-12-31T23:59:60z", "2026-12-31"),
        ] {
            assert_eq!(Day::of_time_stamp(text), Day::parse(expected), "{text}");
        }
        assert_eq!(Day::of_time_stamp("2026-10-04"), None);
    }

    #[test]
    fn moments_are_written_as_rfc_3339_asks() {
        for good in [
            "2026-10-04T09:12:00Z",
            "2026-10-04t09:12:00.123456789012345678901234z",
            "2026-12-31T23:59:60+05:30",
            "2026-10-04T09:12:00-08:00",
        ] {
            assert!(is_time_stamp(good), "{good}");
        }
        for bad in [
            "2026-10-04",
            "2026-10-04T09:12Z",
            "2026-10-04T24:00:00Z",
            "2026-10-04T09:12:00",
            "2026-10-04T09:12:00.Z",
            "2026-10-04T09:12:00+1:00",
            "2026-10-04T09:12:00é",
            "T",
        ] {
            assert!(!is_time_stamp(bad), "{bad}");
        }
    }
}
