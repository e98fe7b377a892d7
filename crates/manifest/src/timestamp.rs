//! Which texts Go's YAML reader takes for a `!!timestamp`.

/// Whether a text is a date (`2006-1-2`), or a date and a time (`2006-1-2T15:4:5.9Z`, `2006-1-2 15:4:5.9`).
pub(crate) fn is_timestamp(text: &str) -> bool {
    let mut rest = Rest(text);
    if !rest.date() {
        return false;
    }
    if rest.0.is_empty() {
        return true;
    }
    if rest.eat(' ') {
        return rest.time() && rest.0.is_empty();
    }
    (rest.eat('T') || rest.eat('t')) && rest.time() && rest.zone() && rest.0.is_empty()
}

/// What is still to be read.
struct Rest<'s>(&'s str);

impl Rest<'_> {
    fn eat(&mut self, character: char) -> bool {
        let Some(rest) = self.0.strip_prefix(character) else { return false };
        self.0 = rest;
        true
    }

    /// A number of `least` to `most` digits.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        if count < least { None } else { digits.parse().ok() }
    }

    fn date(&mut self) -> bool {
        let Some(year) = self.digits(4, 4) else { return false };
        let month = if self.eat('-') { self.digits(1, 2) } else { None };
        let day = if self.eat('-') { self.digits(1, 2) } else { None };
        match (month, day) {
            (Some(month @ 1..=12), Some(day)) => day >= 1 && day <= days(year, month),
            _ => false,
        }
    }

    fn time(&mut self) -> bool {
        let hour = self.digits(1, 2);
        let minute = if self.eat(':') { self.digits(1, 2) } else { None };
        let second = if self.eat(':') { self.digits(1, 2) } else { None };
        let within = hour.is_some_and(|hour| hour < 24)
            && minute.is_some_and(|minute| minute < 60)
            && second.is_some_and(|second| second < 60);
        within && self.fraction()
    }

    fn fraction(&mut self) -> bool {
        if !(self.0.starts_with('.') || self.0.starts_with(',')) {
            return true;
        }
        let digits = self.0.bytes().skip(1).take_while(u8::is_ascii_digit).count();
        self.0 = self.0.get(1 + digits..).unwrap_or_default();
        digits > 0
    }

    fn zone(&mut self) -> bool {
        if self.eat('Z') {
            return true;
        }
        if !(self.eat('+') || self.eat('-')) {
            return false;
        }
        let hour = self.digits(2, 2);
        let minute = if self.eat(':') { self.digits(2, 2) } else { None };
        hour.is_some_and(|hour| hour <= 24) && minute.is_some_and(|minute| minute <= 60)
    }
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
