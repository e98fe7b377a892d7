//! Schedules of CronJobs, as `robfig/cron` reads them for Kubernetes (`ParseStandard`).

/// A field of a schedule: its name, its range, and words for its numbers from the lowest on.
struct Field {
    name: &'static str,
    lowest: u32,
    highest: u32,
    words: &'static [&'static str],
}

const FIELDS: [Field; 5] = [
    Field { name: "minute", lowest: 0, highest: 59, words: &[] },
    Field { name: "hour", lowest: 0, highest: 23, words: &[] },
    Field { name: "day", lowest: 1, highest: 31, words: &[] },
    Field {
        name: "month",
        lowest: 1,
        highest: 12,
        words: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    Field {
        name: "weekday",
        lowest: 0,
        highest: 6,
        words: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
    },
];

const NAMED: [&str; 7] = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// Whether a schedule can be read; if not, why.
pub(crate) fn read(text: &str) -> Result<(), String> {
    if text.contains("TZ") {
        return Err("a time zone stands in the field timeZone".to_owned());
    }
    if text.starts_with('@') {
        let duration = text.strip_prefix("@every ").is_some_and(|duration| is_duration(duration.trim()));
        let known = duration || NAMED.contains(&text);
        return if known { Ok(()) } else { Err("there is no schedule of that name".to_owned()) };
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    if fields.len() != FIELDS.len() {
        let count = fields.len();
        return Err(format!("it has {count} fields, and 5 are needed: minute, hour, day, month, weekday"));
    }
    for (field, text) in FIELDS.iter().zip(fields) {
        text.split(',').filter(|part| !part.is_empty()).try_for_each(|part| field.read(part))?;
    }
    Ok(())
}

impl Field {
    /// Reads `*`, `?`, a number, `a-b`, each with `/step` or without.
    fn read(&self, text: &str) -> Result<(), String> {
        let (range, step) = text.split_once('/').map_or((text, None), |(range, step)| (range, Some(step)));
        if step.is_some_and(|step| step.parse::<u32>().map_or(true, |step| step == 0)) {
            return Err(format!("`{text}` has no step"));
        }
        if matches!(range, "*" | "?") {
            return Ok(());
        }
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last) = (self.number(first)?, self.number(last)?);
        if first > last { Err(format!("`{range}` ends before it begins")) } else { Ok(()) }
    }

    fn number(&self, text: &str) -> Result<u32, String> {
        let word = self.words.iter().zip(self.lowest..).find(|(word, _)| text.eq_ignore_ascii_case(word));
        let number = word.map(|(_, number)| number).or_else(|| text.parse().ok());
        number
            .filter(|number| (self.lowest..=self.highest).contains(number))
            .ok_or_else(|| format!("{text} is no {}", self.name))
    }
}

/// Go's durations: numbers with units, `1h30m`.
fn is_duration(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let digits =
            rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let unit = ["ns", "us", "µs", "ms", "s", "m", "h"].iter().filter_map(|unit| after.strip_prefix(unit));
        let Some(shortest) = unit.min_by_key(|rest| rest.len()) else { return false };
        if number.parse::<f64>().is_err() {
            return false;
        }
        rest = shortest;
    }
    !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn schedules_as_the_controller_reads_them() {
        for text in [
            "* * * * *",
            "*/15 0-6/2 1,15 JAN-dec sun",
            "0 3 ? * 1-5",
            "@daily",
            "@every 1h30m",
            "@every 2.5s",
            "59 23 31 12 6",
        ] {
            assert_eq!(read(text), Ok(()), "{text}");
        }
        for text in [
            "",
            "* * * *",
            "* * * * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 7",
            "* * * * monday",
            "5-1 * * * *",
            "*/0 * * * *",
            "*/x * * * *",
            "TZ=UTC 0 3 * * *",
            "@often",
            "@every day",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
