//! Versions as tools write them in the names of files.

/// A whole number of any length: leading zeros count for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number(String);

impl Number {
    /// The number of a text of digits.
    pub(super) fn new(digits: &str) -> Option<Self> {
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| Self(digits.trim_start_matches('0').to_owned()))
    }

    /// The number without leading zeros.
    pub(super) fn text(&self) -> &str {
        if self.0.is_empty() { "0" } else { &self.0 }
    }

    /// Whether it fits a signed integer of 64 bits.
    pub(super) fn is_i64(&self) -> bool {
        self.text().parse::<i64>().is_ok()
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.len(), &self.0).cmp(&(other.0.len(), &other.0))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The digits at the start of a text, and the rest.
pub(super) fn digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// `1.2.10` or `1_2_10` as its numbers; trailing zeros count for nothing, so that
/// 1.0 is 1.
pub(super) fn dotted(text: &str) -> Option<Vec<Number>> {
    let mut numbers = text
        .split(['.', '_'])
        .map(Number::new)
        .collect::<Option<Vec<_>>>()?;
    while numbers.len() > 1 && numbers.last().is_some_and(|last| last.text() == "0") {
        numbers.pop();
    }
    Some(numbers)
}

/// A text cut into its numbers and what is between them: compares as people
/// count, 2 before 10.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Number(Number),
    Text(String),
}

/// See [`Part`].
pub(super) fn natural(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = digits(rest);
        if let Some(number) = Number::new(number) {
            parts.push(Part::Number(number));
            rest = after;
        } else {
            let end = rest
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            parts.push(Part::Text(word.to_owned()));
            rest = after;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_as_numbers() {
        let number = |text| Number::new(text).unwrap();
        assert!(number("9") < number("10"));
        assert!(number("0009") == number("9"));
        assert!(number("20240101000000") > number("2024"));
        assert_eq!(number("000").text(), "0");
        assert!(number("9223372036854775807").is_i64());
        assert!(!number("9223372036854775808").is_i64());
        assert!(Number::new("").is_none() && Number::new("1a").is_none());
    }

    #[test]
    fn dotted_versions_compare_part_by_part() {
        let version = |text| dotted(text).unwrap();
        assert!(version("1.9") < version("1.10"));
        assert!(version("1") < version("1.1"));
        assert_eq!(version("1_0"), version("1"));
        assert_eq!(version("001.2"), version("1_2"));
        assert!(dotted("1..2").is_none() && dotted("a").is_none());
    }

    #[test]
    fn names_compare_as_people_count() {
        let mut names = ["v10/a", "v2/b", "v2/a10", "v2/a9"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["v2/a9", "v2/a10", "v2/b", "v10/a"]);
    }
}
