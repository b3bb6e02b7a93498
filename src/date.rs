//! Days and moments as they are written: checked, never computed with.

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
