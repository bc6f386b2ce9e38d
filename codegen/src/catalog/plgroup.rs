//! GROUP BY in queries over the catalogs.

use super::pleval::{Eval, Evaluator, Frame, Joined, Row, Scope, Stop, unknown};
use super::plquery::by_keys;
use super::plvalue::{Value, equal};
use crate::ddl::{PlExpr, PlOutput, PlQuery};

/// Rows with the same keys.
struct Group {
    keys: Vec<Value>,
    rows: Vec<Joined>,
}

impl Evaluator<'_> {
    /// A row for each group of what FROM and WHERE give.
    pub(super) fn grouped(
        &self,
        query: &PlQuery,
        joined: Vec<Joined>,
        frame: Frame<'_>,
    ) -> Eval<Vec<Row>> {
        let mut groups: Vec<Group> = Vec::new();
        for row in joined {
            let mut keys = Vec::with_capacity(query.group.len());
            for key in &query.group {
                keys.push(self.eval(output_of(query, key), Some(&frame.with(&row.bound)))?);
            }
            let mut place = None;
            for (at, group) in groups.iter().enumerate() {
                match is_same(&group.keys, &keys) {
                    Some(true) => place = Some(at),
                    Some(false) => {}
                    None => return unknown(query.span, "which rows make a group is not known"),
                }
            }
            match place.and_then(|at| groups.get_mut(at)) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group {
                    keys,
                    rows: vec![row],
                }),
            }
        }
        let mut keyed = Vec::with_capacity(groups.len());
        for group in &groups {
            let Some(first) = group.rows.first() else {
                continue;
            };
            let scope = Scope {
                group: Some(&group.rows),
                ..frame.with(&first.bound)
            };
            // It is there when one of its rows is.
            let certain = group.rows.iter().any(|row| row.maybe.is_none());
            let mut maybe = if certain { None } else { first.maybe.clone() };
            if let Some(having) = &query.having {
                match self.truth(having, Some(&scope)) {
                    Ok(Some(true)) => {}
                    Ok(_) => continue,
                    Err(Stop::Unknown(why)) => maybe = maybe.or(Some(why)),
                    Err(stop) => return Err(stop),
                }
            }
            let mut order = Vec::with_capacity(query.order.len());
            for (expr, _) in &query.order {
                let key = self.eval(output_of(query, expr), Some(&scope))?;
                if key == Value::Present {
                    return unknown(query.span, "the order of its rows is not known");
                }
                order.push(key);
            }
            let row = Row {
                columns: self.outputs(query, &scope),
                positional: true,
                maybe,
            };
            keyed.push((order, row));
        }
        keyed.sort_by(|(a, _), (b, _)| by_keys(a, b, &query.order));
        let mut rows = keyed.into_iter().map(|(_, row)| row).collect();
        if query.distinct {
            Self::distinct(query, &mut rows)?;
        }
        self.limit(query, &mut rows)?;
        Ok(rows)
    }
}

/// The output that a number or a name of GROUP BY and ORDER BY stands for.
fn output_of<'q>(query: &'q PlQuery, expr: &'q PlExpr) -> &'q PlExpr {
    let found = match expr {
        PlExpr::Int(at) => usize::try_from(*at)
            .ok()
            .and_then(|at| query.outputs.get(at.checked_sub(1)?)),
        PlExpr::Name(parts, _) if parts.len() == 1 => query.outputs.iter().find(
            |output| matches!(output, PlOutput::Expr(name, _) if Some(name) == parts.first()),
        ),
        _ => None,
    };
    match found {
        Some(PlOutput::Expr(_, expr)) => expr,
        _ => expr,
    }
}

/// Whether keys make one group, in which NULL is equal to NULL.
fn is_same(a: &[Value], b: &[Value]) -> Option<bool> {
    let mut all = Some(true);
    for (a, b) in a.iter().zip(b) {
        let same = match (a, b) {
            (Value::Null, _) | (_, Value::Null) => Some(a == b),
            _ => equal(a, b),
        };
        match same {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}
