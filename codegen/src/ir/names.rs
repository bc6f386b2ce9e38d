//! Names in Rust from names in SQL. Every identifier that is emitted comes from
//! here, valid and unlike its neighbours.

use heck::{ToSnakeCase, ToUpperCamelCase};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Words that are keywords in some edition and can be written `r#word`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that cannot be written raw.
const PATH_WORDS: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The characters that may stand in an identifier without a lint: ASCII and the
/// common Latin letters. Anything else becomes `u` and its number, since rustc
/// only silences its lints on unusual identifiers for a whole crate.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{17e}')
            && !matches!(c, '×' | '÷' | 'ĳ' | 'Ĳ' | 'ŉ' | 'ŀ' | 'Ŀ')
}

/// The letters of a name as words separated by `_`, ready for a case.
fn letters(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            // Its lower case has a combining dot, which is no letter.
            'İ' => out.push('I'),
            c if is_plain(c) || c == '_' => out.push(c),
            ' ' | '-' | '.' | '/' | ':' | '\t' | '\n' | '\r' => out.push('_'),
            c => {
                let _ = write!(out, "_u{:x}_", c as u32);
            }
        }
    }
    out
}

/// Makes a word an identifier: a keyword raw, a digit behind `_`.
fn identifier(word: String) -> String {
    if word.is_empty() {
        return "unnamed".to_owned();
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("_{word}");
    }
    if KEYWORDS.contains(&word.as_str()) {
        return format!("r#{word}");
    }
    if PATH_WORDS.contains(&word.as_str()) {
        return format!("{word}_");
    }
    word
}

/// A module, field or function: `snake_case`.
pub fn snake(name: &str) -> String {
    identifier(letters(name).to_snake_case())
}

/// A type or variant: `UpperCamelCase`.
pub fn camel(name: &str) -> String {
    identifier(letters(name).to_upper_camel_case())
}

/// The marker of a field: the field without `r#`, each letter in upper case where
/// that has the letter as its only lower case (`ı` and `ß` stay as they are). So no
/// two fields share one; `pgbindgen-derive` has the same rule.
pub fn marker(field: &str) -> String {
    bare(field)
        .chars()
        .map(|c| {
            let upper = c.to_uppercase().next().unwrap_or(c);
            if upper.to_lowercase().eq([c]) {
                upper
            } else {
                c
            }
        })
        .collect()
}

/// Whether a text is an identifier as Rust takes it, without a lint.
pub fn is_identifier(text: &str) -> bool {
    let word = bare(text);
    let raw = word.len() < text.len();
    let plain = word.chars().all(|c| is_plain(c) || c == '_')
        && word
            .chars()
            .next()
            .is_some_and(|first| !first.is_ascii_digit());
    plain && !PATH_WORDS.contains(&word) && (raw || !KEYWORDS.contains(&word))
}

/// A word without `r#`, to be part of a longer identifier.
pub fn bare(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

/// Nouns whose plural has no rule.
const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("children", "child"),
    ("men", "man"),
    ("women", "woman"),
    ("mice", "mouse"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("vertices", "vertex"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("statuses", "status"),
    ("aliases", "alias"),
    ("buses", "bus"),
    ("viruses", "virus"),
    ("campuses", "campus"),
    ("bonuses", "bonus"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("caches", "cache"),
    ("leaves", "leaf"),
    ("halves", "half"),
    ("shelves", "shelf"),
    ("knives", "knife"),
    ("wives", "wife"),
    ("lives", "life"),
];

/// Words that end in `s` and are singular, or whose plural is the same.
const SAME: &[&str] = &[
    "news",
    "series",
    "species",
    "gas",
    "alias",
    "atlas",
    "bias",
    "canvas",
    "lens",
    "dns",
    "tls",
    "sms",
    "gps",
    "os",
    "ios",
    "css",
    "js",
    "aws",
    "https",
    "kubernetes",
    "sales",
];

/// The singular of the last word of a table's name:
///
/// 1. a word of the lists above as they say;
/// 2. `…ies` to `…y` (`companies`), but a word of four letters loses its `s` (`ties`);
/// 3. `…sses`, `…shes`, `…ches`, `…xes`, `…zes` lose `es` (`boxes`);
/// 4. `…ss`, `…us`, `…is` stay (`address`, `menus` is `menus`);
/// 5. any other `…s` loses it (`invoices`);
/// 6. any other word stays.
pub fn singular(name: &str) -> String {
    let split = name.rfind('_').map_or(0, |at| at + 1);
    let (head, word) = name.split_at(split);
    let lower = word.to_lowercase();
    let one = if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        (*one).to_owned()
    } else if SAME.contains(&lower.as_str()) || !lower.ends_with('s') {
        lower.clone()
    } else if lower.ends_with("ies") {
        match lower.len() {
            0..=4 => lower[..lower.len() - 1].to_owned(),
            _ => format!("{}y", &lower[..lower.len() - 3]),
        }
    } else if ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        lower[..lower.len() - 2].to_owned()
    } else if ["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) {
        lower.clone()
    } else {
        lower[..lower.len() - 1].to_owned()
    };
    if one == lower {
        name.to_owned()
    } else {
        format!("{head}{one}")
    }
}

/// Names that are taken in one scope of Rust.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    /// Takes `wanted`, or the first of `wanted_2`, `wanted_3` … that is free
    /// (`Wanted2` for a type). Order decides who keeps the plain name, so
    /// callers come in a stable order.
    pub fn take(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let base = bare(wanted);
        let joint = if base.starts_with(char::is_uppercase) && !base.contains('_') {
            ""
        } else {
            "_"
        };
        let mut number = 2_u32;
        loop {
            let next = format!("{base}{joint}{number}");
            if self.taken.insert(next.clone()) {
                return next;
            }
            number += 1;
        }
    }

    /// Whether a name is taken.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (sql, snake_case, camel_case, constant) in [
            ("users", "users", "Users", "USERS"),
            ("type", "r#type", "Type", "TYPE"),
            ("self", "self_", "Self_", "SELF_"),
            ("Self", "self_", "Self_", "SELF_"),
            ("gen", "r#gen", "Gen", "GEN"),
            ("2fa codes", "_2fa_codes", "_2faCodes", "_2FA_CODES"),
            ("aB", "a_b", "AB", "A_B"),
            ("şube", "şube", "Şube", "ŞUBE"),
            ("İl", "il", "Il", "IL"),
            ("ısı", "ısı", "Isı", "ıSı"),
            ("maß", "maß", "Maß", "MAß"),
            ("", "unnamed", "unnamed", "UNNAMED"),
            ("💰", "u1f4b0", "U1f4b0", "U1F4B0"),
            ("a\"b", "a_u22_b", "AU22B", "A_U22_B"),
        ] {
            assert_eq!(snake(sql), snake_case, "{sql}");
            assert_eq!(camel(sql), camel_case, "{sql}");
            assert_eq!(marker(&snake(sql)), constant, "{sql}");
        }
    }

    #[test]
    fn singulars_follow_the_list() {
        for (many, one) in [
            ("invoices", "invoice"),
            ("invoice_lines", "invoice_line"),
            ("companies", "company"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("address", "address"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("status", "status"),
            ("people", "person"),
            ("audit_logs", "audit_log"),
            ("data", "data"),
            ("sheep", "sheep"),
            ("licenses", "license"),
            ("ties", "tie"),
            ("news", "news"),
            ("analyses", "analyse"),
            ("settings", "setting"),
            ("matches", "match"),
        ] {
            assert_eq!(singular(many), one, "{many}");
        }
    }

    #[test]
    fn a_scope_numbers_what_collides() {
        let mut scope = Scope::default();
        assert_eq!(scope.take("a_b"), "a_b");
        assert_eq!(scope.take("a_b"), "a_b_2");
        assert_eq!(scope.take("a_b"), "a_b_3");
        assert_eq!(scope.take("r#type"), "r#type");
        assert_eq!(scope.take("r#type"), "type_2");
        assert_eq!(scope.take("User"), "User");
        assert_eq!(scope.take("User"), "User2");
    }
}
