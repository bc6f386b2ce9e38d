//! Values of PL/pgSQL that are known before it runs.

use super::builtin_data::{CATALOG_RELATIONS, INFORMATION_SCHEMA_RELATIONS};
use super::{FIRST_USER_ID, TypeId};
use crate::ddl::PlOperator;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

/// The columns of a row by their names, which are few: a list is the quickest to make,
/// and rows are made by the thousand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record(Vec<(Cow<'static, str>, Value)>);

impl Record {
    pub(super) fn get(&self, column: &str) -> Option<&Value> {
        let mut all = self.0.iter();
        all.find(|(name, _)| name == column).map(|(_, value)| value)
    }

    pub(super) fn insert(&mut self, column: Cow<'static, str>, value: Value) {
        match self.0.iter_mut().find(|(name, _)| *name == column) {
            Some((_, old)) => *old = value,
            None => self.0.push((column, value)),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Cow<'static, str>> {
        self.0.iter().map(|(name, _)| name)
    }

    /// Whether another has the same columns in the same order, as rows that are made in
    /// one place have; `false` is not certain.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self
                .names()
                .zip(other.names())
                .all(|(a, b)| std::ptr::eq(&raw const **a, &raw const **b))
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// The value of the only column, or of the first.
    pub(super) fn into_first(self) -> Option<Value> {
        let mut all = self.0.into_iter();
        all.next().map(|(_, value)| value)
    }
}

impl FromIterator<(Cow<'static, str>, Value)> for Record {
    /// Of two columns of one name the first counts, as in a record of PL/pgSQL.
    fn from_iter<I: IntoIterator<Item = (Cow<'static, str>, Value)>>(columns: I) -> Self {
        Self(columns.into_iter().collect())
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// NULL.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number of which only the least and the most are known.
    Between(i64, i64),
    /// A text, or what is written as one.
    Text(String),
    /// The number of an object: a letter for its kind and ours. With the type that
    /// it was cast to, which decides its text.
    Oid(String, Option<Class>),
    /// An array.
    List(Vec<Value>),
    /// An `int2vector`: its elements are counted from 0.
    Vector(Vec<Value>),
    /// A row without names.
    Tuple(Vec<Value>),
    /// A row.
    Row(Arc<Record>),
    /// The name of some object of the server's own.
    System,
    /// A text of which only the beginning and the end are known, which do not overlap;
    /// `#` stands for a digit.
    Affixed(String, String),
    /// Not NULL, and that is all that is known.
    Present,
}

/// The letter of the numbers of the server's own relations; a name stands behind it,
/// or nothing, for some of them.
pub(super) const CATALOG: &str = "c";

/// Types of object numbers that are shown as names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `regclass`.
    Relation,
    /// `regtype`.
    Type,
    /// `regnamespace`.
    Schema,
    /// `regproc`.
    Function,
    /// `regprocedure`.
    Signature,
}

impl Class {
    /// The class of a type's name.
    pub(super) fn of(ty: &str) -> Option<Self> {
        Some(match ty {
            "regclass" => Self::Relation,
            "regtype" => Self::Type,
            "regnamespace" => Self::Schema,
            "regproc" => Self::Function,
            "regprocedure" => Self::Signature,
            _ => return None,
        })
    }
}

/// The number of some type of the server's own that has no row in look-ups: those of its
/// relations' rows and of the domains of `information_schema`.
pub(super) const ROW_TYPE: &str = "T";

/// Whether a number may be [`ROW_TYPE`].
fn may_be_row_type(oid: &str) -> bool {
    let number = oid
        .strip_prefix('t')
        .map(|rest| rest.trim_end_matches("[]"));
    let number = number.and_then(|number| number.parse().ok());
    number.is_some_and(|number: u32| {
        number < FIRST_USER_ID && number > 0 && super::builtin::by_oid(TypeId(number)).is_none()
    })
}

impl Value {
    /// Of NULL nothing, as a text otherwise; `None` when the text is not known.
    pub(super) fn text(&self) -> Option<String> {
        Some(match self {
            Self::Text(text) => text.clone(),
            Self::Int(number) => number.to_string(),
            Self::Bool(value) => if *value { "t" } else { "f" }.to_owned(),
            Self::List(list) => {
                let mut parts = Vec::new();
                for value in list {
                    parts.push(match value {
                        Self::Null => "NULL".to_owned(),
                        value => element(&value.text()?),
                    });
                }
                format!("{{{}}}", parts.join(","))
            }
            Self::Vector(list) => {
                let parts: Option<Vec<String>> = list.iter().map(Self::text).collect();
                parts?.join(" ")
            }
            Self::Null
            | Self::Between(..)
            | Self::Oid(..)
            | Self::Tuple(_)
            | Self::Row(_)
            | Self::System
            | Self::Affixed(..)
            | Self::Present => return None,
        })
    }

    /// The elements of an array, also of one that is written as a string.
    pub(super) fn list(&self) -> Option<Vec<Value>> {
        match self {
            Self::List(list) | Self::Vector(list) => Some(list.clone()),
            Self::Text(text) => {
                let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
                if inner.contains(['"', '{', '\\']) {
                    return None;
                }
                let parts = inner.split(',').map(str::trim);
                Some(
                    parts
                        .filter(|part| !part.is_empty())
                        .map(|part| match part {
                            part if part.eq_ignore_ascii_case("null") => Self::Null,
                            part => Self::Text(part.to_owned()),
                        })
                        .collect(),
                )
            }
            _ => None,
        }
    }

    fn number(&self) -> Option<(i64, i64)> {
        match self {
            Self::Int(number) => Some((*number, *number)),
            Self::Between(low, high) => Some((*low, *high)),
            Self::Text(text) => text.trim().parse().ok().map(|number| (number, number)),
            _ => None,
        }
    }
}

/// What a value is found by among others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Text(String),
    Oid(String),
}

impl Key {
    /// What a value is found by: it equals another exactly if the keys are one.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(Self::Text(text.clone())),
            Value::Oid(oid, _) if oid != CATALOG && oid != ROW_TYPE => Some(Self::Oid(oid.clone())),
            _ => None,
        }
    }

    pub(super) fn is_kind_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

fn element(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.eq_ignore_ascii_case("null")
        && !text.contains([',', '"', '{', '}', '\\', ' ']);
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Whether two values that are not NULL are equal; `None` when that is not known.
pub(super) fn equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        // One that has no name stands for any relation of the server's own.
        (Value::Oid(a, _), Value::Oid(b, _)) if [a, b].into_iter().any(|one| one == CATALOG) => {
            (!(a.starts_with(CATALOG) && b.starts_with(CATALOG))).then_some(false)
        }
        (Value::Oid(a, _), Value::Oid(b, _)) if [a, b].into_iter().any(|one| one == ROW_TYPE) => {
            let other = if a == ROW_TYPE { b } else { a };
            (other != ROW_TYPE && !may_be_row_type(other)).then_some(false)
        }
        (Value::Text(a), Value::Text(b)) | (Value::Oid(a, _), Value::Oid(b, _)) => Some(a == b),
        (Value::Affixed(begin, end), Value::Text(text))
        | (Value::Text(text), Value::Affixed(begin, end)) => {
            let begins = begin.chars().zip(text.chars());
            let ends = end.chars().rev().zip(text.chars().rev());
            let may = text.len() >= begin.len() + end.len()
                && begins
                    .chain(ends)
                    .all(|(known, letter)| is_one(known, letter));
            (!may).then_some(false)
        }
        (Value::Bool(a), Value::Bool(b)) => Some(a == b),
        (Value::Bool(flag), Value::Text(text)) | (Value::Text(text), Value::Bool(flag)) => {
            boolean(text).map(|value| value == *flag)
        }
        (Value::System, Value::Text(text)) | (Value::Text(text), Value::System) => {
            (!is_system_name(text)).then_some(false)
        }
        (Value::Oid(oid, _), Value::Int(number)) | (Value::Int(number), Value::Oid(oid, _)) => {
            let own = oid.get(1..)?;
            if *number == 0 || own == "0" {
                return Some(*number == 0 && own == "0");
            }
            // The server's own types and schemas have its numbers.
            let own: i64 = own.parse().ok()?;
            let fixed = oid.starts_with(['t', 'n']) && own < 16_384 && *number < 16_384;
            fixed.then_some(own == *number)
        }
        (Value::List(a), Value::List(b)) | (Value::Vector(a), Value::Vector(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            let mut all = Some(true);
            for (a, b) in a.iter().zip(b) {
                match equal(a, b) {
                    Some(true) => {}
                    Some(false) => return Some(false),
                    None => all = None,
                }
            }
            all
        }
        _ => {
            let ((low, high), (from, to)) = (a.number()?, b.number()?);
            if low > to || high < from {
                Some(false)
            } else if low == high && from == to {
                Some(true)
            } else {
                None
            }
        }
    }
}

/// Whether a comparison of two values that are not NULL holds.
pub(super) fn compare(operator: PlOperator, a: &Value, b: &Value) -> Option<bool> {
    match operator {
        PlOperator::Equal => return equal(a, b),
        PlOperator::NotEqual => return equal(a, b).map(|equal| !equal),
        _ => {}
    }
    let ((low, high), (from, to)) = (a.number()?, b.number()?);
    let holds = |a: i64, b: i64| match operator {
        PlOperator::Less => a < b,
        PlOperator::LessEqual => a <= b,
        PlOperator::Greater => a > b,
        PlOperator::GreaterEqual => a >= b,
        PlOperator::Equal | PlOperator::NotEqual => false,
    };
    // It is known when the ends of both ranges agree.
    let first = holds(low, from);
    let same = [(low, to), (high, from), (high, to)]
        .into_iter()
        .all(|(a, b)| holds(a, b) == first);
    same.then_some(first)
}

/// The order of values in ORDER BY; texts by their bytes. It is one of all values,
/// so that those of one column may be of several kinds: a name of the server's own
/// beside names that are known.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(_) | Value::Between(..), Value::Int(_) | Value::Between(..)) => {
            a.number().cmp(&b.number())
        }
        _ => kind(a).cmp(&kind(b)),
    }
}

/// The place of a value's kind in the order; NULL is last.
fn kind(value: &Value) -> u8 {
    match value {
        Value::Bool(_) => 0,
        Value::Int(_) | Value::Between(..) => 1,
        Value::Text(_) => 2,
        Value::Oid(..) => 3,
        Value::List(_) | Value::Vector(_) => 4,
        Value::Row(_) | Value::Tuple(_) => 5,
        Value::System | Value::Affixed(..) => 6,
        Value::Present => 7,
        Value::Null => 8,
    }
}

/// The boolean that a text means.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "t" | "true" | "yes" | "on" | "1" | "y" => Some(true),
        "f" | "false" | "no" | "off" | "0" | "n" => Some(false),
        _ => None,
    }
}

/// Whether an object of the server's own may have that name.
fn is_system_name(name: &str) -> bool {
    name.starts_with("pg_")
        || name.starts_with("_pg_")
        || name.starts_with("sql_")
        || name.starts_with("RI_")
        || INFORMATION_SCHEMA_RELATIONS.binary_search(&name).is_ok()
        || super::builtin::information_schema_type(name).is_some()
}

/// `value LIKE pattern`.
pub(super) fn like(value: &Value, pattern: &str, insensitive: bool) -> Option<bool> {
    match value {
        Value::System => {
            let end = pattern.find(['%', '_', '\\']).unwrap_or(pattern.len());
            let prefix = pattern.get(..end).unwrap_or("");
            let may = CATALOG_RELATIONS
                .iter()
                .chain(INFORMATION_SCHEMA_RELATIONS)
                .any(|name| name.starts_with(prefix) || prefix.starts_with("pg"));
            (!may && !insensitive).then_some(false)
        }
        Value::Affixed(begin, end) => like_affixed(begin, end, pattern, insensitive),
        value => {
            let text = value.text()?;
            let fold = |text: &str| -> Vec<char> {
                if insensitive {
                    text.to_lowercase().chars().collect()
                } else {
                    text.chars().collect()
                }
            };
            let (text, pattern) = (fold(&text), fold(pattern));
            Some(matches(&text, &pattern))
        }
    }
}

/// Whether a letter may be the one that is known of a [`Value::Affixed`].
fn is_one(known: char, letter: char) -> bool {
    known == letter || (known == '#' && letter.is_ascii_digit())
}

/// LIKE of a text with a beginning and an end that are known, both in lower case.
fn like_affixed(begin: &str, end: &str, pattern: &str, insensitive: bool) -> Option<bool> {
    // An escape makes a letter of its own of what follows it.
    let mut parts: Vec<Vec<Option<char>>> = vec![Vec::new()];
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '%' => {
                parts.push(Vec::new());
                continue;
            }
            '_' => None,
            '\\' => Some(letters.next()?),
            letter => Some(letter),
        };
        parts.last_mut()?.push(letter);
    }
    let is_same = |one: char, known: char| {
        is_one(known, one) || (insensitive && one.eq_ignore_ascii_case(&known))
    };
    let fits = |part: &mut dyn Iterator<Item = &Option<char>>,
                text: &mut dyn Iterator<Item = char>| {
        part.zip(text)
            .all(|(one, known)| one.is_none_or(|one| is_same(one, known)))
    };
    let (first, last) = (parts.first()?, parts.last()?);
    let may = fits(&mut first.iter(), &mut begin.chars())
        && fits(&mut last.iter().rev(), &mut end.chars().rev());
    if !may || (parts.len() == 1 && first.len() < begin.len() + end.len()) {
        return Some(false);
    }
    let middle = parts.get(1..parts.len() - 1).unwrap_or_default();
    let is_open = parts.len() > 1
        && middle.iter().all(Vec::is_empty)
        && first.len() <= begin.len()
        && last.len() <= end.len();
    // Which digit it is nobody knows.
    let names_digit = first.iter().chain(last).flatten().any(char::is_ascii_digit);
    (is_open && !names_digit).then_some(true)
}

/// LIKE by the usual walk with one way back.
fn matches(text: &[char], pattern: &[char]) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while at < text.len() {
        let (literal, width) = match pattern.get(place) {
            Some('\\') => (pattern.get(place + 1), 2),
            other => (other, 1),
        };
        match (pattern.get(place), literal) {
            (Some('%'), _) => {
                back = Some((place + 1, at));
                place += 1;
                continue;
            }
            (Some('_'), _) => {
                at += 1;
                place += 1;
                continue;
            }
            (_, Some(letter)) if text.get(at) == Some(letter) => {
                at += 1;
                place += width;
                continue;
            }
            _ => {}
        }
        let Some((behind, from)) = back else {
            return false;
        };
        back = Some((behind, from + 1));
        place = behind;
        at = from + 1;
    }
    pattern
        .get(place..)
        .is_some_and(|rest| rest.iter().all(|letter| *letter == '%'))
}

/// `format(template, arguments)`; `None` in place of an argument that is not known.
/// What is known of the beginning, and whether that is all.
pub(super) fn format_text(template: &str, arguments: &[Option<Value>]) -> (String, bool) {
    let mut text = String::new();
    let mut chars = template.chars().peekable();
    let mut next = 0;
    while let Some(found) = chars.next() {
        if text.len() > super::pleval::MAX_TEXT {
            return (text, false);
        }
        if found != '%' {
            text.push(found);
            continue;
        }
        if chars.next_if_eq(&'%').is_some() {
            text.push('%');
            continue;
        }
        let mut digits = String::new();
        while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let index = if digits.is_empty() {
            next
        } else if chars.next_if_eq(&'$').is_some() {
            match digits.parse::<usize>() {
                Ok(number @ 1..) => number - 1,
                _ => return (text, false),
            }
        } else {
            // A width: not worth following.
            return (text, false);
        };
        next = index.saturating_add(1);
        let Some(Some(value)) = arguments.get(index) else {
            return (text, false);
        };
        let shown = match value {
            Value::Null => None,
            value => match value.text() {
                Some(shown) => Some(shown),
                None => return (text, false),
            },
        };
        match (chars.next(), shown) {
            (Some('s'), shown) => text.push_str(&shown.unwrap_or_default()),
            (Some('I'), Some(shown)) => text.push_str(&super::quote_identifier(&shown)),
            (Some('L'), Some(shown)) => text.push_str(&quote_literal(&shown)),
            (Some('L'), None) => text.push_str("NULL"),
            _ => return (text, false),
        }
    }
    (text, true)
}

/// `quote_literal()`.
pub(super) fn quote_literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if quoted.contains('\\') {
        format!("E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_is_postgresqls() {
        for (text, pattern, holds) in [
            ("orders_1", "orders_%", true),
            ("orders", "orders_%", false),
            ("a_b", "a\\_b", true),
            ("axb", "a\\_b", false),
            ("abcabc", "%bc", true),
            ("abcab", "%bc", false),
            ("", "%", true),
            ("", "", true),
            ("a", "", false),
        ] {
            let value = Value::Text(text.to_owned());
            assert_eq!(
                like(&value, pattern, false),
                Some(holds),
                "{text} {pattern}"
            );
        }
        let affixed = Value::Affixed("pg_".to_owned(), "_index".to_owned());
        for (pattern, holds) in [
            ("%", Some(true)),
            ("pg_%", Some(true)),
            ("pg\\_%", Some(true)),
            ("PG%", Some(false)),
            ("p%x", Some(true)),
            ("%_deleted", Some(false)),
            ("orders%", Some(false)),
            ("pg_class%", None),
            ("%oid_index", None),
            ("pg_%_%", None),
            ("pg_", Some(false)),
            ("pg_oid_index", None),
            ("%\\", None),
        ] {
            assert_eq!(like(&affixed, pattern, false), holds, "{pattern}");
        }
        assert_eq!(like(&affixed, "PG%", true), Some(true));
        let toast = Value::Affixed("pg_toast_".to_owned(), "#".to_owned());
        assert_eq!(like(&toast, "%_deleted", false), Some(false));
        assert_eq!(like(&toast, "%1", false), None);
        assert_eq!(like(&toast, "pg\\_toast%", false), Some(true));
        let named = |name: &str| equal(&toast, &Value::Text(name.to_owned()));
        assert_eq!(
            [named("pg_toast_1"), named("pg_toast_x")],
            [None, Some(false)]
        );
        assert_eq!(like(&Value::System, "orders%", false), Some(false));
        assert_eq!(like(&Value::System, "pg_class%", false), None);
    }

    #[test]
    fn values_of_all_kinds_have_one_order() {
        let values = [
            Value::Text("9".to_owned()),
            Value::System,
            Value::Int(10),
            Value::Text("10".to_owned()),
            Value::Null,
            Value::Between(1, 20),
            Value::Bool(true),
            Value::Oid("r1".to_owned(), None),
        ];
        for a in &values {
            for b in &values {
                assert_eq!(order(a, b), order(b, a).reverse(), "{a:?} {b:?}");
                for c in &values {
                    if order(a, b).is_le() && order(b, c).is_le() {
                        assert!(order(a, c).is_le(), "{a:?} {b:?} {c:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn formats_are_followed_as_far_as_they_are_known() {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let all = format_text("%I.%s = %L%%", &[text("My"), text("x"), text("it's")]);
        assert_eq!(all, ("\"My\".x = 'it''s'%".to_owned(), true));
        let some = format_text("alter table %I %s", &[text("t"), None]);
        assert_eq!(some, ("alter table t ".to_owned(), false));
        let placed = format_text("%2$s%1$s", &[text("a"), text("b")]);
        assert_eq!(placed, ("ba".to_owned(), true));
    }
}
