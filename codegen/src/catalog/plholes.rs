//! `EXECUTE` of a text of which only names are not known, or parts of names:
//! `'DROP INDEX events_' || id`. What it can touch bears such a name.

use super::pleval::{Evaluator, Stop, cast_text};
use super::plvalue::{Value, format_text};
use super::{Relation, RelationKind, Replay};
use crate::ddl::{AlterActionKind, ObjectRef, PlExpr, QName, RelationWord, Stmt, StmtKind};
use crate::diag::{Diagnostic, Span};

/// Stands for what is not known: a letter to the lexer, and in no name.
const HOLE: char = '\u{e000}';

impl Replay {
    /// Whether a text touches nothing that is known: its statements are known but for
    /// parts of names, and nothing of the catalog has such a name.
    pub(super) fn is_of_others(&self, expr: &PlExpr, span: Span) -> bool {
        self.may_touch(expr, span) == Some(false)
    }

    fn may_touch(&self, expr: &PlExpr, span: Span) -> Option<bool> {
        let text = Evaluator::new(self, &self.locals).with_holes(expr)?;
        if !holes_are_in_names(&text) {
            return None;
        }
        let mut faults = Vec::new();
        let statements = crate::parse::parse_text(&text, span, &mut faults);
        if statements.is_empty() || faults.iter().any(Diagnostic::is_error) {
            return None;
        }
        for stmt in &statements {
            for (name, word) in targets(stmt)? {
                let mut all = self.catalog.relations.iter();
                let tainted = self.catalog.taints.iter().any(|taint| {
                    let mut names = taint.names.iter();
                    taint.everything || names.any(|one| fits(&name.name.value, &one.name))
                });
                if tainted || all.any(|(_, relation)| self.may_be(relation, name, word)) {
                    return Some(true);
                }
            }
        }
        Some(false)
    }

    /// Whether a relation may be the one that a name with holes means.
    fn may_be(&self, relation: &Relation, name: &QName, word: RelationWord) -> bool {
        let is_kind = match word {
            // ALTER TABLE takes nearly all, and an index is built on several.
            RelationWord::Table => true,
            RelationWord::ForeignTable => matches!(relation.kind, RelationKind::ForeignTable(_)),
            RelationWord::View => matches!(relation.kind, RelationKind::View(_)),
            RelationWord::MaterializedView => {
                matches!(relation.kind, RelationKind::MaterializedView(_))
            }
            RelationWord::Index => matches!(relation.kind, RelationKind::Index(_)),
            RelationWord::Sequence => matches!(relation.kind, RelationKind::Sequence(_)),
        };
        let schema = self.catalog.schema_name(relation.schema);
        is_kind
            && fits(&name.name.value, &relation.name)
            && name
                .schema
                .as_ref()
                .is_none_or(|wanted| fits(&wanted.value, schema))
    }
}

impl Evaluator<'_> {
    /// A text with a hole for each part that is not known; `None` when the server refuses it.
    fn with_holes(&self, expr: &PlExpr) -> Option<String> {
        let hole = || HOLE.to_string();
        Some(match expr {
            PlExpr::Concat(a, b) => self.with_holes(a)? + &self.with_holes(b)?,
            PlExpr::Cast { value, .. } => self.with_holes(value)?,
            PlExpr::Call {
                name, arguments, ..
            } if name == "concat" => {
                let parts = arguments.iter().map(|part| self.with_holes(part));
                parts.collect::<Option<String>>()?
            }
            PlExpr::Call {
                name, arguments, ..
            } if name == "format" => {
                let (template, arguments) = arguments.split_first()?;
                let Ok(Value::Text(template)) = self.eval(template, None) else {
                    return Some(hole());
                };
                let mut values = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    values.push(Some(Value::Text(self.with_holes(argument)?)));
                }
                let (text, whole) = format_text(&template, &values);
                whole.then_some(text)?
            }
            PlExpr::Call {
                name, arguments, ..
            } if name == "quote_ident" => {
                let [argument] = arguments.as_slice() else {
                    return None;
                };
                super::quote_identifier(&self.with_holes(argument)?)
            }
            expr => match self.eval(expr, None) {
                Ok(value) => self
                    .shown(&value)
                    .and_then(|value| cast_text(&value))
                    .unwrap_or_else(hole),
                Err(Stop::Unknown(_)) => hole(),
                Err(_) => return None,
            },
        })
    }
}

/// Whether each hole is a part of a name: a letter, a quote or a dot stands beside it.
fn holes_are_in_names(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_of_name = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|letter| {
            letter.is_alphanumeric() || matches!(letter, '_' | '.' | '"' | '$')
        })
    };
    let mut places = letters
        .iter()
        .enumerate()
        .filter(|(_, letter)| **letter == HOLE);
    places.all(|(at, _)| is_of_name(at.checked_sub(1)) || is_of_name(Some(at + 1)))
}

/// The relations that a statement changes, of those whose names have holes; `None` for a
/// statement that may change others.
fn targets(stmt: &Stmt) -> Option<Vec<(&QName, RelationWord)>> {
    let found = match &stmt.kind {
        StmtKind::Drop(drop) => {
            let relations = drop.objects.iter().map(|object| match object {
                ObjectRef::Relation { name, word } => Some((name, *word)),
                _ => None,
            });
            relations.collect::<Option<Vec<_>>>()?
        }
        StmtKind::CreateIndex(create) => vec![(&create.table, RelationWord::Table)],
        StmtKind::AlterTable(alter) => {
            let is_of_itself = alter.actions.iter().all(|action| {
                matches!(
                    action.kind,
                    AlterActionKind::AddColumn { .. }
                        | AlterActionKind::DropColumn { .. }
                        | AlterActionKind::Rename { .. }
                        | AlterActionKind::RenameColumn { .. }
                        | AlterActionKind::SetType { .. }
                        | AlterActionKind::SetDefault { .. }
                        | AlterActionKind::DropConstraint { .. }
                )
            });
            is_of_itself.then(|| vec![(&alter.name, alter.word)])?
        }
        _ => return None,
    };
    // With a name that is known it touches what has it.
    let has_hole = |name: &QName| {
        let mut parts = name.schema.iter().chain([&name.name]);
        parts.any(|part| part.value.contains(HOLE))
    };
    found
        .iter()
        .all(|(name, _)| has_hole(name))
        .then_some(found)
}

/// Whether a name may be one with holes.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split(HOLE);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_what_is_known_of_it() {
        let pattern = |text: &str| text.replace('%', &HOLE.to_string());
        for (known, name, may) in [
            ("events_%", "events_1", true),
            ("events_%", "event_1", false),
            ("%_id", "a_id", true),
            ("a_%_b_%_c", "a_1_b_2_c", true),
            ("a_%_b_%_c", "a_1_c", false),
            ("%", "anything", true),
            ("whole", "whole", true),
            ("whole", "wholes", false),
        ] {
            assert_eq!(fits(&pattern(known), name), may, "{known} {name}");
        }
        for (text, in_names) in [
            ("DROP INDEX i_%", true),
            ("DROP INDEX %", false),
            ("ALTER TABLE %.t ADD a int", true),
            ("ALTER TABLE t ADD % int", false),
            ("DROP TABLE \"%\"", true),
        ] {
            assert_eq!(holes_are_in_names(&pattern(text)), in_names, "{text}");
        }
    }
}
