//! What has nothing but a name: what follows CREATE, ALTER and DROP.

use super::{Fact, Form, Ledger, places};
use crate::catalog::{Catalog, ObjectId};
use crate::check::alike::token::{Kind, Token};
use crate::check::alike::type_name;

/// Objects that are known by their name alone: what follows CREATE, and how the
/// name is read.
const KINDS: &[(&[&str], Naming)] = &[
    (&["access", "method"], Naming::Plain),
    (&["cast"], Naming::Cast),
    (&["conversion"], Naming::Plain),
    (&["event", "trigger"], Naming::Plain),
    (&["foreign", "data", "wrapper"], Naming::Plain),
    (&["language"], Naming::Plain),
    (&["operator", "class"], Naming::Using),
    (&["operator", "family"], Naming::Using),
    (&["operator"], Naming::Operator),
    (&["publication"], Naming::Plain),
    (&["rule"], Naming::On),
    (&["server"], Naming::Plain),
    (&["statistics"], Naming::Plain),
    (&["subscription"], Naming::Plain),
    (&["text", "search", "configuration"], Naming::Plain),
    (&["text", "search", "dictionary"], Naming::Plain),
    (&["text", "search", "parser"], Naming::Plain),
    (&["text", "search", "template"], Naming::Plain),
    (&["transform"], Naming::For),
    (&["user", "mapping"], Naming::For),
];

/// How an object of [`KINDS`] is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// By a name.
    Plain,
    /// `name USING method`.
    Using,
    /// `(a AS b)`.
    Cast,
    /// `+ (a, b)`.
    Operator,
    /// `name ON relation`.
    On,
    /// `FOR a … b`.
    For,
}

impl Ledger {
    /// CREATE, ALTER and DROP of what has nothing but a name.
    pub(super) fn by_name(&mut self, tokens: &[Token], catalog: &Catalog) {
        let Some(verb) = tokens.first().map(|token| token.text.as_str()) else {
            return;
        };
        if !["create", "alter", "drop"].contains(&verb) {
            return;
        }
        let mut at = 1;
        let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
        while ["or", "replace", "default", "trusted", "procedural"]
            .iter()
            .any(|word| is(at, word))
        {
            at += 1;
        }
        let kind = KINDS.iter().find(|(words, _)| {
            words
                .iter()
                .enumerate()
                .all(|(ahead, word)| is(at + ahead, word))
        });
        let Some((words, naming)) = kind else {
            return;
        };
        at += words.len();
        while ["if", "not", "exists", "concurrently"]
            .iter()
            .any(|word| is(at, word))
        {
            at += 1;
        }
        let word = words.join(" ");
        let mut rest = tokens.get(at..).unwrap_or_default();
        // Who names nothing has a name that the server chooses.
        if verb == "create" && word == "statistics" && (is(at, "on") || is(at, "(")) {
            return;
        }
        loop {
            let (name, length) = read_name(*naming, rest, verb == "create");
            if length == 0 {
                return;
            }
            let behind = rest.get(length..).unwrap_or_default();
            let (host, path) = match naming {
                Naming::On => {
                    let Some((rule, table)) = name.split_once(" ON ") else {
                        return;
                    };
                    let Some(id) = places::relation_of_text(catalog, table) else {
                        return;
                    };
                    (Some(ObjectId::Relation(id)), format!("rules.{rule}"))
                }
                _ => (None, format!("{word} {name}")),
            };
            match verb {
                "create" => {
                    let needs = places::needs(&word, rest, catalog);
                    let fact = Fact::new(
                        joined(tokens.get(at..).unwrap_or_default()),
                        Form::Definition,
                    );
                    self.set(host, path, fact, needs);
                    return;
                }
                "drop" => {
                    if *naming == Naming::On {
                        self.remove(host.clone(), format!("{path}.firing"));
                    }
                    self.remove(host, path);
                    if behind.first().is_none_or(|token| token.text != ",") {
                        return;
                    }
                    rest = behind.get(1..).unwrap_or_default();
                }
                _ => {
                    self.alter_named(&word, &name, host, &path, behind);
                    return;
                }
            }
        }
    }

    fn alter_named(
        &mut self,
        word: &str,
        name: &str,
        host: Option<ObjectId>,
        path: &str,
        action: &[Token],
    ) {
        let text = |at: usize| action.get(at).map_or("", |token| token.text.as_str());
        if text(0) == "owner" {
            return;
        }
        let Some(mut entry) = self.remove(host.clone(), path) else {
            return;
        };
        let to = action.get(2).map(unquoted).unwrap_or_default();
        let path = match (text(0), text(1)) {
            ("rename", "to") => match name.rsplit_once('.') {
                Some((schema, _)) => format!("{word} {schema}.{to}"),
                None => format!("{word} {to}"),
            },
            ("set", "schema") => {
                let plain = name.rsplit_once('.').map_or(name, |(_, plain)| plain);
                if to == "public" {
                    format!("{word} {plain}")
                } else {
                    format!("{word} {to}.{plain}")
                }
            }
            _ => {
                entry.fact.altered += 1;
                path.to_owned()
            }
        };
        self.set(host, path, entry.fact.clone(), entry.needs.clone());
    }
}

/// The name of an object of [`KINDS`] at the start of some tokens, and how many
/// tokens it has; none when it is not understood.
fn read_name(naming: Naming, tokens: &[Token], create: bool) -> (String, usize) {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let (name, length) = qualified(tokens);
    match naming {
        Naming::Plain => (name, length),
        Naming::Using if length > 0 && text(length) == "using" => {
            (format!("{name} USING {}", text(length + 1)), length + 2)
        }
        // `FOR TYPE t USING method` stands between the name and the method.
        Naming::Using if length > 0 => {
            let using = tokens.iter().position(|token| token.is_word("using"));
            match using {
                Some(using) => (format!("{name} USING {}", text(using + 1)), length),
                None => (String::new(), 0),
            }
        }
        Naming::On if length > 0 => {
            // CREATE RULE has AS and the event before the table: `TO table`.
            let word = if create { "to" } else { "on" };
            let at = tokens
                .iter()
                .skip(length)
                .position(|token| token.is_word(word));
            let Some(at) = at.map(|at| at + length + 1) else {
                return (String::new(), 0);
            };
            let (table, end) = qualified(tokens.get(at..).unwrap_or_default());
            (format!("{name} ON {table}"), at + end)
        }
        Naming::Cast if text(0) == "(" => {
            let (from, a) = type_name(tokens.get(1..).unwrap_or_default());
            let (to, b) = type_name(tokens.get(a + 2..).unwrap_or_default());
            (format!("({from} AS {to})"), a + b + 3)
        }
        Naming::For if text(0) == "for" => {
            let words: Vec<&str> = (1..4).map(text).collect();
            (words.join(" "), 4)
        }
        Naming::Operator => {
            let Some(open) = tokens.iter().position(|token| token.text == "(") else {
                return (String::new(), 0);
            };
            let symbol: String = (0..open).map(text).collect();
            let symbol = symbol.strip_prefix("public.").unwrap_or(&symbol).to_owned();
            let inside = tokens.get(open..).unwrap_or_default();
            let length = closing(inside);
            let inside = inside.get(..length).unwrap_or_default();
            let operand = |word: &str, place: usize| {
                let start = if create {
                    let at = inside.iter().position(|token| token.is_word(word))?;
                    at + 2
                } else if place == 0 {
                    1
                } else {
                    inside.iter().position(|token| token.text == ",")? + 1
                };
                let (ty, _) = type_name(inside.get(start..)?);
                (ty != "none").then_some(ty)
            };
            let shown = |ty: Option<String>| ty.unwrap_or_else(|| "NONE".to_owned());
            let (left, right) = (shown(operand("leftarg", 0)), shown(operand("rightarg", 1)));
            (format!("{symbol} ({left}, {right})"), open + length)
        }
        _ => (String::new(), 0),
    }
}

/// `schema.name`, `public.` left out, and its number of tokens.
fn qualified(tokens: &[Token]) -> (String, usize) {
    let Some(first) = tokens.first().filter(|token| token.is_name()) else {
        return (String::new(), 0);
    };
    let mut parts = vec![unquoted(first)];
    let mut length = 1;
    while tokens.get(length).is_some_and(|token| token.text == ".") {
        let Some(part) = tokens.get(length + 1) else {
            break;
        };
        parts.push(unquoted(part));
        length += 2;
    }
    if parts.len() > 1 && parts.first().is_some_and(|schema| schema == "public") {
        parts.remove(0);
    }
    (parts.join("."), length)
}

/// How many tokens a parenthesis has, its own two included.
pub(super) fn closing(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match (token.kind, token.text.as_str()) {
            (Kind::Punct, "(") => depth += 1,
            (Kind::Punct, ")") => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

pub(super) fn joined(tokens: &[Token]) -> String {
    let texts: Vec<String> = tokens
        .iter()
        .map(|token| match token.kind {
            // As it would be read again.
            Kind::Str => {
                let inner = token.text.get(1..token.text.len().saturating_sub(1));
                format!("'{}'", inner.unwrap_or_default().replace('\'', "''"))
            }
            _ => token.text.clone(),
        })
        .collect();
    texts.join(" ")
}

pub(super) fn unquoted(token: &Token) -> String {
    match token.kind {
        Kind::Name => token.text.trim_matches('"').replace("\"\"", "\""),
        _ => token.text.clone(),
    }
}
