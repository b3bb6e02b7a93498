//! Which day it is: asked for only where an age is judged, and said in the output.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};

use crate::assessment::gate::{SaidBy, Today};
use crate::cli::exit::UsageFault;
use crate::date::Day;

/// What reproducible builds set.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The day of the flag, else of the environment, else of the clock.
pub(super) fn today(flag: Option<&str>) -> Result<Today> {
    if let Some(text) = flag {
        let Some(day) = Day::parse(text.trim()) else {
            bail!(UsageFault(format!(
                "--today {text}: write a day of the calendar, as 2026-10-04"
            )));
        };
        return Ok(Today {
            day,
            said_by: SaidBy::Flag,
        });
    }
    if let Some(text) = std::env::var_os(EPOCH) {
        let seconds = text.to_str().and_then(|text| text.trim().parse::<i64>().ok());
        // Beyond the year 9999 no day is written with four digits.
        let Some(seconds) = seconds.filter(|seconds| (0..=253_402_300_799).contains(seconds)) else {
            bail!(UsageFault(format!(
                "{EPOCH}={}: not a number of seconds since 1970; --today names a day",
                text.to_string_lossy()
            )));
        };
        return Ok(Today {
            day: Day::from_unix(seconds),
            said_by: SaidBy::Environment,
        });
    }
    let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(0),
        Err(_) => 0,
    };
    Ok(Today {
        day: Day::from_unix(seconds),
        said_by: SaidBy::Clock,
    })
}
