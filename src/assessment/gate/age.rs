//! How old a wave is: counted from its latest answer, or from the end of the period it is named
//! after. Whole days and nothing finer, so that the age does not tell who handed in last.

use super::Since;
use crate::date::Day;

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

/// The period that a wave is named after: `2026-Q4`, `2026-11` or `2026-11-13`.
#[must_use]
pub fn period(wave: &str) -> Option<Period> {
    if let Some(day) = Day::parse(wave) {
        return Some(Period {
            first: day,
            last: day,
        });
    }
    let (year, part) = wave.split_once('-')?;
    let digits = |text: &str, length: usize| -> Option<i16> {
        let fits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    let year = digits(year, 4)?;
    let (from, to) = if let Some(quarter) = part.strip_prefix(['Q', 'q']) {
        let quarter = digits(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
        (quarter * 3 - 2, quarter * 3)
    } else {
        let month = digits(part, 2).filter(|month| (1..=12).contains(month))?;
        (month, month)
    };
    let first_of = |month: i16| Day::of(year, i8::try_from(month).ok()?, 1);
    Some(Period {
        first: first_of(from)?,
        last: first_of(to)?.last_of_month(),
    })
}

/// How a wave's age came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// So many days.
    Days(u64, Since),
    /// It lies ahead.
    Future,
    /// Nothing says when it was.
    Unknown,
}

/// The age on a day. A wave of which nobody has answered yet, but whose period has begun, is new.
pub(super) fn age(today: Day, latest: Option<Day>, wave: Option<&str>) -> Age {
    if let Some(latest) = latest {
        // Days begin earlier in the east: an answer of tomorrow there was handed in today.
        return match u64::try_from(today.days_since(latest)) {
            Ok(days) => Age::Days(days, Since::LatestAnswer),
            Err(_) if today.days_since(latest) == -1 => Age::Days(0, Since::LatestAnswer),
            Err(_) => Age::Future,
        };
    }
    match wave.and_then(period) {
        None => Age::Unknown,
        Some(period) if today < period.first => Age::Future,
        Some(period) => Age::Days(
            u64::try_from(today.days_since(period.last)).unwrap_or(0),
            Since::EndOfWave,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("it is a day")
    }

    #[test]
    fn waves_are_named_after_quarters_months_and_days() {
        for (wave, expected) in [
            ("2026-Q4", Some(("2026-10-01", "2026-12-31"))),
            ("2024-q1", Some(("2024-01-01", "2024-03-31"))),
            ("2026-11", Some(("2026-11-01", "2026-11-30"))),
            ("2024-02", Some(("2024-02-01", "2024-02-29"))),
            ("2026-11-13", Some(("2026-11-13", "2026-11-13"))),
            ("2026-Q5", None),
            ("2026-13", None),
            ("2026-00", None),
            ("2026-Q", None),
            ("2026", None),
            ("2026-1", None),
            ("pilot", None),
            ("2026-11-31", None),
            ("+026-11", None),
        ] {
            let expected = expected.map(|(first, last)| Period {
                first: day(first),
                last: day(last),
            });
            assert_eq!(period(wave), expected, "{wave}");
        }
    }

    #[test]
    fn an_age_is_counted_from_the_latest_answer_or_the_end_of_the_period() {
        let today = day("2027-01-10");
        let latest = |text| Some(day(text));
        for (latest, wave, expected) in [
            (
                latest("2027-01-03"),
                Some("2026-Q4"),
                Age::Days(7, Since::LatestAnswer),
            ),
            (latest("2027-01-11"), None, Age::Days(0, Since::LatestAnswer)),
            (latest("2027-01-12"), None, Age::Future),
            (None, Some("2026-Q4"), Age::Days(10, Since::EndOfWave)),
            (None, Some("2027-Q1"), Age::Days(0, Since::EndOfWave)),
            (None, Some("2027-02"), Age::Future),
            (None, Some("pilot"), Age::Unknown),
            (None, None, Age::Unknown),
        ] {
            assert_eq!(age(today, latest, wave), expected, "{wave:?}");
        }
    }
}
