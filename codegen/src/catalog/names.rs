//! Names that PostgreSQL chooses where a statement gives none.
//!
//! The rules are those of `makeObjectName`, `ChooseRelationName`,
//! `ChooseConstraintName` and `ChooseIndexName`, down to the cut at 63 bytes in
//! the middle and the number against a clash.

use super::{Catalog, SchemaId};
use crate::ddl::ExprShape;

/// The longest identifier, in bytes.
const MAX: usize = 63;

/// `text` cut at `limit` bytes, between characters.
fn clip(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `name1_name2_label`, the names shortened in turn until it fits 63 bytes.
pub(super) fn object_name(name1: &str, name2: Option<&str>, label: &str) -> String {
    let mut overhead = 0;
    if name2.is_some() {
        overhead += 1;
    }
    if !label.is_empty() {
        overhead += label.len() + 1;
    }
    let available = MAX.saturating_sub(overhead);
    let mut len1 = name1.len();
    let mut len2 = name2.map_or(0, str::len);
    while len1 + len2 > available {
        if len1 > len2 {
            len1 -= 1;
        } else {
            len2 -= 1;
        }
    }
    let mut name = clip(name1, len1).to_owned();
    if let Some(name2) = name2 {
        name.push('_');
        name.push_str(clip(name2, len2));
    }
    if !label.is_empty() {
        name.push('_');
        name.push_str(label);
    }
    name
}

/// Column names joined for an index's or a foreign key's name.
pub(super) fn joined<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for column in columns {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(column);
        if joined.len() > MAX {
            break;
        }
    }
    joined
}

/// The names of an index's columns: a column's own, an expression's as
/// [`expression_name`] has it, each made unique by a number.
pub(super) fn index_column_names(wanted: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(wanted.len());
    for base in wanted {
        let mut name = base.clone();
        let mut number = 0_u32;
        while names.contains(&name) {
            number += 1;
            let digits = number.to_string();
            name = format!("{}{digits}", clip(base, MAX - digits.len()));
        }
        names.push(name);
    }
    names
}

/// The name that an expression lends to a column of an index: `FigureIndexColname`.
pub(super) fn expression_name(shape: &ExprShape) -> String {
    figure(shape).map_or_else(|| "expr".to_owned(), |(name, _)| name)
}

/// A name and how strongly it is meant: 2 for a column or function, 1 for a
/// cast's type or `case`.
fn figure(shape: &ExprShape) -> Option<(String, u8)> {
    match shape {
        ExprShape::Column(column) => Some((column.name.value.clone(), 2)),
        ExprShape::Call(name, _) => Some((name.clone(), 2)),
        ExprShape::Cast(ty, inner, _) => match figure(inner) {
            Some((name, 2)) => Some((name, 2)),
            _ => Some((ty.clone(), 1)),
        },
        ExprShape::Case(otherwise, _) => match otherwise.as_deref().and_then(figure) {
            Some((name, 2)) => Some((name, 2)),
            _ => Some(("case".to_owned(), 1)),
        },
        ExprShape::Collate(inner, _) => figure(inner),
        ExprShape::Bool(_)
        | ExprShape::Bits
        | ExprShape::Query(_)
        | ExprShape::Null
        | ExprShape::Str(_)
        | ExprShape::Number(_)
        | ExprShape::Operator(_)
        | ExprShape::Logic(..)
        | ExprShape::Test
        | ExprShape::Other => None,
    }
}

impl Catalog {
    /// Whether some constraint of that schema, of a table or a domain, has the name.
    pub(super) fn constraint_name_used(&self, schema: SchemaId, name: &str) -> bool {
        let counted = self.constraint_names.get(schema.0, name);
        counted.is_some_and(|count| count > 0) || self.key_copy_named(schema, name)
    }

    /// Counts a constraint's name in.
    pub(super) fn note_constraint_name(&mut self, schema: SchemaId, name: &str) {
        let count = self.constraint_names.get(schema.0, name).unwrap_or(0);
        self.constraint_names.insert(schema.0, name, count + 1);
    }

    /// Counts a constraint's name out.
    pub(super) fn forget_constraint_name(&mut self, schema: SchemaId, name: &str) {
        match self.constraint_names.get(schema.0, name) {
            Some(count) if count > 1 => {
                self.constraint_names.insert(schema.0, name, count - 1);
            }
            Some(_) => {
                self.constraint_names.remove(schema.0, name);
            }
            None => {}
        }
    }

    /// A free name for a relation; for one that serves a constraint it must be
    /// free among constraints too.
    pub(super) fn choose_relation_name(
        &self,
        schema: SchemaId,
        name1: &str,
        name2: Option<&str>,
        label: &str,
        for_constraint: bool,
    ) -> String {
        numbered(name1, name2, label, |name| {
            self.relation_names.get(schema.0, name).is_some()
                || (for_constraint && self.constraint_name_used(schema, name))
        })
    }

    /// A free name for a constraint without an index. `others` are names that
    /// the same statement takes.
    pub(super) fn choose_constraint_name(
        &self,
        schema: SchemaId,
        name1: &str,
        name2: Option<&str>,
        label: &str,
        others: &[String],
    ) -> String {
        numbered(name1, name2, label, |name| {
            others.iter().any(|other| other == name) || self.constraint_name_used(schema, name)
        })
    }
}

/// The first of `a_b_label`, `a_b_label1`, … that is not taken.
pub(super) fn numbered(
    name1: &str,
    name2: Option<&str>,
    label: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let mut name = object_name(name1, name2, label);
    let mut number = 0_u32;
    while taken(&name) {
        number += 1;
        name = object_name(name1, name2, &format!("{label}{number}"));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddl::{ColumnRef, Name};
    use crate::diag::Span;

    #[test]
    fn long_names_are_cut_in_the_middle() {
        // Each is what PostgreSQL 15 chooses.
        let long = "a".repeat(60);
        assert_eq!(
            object_name(&long, Some("id"), "seq"),
            format!("{}_id_seq", "a".repeat(56))
        );
        let column = "b".repeat(60);
        assert_eq!(
            object_name(&long, Some(&column), "fkey"),
            format!("{}_{}_fkey", "a".repeat(29), "b".repeat(28))
        );
        assert_eq!(object_name("t", None, "pkey"), "t_pkey");
        // Two bytes a letter: a half one is left out.
        let umlauts = "ü".repeat(31);
        assert_eq!(
            object_name(&umlauts, None, "pkey"),
            format!("{}_pkey", "ü".repeat(29))
        );
    }

    #[test]
    fn index_columns_are_numbered() {
        let names = ["lower", "lower", "a", "lower"].map(str::to_owned);
        assert_eq!(
            index_column_names(&names),
            ["lower", "lower1", "a", "lower2"]
        );
    }

    #[test]
    fn expressions_lend_names() {
        let name = Name {
            value: "a".to_owned(),
            span: Span::default(),
        };
        let column = ColumnRef {
            qualifier: Vec::new(),
            name,
        };
        let column = Box::new(ExprShape::Column(column.into()));
        let cast = ExprShape::Cast("text".to_owned(), column, None);
        assert_eq!(expression_name(&cast), "a");
        let cast = ExprShape::Cast("text".to_owned(), Box::new(ExprShape::Other), None);
        assert_eq!(expression_name(&cast), "text");
        assert_eq!(expression_name(&ExprShape::Other), "expr");
    }
}
