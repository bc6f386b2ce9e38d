//! Expressions that the catalog keeps: what they name is looked up when they
//! are stored, and their text follows renames afterwards.

use super::error::{Result, SqlError};
use super::mentions::Mentions;
use super::operator::{Scope, Typed};
use super::rewrite::Renamed;
use super::users::User;
use super::{
    Catalog, ColumnId, Key, KeyKind, RelId, Relation, Replay, StoredExpr, TypeUse, Uses,
    quote_identifier,
};
use crate::ddl::{CallRef, ColumnRef, Expr, Name, QName};
use crate::diag::{Span, nearest};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What an expression is for: it decides what is allowed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExprUse {
    /// CHECK of a table.
    Check,
    /// DEFAULT.
    Default,
    /// A generated column.
    Generated,
    /// A key of an index.
    Index,
    /// WHERE of an index.
    Predicate,
    /// A partition key.
    PartitionKey,
    /// A value of a partition's bound.
    PartitionBound,
    /// USING of ALTER COLUMN TYPE.
    Transform,
    /// CHECK of a domain, where `value` is its value.
    DomainCheck,
    /// USING and WITH CHECK of a policy.
    Policy,
    /// WHERE of COPY FROM.
    CopyWhere,
    /// WHERE of a table of a publication.
    Publication,
}

/// What PostgreSQL says of WHERE of a publication that is not simple enough.
pub(super) const NOT_SIMPLE: &str = "invalid publication WHERE expression";

impl ExprUse {
    /// As in "cannot use subquery in …".
    fn singular(self) -> &'static str {
        match self {
            ExprUse::Check | ExprUse::DomainCheck => "check constraint",
            ExprUse::Default => "DEFAULT expression",
            ExprUse::Generated => "column generation expression",
            ExprUse::Index => "index expression",
            ExprUse::Predicate => "index predicate",
            ExprUse::PartitionKey => "partition key expression",
            ExprUse::PartitionBound => "partition bound",
            ExprUse::Transform => "transform expression",
            ExprUse::Policy => "policy expression",
            ExprUse::CopyWhere => "COPY FROM WHERE condition",
            ExprUse::Publication => "publication WHERE expression",
        }
    }

    /// As in "functions are not allowed in …".
    fn plural(self) -> String {
        match self {
            ExprUse::PartitionBound => self.singular().to_owned(),
            ExprUse::Publication => "WHERE".to_owned(),
            _ => format!("{}s", self.singular()),
        }
    }

    /// What messages call a condition; `None` for what is none.
    fn condition(self) -> Option<&'static str> {
        match self {
            ExprUse::Check | ExprUse::DomainCheck => Some("CHECK"),
            ExprUse::Predicate | ExprUse::CopyWhere => Some("WHERE"),
            ExprUse::Policy => Some("POLICY"),
            ExprUse::Publication => Some("PUBLICATION WHERE"),
            _ => None,
        }
    }
}

/// Columns that every table has beside its own.
pub(super) const SYSTEM_COLUMNS: [&str; 6] = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"];

/// Aggregates of PostgreSQL's own that are no ordinary functions too.
pub(super) const AGGREGATES: [&str; 21] = [
    "array_agg",
    "avg",
    "bit_and",
    "bit_or",
    "bool_and",
    "bool_or",
    "count",
    "every",
    "json_agg",
    "json_object_agg",
    "jsonb_agg",
    "jsonb_object_agg",
    "max",
    "min",
    "range_agg",
    "stddev",
    "string_agg",
    "sum",
    "var_pop",
    "variance",
    "xmlagg",
];

/// Functions of PostgreSQL's own that give a set whatever they are given, sorted:
/// of `pg_proc` those with `proretset` in every row of the name, but for views' of the server's state.
const SET_RETURNING: [&str; 30] = [
    "aclexplode",
    "generate_series",
    "generate_subscripts",
    "json_array_elements",
    "json_array_elements_text",
    "json_each",
    "json_each_text",
    "json_object_keys",
    "json_populate_recordset",
    "json_to_recordset",
    "jsonb_array_elements",
    "jsonb_array_elements_text",
    "jsonb_each",
    "jsonb_each_text",
    "jsonb_object_keys",
    "jsonb_path_query",
    "jsonb_path_query_tz",
    "jsonb_populate_recordset",
    "jsonb_to_recordset",
    "pg_options_to_table",
    "pg_snapshot_xip",
    "regexp_matches",
    "regexp_split_to_table",
    "string_to_table",
    "ts_debug",
    "ts_parse",
    "ts_stat",
    "ts_token_type",
    "txid_snapshot_xip",
    "unnest",
];

/// Words of the grammar whose value changes, so that an index or a generated
/// column cannot use them.
pub(super) const CHANGING_WORDS: [&str; 9] = [
    "current_catalog",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
];

impl Replay {
    /// Looks up what an expression names. `table` is the relation whose columns
    /// it may name; without it, it may name none.
    pub(super) fn bind(
        &self,
        expr: &Expr,
        table: Option<&Relation>,
        usage: ExprUse,
    ) -> Result<StoredExpr> {
        let mut uses = Uses {
            incomplete: expr.unparsed,
            ..Uses::default()
        };
        if expr.has_subquery && !expr.unparsed {
            return Err(SqlError::new(
                "0A000",
                expr.span,
                match usage {
                    ExprUse::Publication => NOT_SIMPLE.to_owned(),
                    _ => format!("cannot use subquery in {}", usage.singular()),
                },
            )
            .label("subquery")
            .help(match usage {
                ExprUse::Check | ExprUse::DomainCheck => {
                    "use a foreign key, or a trigger that looks at the other rows"
                }
                _ => "write an expression without a query, or a trigger that sets the value",
            }));
        }
        // What an aggregate is given is looked at before it.
        if !expr.unparsed
            && (expr.columns.is_empty()
                || !matches!(usage, ExprUse::Default | ExprUse::PartitionBound))
        {
            refuse_aggregates(expr, usage)?;
        }
        for column in &expr.columns {
            match self.bind_column(column, table, usage) {
                Ok(Some(Bound::Column(relation, id))) => {
                    if !uses.columns.contains(&(relation, id)) {
                        uses.columns.push((relation, id));
                    }
                }
                Ok(Some(Bound::Row(relation))) => uses.relations.push(relation),
                Err(error) if !expr.unparsed => return Err(error),
                Ok(None) | Err(_) => {}
            }
        }
        self.bind_calls(&expr.calls, expr.unparsed, usage, expr.span, &mut uses)?;
        // In a subquery of a policy sets are allowed.
        if !expr.unparsed && !expr.has_subquery {
            self.refuse_sets(&expr.calls, usage)?;
        }
        let mut casts = self.casts_by_call(&expr.calls);
        for ty in &expr.types {
            match self.resolve_type(ty) {
                Ok(ty) => {
                    if self.catalog.ty(ty.id).is_some() && !uses.types.contains(&ty.id) {
                        uses.types.push(ty.id);
                    }
                    casts.push(ty);
                }
                Err(error) if !expr.unparsed => return Err(error),
                Err(_) => {}
            }
        }
        for name in &expr.relations {
            self.bind_relation(name, expr.unparsed, &mut uses)?;
        }
        self.check_new_labels(&expr.text, expr.span, table, &uses)?;
        // The domain's own type is known to the caller alone.
        let mut ty = None;
        if usage != ExprUse::DomainCheck {
            let fields = RefCell::default();
            let scope = Scope {
                fields: Some(&fields),
                ..Scope::of(table)
            };
            self.add_casts(&expr.shape, &scope, &mut casts);
            match usage.condition() {
                Some(what) => self.must_be_boolean(expr, what, &scope)?,
                None => {
                    if let Typed::Known(known) = self.type_of(expr, &scope)? {
                        ty = Some(known);
                    }
                }
            }
            uses.fields = fields.into_inner();
        }
        if let Some(table) = table {
            self.refuse_mutable(expr, table, usage)?;
        }
        Ok(StoredExpr {
            text: expr.text.clone(),
            uses,
            shape: expr.shape.clone(),
            ty,
            casts,
            span: expr.span,
        })
    }

    /// The types to which calls cast: `float8(x)` calls the function of the cast,
    /// which has the type's name.
    pub(super) fn casts_by_call(&self, calls: &[CallRef]) -> Vec<TypeUse> {
        let version = self.catalog.version;
        calls
            .iter()
            .filter(|call| {
                let schema = call.name.schema.as_ref();
                call.arguments == 1
                    && schema.is_none_or(|schema| schema.value == "pg_catalog")
                    && self.function_for_call(call).is_none()
            })
            .filter_map(|call| super::builtin::by_name(&call.name.name.value, version))
            .collect()
    }

    /// Refuses a call that gives several rows, where one value is wanted.
    pub(super) fn refuse_sets(&self, calls: &[CallRef], usage: ExprUse) -> Result {
        let gives_set = |call: &&CallRef| {
            if let Some(id) = self.function_for_call(call) {
                let function = self.catalog.function(id);
                return function.is_some_and(|function| function.returns_set);
            }
            let schema = call.name.schema.as_ref();
            let name = call.name.name.value.as_str();
            schema.is_none_or(|schema| schema.value == "pg_catalog")
                && SET_RETURNING.binary_search(&name).is_ok()
        };
        match calls.iter().find(gives_set) {
            Some(call) => Err(set_returning(call, usage)),
            None => Ok(()),
        }
    }

    fn bind_calls(
        &self,
        calls: &[CallRef],
        unparsed: bool,
        usage: ExprUse,
        span: Span,
        uses: &mut Uses,
    ) -> Result {
        for call in calls {
            if let Some(function) = self.function_for_call(call) {
                if !uses.functions.contains(&function) {
                    uses.functions.push(function);
                }
                self.refuse_mutable_function(function, usage, span)?;
                continue;
            }
            if unparsed {
                continue;
            }
            if let Some(schema) = &call.name.schema {
                self.schema(schema)?;
            }
            if !self.may_be_called(call) {
                return Err(self.no_called_function(call));
            }
            let name = call.name.name.value.as_str();
            if is_mutable_call(call) {
                let Some((state, message)) = not_immutable(usage) else {
                    continue;
                };
                return Err(SqlError::new(state, span, message)
                    .label(format!("`{name}` depends on more than its arguments")));
            }
        }
        Ok(())
    }

    /// 42883 for a call of what is no function here.
    pub(super) fn no_called_function(&self, call: &CallRef) -> Box<SqlError> {
        let name = &call.name.name.value;
        let arguments = vec!["…"; call.arguments].join(", ");
        let error = SqlError::new(
            "42883",
            call.name.span(),
            format!(
                "function {}({arguments}) does not exist",
                call.name.display()
            ),
        )
        .label("no such function");
        if let Some(since) = self.catalog.version.lacks_function(name) {
            return error.help(format!(
                "use another function, or take version {} out of `postgres` in pgbindgen.toml: `{name}` is new in PostgreSQL {since}",
                self.catalog.version.0
            ));
        }
        self.with_near_function(error, &call.name, "function")
    }

    /// Adds to the error for a function that is not there the one that may be meant:
    /// of the same name in a schema that is not searched, of an extension that is
    /// not there, or of a name that is near.
    pub(super) fn with_near_function(
        &self,
        error: Box<SqlError>,
        name: &QName,
        kind: &str,
    ) -> Box<SqlError> {
        let text = &name.name.value;
        if let Some(other) = self.catalog.functions_named(text).next() {
            let place = self.catalog.schema_name(other.schema);
            return error
                .help(format!("write `{place}.{text}` if that {kind} is meant"))
                .also(
                    other.origin.span,
                    format!("`{place}.{text}` is created here"),
                );
        }
        let there = self.catalog.extensions.iter().find(|(extension, found)| {
            found.known && super::extension::may_bring_function(extension, text)
        });
        if let Some((extension, found)) = there {
            let place = self.catalog.schema_name(found.schema);
            return error
                .help(format!("write `{place}.{text}` if that {kind} is meant"))
                .also(
                    found.span,
                    format!("extension \"{extension}\" brings `{place}.{text}`"),
                );
        }
        if let Some(instead) = crate::foreign::function(text) {
            return error.help(instead);
        }
        if let Some(extension) = super::extension::brings_function(text) {
            return error.help(format!(
                "create the extension that brings it: CREATE EXTENSION {}",
                quote_identifier(extension)
            ));
        }
        let schema = name.schema.as_ref().map(|schema| schema.value.as_str());
        let own = self.catalog.functions.iter().filter_map(|(_, function)| {
            let here = self.catalog.schema_name(function.schema);
            schema
                .is_none_or(|schema| schema == here)
                .then_some(function.name.as_str())
        });
        let mut known: Vec<&str> = own.collect();
        if schema.is_none_or(|schema| schema == "pg_catalog") {
            for name in super::builtin::functions(self.catalog.version) {
                known.push(name);
            }
        }
        match nearest(text, known) {
            Some(near) => error.help(format!("write `{near}` if that {kind} is meant")),
            None => error,
        }
    }

    fn bind_relation(&self, name: &QName, unparsed: bool, uses: &mut Uses) -> Result {
        match self.find_relation(name) {
            Some(relation) => {
                if !uses.relations.contains(&relation) {
                    uses.relations.push(relation);
                }
                Ok(())
            }
            None if unparsed || self.is_system_relation(name) => Ok(()),
            None => {
                if let Some(schema) = &name.schema {
                    self.schema(schema)?;
                }
                Err(self.no_relation(name, "relation", |_| true))
            }
        }
    }

    fn bind_column(
        &self,
        column: &ColumnRef,
        table: Option<&Relation>,
        usage: ExprUse,
    ) -> Result<Option<Bound>> {
        let name = &column.name;
        if usage == ExprUse::DomainCheck && column.qualifier.is_empty() && name.value == "value" {
            return Ok(None);
        }
        if matches!(usage, ExprUse::Default | ExprUse::PartitionBound) {
            let (place, label) = match usage {
                ExprUse::Default => ("DEFAULT expression", "a default cannot read columns"),
                _ => ("partition bound expression", "a bound cannot read columns"),
            };
            let error = SqlError::new(
                "0A000",
                name.span,
                format!("cannot use column reference in {place}"),
            )
            .label(label);
            let is_quoted = name.span.range().len() == name.value.len() + 2;
            return Err(if crate::parse::is_curly(&name.value) {
                error.help(crate::parse::CURLY_HELP)
            } else if let Some(instead) = crate::foreign::function(&name.value) {
                error.help(instead)
            } else if is_quoted && column.qualifier.is_empty() {
                error.help(format!(
                    "write '{}' if a text is meant: double quotes are around names",
                    name.value.replace('\'', "''")
                ))
            } else {
                error
            });
        }
        let Some(table) = table else {
            return Err(SqlError::new(
                "42703",
                name.span,
                format!("column \"{}\" does not exist", name.value),
            )
            .label("no such column"));
        };
        if let Some(qualifier) = column.qualifier.last() {
            let schema = column
                .qualifier
                .len()
                .checked_sub(2)
                .and_then(|at| column.qualifier.get(at));
            let fits = qualifier.value == table.name
                && schema
                    .is_none_or(|schema| schema.value == self.catalog.schema_name(table.schema));
            if !fits {
                return Err(SqlError::new(
                    "42P01",
                    qualifier.span,
                    format!(
                        "missing FROM-clause entry for table \"{}\"",
                        qualifier.value
                    ),
                )
                .label("only the table itself can be named here"));
            }
        }
        if let Some(found) = table.column(&name.value) {
            if usage == ExprUse::Generated && found.generated.is_some() {
                return Err(SqlError::new(
                    "42P17",
                    name.span,
                    format!(
                        "cannot use generated column \"{}\" in column generation expression",
                        name.value
                    ),
                )
                .detail("A generated column cannot reference another generated column.")
                .also(found.span, "it is generated"));
            }
            return Ok(Some(Bound::Column(table.id, found.id)));
        }
        if table.unknown_columns.is_some() {
            return Ok(None);
        }
        if SYSTEM_COLUMNS.contains(&name.value.as_str()) {
            return match usage {
                ExprUse::Publication => Err(SqlError::new("0A000", name.span, NOT_SIMPLE)
                    .detail("System columns are not allowed.")),
                _ if name.value == "tableoid" => Ok(None),
                ExprUse::Check => Err(SqlError::new(
                    "42P10",
                    name.span,
                    format!(
                        "system column \"{}\" reference in check constraint is invalid",
                        name.value
                    ),
                )),
                ExprUse::Generated => Err(SqlError::new(
                    "42P10",
                    name.span,
                    format!(
                        "cannot use system column \"{}\" in column generation expression",
                        name.value
                    ),
                )),
                ExprUse::Index | ExprUse::Predicate => Err(SqlError::new(
                    "0A000",
                    name.span,
                    "index creation on system columns is not supported",
                )),
                _ => Ok(None),
            };
        }
        if column.qualifier.is_empty() && name.value == table.name {
            return Ok(Some(Bound::Row(table.id)));
        }
        let shown = match column.qualifier.last() {
            Some(qualifier) => format!("column {}.{} does not exist", qualifier.value, name.value),
            None => format!("column \"{}\" does not exist", name.value),
        };
        Err(Self::with_near_column(
            SqlError::new("42703", name.span, shown).label("no such column"),
            table,
            &name.value,
        ))
    }

    /// The error for a column that a relation does not have.
    pub(super) fn no_column(table: &Relation, name: &Name) -> Box<SqlError> {
        let error = SqlError::new(
            "42703",
            name.span,
            format!(
                "column \"{}\" of relation \"{}\" does not exist",
                name.value, table.name
            ),
        )
        .label("no such column");
        Self::with_near_column(error, table, &name.value)
    }

    /// Adds the nearest column and the place of its table to an error.
    pub(super) fn with_near_column(
        error: Box<SqlError>,
        table: &Relation,
        name: &str,
    ) -> Box<SqlError> {
        let columns = table.columns.iter().map(|column| column.name.as_str());
        match nearest(name, columns).and_then(|near| table.column(near)) {
            Some(near) => error
                .help(format!("write `{}` if that column is meant", near.name))
                .also(near.span, format!("`{}` is here", near.name)),
            None => error.also(
                table.origin.span,
                format!("{} \"{}\" is created here", table.word(), table.name),
            ),
        }
    }

    /// Rewrites every stored expression that `wants` picks by what it uses, which
    /// is one of `of` at least, unless that is `None`. Called after a rename.
    pub(super) fn rename_in_expressions(
        &mut self,
        of: Option<&Mentions>,
        wants: impl Fn(&Uses) -> bool,
        renamed: &Renamed<'_>,
    ) {
        self.catalog
            .edit_expressions(of, &wants, &|text| renamed.apply(text));
        self.catalog.edit_views(of, &wants, renamed);
    }
}

/// Whether a call is one of PostgreSQL's own functions that are not immutable with
/// whatever arguments.
pub(super) fn is_mutable_call(call: &CallRef) -> bool {
    let name = call.name.name.value.as_str();
    let schema = call.name.schema.as_ref();
    let changes = CHANGING_WORDS.contains(&name)
        || super::volatility_data::NOT_IMMUTABLE
            .binary_search(&name)
            .is_ok();
    changes && schema.is_none_or(|schema| schema.value == "pg_catalog")
}

/// What PostgreSQL says of an expression that is not immutable, where it must be.
pub(super) fn not_immutable(usage: ExprUse) -> Option<(&'static str, &'static str)> {
    let message = match usage {
        ExprUse::Index => "functions in index expression must be marked IMMUTABLE",
        ExprUse::Predicate => "functions in index predicate must be marked IMMUTABLE",
        ExprUse::PartitionKey => "functions in partition key expression must be marked IMMUTABLE",
        ExprUse::Generated => "generation expression is not immutable",
        ExprUse::Publication => return Some(("0A000", NOT_SIMPLE)),
        _ => return None,
    };
    Some(("42P17", message))
}

/// What a column reference is.
enum Bound {
    Column(RelId, ColumnId),
    Row(RelId),
}

/// 0A000 for a call that gives several rows where one value is wanted.
fn set_returning(call: &CallRef, usage: ExprUse) -> Box<SqlError> {
    SqlError::new(
        "0A000",
        call.name.span(),
        format!(
            "set-returning functions are not allowed in {}",
            usage.plural()
        ),
    )
    .label("it gives a set")
}

fn refuse_aggregates(expr: &Expr, usage: ExprUse) -> Result {
    let aggregate = expr.calls.iter().find(|call| {
        let name = call.name.name.value.as_str();
        let builtin = call
            .name
            .schema
            .as_ref()
            .is_none_or(|schema| schema.value == "pg_catalog");
        builtin && AGGREGATES.contains(&name) && call.arguments <= 2
    });
    let text = expr.text.to_ascii_lowercase();
    if expr.has_aggregate_syntax
        && super::rewrite::tokens(&text)
            .iter()
            .any(|t| t.word() == Some("over"))
    {
        return Err(SqlError::new(
            "42P20",
            expr.span,
            format!("window functions are not allowed in {}", usage.plural()),
        ));
    }
    if aggregate.is_some() || expr.has_aggregate_syntax {
        let span = aggregate.map_or(expr.span, |call| call.name.span());
        return Err(SqlError::new(
            "42803",
            span,
            format!("aggregate functions are not allowed in {}", usage.plural()),
        )
        .help("leave the aggregate out: only a query can hold it"));
    }
    Ok(())
}

impl Relation {
    /// Every expression that the relation keeps, in no order of note.
    pub(super) fn expressions(&self) -> impl Iterator<Item = &StoredExpr> {
        fn keyed(keys: &[Key]) -> impl Iterator<Item = &StoredExpr> {
            keys.iter().filter_map(|key| match &key.what {
                KeyKind::Expr(expr) => Some(&**expr),
                KeyKind::Column(_) => None,
            })
        }
        let defaults = self.columns.iter().filter_map(|c| c.default.as_deref());
        let checks = self.constraints.iter().filter_map(|c| match &c.kind {
            super::ConstraintKind::Check(expr) => Some(&**expr),
            _ => None,
        });
        let index = self.index();
        let index_keys = keyed(index.map_or(&[], |index| &index.keys));
        let predicate = index.and_then(|index| index.predicate.as_ref());
        let partition = self
            .table()
            .and_then(|table| table.partition_key.as_ref())
            .map_or(&[][..], |key| &key.keys);
        let policies = self
            .policies
            .values()
            .flat_map(|policy| policy.using.iter().chain(&policy.check));
        defaults
            .chain(checks)
            .chain(policies)
            .chain(index_keys)
            .chain(predicate)
            .chain(keyed(partition))
    }

    /// Those that `wants` picks, to be changed.
    fn expressions_mut(&mut self, wants: &dyn Fn(&Uses) -> bool) -> Vec<&mut StoredExpr> {
        let mut all: Vec<&mut StoredExpr> = Vec::new();
        // Only what is picked is opened, since what is opened is copied.
        for column in &mut self.columns {
            let expr = column.default.as_ref();
            if expr.is_some_and(|expr| wants(&expr.uses)) {
                all.extend(column.default.as_deref_mut());
            }
        }
        let is_wanted = |constraint: &super::Shared<super::Constraint>| matches!(&constraint.kind, super::ConstraintKind::Check(expr) if wants(&expr.uses));
        for constraint in self.constraints.picked(is_wanted) {
            if let super::ConstraintKind::Check(expr) = &mut constraint.kind {
                all.push(expr);
            }
        }
        let is_wanted = |policy: &super::Shared<super::Policy>| {
            let mut both = policy.using.iter().chain(&policy.check);
            both.any(|expr| wants(&expr.uses))
        };
        for policy in self.policies.picked(is_wanted) {
            let policy = &mut **policy;
            all.extend(policy.using.iter_mut().chain(&mut policy.check));
        }
        let keys = match &mut self.kind {
            super::RelationKind::Index(index) => {
                all.extend(index.predicate.as_mut());
                Some(&mut index.keys)
            }
            super::RelationKind::Table(table) | super::RelationKind::ForeignTable(table) => {
                table.partition_key.as_mut().map(|key| &mut key.keys)
            }
            _ => None,
        };
        for key in keys.into_iter().flatten() {
            if let KeyKind::Expr(expr) = &mut key.what {
                all.push(expr);
            }
        }
        all.retain(|expr| wants(&expr.uses));
        all
    }
}

impl Catalog {
    /// Who may use something: those who name one of some objects, or all.
    fn users_of_some(&mut self, of: Option<&Mentions>) -> BTreeSet<User> {
        match of {
            Some(objects) => self.users_of(objects),
            None => self.all_users(),
        }
    }

    /// Lets the queries of views follow a rename.
    fn edit_views(
        &mut self,
        of: Option<&Mentions>,
        wants: &dyn Fn(&Uses) -> bool,
        renamed: &Renamed<'_>,
    ) {
        let mut edits: Vec<(RelId, String)> = Vec::new();
        for user in self.users_of_some(of) {
            let User::Relation(id) = user else {
                continue;
            };
            let Some(relation) = self.relations.get(id) else {
                continue;
            };
            let (super::RelationKind::View(info) | super::RelationKind::MaterializedView(info)) =
                &relation.kind
            else {
                continue;
            };
            if !wants(&info.uses) {
                continue;
            }
            let text = match renamed.role {
                super::rewrite::Role::Column => {
                    let having = info
                        .uses
                        .relations
                        .iter()
                        .filter_map(|id| self.rel(*id))
                        .filter(|other| {
                            other.name != renamed.table && other.column(renamed.old).is_some()
                        })
                        .count();
                    renamed.apply_column_to_query(&info.definition, having > 0)
                }
                super::rewrite::Role::Relation => renamed.apply_to_query(&info.definition),
                _ => renamed.apply(&info.definition),
            };
            if let Some(text) = text {
                edits.push((RelId(id), text));
            }
        }
        for (id, text) in edits {
            if let Some(relation) = self.rel_mut(id)
                && let super::RelationKind::View(info) | super::RelationKind::MaterializedView(info) =
                    &mut relation.kind
            {
                info.definition = text;
            }
        }
    }

    /// Applies an edit of text to the stored expressions, of relations and of
    /// domains, that use one of `of` and that `wants` picks.
    pub(super) fn edit_expressions(
        &mut self,
        of: Option<&Mentions>,
        wants: &dyn Fn(&Uses) -> bool,
        edit: &dyn Fn(&str) -> Option<String>,
    ) {
        for user in self.users_of_some(of) {
            match user {
                User::Relation(id) => self.edit_relation(RelId(id), wants, edit),
                User::Type(id) => self.edit_domain(super::TypeId(id), wants, edit),
                User::Function(_) => {}
            }
        }
    }

    fn edit_relation(
        &mut self,
        id: RelId,
        wants: &dyn Fn(&Uses) -> bool,
        edit: &dyn Fn(&str) -> Option<String>,
    ) {
        let relation = self.rel(id);
        if relation.is_some_and(|relation| relation.expressions().any(|expr| wants(&expr.uses)))
            && let Some(relation) = self.rel_mut(id)
        {
            for expr in relation.expressions_mut(wants) {
                if let Some(text) = edit(&expr.text) {
                    expr.text = text;
                }
            }
        }
    }

    fn edit_domain(
        &mut self,
        id: super::TypeId,
        wants: &dyn Fn(&Uses) -> bool,
        edit: &dyn Fn(&str) -> Option<String>,
    ) {
        let wanted = self.ty(id).is_some_and(|ty| match &ty.kind {
            super::TypeKind::Domain(domain) => {
                let checks = domain.checks.iter().map(|check| &check.expr);
                let mut all = domain.default.iter().chain(checks);
                all.any(|expr| wants(&expr.uses))
            }
            _ => false,
        });
        if wanted
            && let Some(ty) = self.ty_mut(id)
            && let super::TypeKind::Domain(domain) = &mut ty.kind
        {
            let checks = domain.checks.picked(|check| wants(&check.expr.uses));
            let checks = checks.into_iter().map(|check| &mut check.expr);
            for expr in domain.default.iter_mut().chain(checks) {
                if wants(&expr.uses)
                    && let Some(text) = edit(&expr.text)
                {
                    expr.text = text;
                }
            }
        }
    }
}
