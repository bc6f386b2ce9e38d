//! Patterns of paths with named parts, for layouts that the user declares:
//! `{version}_{name}[.{dialect}].{direction}.sql`.

/// How many steps a path may take to be matched: the author of a pattern cannot
/// make a build hang.
const STEPS: usize = 10_000;

/// A pattern of paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Part(Part),
    /// Any characters of one name.
    Any,
    Optional(Vec<Token>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Version,
    Name,
    Direction,
    Dialect,
}

/// The names of the parts.
const PARTS: [(&str, Part); 4] = [
    ("version", Part::Version),
    ("name", Part::Name),
    ("direction", Part::Direction),
    ("dialect", Part::Dialect),
];

/// The words for the two directions.
pub(super) const DIRECTIONS: [(&str, bool); 8] = [
    ("up", true),
    ("down", false),
    ("deploy", true),
    ("revert", false),
    ("do", true),
    ("undo", false),
    ("apply", true),
    ("rollback", false),
];

/// What a path says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Match {
    /// Its versions, the outer first.
    pub(super) versions: Vec<String>,
    pub(super) name: Option<String>,
    pub(super) is_up: Option<bool>,
    pub(super) dialect: Option<String>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words for a label.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (tokens, _) = parse(text, false)?;
        if tokens.is_empty() {
            return Err("empty".to_owned());
        }
        Ok(Self { tokens })
    }

    /// What a path of this form says.
    pub(super) fn matches(&self, path: &str) -> Option<Match> {
        let mut found = Match::default();
        let mut steps = STEPS;
        let tokens: Vec<&Token> = self.tokens.iter().collect();
        fits(&tokens, path, &mut found, &mut steps).then_some(found)
    }
}

/// The tokens up to the end, or to the `]` that ends an optional part.
fn parse(mut text: &str, is_optional: bool) -> Result<(Vec<Token>, &str), String> {
    let mut tokens = Vec::new();
    let mut plain = String::new();
    while let Some(c) = text.chars().next() {
        let rest = &text[c.len_utf8()..];
        if c == ']' && is_optional {
            break;
        }
        if !matches!(c, '{' | '[' | ']' | '*' | '}') {
            plain.push(c);
            text = rest;
            continue;
        }
        if !plain.is_empty() {
            tokens.push(Token::Text(std::mem::take(&mut plain)));
        }
        match c {
            '{' => {
                let (name, after) = rest
                    .split_once('}')
                    .ok_or_else(|| "`{` without `}`".to_owned())?;
                let part = PARTS.iter().find(|(known, _)| *known == name);
                let Some((_, part)) = part else {
                    return Err(format!("there is no part `{{{name}}}`"));
                };
                tokens.push(Token::Part(*part));
                text = after;
            }
            '[' => {
                let (inner, after) = parse(rest, true)?;
                text = after
                    .strip_prefix(']')
                    .ok_or_else(|| "`[` without `]`".to_owned())?;
                tokens.push(Token::Optional(inner));
            }
            '*' => {
                tokens.push(Token::Any);
                text = rest;
            }
            other => return Err(format!("`{other}` without its beginning")),
        }
    }
    if !plain.is_empty() {
        tokens.push(Token::Text(plain));
    }
    Ok((tokens, text))
}

fn fits(tokens: &[&Token], text: &str, found: &mut Match, steps: &mut usize) -> bool {
    if *steps == 0 {
        return false;
    }
    *steps -= 1;
    let Some((first, rest)) = tokens.split_first() else {
        return text.is_empty();
    };
    match first {
        Token::Text(plain) => text
            .strip_prefix(plain.as_str())
            .is_some_and(|after| fits(rest, after, found, steps)),
        Token::Optional(inner) => {
            let with: Vec<&Token> = inner.iter().chain(rest.iter().copied()).collect();
            attempt(&with, text, found, steps, |_| {}) || fits(rest, text, found, steps)
        }
        Token::Any => ends(text, 0, rest, |c| c != '/')
            .any(|end| attempt(rest, &text[end..], found, steps, |_| {})),
        Token::Part(Part::Name) => ends(text, 1, rest, |c| c != '/').any(|end| {
            attempt(rest, &text[end..], found, steps, |found| {
                // A folder's name is part of it, where the pattern says so.
                let outer = text[..end].to_owned();
                found.name = Some(match found.name.take() {
                    Some(inner) => format!("{outer}/{inner}"),
                    None => outer,
                });
            })
        }),
        Token::Part(Part::Dialect) => {
            ends(text, 1, rest, |c| c.is_ascii_alphanumeric() || c == '_').any(|end| {
                attempt(rest, &text[end..], found, steps, |found| {
                    found.dialect = Some(text[..end].to_owned());
                })
            })
        }
        Token::Part(Part::Direction) => DIRECTIONS.iter().any(|(word, is_up)| {
            text.strip_prefix(word).is_some_and(|after| {
                attempt(rest, after, found, steps, |found| {
                    found.is_up = Some(*is_up);
                })
            })
        }),
        Token::Part(Part::Version) => {
            // All of it: `1.2` is no version 1 with a name.
            let end = text
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(text.len());
            let version = text[..end].trim_end_matches('.');
            let is_version = !version.is_empty()
                && version
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
            is_version
                && attempt(rest, &text[version.len()..], found, steps, |found| {
                    found.versions.insert(0, version.to_owned());
                })
        }
    }
}

/// Goes on with the rest, and notes what was found when all of it fits.
fn attempt(
    tokens: &[&Token],
    text: &str,
    found: &mut Match,
    steps: &mut usize,
    note: impl FnOnce(&mut Match),
) -> bool {
    let mut inner = Match::default();
    let fit = fits(tokens, text, &mut inner, steps);
    if fit {
        note(&mut inner);
        *found = inner;
    }
    fit
}

/// Where a part of at least so many bytes may end, the nearest first: only where
/// what follows can begin, since most projects have thousands of paths.
fn ends<'a>(
    text: &'a str,
    least: usize,
    rest: &'a [&Token],
    is_in: impl Fn(char) -> bool,
) -> impl Iterator<Item = usize> {
    let all: usize = text
        .chars()
        .take_while(|c| is_in(*c))
        .map(char::len_utf8)
        .sum();
    (least..=all).filter(move |&end| {
        text.is_char_boundary(end) && can_begin(rest.iter().copied(), &text[end..])
    })
}

/// Whether the text may begin with the first of the tokens, as far as their own
/// text says.
fn can_begin<'a>(mut tokens: impl Iterator<Item = &'a Token> + Clone, text: &str) -> bool {
    match tokens.next() {
        None => text.is_empty(),
        Some(Token::Text(plain)) => text.starts_with(plain.as_str()),
        Some(Token::Optional(inner)) => match inner.first() {
            Some(Token::Text(plain)) => text.starts_with(plain.as_str()) || can_begin(tokens, text),
            _ => true,
        },
        Some(Token::Part(_) | Token::Any) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pattern: &str, path: &str) -> Option<String> {
        let found = Pattern::parse(pattern).unwrap().matches(path)?;
        let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let direction = match found.is_up {
            Some(true) => "up",
            Some(false) => "down",
            None => "-",
        };
        Some(format!(
            "{} {} {} {direction}",
            found.versions.join("/"),
            or(found.name),
            or(found.dialect)
        ))
    }

    #[test]
    fn parts_of_paths() {
        const POP: &str = "{version}_{name}[.{dialect}].{direction}.sql";
        const FOLDERS: &str = "{version}/{version}_{name}.up.sql";
        for (pattern, path, expected) in [
            (POP, "1_a.up.sql", Some("1 a - up")),
            (POP, "1_a.postgres.down.sql", Some("1 a postgres down")),
            (POP, "1_a_b.up.sql", Some("1 a_b - up")),
            (POP, "1_a.sql", None),
            (POP, "x/1_a.up.sql", None),
            (FOLDERS, "10/02_x.up.sql", Some("10/02 x - -")),
            (
                "{name}/{name}.sql",
                "v1.5/event.sql",
                Some(" v1.5/event - -"),
            ),
            (FOLDERS, "10/x.up.sql", None),
            (
                "v{version}/{name}.sql",
                "v1.10/a b.sql",
                Some("1.10 a b - -"),
            ),
            ("{name}/*.sql", "é/x.sql", Some(" é - -")),
        ] {
            let found = said(pattern, path);
            assert_eq!(found.as_deref(), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn faults_of_patterns() {
        for (pattern, fault) in [
            ("", "empty"),
            ("{version", "`{` without `}`"),
            ("{nam}.sql", "there is no part `{nam}`"),
            ("[a", "`[` without `]`"),
            ("a]", "`]` without its beginning"),
            ("a}", "`}` without its beginning"),
        ] {
            assert_eq!(Pattern::parse(pattern).unwrap_err(), fault, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_cannot_hang() {
        let pattern = Pattern::parse(&"*".repeat(40)).unwrap();
        assert_eq!(pattern.matches(&format!("{}/", "a".repeat(200))), None);
    }
}
