//! Which rows of an item of FROM may meet a row of those before it: by the value of
//! a column that must be equal, so that not every pair is looked at.

use super::lookup::SourceRow;
use super::pleval::{Bound, Source, Why};
use super::plquery::conjuncts;
use super::plvalue::Key;
use crate::ddl::{PlExpr, PlOperator};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row of an item of FROM, and why it may not be there.
type Own = (Arc<SourceRow>, Option<Why>);

/// The rows of an item, by the value that they must have in common with one before.
#[derive(Default)]
pub(super) struct Meeting<'q> {
    /// The item before, and its column.
    left: Option<(usize, &'q str)>,
    /// Places of rows by what is in the column.
    by_value: BTreeMap<Key, Vec<usize>>,
    /// Places of rows of which that is not certain.
    others: Vec<usize>,
}

impl<'q> Meeting<'q> {
    /// Reads the conditions between the item at a place and those before it.
    pub(super) fn of(
        conditions: &[&'q PlExpr],
        sources: &[Source<'_>],
        at: usize,
        rows: &[Own],
    ) -> Self {
        let column_of = |expr: &'q PlExpr| match expr {
            PlExpr::Name(parts, _) => match parts.as_slice() {
                [alias, column] => {
                    let place = sources.iter().position(|source| source.alias == alias)?;
                    Some((place, column.as_str()))
                }
                _ => None,
            },
            _ => None,
        };
        let mut parts = Vec::new();
        for condition in conditions {
            conjuncts(condition, &mut parts);
        }
        let pair = parts.into_iter().find_map(|part| {
            let PlExpr::Compare(PlOperator::Equal, a, b) = part else {
                return None;
            };
            match (column_of(a)?, column_of(b)?) {
                (own, left) | (left, own) if own.0 == at && left.0 < at => Some((own.1, left)),
                _ => None,
            }
        });
        let Some((column, left)) = pair else {
            return Self::default();
        };
        let mut meeting = Self {
            left: Some(left),
            ..Self::default()
        };
        for (place, (row, _)) in rows.iter().enumerate() {
            match row.fields.get(column).and_then(Key::of) {
                Some(key) => meeting.by_value.entry(key).or_default().push(place),
                None => meeting.others.push(place),
            }
        }
        let mut kinds = meeting.by_value.keys().zip(meeting.by_value.keys().skip(1));
        if !kinds.all(|(one, other)| one.is_kind_of(other)) {
            return Self::default();
        }
        meeting
    }

    /// The rows that may meet one of those before, in their order.
    pub(super) fn rows<'r>(&self, rows: &'r [Own], bound: &Bound) -> Vec<&'r Own> {
        let key = self.left.and_then(|(place, column)| {
            let row = bound.get(place)?.as_ref()?;
            row.fields.get(column).and_then(Key::of)
        });
        let first = self.by_value.keys().next();
        // Whether a text is that of a number is another question.
        let Some(key) = key.filter(|key| first.is_none_or(|first| first.is_kind_of(key))) else {
            return rows.iter().collect();
        };
        let mut places = self.others.clone();
        places.extend(self.by_value.get(&key).into_iter().flatten());
        places.sort_unstable();
        places.iter().filter_map(|&place| rows.get(place)).collect()
    }
}
