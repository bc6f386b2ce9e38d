//! What is stored keeps the casts that it was read with when a column gets
//! another type.

use std::collections::BTreeMap;

use super::builtin;
use super::error::Result;
use super::rewrite::{Token, TokenKind, tokens};
use super::{ColumnId, ConstraintKind, RelId, Replay, StoredExpr, TypeUse};
use crate::diag::Span;

impl Replay {
    /// Writes the casts into the checks and indexes over a column of a numeric
    /// type that PostgreSQL put in as it read a comparison with a number
    /// (`make_op`), before the column gets another type: it reads what it stored
    /// again, and not what was written.
    pub(super) fn keep_casts(
        &mut self,
        table: RelId,
        column: ColumnId,
        old: &TypeUse,
        span: Span,
    ) -> Result {
        let base = self.catalog.base_type(old);
        let Some(builtin) = builtin::by_oid(base.id).filter(|_| !base.array) else {
            return Ok(());
        };
        let relation = self.open(table, span)?;
        let Some(name) = relation.column_by_id(column).map(|column| &column.name) else {
            return Ok(());
        };
        let keep = |stored: &StoredExpr| {
            let uses = stored.uses.columns.contains(&(table, column));
            let text = uses.then(|| with_casts(&stored.text, name, builtin.name));
            text.filter(|text| *text != stored.text)
        };
        let mut checks = BTreeMap::new();
        for constraint in &relation.constraints {
            if let ConstraintKind::Check(check) = &constraint.kind
                && let Some(text) = keep(check)
            {
                checks.insert(constraint.id, text);
            }
        }
        for (id, text) in checks {
            if let Some(constraint) = self.open_mut(table, span)?.constraint_by_id_mut(id)
                && let ConstraintKind::Check(check) = &mut constraint.kind
            {
                check.text = text;
            }
        }
        for index in &relation.indexes {
            let Some(text) = self
                .catalog
                .rel(*index)
                .and_then(|index| keep(index.index()?.predicate.as_ref()?))
            else {
                continue;
            };
            if let Some(info) = self.open_mut(*index, span)?.index_mut()
                && let Some(predicate) = &mut info.predicate
            {
                predicate.text = text;
            }
        }
        Ok(())
    }
}

/// An expression with the casts of its comparisons of a column with a number
/// written out: of those that stand alone, or between AND, OR and parentheses.
fn with_casts(text: &str, column: &str, ty: &str) -> String {
    let found = tokens(text);
    let source = |token: &Token| text.get(token.range.clone()).unwrap_or_default();
    let is_edge = |token: Option<&Token>| {
        token.is_none_or(|token| {
            token.is("(") || token.is(")") || matches!(token.word(), Some("and" | "or" | "not"))
        })
    };
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    for (at, token) in found.iter().enumerate() {
        if token.word() != Some(column) || !is_edge(at.checked_sub(1).and_then(|at| found.get(at)))
        {
            continue;
        }
        // The characters of the operator, and then the number with its sign.
        let mut next = at + 1;
        let mut operator = String::new();
        while let Some(token) = found.get(next)
            && matches!(token.kind, TokenKind::Punct("?"))
            && "<>=".contains(source(token))
        {
            operator.push_str(source(token));
            next += 1;
        }
        if !["<", ">", "=", "<=", ">=", "<>"].contains(&operator.as_str()) {
            continue;
        }
        let start = next;
        if found.get(next).is_some_and(|token| source(token) == "-") {
            next += 1;
        }
        let Some(number) = found.get(next).filter(|token| token.is("0")) else {
            continue;
        };
        if !is_edge(found.get(next + 1)) {
            continue;
        }
        let Some(first) = found.get(start) else {
            continue;
        };
        let range = first.range.start..number.range.end;
        let literal = text.get(range.clone()).unwrap_or_default();
        let is_whole = source(number).bytes().all(|byte| byte.is_ascii_digit());
        let (of_column, of_number) = match (ty, is_whole) {
            ("float8" | "float4", true) | ("float8", false) => (None, Some("double precision")),
            ("float4", false) => (Some("double precision"), Some("double precision")),
            ("numeric", true) => (None, Some("numeric")),
            ("int2" | "int4" | "int8", false) => (Some("numeric"), None),
            _ => continue,
        };
        if let Some(ty) = of_column {
            let name = source(token);
            edits.push((
                token.range.start,
                token.range.end,
                format!("({name})::{ty}"),
            ));
        }
        if let Some(ty) = of_number {
            edits.push((range.start, range.end, format!("({literal})::{ty}")));
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end, new) in edits {
        out.push_str(text.get(from..start).unwrap_or_default());
        out.push_str(&new);
        from = end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::with_casts;

    #[test]
    fn casts_are_those_of_the_operator() {
        let case = |text: &str, ty: &str, expected: &str| {
            assert_eq!(with_casts(text, "a", ty), expected, "{text} of {ty}");
        };
        case("a > 10.2", "float8", "a > (10.2)::double precision");
        case("(a>-1) AND b < 2", "numeric", "(a>(-1)::numeric) AND b < 2");
        case("a <= 1.5 or a = 2", "int4", "(a)::numeric <= 1.5 or a = 2");
        case("a > 1 + 1", "float8", "a > 1 + 1");
        case("t.a > 1", "float8", "t.a > 1");
        case("a > 1", "int8", "a > 1");
    }
}
