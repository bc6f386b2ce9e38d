//! What data statements and queries write and read must be there.

use super::{Result, Source, SqlError, check_grouping};
use crate::catalog::expr::SYSTEM_COLUMNS;
use crate::catalog::{
    ColumnId, ConstraintKind, Key, KeyKind, RelId, Relation, RelationKind, Replay, quote_identifier,
};
use crate::ddl::{
    Access, Conflict, ConflictOn, Insert, Level, Name, Read, Signature, Write, WriteKind,
};
use crate::diag::{Span, nearest};

impl Replay {
    /// Refuses a statement that names columns which are not there.
    pub(in crate::catalog) fn check_access(&self, access: &Access) -> Result {
        self.check_writes(&access.writes)?;
        for conflict in &access.conflicts {
            self.check_conflict(conflict)?;
        }
        self.check_reads(access)?;
        // A name may be a parameter's in the body of a function.
        if let (Some(query), None) = (&access.grouping, &access.within) {
            let sources: Vec<Source<'_>> =
                query.from.iter().map(|item| self.source(item)).collect();
            check_grouping(query, &sources)?;
        }
        if access.within.is_none() {
            for query in &access.queries {
                self.check_query(query)?;
            }
        }
        check_parameters(access)?;
        for named in &access.named {
            self.check_named_object(named)?;
        }
        for insert in &access.inserts {
            self.check_insert(insert)?;
        }
        self.check_generated(&access.writes)?;
        self.check_set_labels(&access.writes)?;
        for literal in &access.literals {
            if let Ok(ty) = self.resolve_type(&literal.ty) {
                self.check_label_given(&ty, &literal.text, literal.span)?;
            }
        }
        self.check_set_values(&access.writes)
    }

    /// Columns that a data statement writes must be there.
    fn check_writes(&self, writes: &[Write]) -> Result {
        for (at, write) in writes.iter().enumerate() {
            if self.is_system_relation(&write.relation) {
                continue;
            }
            let id = self.relation_in_query(&write.relation)?;
            let relation = self.open(id, write.relation.span())?;
            let mut before = writes.iter().take(at);
            if write.kind == WriteKind::Copy
                && relation.column(&write.column.value).is_some()
                && before.any(|other| other.column.value == write.column.value)
            {
                return Err(SqlError::new(
                    "42701",
                    write.column.span,
                    format!("column \"{}\" specified more than once", write.column.value),
                )
                .label("a second time"));
            }
            let uncertain = relation.unknown_columns.is_some() || relation.taint.is_some();
            // Privileges may be given on these.
            let is_system = write.kind == WriteKind::Look
                && SYSTEM_COLUMNS.contains(&write.column.value.as_str());
            if uncertain || is_system || relation.column(&write.column.value).is_some() {
                if write.kind == WriteKind::Copy
                    && let Some(column) = relation.column(&write.column.value)
                    && column.generated.is_some()
                {
                    return Err(SqlError::new(
                        "42P10",
                        write.column.span,
                        format!("column \"{}\" is a generated column", column.name),
                    )
                    .detail("Generated columns cannot be used in COPY.")
                    .help("leave it out of the columns"));
                }
                continue;
            }
            let error = SqlError::new(
                "42703",
                write.column.span,
                format!(
                    "column \"{}\" of relation \"{}\" does not exist",
                    write.column.value, relation.name
                ),
            )
            .label("no such column");
            return Err(Self::with_near_column(
                error,
                &relation,
                &write.column.value,
            ));
        }
        Ok(())
    }

    fn check_reads(&self, access: &Access) -> Result {
        let sources: Vec<Vec<Source<'_>>> = access
            .levels
            .iter()
            .map(|level| level.from.iter().map(|item| self.source(item)).collect())
            .collect();
        for read in &access.reads {
            let is_parameter = access
                .within
                .as_ref()
                .is_some_and(|function| may_be_parameter(read, function));
            if is_parameter {
                // A column of that name would be meant instead, but which of the two
                // it is does not matter here.
                continue;
            }
            self.check_read(read, &access.levels, &sources)?;
        }
        for call in &access.calls {
            if self.function_for_call(call).is_none() {
                if let Some(schema) = &call.name.schema {
                    self.schema(schema)?;
                }
                if !self.may_be_called(call) {
                    return Err(self.no_called_function(call));
                }
            }
        }
        for literal in &access.literals {
            self.reads_literal(&literal.text, &literal.ty)?;
        }
        Ok(())
    }

    /// Looks for a column in its level, and then in those around it.
    fn check_read(&self, read: &Read, levels: &[Level], sources: &[Vec<Source<'_>>]) -> Result {
        let column = &read.column;
        let mut at = Some(read.level);
        let mut refusal = None;
        while let Some((number, level)) = at.and_then(|at| Some((at, levels.get(at)?))) {
            if level.open || self.may_be_other(read, level) {
                return Ok(());
            }
            let Some(sources) = sources.get(number) else {
                return Ok(());
            };
            let Err(error) = Self::find_column(column, sources) else {
                return Ok(());
            };
            let is_here = sources.iter().any(|source| source.is_meant(column));
            if is_here || error.state == "42702" {
                return Err(error);
            }
            refusal.get_or_insert(error);
            at = level.parent;
        }
        refusal.map_or(Ok(()), Err)
    }

    /// Whether a name at a level may be something else than a column of its FROM.
    fn may_be_other(&self, read: &Read, level: &Level) -> bool {
        let column = &read.column;
        let name = &column.name.value;
        match column.qualifier.as_slice() {
            [] => read.or_output && level.outputs.contains(name),
            [row] => {
                let is_row = matches!(row.value.as_str(), "old" | "new");
                // `t.f` may be `f(t)`.
                (level.returning && is_row && self.catalog.version.0 >= 18)
                    || self.catalog.functions_named(name).next().is_some()
            }
            _ => self.catalog.functions_named(name).next().is_some(),
        }
    }

    /// What ON CONFLICT names must be unique.
    fn check_conflict(&self, conflict: &Conflict) -> Result {
        if self.is_system_relation(&conflict.relation) {
            return Ok(());
        }
        let id = self.relation_in_query(&conflict.relation)?;
        let relation = self.open(id, conflict.relation.span())?;
        let is_certain = matches!(relation.kind, RelationKind::Table(_))
            && relation.unknown_columns.is_none()
            && relation.taint.is_none();
        if !is_certain {
            return Ok(());
        }
        match &conflict.on {
            ConflictOn::Anything => Ok(()),
            ConflictOn::Constraint(name) => {
                if let Some(found) = relation.constraints.iter().find(|c| c.name == name.value) {
                    let message = match &found.kind {
                        ConstraintKind::Exclude { .. } if conflict.updates => {
                            "ON CONFLICT DO UPDATE not supported with exclusion constraints"
                        }
                        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) => {
                            "constraint in ON CONFLICT clause has no associated index"
                        }
                        _ => return Ok(()),
                    };
                    return Err(SqlError::new("42809", name.span, message)
                        .also(found.span, "the constraint is here")
                        .help("name a primary key or a unique constraint"));
                }
                let error = SqlError::new(
                    "42704",
                    name.span,
                    format!(
                        "constraint \"{}\" for table \"{}\" does not exist",
                        name.value, relation.name
                    ),
                )
                .label("no such constraint");
                let known = relation.constraints.iter().filter(|constraint| {
                    matches!(
                        constraint.kind,
                        ConstraintKind::PrimaryKey { .. }
                            | ConstraintKind::Unique { .. }
                            | ConstraintKind::Exclude { .. }
                    )
                });
                let known: Vec<&str> = known.map(|constraint| constraint.name.as_str()).collect();
                Err(
                    match (nearest(&name.value, known.iter().copied()), &known[..]) {
                        (Some(near), _) => {
                            error.help(format!("write `{near}` if that constraint is meant"))
                        }
                        (None, []) => error,
                        (None, known) => error.help(format!(
                            "name a unique constraint of the table: `{}`",
                            known.join("`, `")
                        )),
                    },
                )
            }
            ConflictOn::Expressions(span) => {
                let mut indexes = self.catalog.relations.iter().filter_map(|(_, index)| {
                    index.index().filter(|info| info.table == id && info.unique)
                });
                let is_expression = |key: &Key| matches!(key.what, KeyKind::Expr(_));
                if indexes.any(|info| info.keys.iter().any(is_expression)) {
                    return Ok(());
                }
                Err(SqlError::new(
                    "42P10",
                    *span,
                    "there is no unique or exclusion constraint matching the ON CONFLICT specification",
                )
                .label("no unique index of the table has an expression")
                .help("create a unique index of these keys first"))
            }
            ConflictOn::Columns {
                columns,
                predicate,
                span,
            } => self.check_arbiter(id, &relation, columns, *predicate, *span),
        }
    }

    fn check_arbiter(
        &self,
        id: RelId,
        relation: &Relation,
        columns: &[Name],
        predicate: bool,
        span: Span,
    ) -> Result {
        let mut wanted = Vec::new();
        for name in columns {
            let Some(column) = relation.column(&name.value) else {
                if super::is_system_column(&name.value) {
                    return Ok(());
                }
                let error = SqlError::new(
                    "42703",
                    name.span,
                    format!("column \"{}\" does not exist", name.value),
                )
                .label("no such column");
                return Err(Self::with_near_column(error, relation, &name.value));
            };
            if !wanted.contains(&column.id) {
                wanted.push(column.id);
            }
        }
        let keys: Vec<UniqueKey<'_>> = self.unique_keys(id).collect();
        let has_columns = |key: &UniqueKey<'_>| {
            wanted.iter().all(|column| key.columns.contains(column))
                && key.columns.iter().all(|column| wanted.contains(column))
        };
        let with_columns = || keys.iter().filter(|key| has_columns(key));
        if with_columns().any(|key| predicate || key.predicate.is_none()) {
            return Ok(());
        }
        let error = SqlError::new(
            "42P10",
            span,
            "there is no unique or exclusion constraint matching the ON CONFLICT specification",
        );
        if let Some((key, condition)) = with_columns().find_map(|key| Some((key, key.predicate?))) {
            return Err(error
                .label(format!(
                    "the unique index \"{}\" on these columns has a condition",
                    key.name
                ))
                .also(key.span, "it is created here")
                .help(format!(
                    "repeat the condition: ON CONFLICT {} WHERE {condition}",
                    key.shown(relation)
                )));
        }
        let error = error.label("no unique index has these columns and no others");
        let columns: Vec<String> = columns
            .iter()
            .map(|name| quote_identifier(&name.value))
            .collect();
        let own = format!("create a unique index on ({})", columns.join(", "));
        // The one with most of the columns, and with the fewest others.
        let common = |key: &UniqueKey<'_>| {
            let found = key.columns.iter().filter(|column| wanted.contains(column));
            found.count()
        };
        let whole = || keys.iter().filter(|key| key.predicate.is_none());
        let best = whole().filter(|key| common(key) > 0).max_by_key(|key| {
            (
                common(key),
                std::cmp::Reverse(key.columns.len()),
                std::cmp::Reverse(key.span),
            )
        });
        if let Some(key) = best {
            return Err(error
                .also(
                    key.span,
                    format!("\"{}\" is on {}", key.name, key.shown(relation)),
                )
                .help(format!(
                    "name the columns of \"{}\", ON CONFLICT {}, or {own}",
                    key.name,
                    key.shown(relation)
                )));
        }
        let all: Vec<String> = whole()
            .map(|key| format!("{} of \"{}\"", key.shown(relation), key.name))
            .collect();
        Err(match all.as_slice() {
            [] => error.help(format!("{own} first: \"{}\" has none", relation.name)),
            all => error.help(format!(
                "name the columns of a unique key, {}, or {own}",
                all.join(" or ")
            )),
        })
    }

    /// Refuses ON CONFLICT over a unique index whose constraint is checked later. This is
    /// said when the first row comes.
    pub(super) fn check_deferrable_arbiters(
        relation: &Relation,
        insert: &Insert,
        conflicts: &[Conflict],
    ) -> Result {
        let mut later = relation.constraints.iter().filter(|found| {
            let is_unique = matches!(
                found.kind,
                ConstraintKind::PrimaryKey { .. }
                    | ConstraintKind::Unique { .. }
                    | ConstraintKind::Exclude { .. }
            );
            found.deferrable && is_unique
        });
        let of = |conflict: &&Conflict| conflict.relation == insert.relation;
        let Some(conflict) = conflicts.iter().find(of) else {
            return Ok(());
        };
        let arbiter = later.find(|found| match (&conflict.on, &found.kind) {
            (ConflictOn::Anything, _) => true,
            (ConflictOn::Constraint(name), _) => name.value == found.name,
            (
                ConflictOn::Columns { columns, .. },
                ConstraintKind::PrimaryKey { columns: keys, .. }
                | ConstraintKind::Unique { columns: keys, .. },
            ) => {
                let column = |name: &Name| relation.column(&name.value).map(|column| column.id);
                let wanted: Vec<Option<ColumnId>> = columns.iter().map(column).collect();
                keys.iter().all(|key| wanted.contains(&Some(*key)))
                    && wanted
                        .iter()
                        .all(|column| column.is_some_and(|column| keys.contains(&column)))
            }
            (ConflictOn::Columns { .. } | ConflictOn::Expressions(_), _) => false,
        });
        let Some(arbiter) = arbiter else {
            return Ok(());
        };
        let span = match &conflict.on {
            ConflictOn::Constraint(name) => name.span,
            ConflictOn::Columns { span, .. } | ConflictOn::Expressions(span) => *span,
            ConflictOn::Anything => insert.relation.span(),
        };
        Err(SqlError::new(
            "55000",
            span,
            "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters",
        )
        .label(format!("\"{}\" is deferrable", arbiter.name))
        .also(arbiter.span, "the constraint is here")
        .help("name a constraint that is not deferrable, or make this one NOT DEFERRABLE"))
    }

    /// The unique indexes of a table whose keys are columns.
    fn unique_keys(&self, table: RelId) -> impl Iterator<Item = UniqueKey<'_>> {
        let all = self.catalog.relations.iter();
        all.filter_map(move |(_, index)| {
            let info = index.index()?;
            if info.table != table || !info.unique {
                return None;
            }
            let keys = info.keys.iter().map(|key| match &key.what {
                KeyKind::Column(column) => Some(*column),
                KeyKind::Expr(_) => None,
            });
            Some(UniqueKey {
                name: &index.name,
                columns: keys.collect::<Option<_>>()?,
                predicate: info.predicate.as_ref().map(|expr| expr.text.as_str()),
                span: index.origin.span,
            })
        })
    }
}

/// Whether a name may be a parameter of the function, or the function's name
/// before one.
fn may_be_parameter(read: &Read, function: &Signature) -> bool {
    let column = &read.column;
    let first = column.qualifier.first().unwrap_or(&column.name);
    function.names.contains(&first.value) || first.value == function.function
}

/// Refuses `$1` and its like beyond those that there are: in a function its
/// inputs, elsewhere none.
fn check_parameters(access: &Access) -> Result {
    let inputs = access.within.as_ref().map_or(0, |function| function.inputs);
    let beyond = access
        .parameters
        .iter()
        .find(|(number, _)| usize::try_from(*number).is_ok_and(|n| n == 0 || n > inputs));
    match beyond {
        None => Ok(()),
        Some((number, span)) => Err(SqlError::new(
            "42P02",
            *span,
            format!("there is no parameter ${number}"),
        )),
    }
}

/// A unique index whose keys are columns.
struct UniqueKey<'c> {
    name: &'c str,
    columns: Vec<ColumnId>,
    /// The condition of a partial one.
    predicate: Option<&'c str>,
    span: Span,
}

impl UniqueKey<'_> {
    /// The columns as SQL lists them.
    fn shown(&self, relation: &Relation) -> String {
        let columns = self
            .columns
            .iter()
            .filter_map(|id| relation.column_by_id(*id));
        let names: Vec<String> = columns
            .map(|column| quote_identifier(&column.name))
            .collect();
        format!("({})", names.join(", "))
    }
}
