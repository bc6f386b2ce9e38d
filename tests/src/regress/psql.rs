//! What psql does with a script before the server sees it.

use std::collections::BTreeSet;

/// The state of a psql session that decides which statements it sends.
#[derive(Clone, Debug, Default)]
pub(super) struct Psql {
    /// Variables that the script has set. Their values are not followed.
    variables: BTreeSet<String>,
    /// How many `\if` are open. What is in them is not run: the conditions ask
    /// for variables that the test driver sets.
    conditions: usize,
}

/// What becomes of a meta-command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meta {
    /// It opens a new session.
    Connect,
    /// It changes nothing that a server sees.
    Nothing,
}

impl Psql {
    /// Takes a meta-command.
    pub(super) fn meta(&mut self, line: &str) -> Meta {
        let mut words = line.split_whitespace();
        let command = words.next().unwrap_or_default();
        match command {
            "\\set" | "\\getenv" => self.variables.extend(words.next().map(str::to_owned)),
            "\\if" => self.conditions += 1,
            "\\endif" => self.conditions = self.conditions.saturating_sub(1),
            "\\c" | "\\connect" if self.conditions == 0 => return Meta::Connect,
            _ => {}
        }
        Meta::Nothing
    }

    /// Notes the variables that `\gset` makes of a query's columns, as far as
    /// the query names them.
    pub(super) fn gset(&mut self, query: &str, prefix: &str) {
        let words: Vec<&str> = query
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .filter(|word| !word.is_empty())
            .collect();
        let names = words.iter().map(|word| format!("{prefix}{word}"));
        self.variables.extend(names);
    }

    /// Whether a statement is under an `\if`.
    pub(super) fn is_conditional(&self) -> bool {
        self.conditions > 0
    }

    /// Whether psql would put the value of a variable into the text.
    pub(super) fn has_variable(&self, text: &str) -> bool {
        text.match_indices(':').any(|(at, _)| {
            let rest = text[at + 1..].trim_start_matches(['\'', '"']);
            let rest = rest.strip_prefix("{?").unwrap_or(rest);
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            !text[..at].ends_with(':') && self.variables.contains(&rest[..end])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_those_that_are_set() {
        let mut psql = Psql::default();
        assert_eq!(psql.meta("\\set name 'x'"), Meta::Nothing);
        assert!(psql.has_variable("SELECT :name, 1"));
        assert!(psql.has_variable("COPY t FROM :'name'"));
        assert!(!psql.has_variable("SELECT a::name, b[1:n]"));
        psql.gset("SELECT 1 AS one", "p_");
        assert!(psql.has_variable("SELECT :p_one"));
        assert_eq!(psql.meta("\\c -"), Meta::Connect);
        psql.meta("\\if :skip");
        assert!(psql.is_conditional());
        assert_eq!(psql.meta("\\c -"), Meta::Nothing);
        psql.meta("\\endif");
        assert!(!psql.is_conditional());
    }
}
