//! Days and moments as they are written: checked, and counted where an age is asked for.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time, date};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day that `text` writes as `2026-10-04`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let [y, e, a, r, b'-', m, o, b'-', d, n] = *text.as_bytes() else {
            return None;
        };
        let year = i16::from(two([y, e])?) * 100 + i16::from(two([a, r])?);
        Date::new(year, two([m, o])?, two([d, n])?).ok().map(Self)
    }

    /// The day at UTC of a moment that [`is_time_stamp`].
    #[must_use]
    pub fn of_time_stamp(text: &str) -> Option<Self> {
        moment(text).map(|moment| Self(moment.date()))
    }

    /// The day at UTC, some seconds after the beginning of 1970.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Self {
        Self(date(1970, 1, 1).saturating_add(SignedDuration::from_secs(seconds)))
    }

    /// A day of a month; none where the month has no such day.
    #[must_use]
    pub fn of(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The last day of the month that this day lies in.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// How many days after `earlier` this is; below zero where it lies before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_hours() / 24
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether `text` is a day of the calendar in the form `2026-10-04`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    Day::parse(text).is_some()
}

/// Whether `text` is a moment as RFC 3339 writes it: `2026-10-04T09:12:00Z`, with or without
/// fractions of a second, and `Z` or an offset such as `+01:00`.
#[must_use]
pub fn is_time_stamp(text: &str) -> bool {
    moment(text).is_some()
}

/// The moment at UTC, in whole seconds. `jiff` reads more than RFC 3339 allows and no more than nine
/// digits of a fraction, so the parts are told apart here.
fn moment(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't'])?;
    let (time, ahead) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, SignedDuration::ZERO),
        None => {
            let at = time.rfind(['+', '-'])?;
            (time.get(..at)?, offset(time.get(at..)?)?)
        }
    };
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [h, o, b':', m, i, b':', s, e] = *clock.as_bytes() else {
        return None;
    };
    // A leap second is second 60; it lies on the same day as the one before.
    let second = match two([s, e])? {
        60 => 59,
        second => second,
    };
    let clock = Time::new(two([h, o])?, two([m, i])?, second, 0).ok()?;
    let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let local = Day::parse(date)?.0.to_datetime(clock);
    digits.then(|| local.saturating_sub(ahead))
}

/// `+05:30`, less than a day.
fn offset(text: &str) -> Option<SignedDuration> {
    let [sign @ (b'+' | b'-'), h, o, b':', m, i] = *text.as_bytes() else {
        return None;
    };
    let (hours, minutes) = (two([h, o])?, two([m, i])?);
    let ahead = SignedDuration::from_mins(i64::from(hours) * 60 + i64::from(minutes));
    (hours < 24 && minutes < 60).then_some(if sign == b'-' { -ahead } else { ahead })
}

/// A number of two digits.
fn two([tens, ones]: [u8; 2]) -> Option<i8> {
    let both = tens.is_ascii_digit() && ones.is_ascii_digit();
    both.then(|| ((tens - b'0') * 10 + (ones - b'0')).cast_signed())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

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
        let first = day("1970-01-01");
        assert_eq!(first.days_since(first), 0);
        assert_eq!(day("2000-03-01").days_since(first), 11_017);
        assert_eq!(day("2026-10-04").days_since(day("2025-10-04")), 365);
        assert_eq!(day("2024-02-01").last_of_month(), day("2024-02-29"));
        assert_eq!(day("2026-12-05").last_of_month(), day("2026-12-31"));
        assert_eq!(Day::from_unix(1_760_000_000), day("2025-10-09"));
        assert_eq!(Day::parse("2026-02-30"), None);
        // Every day of eight centuries, one after the other.
        let (first, last) = (day("1600-01-01"), day("2400-12-31"));
        let mut days = 0;
        for date in first.0.series(1.day()).take_while(|date| *date <= last.0) {
            assert_eq!(Day::parse(&Day(date).to_string()), Some(Day(date)));
            assert_eq!(Day(date).days_since(first), days);
            days += 1;
        }
        assert_eq!(days, 292_560);
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
