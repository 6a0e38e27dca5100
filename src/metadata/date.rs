//! Days of the calendar, without a clock.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day. The order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// No day comes after it.
    pub const LAST: Date = Date { year: 9_999, month: 12, day: 31 };

    /// The day that many days after 1970-01-01.
    pub fn from_days(days: u32) -> Date {
        // Counted from 1 March of the year 0, so that leap days are the last ones of their years, centuries
        // and eras of 400 years.
        let days = days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // Five months from March on, and from August on, have 153 days each.
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (month, january_or_february) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = era * 400 + year_of_era + january_or_february;
        Date { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// The day of that many seconds after 1970-01-01; the last one there is for what comes after it.
    pub fn of_seconds(seconds: u64) -> Date {
        match u32::try_from(seconds / 86_400) {
            // The year 9999 ends there.
            Ok(days) if days < 2_932_897 => Date::from_days(days),
            _ => Date::LAST,
        }
    }

    /// Reads `YYYY-MM-DD`; `None` for a day that does not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
        };
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day).then_some(Date { year, month: month as u8, day: day as u8 })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// A string, or TOML's own date.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = match toml::Value::deserialize(deserializer)? {
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
        Date::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("`{text}` is not a date\nwrite a day as 2027-01-31")))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_1970_are_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (10_957, "2000-01-01"),
            (11_016, "2000-02-29"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
            (47_541, "2100-03-01"),
            (47_540, "2100-02-28"),
        ] {
            assert_eq!(Date::from_days(days).to_string(), expected);
        }
    }

    #[test]
    fn seconds_since_1970_are_dates() {
        for (seconds, expected) in [
            (86_399, "1970-01-01"),
            (86_400, "1970-01-02"),
            (253_402_300_799, "9999-12-31"),
            (253_402_300_800, "9999-12-31"),
            (u64::MAX, "9999-12-31"),
        ] {
            assert_eq!(Date::of_seconds(seconds).to_string(), expected);
        }
    }

    #[test]
    fn every_day_of_two_centuries_is_read_back_and_follows_the_last() {
        for days in 0..80_000 {
            let date = Date::from_days(days);
            assert_eq!(Date::parse(&date.to_string()), Some(date));
            assert!(date < Date::from_days(days + 1));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-29",
            "2100-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "2026-1-1",
            "+026-01-01",
            "2026-01-01T00:00:00",
            "é26-01-01",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
