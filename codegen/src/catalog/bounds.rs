//! The bounds of partitions, and how one that overlaps is found among many.

use super::RelId;
use super::list::{Map, Set};
use super::rewrite::{TokenKind, tokens};
use std::cmp::Ordering;
use std::sync::OnceLock;

/// The bound of a partition. Every partition that is created later looks at it, so that
/// it is read once.
#[derive(Clone, Debug)]
pub struct StoredBound {
    text: String,
    read: OnceLock<Bound>,
}

impl StoredBound {
    /// As the server shows it, as far as that is worked out.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub(super) fn read(&self) -> &Bound {
        self.read.get_or_init(|| read_bound(&self.text))
    }
}

impl From<String> for StoredBound {
    fn from(text: String) -> Self {
        Self {
            text,
            read: OnceLock::new(),
        }
    }
}

impl PartialEq for StoredBound {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for StoredBound {}

/// What a bound says, as far as it is simple.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    /// DEFAULT.
    Default,
    /// `IN (…)`, each value as written.
    List(Vec<String>),
    /// `FROM (…) TO (…)`.
    Range(Vec<String>, Vec<String>),
    /// `WITH (MODULUS …, REMAINDER …)`.
    Hash(i64, i64),
    /// Anything else.
    Other,
}

impl Bound {
    /// Whether a value of a range is MINVALUE or MAXVALUE.
    pub(super) fn is_limit(text: &str) -> bool {
        ["minvalue", "maxvalue"].contains(&text.to_ascii_lowercase().as_str())
    }

    /// Whether two partitions of one table cannot have these bounds, as far as that is
    /// simple to tell.
    pub(super) fn clashes(&self, other: &Bound) -> bool {
        matches!((self, other), (Bound::Default, Bound::Default)) || overlaps(self, other)
    }
}

/// The bounds of the partitions of a table, arranged by what they can meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    default: Option<RelId>,
    /// The partition of each value.
    values: Map<Point, RelId>,
    /// Ranges by where they begin.
    ranges: Map<(Vec<Rank>, RelId), ()>,
    /// Ranges that are in no order with others.
    odd: Set<RelId>,
    /// Ranges that have a limit as a value.
    limited: Set<RelId>,
    /// By modulus and remainder.
    hashes: Map<(i64, i64), RelId>,
    /// How many partitions have a modulus.
    moduli: Map<i64, usize>,
}

/// A value of a list, such that two are the same when PostgreSQL's are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Limit(bool),
    Number(u64),
    Text(String),
    /// One that is not read, in lower case.
    Other(String),
}

/// Where a value of a range is among others: the day of a point in time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Min,
    Number(i64),
    Day(String),
    Max,
}

/// A number such that those of two floats are ordered as they are.
fn ordered(number: f64) -> i64 {
    // Zero has two forms.
    let bits = (number + 0.0).to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

impl Point {
    fn of(text: &str) -> Self {
        match value(text) {
            Some(Value::Min) => Point::Limit(false),
            Some(Value::Max) => Point::Limit(true),
            Some(Value::Number(number)) => Point::Number((number + 0.0).to_bits()),
            Some(Value::Text(text)) => Point::Text(text),
            None => Point::Other(text.to_ascii_lowercase()),
        }
    }
}

impl Rank {
    fn of(text: &str) -> Option<Self> {
        Some(match value(text)? {
            Value::Min => Rank::Min,
            Value::Max => Rank::Max,
            Value::Number(number) if number.is_nan() => return None,
            Value::Number(number) => Rank::Number(ordered(number)),
            Value::Text(text) => Rank::Day(is_day(&text).then(|| text.get(..10))??.to_owned()),
        })
    }

    fn of_all(texts: &[String]) -> Option<Vec<Self>> {
        texts.iter().map(|text| Self::of(text)).collect()
    }
}

fn has_limit(from: &[String], to: &[String]) -> bool {
    from.iter().chain(to).any(|text| Bound::is_limit(text))
}

impl Bounds {
    /// Adds the bound of a partition.
    pub(super) fn insert(&mut self, child: RelId, bound: &Bound) {
        match bound {
            Bound::Default => self.default = Some(child),
            Bound::List(values) => {
                for value in values {
                    self.values.insert(Point::of(value), child);
                }
            }
            Bound::Range(from, to) => {
                match (Rank::of_all(from), Rank::of_all(to)) {
                    (Some(begin), Some(_)) => {
                        self.ranges.insert((begin, child), ());
                    }
                    _ => self.odd.insert(child),
                }
                if has_limit(from, to) {
                    self.limited.insert(child);
                }
            }
            Bound::Hash(modulus, remainder) => {
                if self.hashes.insert((*modulus, *remainder), child).is_none() {
                    let many = self.moduli.get(modulus).copied().unwrap_or_default();
                    self.moduli.insert(*modulus, many + 1);
                }
            }
            Bound::Other => {}
        }
    }

    /// Takes the bound of a partition out.
    pub(super) fn remove(&mut self, child: RelId, bound: &Bound) {
        match bound {
            Bound::Default => self.default = self.default.filter(|default| *default != child),
            Bound::List(values) => {
                for value in values {
                    let point = Point::of(value);
                    if self.values.get(&point) == Some(&child) {
                        self.values.remove(&point);
                    }
                }
            }
            Bound::Range(from, _) => {
                if let Some(begin) = Rank::of_all(from) {
                    self.ranges.remove(&(begin, child));
                }
                self.odd.remove(&child);
                self.limited.remove(&child);
            }
            Bound::Hash(modulus, remainder) => {
                let key = (*modulus, *remainder);
                if self.hashes.get(&key) == Some(&child) {
                    self.hashes.remove(&key);
                    let many = self.moduli.get(modulus).copied().unwrap_or_default();
                    if many > 1 {
                        self.moduli.insert(*modulus, many - 1);
                    } else {
                        self.moduli.remove(modulus);
                    }
                }
            }
            Bound::Other => {}
        }
    }

    /// Whether no bound is kept.
    pub(super) fn is_empty(&self) -> bool {
        *self == <Self as Default>::default()
    }

    /// The default partition.
    pub(super) fn default(&self) -> Option<RelId> {
        self.default
    }

    /// The moduli in order, each with a partition that has it.
    pub(super) fn moduli(&self) -> impl Iterator<Item = (i64, RelId)> {
        self.moduli.keys().filter_map(|modulus| {
            let mut of_it = self.hashes.range((*modulus, i64::MIN)..);
            of_it.next().map(|(_, child)| (*modulus, *child))
        })
    }

    /// The partitions whose bounds may clash with one: all that do are among them.
    pub(super) fn near(&self, bound: &Bound) -> Set<RelId> {
        let mut near = Set::default();
        match bound {
            Bound::Default => self.default.into_iter().for_each(|id| near.insert(id)),
            Bound::List(values) => {
                for value in values {
                    if let Some(child) = self.values.get(&Point::of(value)) {
                        near.insert(*child);
                    }
                }
            }
            Bound::Range(from, to) => self.ranges_near(from, to, &mut near),
            Bound::Hash(modulus, remainder) => self.hashes_near(*modulus, *remainder, &mut near),
            Bound::Other => {}
        }
        near
    }

    fn ranges_near(&self, from: &[String], to: &[String], near: &mut Set<RelId>) {
        let (Some(begin), Some(end)) = (Rank::of_all(from), Rank::of_all(to)) else {
            // One text is before another only where a limit is.
            if from.len() > 1 || has_limit(from, to) {
                let all = self.ranges.keys().map(|(_, child)| child);
                all.chain(&self.odd).for_each(|id| near.insert(*id));
            } else {
                self.limited.iter().for_each(|id| near.insert(*id));
            }
            return;
        };
        if from.len() > 1 {
            self.odd.iter().for_each(|id| near.insert(*id));
        } else if has_limit(from, to) {
            let limited = self.limited.iter().filter(|id| self.odd.contains(id));
            limited.for_each(|id| near.insert(*id));
        }
        // Those that are there do not overlap: before one that begins before this
        // one begins, none reaches into it.
        let end = (end, RelId(u32::MAX));
        let before = self.ranges.before(&end);
        for ((their_begin, child), ()) in before {
            near.insert(*child);
            if *their_begin < begin {
                break;
            }
        }
    }

    fn hashes_near(&self, modulus: i64, remainder: i64, near: &mut Set<RelId>) {
        for (&theirs, &many) in &self.moduli {
            if theirs < 1 || modulus < 1 {
                continue;
            }
            if theirs <= modulus {
                if let Some(child) = self.hashes.get(&(theirs, remainder % theirs)) {
                    near.insert(*child);
                }
                continue;
            }
            // Either each remainder that would clash, or each that is there.
            let clashing = theirs / modulus;
            if usize::try_from(clashing).is_ok_and(|clashing| clashing < many) {
                let remainders = (0..=clashing).map(|times| times * modulus + remainder);
                let children = remainders.filter_map(|one| self.hashes.get(&(theirs, one)));
                children.for_each(|id| near.insert(*id));
            } else {
                let all = self.hashes.range((theirs, i64::MIN)..=(theirs, i64::MAX));
                let clashing = all.filter(|((_, one), _)| one % modulus == remainder);
                clashing.for_each(|(_, id)| near.insert(*id));
            }
        }
    }
}

pub(super) fn read_bound(text: &str) -> Bound {
    let found = tokens(text);
    let word = |at: usize| found.get(at).and_then(|token| token.word());
    if word(0) == Some("default") {
        return Bound::Default;
    }
    if word(0) != Some("for") || word(1) != Some("values") {
        return Bound::Other;
    }
    // Values of one pair of parentheses, and the token behind it.
    let list = |start: usize| -> Option<(Vec<String>, usize)> {
        if !found.get(start)?.is("(") {
            return None;
        }
        let mut depth = 1;
        let mut values = Vec::new();
        let mut from = found.get(start + 1)?.range.start;
        for (at, token) in found.iter().enumerate().skip(start + 1) {
            let ends = if token.is("(") {
                depth += 1;
                false
            } else if token.is(")") {
                depth -= 1;
                depth == 0
            } else {
                depth == 1 && token.is(",")
            };
            if ends {
                values.push(text.get(from..token.range.start)?.trim().to_owned());
                from = token.range.end;
                if depth == 0 {
                    return Some((values, at + 1));
                }
            }
        }
        None
    };
    match word(2) {
        Some("in") => list(3).map_or(Bound::Other, |(values, _)| Bound::List(values)),
        Some("from") => {
            let Some((from, next)) = list(3) else {
                return Bound::Other;
            };
            match (word(next), list(next + 1)) {
                (Some("to"), Some((to, _))) => Bound::Range(from, to),
                _ => Bound::Other,
            }
        }
        Some("with") => {
            let number = |name: &str| {
                let at = found.iter().position(|token| token.word() == Some(name))?;
                text.get(found.get(at + 1)?.range.clone())?.parse().ok()
            };
            match (number("modulus"), number("remainder")) {
                (Some(modulus), Some(remainder)) => Bound::Hash(modulus, remainder),
                _ => Bound::Other,
            }
        }
        _ => Bound::Other,
    }
}

/// A value that can be compared without its type: a number, or a string that
/// sorts as its bytes do (a date in ISO form).
#[derive(Debug, PartialEq)]
enum Value {
    Min,
    Number(f64),
    Text(String),
    Max,
}

fn value(text: &str) -> Option<Value> {
    let trimmed = text.trim();
    match trimmed.to_ascii_lowercase().as_str() {
        "minvalue" => return Some(Value::Min),
        "maxvalue" => return Some(Value::Max),
        _ => {}
    }
    if let Ok(number) = trimmed.parse::<f64>() {
        return Some(Value::Number(number));
    }
    match tokens(trimmed).as_slice() {
        [token] => match &token.kind {
            TokenKind::Str(text) => Some(match text.parse::<f64>() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(text.clone().into_owned()),
            }),
            _ => None,
        },
        _ => None,
    }
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    use Ordering::{Equal, Greater, Less};
    Some(match (a, b) {
        (Value::Min, Value::Min) | (Value::Max, Value::Max) => Equal,
        (Value::Min, _) | (_, Value::Max) => Less,
        (_, Value::Min) | (Value::Max, _) => Greater,
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b)?,
        (Value::Text(a), Value::Text(b)) => {
            // Times of day and zones make comparing by bytes unsafe unless the
            // dates differ or the texts are the same.
            if a == b {
                Equal
            } else if is_day(a) && is_day(b) && a.get(..10) != b.get(..10) {
                a.cmp(b)
            } else {
                return None;
            }
        }
        _ => return None,
    })
}

/// Whether a text begins with a date in ISO form.
fn is_day(text: &str) -> bool {
    text.len() >= 10
        && text.bytes().take(10).enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 {
                byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        })
}

pub(super) fn compare_all(a: &[String], b: &[String]) -> Option<Ordering> {
    for (a, b) in a.iter().zip(b) {
        let order = compare(&value(a)?, &value(b)?)?;
        if order.is_ne() {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

fn overlaps(a: &Bound, b: &Bound) -> bool {
    match (a, b) {
        (Bound::List(a), Bound::List(b)) => a.iter().any(|x| {
            b.iter().any(|y| match (value(x), value(y)) {
                (Some(x), Some(y)) => x == y,
                _ => x.eq_ignore_ascii_case(y),
            })
        }),
        (Bound::Range(from, to), Bound::Range(other_from, other_to)) => {
            let before = |a: &[String], b: &[String]| compare_all(a, b).map(Ordering::is_lt);
            before(from, other_to) == Some(true) && before(other_from, to) == Some(true)
        }
        (Bound::Hash(m, r), Bound::Hash(other_m, other_r)) => {
            let (small, large) = if m <= other_m {
                ((*m, *r), (*other_m, *other_r))
            } else {
                ((*other_m, *other_r), (*m, *r))
            };
            small.0 > 0 && large.0 % small.0 == 0 && large.1 % small.0 == small.1
        }
        _ => false,
    }
}
