//! Whether materialized views have rows to read: after WITH NO DATA they have none, not
//! even no rows.

use super::error::{Result, SqlError};
use super::{KeyKind, RelId, Relation, RelationKind, Replay, ViewInfo};
use crate::ddl::{Access, Body, Named, QName, SourceKind};
use crate::diag::Span;

impl Replay {
    /// 55000 for a SELECT that reads a materialized view which is not populated
    /// (`ExecOpenScanRelation` of `execUtils.c`). A condition may keep it from being read.
    pub(super) fn check_populated(&self, access: &Access) -> Result {
        for query in &access.queries {
            let Body::Plain {
                from, conditions, ..
            } = query.body()
            else {
                continue;
            };
            let ([only], []) = (from.as_slice(), conditions.as_slice()) else {
                continue;
            };
            let SourceKind::Relation(name) = &only.kind else {
                continue;
            };
            let is_cte = query
                .with()
                .iter()
                .any(|cte| cte.name.value == name.name.value);
            if is_cte && name.schema.is_none() {
                continue;
            }
            let relation = self.find_relation(name).and_then(|id| self.catalog.rel(id));
            if let Some(relation) = relation
                && relation.taint.is_none()
                && relation.materialized().is_some_and(|view| !view.populated)
            {
                return Err(not_populated(relation, name.span()));
            }
        }
        Ok(())
    }

    /// What REFRESH MATERIALIZED VIEW takes (`ExecRefreshMatView` of `matview.c`).
    pub(super) fn check_refreshed(&self, name: &QName, concurrently: bool) -> Result {
        let Some(relation) = self.find_relation(name).and_then(|id| self.catalog.rel(id)) else {
            return Ok(());
        };
        let Some(view) = relation.materialized().filter(|_| concurrently) else {
            return Ok(());
        };
        let span = name.span();
        if !view.populated {
            return Err(SqlError::new(
                "0A000",
                span,
                "CONCURRENTLY cannot be used when the materialized view is not populated",
            )
            .also(relation.origin.span, "it is created here")
            .help("refresh it without CONCURRENTLY first"));
        }
        let mut indexes = relation.indexes.iter();
        let serves = |id: &RelId| {
            let info = self.catalog.rel(*id).and_then(Relation::index);
            info.is_some_and(|info| {
                let is_column = |key: &super::Key| matches!(key.what, KeyKind::Column(_));
                // What a condition without columns comes to is known to the server.
                let is_whole = info
                    .predicate
                    .as_ref()
                    .is_none_or(|condition| condition.uses.columns.is_empty());
                info.unique && is_whole && info.keys.iter().all(is_column)
            })
        };
        if relation.taint.is_some() || indexes.any(serves) {
            return Ok(());
        }
        let schema = self.catalog.schema_name(relation.schema);
        Err(SqlError::new(
            "55000",
            span,
            format!(
                "cannot refresh materialized view \"{schema}.{}\" concurrently",
                relation.name
            ),
        )
        .help("create a unique index with no WHERE clause on one or more columns of it first"))
    }

    /// Notes what REFRESH leaves behind.
    pub(super) fn follow_refreshed(&mut self, access: &Access) {
        for named in &access.named {
            let Named::Refreshed { name, no_data, .. } = named else {
                continue;
            };
            if let Some(id) = self.find_relation(name)
                && let Some(relation) = self.catalog.rel_mut(id)
                && let RelationKind::MaterializedView(view) = &mut relation.kind
                && view.populated == *no_data
            {
                view.populated = !no_data;
            }
        }
    }
}

impl Relation {
    fn materialized(&self) -> Option<&ViewInfo> {
        match &self.kind {
            RelationKind::MaterializedView(view) => Some(view),
            _ => None,
        }
    }
}

fn not_populated(relation: &Relation, span: Span) -> Box<SqlError> {
    SqlError::new(
        "55000",
        span,
        format!(
            "materialized view \"{}\" has not been populated",
            relation.name
        ),
    )
    .also(relation.origin.span, "it is created here")
    .help("use the REFRESH MATERIALIZED VIEW command")
}
