//! How many values a data statement gives, and to which columns; and what a
//! statement names without more.

use super::{Result, SqlError};
use crate::catalog::expr::ExprUse;
use crate::catalog::opclass::Certain;
use crate::catalog::operator::{Scope, Typed};
use crate::catalog::state::Unkept;
use crate::catalog::system::Part;
use crate::catalog::{
    Column, ConstraintKind, IdentityKind, Modifier, Relation, RelationKind, Replay, RuleGives,
    TypeKind, TypeUse,
};
use crate::ddl::{
    Body, Expr, ExprShape, Insert, Named, QName, RuleEvent, Stmt, StmtKind, Write, WriteKind,
};
use crate::diag::Span;

impl Replay {
    /// Refuses an INSERT with too few or too many values, or with values for
    /// columns that take none.
    pub(super) fn check_insert(&self, insert: &Insert) -> Result {
        if self.is_system_relation(&insert.relation) {
            return Ok(());
        }
        let id = self.relation_in_query(&insert.relation)?;
        let relation = self.open(id, insert.relation.span())?;
        if relation.unknown_columns.is_some() || relation.taint.is_some() {
            return Ok(());
        }
        let columns = if insert.columns.is_empty() {
            relation
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect()
        } else {
            let named = insert.columns.iter();
            named.map(|name| name.value.as_str()).collect::<Vec<_>>()
        };
        let Some(values) = &insert.values else {
            let source = insert.source.as_deref();
            let fields = match source {
                Some(select) => self.fields_given(select)?,
                None => None,
            };
            let width = fields.as_ref().map(Vec::len).or(insert.width);
            check_width(width, &columns, insert)?;
            if let Some(fields) = fields {
                let given = columns.iter().zip(&fields);
                for (name, ty) in given {
                    self.check_value(&relation, name, ty, insert.span)?;
                }
            }
            // Of a query's columns only those with a name here are certain to be there.
            if insert.columns.is_empty() {
                return Ok(());
            }
            let given = columns.iter().map(|name| (*name, Some(insert.span)));
            return check_given(&relation, insert, given);
        };
        if let Some(row) = values.uneven {
            return Err(
                SqlError::new("42601", row, "VALUES lists must all be the same length")
                    .label("another number of values than in the first row"),
            );
        }
        if let Some(span) = values.spans.get(columns.len()) {
            return Err(SqlError::new(
                "42601",
                *span,
                "INSERT has more expressions than target columns",
            )
            .label(format!("there are {} columns", columns.len())));
        }
        if let Some(name) = insert.columns.get(values.spans.len()) {
            return Err(SqlError::new(
                "42601",
                name.span,
                "INSERT has more target columns than expressions",
            )
            .label("no value is given for it"));
        }
        if let Some(Body::Values(rows)) = insert.source.as_ref().map(|select| select.body()) {
            for (at, row) in rows.iter().enumerate() {
                for (number, (name, shape)) in columns.iter().zip(row).enumerate() {
                    let span = match values.spans.get(number) {
                        Some(span) if at == 0 => *span,
                        _ => insert.span,
                    };
                    let given = self.value_of(shape, &Scope::of(None));
                    let given = given.map_or(Typed::Unsure, |value| value.ty);
                    self.check_value(&relation, name, &given, span)?;
                    let column = relation.column(name).and_then(|column| column.ty.known());
                    if let (ExprShape::Str(text), Some(ty)) = (shape, column) {
                        self.check_label_given(ty, text, span)?;
                    }
                }
            }
        }
        let given = columns.into_iter().zip(values.given.iter().copied());
        check_given(&relation, insert, given)
    }

    /// What UPDATE gives a column must be of a type that it can store.
    pub(super) fn check_set_values(&self, writes: &[Write]) -> Result {
        for write in writes {
            let Some((shape, span)) = write.value.as_deref() else {
                continue;
            };
            if write.kind != WriteKind::Set || self.is_system_relation(&write.relation) {
                continue;
            }
            let id = self.relation_in_query(&write.relation)?;
            let relation = self.open(id, write.relation.span())?;
            if relation.unknown_columns.is_some() || relation.taint.is_some() {
                continue;
            }
            if let Ok(value) = self.value_of(shape, &Scope::of(Some(&relation))) {
                self.check_value(&relation, &write.column.value, &value.ty, *span)?;
            }
        }
        Ok(())
    }

    /// 42804 for a value that a column cannot store.
    fn check_value(&self, relation: &Relation, name: &str, given: &Typed, span: Span) -> Result {
        let Typed::Known(given) = given else {
            return Ok(());
        };
        let column = relation.column(name);
        let Some(ty) = column.and_then(|column| column.ty.known()) else {
            return Ok(());
        };
        // A cast of the application's own may be an assignment.
        let may_cast = self.catalog.created.contains(Unkept::Cast);
        if may_cast || self.catalog.can_assign(given, ty) != Certain::No {
            return Ok(());
        }
        let bare = |ty: &TypeUse| {
            self.shown_type(&TypeUse {
                modifier: Modifier::None,
                ..ty.clone()
            })
        };
        let given = bare(given);
        Err(SqlError::new(
            "42804",
            span,
            format!(
                "column \"{name}\" is of type {} but expression is of type {given}",
                bare(ty)
            ),
        )
        .label(format!("this is {given}"))
        .help("rewrite or cast the expression"))
    }

    /// Refuses an INSERT of VALUES that leaves out a column which must have a value
    /// and has none of its own. Its rows are inserted for certain when it is a
    /// statement of its own, and no trigger or rule comes between.
    pub(in crate::catalog) fn check_left_out(&self, stmt: &Stmt) -> Result {
        let is_insert = matches!(&stmt.kind, StmtKind::NoEffect { what: "INSERT", .. });
        let Some(access) = stmt.access.as_ref().filter(|_| is_insert) else {
            return Ok(());
        };
        // A set may have no rows.
        let has_rows = self.refuse_sets(&access.calls, ExprUse::Default).is_ok();
        let [insert] = access.inserts.as_slice() else {
            return Ok(());
        };
        let Some(values) = insert.values.as_ref().filter(|_| has_rows) else {
            return Ok(());
        };
        let found = self.find_relation(&insert.relation);
        let Some(relation) = found.and_then(|id| self.catalog.rel(id)) else {
            return Ok(());
        };
        let is_certain = matches!(relation.kind, RelationKind::Table(_))
            && relation.unknown_columns.is_none()
            && relation.taint.is_none()
            && relation.triggers.is_empty()
            && relation.rules.is_empty()
            && self.rules_are_certain(relation)
            && !relation.is_partitioned()
            && !relation.is_partition();
        if !is_certain {
            return Ok(());
        }
        let given: Vec<&str> = if insert.columns.is_empty() {
            let all = relation.columns.iter();
            all.map(|column| column.name.as_str()).collect()
        } else {
            let named = insert.columns.iter();
            named.map(|name| name.value.as_str()).collect()
        };
        let at = |name: &str| given.iter().position(|given| *given == name);
        for column in relation.columns.iter().filter(|c| c.not_null.is_some()) {
            let at = at(&column.name);
            let null = at.and_then(|at| *values.nulls.get(at)?);
            let is_given = at.is_some_and(|at| values.given.get(at).is_some_and(Option::is_some));
            let has_own = column.default.is_some()
                || column.identity.is_some()
                || column.generated.is_some()
                || self.type_has_default(column);
            let refused = |span: Span| {
                let message = format!(
                    "null value in column \"{}\" of relation \"{}\" violates not-null constraint",
                    column.name, relation.name
                );
                SqlError::new("23502", span, message)
            };
            if let Some(span) = null {
                return Err(refused(span)
                    .label("NULL")
                    .also(column.span, "the column is NOT NULL")
                    .help("give it a value"));
            }
            if !is_given && !has_own {
                return Err(refused(insert.relation.span())
                    .label(format!("no value is given for `{}`", column.name))
                    .also(column.span, "the column has no default")
                    .help("give it a value, or the column a default"));
            }
        }
        Self::check_deferrable_arbiters(relation, insert, &access.conflicts)
    }

    /// Whether a column's type may give it a default.
    fn type_has_default(&self, column: &Column) -> bool {
        match column.ty.known() {
            Some(ty) => self
                .catalog
                .ty(ty.id)
                .is_some_and(|ty| matches!(ty.kind, TypeKind::Domain(_))),
            None => true,
        }
    }

    /// Refuses SET of columns that take no value.
    pub(super) fn check_generated(&self, writes: &[Write]) -> Result {
        for write in writes {
            if write.kind != WriteKind::Set || self.is_system_relation(&write.relation) {
                continue;
            }
            let id = self.relation_in_query(&write.relation)?;
            let relation = self.open(id, write.relation.span())?;
            if relation.table().is_some()
                && let Some(column) = relation.column(&write.column.value)
                && let Some(why) = takes_no_value(column, false)
            {
                let message = format!("column \"{}\" can only be updated to DEFAULT", column.name);
                return Err(SqlError::new("428C9", write.column.span, message)
                    .detail(why)
                    .help("write DEFAULT, or leave the column out"));
            }
        }
        Ok(())
    }

    /// Refuses SET of a column of an enum to what is none of its labels, or one that the
    /// transaction has added.
    pub(super) fn check_set_labels(&self, writes: &[Write]) -> Result {
        for write in writes {
            let Some(literal) = &write.literal else {
                continue;
            };
            if self.is_system_relation(&write.relation) {
                continue;
            }
            let id = self.relation_in_query(&write.relation)?;
            let relation = self.open(id, write.relation.span())?;
            if relation.taint.is_none()
                && let Some(column) = relation.column(&write.column.value)
                && let Some(ty) = column.ty.known()
            {
                self.check_label_given(ty, &literal.value, literal.span)?;
            }
        }
        Ok(())
    }

    /// What a statement names must be there.
    pub(super) fn check_named_object(&self, named: &Named) -> Result {
        match named {
            Named::Relation(name) => self.named_relation(name, |_| None),
            Named::Reindexed {
                name,
                is_index,
                concurrently,
            } => self.check_reindexed(name, *is_index, *concurrently),
            Named::ReindexedSystem(span) => {
                self.prevent_in_transaction("REINDEX CONCURRENTLY", *span)?;
                Err(system_concurrently(*span))
            }
            Named::Truncated { tables, cascade } => self.check_truncated(tables, *cascade),
            Named::Refreshed {
                name, concurrently, ..
            } => self.check_refreshed(name, *concurrently),
            Named::Copied {
                table,
                statement,
                returns,
                span,
            } => self.check_gives_rows(table, statement, *returns, *span),
            Named::Filtered(table, condition) => self.check_filter(table, condition),
            Named::Object(object) => self.object_is_there(object),
        }
    }

    /// What COPY TO runs must give rows, also behind rules (`BeginCopyTo` of `copyto.c`).
    fn check_gives_rows(
        &self,
        table: &QName,
        statement: &str,
        returns: bool,
        span: Span,
    ) -> Result {
        let refuse = |message: &str| Err(SqlError::new("0A000", span, message.to_owned()));
        let event = match statement {
            "INSERT" => RuleEvent::Insert,
            "UPDATE" => RuleEvent::Update,
            _ => RuleEvent::Delete,
        };
        let relation = self
            .find_relation(table)
            .and_then(|id| self.catalog.rel(id));
        let rules: Vec<_> = relation
            .iter()
            .flat_map(|relation| relation.rules.values())
            .filter(|rule| rule.event == event)
            .collect();
        if rules.iter().any(|rule| rule.switched) || relation.is_none_or(|r| r.taint.is_some()) {
            return Ok(());
        }
        if rules.iter().any(|rule| rule.instead && rule.conditional) {
            return refuse("conditional DO INSTEAD rules are not supported for COPY");
        }
        if rules.iter().any(|rule| !rule.instead) {
            return refuse("DO ALSO rules are not supported for COPY");
        }
        match rules.as_slice() {
            [] if !returns => refuse("COPY query must have a RETURNING clause"),
            [only] => match only.gives {
                RuleGives::Nothing => refuse("DO INSTEAD NOTHING rules are not supported for COPY"),
                RuleGives::Other => refuse("COPY query must have a RETURNING clause"),
                RuleGives::Rows => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// WHERE of COPY FROM, which is asked before the generated columns have values.
    fn check_filter(&self, table: &QName, condition: &Expr) -> Result {
        let id = self.relation_in_query(table)?;
        let relation = self.open(id, table.span())?;
        let bound = self.bind(condition, Some(&relation), ExprUse::CopyWhere)?;
        let is_whole = bound.uses.relations.contains(&id);
        let generated = relation.columns.iter().find(|column| {
            column.generated.is_some()
                && (is_whole || bound.uses.columns.contains(&(id, column.id)))
        });
        match generated {
            Some(column) => Err(SqlError::new(
                "42P10",
                condition.span,
                "generated columns are not supported in COPY FROM WHERE conditions",
            )
            .detail(format!("Column \"{}\" is a generated column.", column.name))
            .help("write what it is generated from in its place")
            .also(column.span, "it is generated")),
            None => Ok(()),
        }
    }

    /// What REINDEX takes (`indexcmds.c`): of a partitioned table or index each part is
    /// a transaction, and not everything is built beside what it replaces.
    fn check_reindexed(&self, name: &QName, is_index: bool, concurrently: bool) -> Result {
        let span = name.span();
        if concurrently {
            self.prevent_in_transaction("REINDEX CONCURRENTLY", span)?;
        }
        if self.is_no_toast(name) {
            return Err(SqlError::new(
                "42P01",
                span,
                format!("relation \"{}\" does not exist", name.display()),
            ));
        }
        let part = self.system_part(name);
        if !is_index && part == Some(Part::Index) {
            return Err(SqlError::new(
                "42809",
                span,
                format!(
                    "\"{}\" is not a table or materialized view",
                    name.name.value
                ),
            ));
        }
        self.named_relation(name, |relation| {
            let fits = if is_index {
                relation.index().is_some()
            } else {
                relation.table().is_some()
                    || matches!(relation.kind, RelationKind::MaterializedView(_))
            };
            let what = if is_index {
                "an index"
            } else {
                "a table or materialized view"
            };
            (!fits).then_some(what)
        })?;
        if concurrently && (part.is_some() || self.is_system_relation(name)) {
            return Err(system_concurrently(span));
        }
        let Some(relation) = self.find_relation(name).and_then(|id| self.catalog.rel(id)) else {
            return Ok(());
        };
        let table = relation
            .index()
            .and_then(|index| self.catalog.rel(index.table))
            .unwrap_or(relation);
        if table.is_partitioned() {
            let what = if is_index {
                "REINDEX INDEX"
            } else {
                "REINDEX TABLE"
            };
            return self.prevent_in_transaction(what, span);
        }
        let constraint = relation.index().and_then(|index| index.constraint);
        let is_exclusion = constraint
            .and_then(|id| table.constraints.iter().find(|found| found.id == id))
            .is_some_and(|found| matches!(found.kind, ConstraintKind::Exclude { .. }));
        if concurrently && is_exclusion {
            return Err(SqlError::new(
                "0A000",
                span,
                "concurrent index creation for exclusion constraints is not supported",
            )
            .help("leave CONCURRENTLY out"));
        }
        Ok(())
    }

    /// What TRUNCATE takes (`ExecuteTruncate` of `tablecmds.c`): tables, all of a
    /// partitioned one, and with each those whose foreign keys refer to it.
    fn check_truncated(&self, tables: &[(QName, bool)], cascade: bool) -> Result {
        let mut emptied = Vec::new();
        for (name, only) in tables {
            let Some(relation) = self.find_relation(name).and_then(|id| self.catalog.rel(id))
            else {
                // Not there, or not a user's: what runs the statement says so.
                return Ok(());
            };
            if relation.taint.is_some() {
                return Ok(());
            }
            if relation.table().is_none() {
                return Err(SqlError::new(
                    "42809",
                    name.span(),
                    format!("\"{}\" is not a table", relation.name),
                ));
            }
            if *only && relation.is_partitioned() {
                return Err(SqlError::new(
                    "42809",
                    name.span(),
                    "cannot truncate only a partitioned table",
                )
                .help("do not specify ONLY, or use TRUNCATE ONLY on the partitions directly"));
            }
            emptied.push(relation.id);
            if !only {
                emptied.extend(self.catalog.descendants(relation.id));
            }
        }
        if cascade {
            return Ok(());
        }
        for (_, other) in self.catalog.relations.iter() {
            if emptied.contains(&other.id) || other.taint.is_some() {
                continue;
            }
            for constraint in &other.constraints {
                let ConstraintKind::ForeignKey(key) = &constraint.kind else {
                    continue;
                };
                // A key to a partitioned table refers to each of its partitions.
                let referenced = emptied.iter().find(|id| {
                    **id == key.table
                        || self.catalog.rel(**id).is_some_and(Relation::is_partition)
                            && self.catalog.descendants(key.table).contains(*id)
                });
                let Some(table) = referenced.and_then(|id| self.catalog.rel(*id)) else {
                    continue;
                };
                if !constraint.enforced {
                    continue;
                }
                let span = tables
                    .first()
                    .map_or(constraint.span, |(name, _)| name.span());
                return Err(SqlError::new(
                    "0A000",
                    span,
                    "cannot truncate a table referenced in a foreign key constraint",
                )
                .detail(format!(
                    "Table \"{}\" references \"{}\".",
                    other.name, table.name
                ))
                .also(
                    constraint.span,
                    format!("constraint \"{}\"", constraint.name),
                )
                .help(format!(
                    "truncate table \"{}\" at the same time, or use TRUNCATE ... CASCADE",
                    other.name
                )));
            }
        }
        Ok(())
    }

    /// A relation that must be there and fit: else what it should be.
    pub(in crate::catalog) fn named_relation(
        &self,
        name: &QName,
        unfit: impl Fn(&Relation) -> Option<&'static str>,
    ) -> Result {
        let span = name.span();
        // Of PostgreSQL's own relations the indexes and TOAST tables are not listed.
        let is_own = match &name.schema {
            Some(schema) => schema.value.starts_with("pg_") || self.is_system_relation(name),
            None => self.find_relation(name).is_none() && name.name.value.starts_with("pg_"),
        };
        if is_own {
            return Ok(());
        }
        let Some(relation) = self.find_relation(name).and_then(|id| self.catalog.rel(id)) else {
            if let Some(schema) = &name.schema {
                self.schema(schema)?;
            }
            // What may have been made out of sight is for the server to judge.
            return match self.may_be_there(span, "relation", &name.display()) {
                Some(_) => Ok(()),
                None => Err(self.no_relation(name, "relation", |_| true)),
            };
        };
        match unfit(relation) {
            Some(what) => Err(SqlError::new(
                "42809",
                span,
                format!("\"{}\" is not {what}", relation.name),
            )),
            None => Ok(()),
        }
    }
}

fn system_concurrently(span: Span) -> Box<SqlError> {
    SqlError::new("0A000", span, "cannot reindex system catalogs concurrently")
        .help("leave CONCURRENTLY out")
}

/// Refuses a query with more columns than it is for, or fewer than are named.
fn check_width(width: Option<usize>, columns: &[&str], insert: &Insert) -> Result {
    let Some(width) = width else {
        return Ok(());
    };
    if width > columns.len() {
        let message = "INSERT has more expressions than target columns";
        return Err(SqlError::new("42601", insert.span, message)
            .label(format!("{width} columns for {}", columns.len()))
            .help("name a column for each, or take those out that have none"));
    }
    match insert.columns.get(width) {
        Some(name) => {
            let message = "INSERT has more target columns than expressions";
            Err(SqlError::new("42601", name.span, message)
                .label("no value is given for it")
                .help("give it a value, or take it out"))
        }
        None => Ok(()),
    }
}

/// Refuses values for columns that are generated always.
fn check_given<'a>(
    relation: &Relation,
    insert: &Insert,
    given: impl Iterator<Item = (&'a str, Option<Span>)>,
) -> Result {
    if relation.table().is_none() {
        return Ok(());
    }
    for (name, value) in given {
        if let Some(span) = value
            && let Some(column) = relation.column(name)
            && let Some(why) = takes_no_value(column, insert.overriding.is_some())
        {
            let message = format!("cannot insert a non-DEFAULT value into column \"{name}\"");
            let error = SqlError::new("428C9", span, message).detail(why);
            return Err(if column.generated.is_some() {
                error.help("write DEFAULT, or leave the column out")
            } else {
                error.help("leave the column out, or use OVERRIDING SYSTEM VALUE to override")
            });
        }
    }
    Ok(())
}

/// Why a column takes no value but its own; `None` when it takes one.
pub(in crate::catalog) fn takes_no_value(column: &Column, overriding: bool) -> Option<String> {
    let name = &column.name;
    if column.generated.is_some() {
        return Some(format!("Column \"{name}\" is a generated column."));
    }
    (column.identity == Some(IdentityKind::Always) && !overriding)
        .then(|| format!("Column \"{name}\" is an identity column defined as GENERATED ALWAYS."))
}
