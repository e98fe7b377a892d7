//! Days in UTC. A calendar crate would be a hundred times the code for the one date that is needed.

use std::time::{SystemTime, UNIX_EPOCH};

/// A day as ISO 8601 writes it, `YYYY-MM-DD`; orders as days do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date(String);

impl Date {
    /// Today in UTC.
    pub fn today() -> Date {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Date::of_day(seconds / 86_400)
    }

    /// The day so many days after 1970-01-01: years are counted from March, so that a leap day ends one
    /// (the proleptic Gregorian calendar repeats every 146,097 days).
    fn of_day(days: u64) -> Date {
        let days = days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        Date(format!("{year:04}-{month:02}-{day:02}"))
    }

    /// Reads `YYYY-MM-DD`; the day must exist.
    pub fn parse(text: &str) -> Result<Date, String> {
        let exists = || {
            let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
            let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let days = match month {
                2 => 28 + u32::from(leap),
                4 | 6 | 9 | 11 => 30,
                1..=12 => 31,
                _ => 0,
            };
            ((1..=days).contains(&day) && format!("{year:04}-{month:02}-{day:02}") == text).then_some(())
        };
        exists()
            .map(|()| Date(text.to_owned()))
            .ok_or_else(|| "write YYYY-MM-DD, a day that exists".to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_the_calendar() {
        for (day, date) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_778, "2026-11-21")]
        {
            assert_eq!(Date::of_day(day).as_str(), date);
        }
        assert_eq!(Date::of_day(47_541).as_str(), "2100-03-01", "2100 is no leap year");
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert!(Date::parse("2028-02-29").is_ok());
        for wrong in
            ["2027-02-29", "2027-13-01", "2027-1-1", "2027-04-31", "2027-04-00", "tomorrow", "2027-04-01-01"]
        {
            assert!(Date::parse(wrong).is_err(), "{wrong}");
        }
    }
}
