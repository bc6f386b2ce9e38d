//! Which views PostgreSQL writes through to their table, and what data statements on
//! views it refuses (`view_query_is_auto_updatable` and `rewriteTargetView` of
//! `rewriteHandler.c`).

use super::error::{Result, SqlError};
use super::expr::{AGGREGATES, ExprUse, SYSTEM_COLUMNS};
use super::query::OutputColumn;
use super::rewrite::{Token, tokens};
use super::{ColumnId, RelId, Relation, RelationKind, Replay, ViewInfo, builtin, quote_identifier};
use crate::ddl::{
    Access, Body, CallRef, Expr, ExprShape, FormKind, FunctionKind, Output, QName, Query,
    RuleEvent, StmtKind, Target, TriggerEvent, Write, WriteKind,
};
use crate::diag::Span;
use std::collections::BTreeSet;

const NOT_SINGLE: &str =
    "Views that do not select from a single table or view are not automatically updatable.";

/// Whether data statements on a view become statements on its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Updatable {
    /// This is not certain.
    #[default]
    Unknown,
    /// They do not, for this reason.
    No(&'static str),
    /// They do.
    Through {
        /// The only relation in FROM.
        base: RelId,
        /// What the view's columns are, by place.
        columns: Vec<Through>,
    },
}

/// What a column of a view is that is written through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// This is not certain.
    Unknown,
    /// A column of the relation below.
    Column(ColumnId),
    /// Anything else, which cannot be written.
    Expression,
}

/// A column that a statement gives a value.
#[derive(Clone, Copy)]
struct Given {
    column: ColumnId,
    /// Whether the value is another than DEFAULT.
    value: bool,
    /// Whether only a part of the column is given.
    part: bool,
    /// Whether OVERRIDING says what becomes of an identity column.
    overriding: bool,
    span: Span,
}

/// Which rows a query has.
enum Rows {
    /// Those of its table.
    OfTable,
    /// Others, for this reason.
    Others(&'static str),
    /// This is not certain.
    Unknown,
}

/// What is done to rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Insert,
    Update,
    Delete,
}

impl Change {
    fn rule(self) -> RuleEvent {
        match self {
            Self::Insert => RuleEvent::Insert,
            Self::Update => RuleEvent::Update,
            Self::Delete => RuleEvent::Delete,
        }
    }

    fn trigger(self) -> TriggerEvent {
        match self {
            Self::Insert => TriggerEvent::Insert,
            Self::Update => TriggerEvent::Update,
            Self::Delete => TriggerEvent::Delete,
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Insert => "insert into",
            Self::Update => "update",
            Self::Delete => "delete from",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }
}

impl Updatable {
    /// Whether WITH CHECK OPTION can be had: `false` is certain.
    pub(super) fn may_check(&self) -> bool {
        match self {
            Self::Unknown => true,
            Self::No(_) => false,
            Self::Through { columns, .. } => {
                columns.is_empty() || columns.iter().any(|c| *c != Through::Expression)
            }
        }
    }
}

impl Replay {
    /// Whether a view over a query is written through.
    pub(super) fn updatable(&self, query: &Query, columns: &[OutputColumn]) -> Updatable {
        if query.unparsed {
            return Updatable::Unknown;
        }
        let found = tokens(&query.text);
        let targets = match (query.select.body(), found.first().and_then(Token::word)) {
            (Body::Values(_), Some("values")) => {
                return Updatable::No(
                    "Views that do not select from a single table or view are not automatically updatable.",
                );
            }
            (Body::Plain { targets, .. }, Some("select")) => targets,
            (Body::Set(_), Some("select")) => {
                return Updatable::No(
                    "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.",
                );
            }
            (_, Some("with")) => {
                return Updatable::No("Views containing WITH are not automatically updatable.");
            }
            _ => return Updatable::Unknown,
        };
        if let Some(clause) = refusing_clause(&query.text, &found) {
            return Updatable::No(clause);
        }
        let Some(outputs) = &query.outputs else {
            return Updatable::Unknown;
        };
        for output in outputs {
            if let Output::Expr { expr, .. } = output {
                match self.computes_rows(expr) {
                    Rows::OfTable => {}
                    Rows::Others(why) => return Updatable::No(why),
                    Rows::Unknown => return Updatable::Unknown,
                }
            }
        }
        let [source] = query.from.as_slice() else {
            return Updatable::No(NOT_SINGLE);
        };
        let Some(name) = &source.relation else {
            return Updatable::No(NOT_SINGLE);
        };
        let Some(base) = self.find_relation(name).and_then(|id| self.catalog.rel(id)) else {
            return Updatable::Unknown;
        };
        if base.taint.is_some() {
            return Updatable::Unknown;
        }
        match base.kind {
            RelationKind::Table(_) | RelationKind::ForeignTable(_) | RelationKind::View(_) => {}
            RelationKind::MaterializedView(_) | RelationKind::Sequence(_) => {
                return Updatable::No(NOT_SINGLE);
            }
            _ => return Updatable::Unknown,
        }
        let columns = columns
            .iter()
            .map(|column| self.through(column, base, targets));
        Updatable::Through {
            base: base.id,
            columns: columns.collect(),
        }
    }

    /// Which rows a query has for what is in an output column.
    fn computes_rows(&self, expr: &Expr) -> Rows {
        if expr.unparsed {
            return Rows::Unknown;
        }
        let mut aggregates = expr.has_aggregate_syntax;
        for call in &expr.calls {
            let kind = self.function_for_call(call).map(|id| {
                let function = self.catalog.function(id);
                function.map(|function| function.kind)
            });
            aggregates |= match kind {
                Some(Some(kind)) => kind == FunctionKind::Aggregate,
                None if is_own(call) => AGGREGATES.contains(&call.name.name.value.as_str()),
                Some(None) | None => return Rows::Unknown,
            };
        }
        let sets = self.refuse_sets(&expr.calls, ExprUse::Default).is_err();
        // Inside a subquery they are of its rows, or of those around it.
        if expr.has_subquery && (aggregates || sets) {
            return Rows::Unknown;
        }
        if aggregates {
            Rows::Others(
                "Views that return aggregate functions or window functions are not automatically updatable.",
            )
        } else if sets {
            Rows::Others(
                "Views that return set-returning functions are not automatically updatable.",
            )
        } else {
            Rows::OfTable
        }
    }

    /// What a column of a view over `base` is.
    fn through(&self, column: &OutputColumn, base: &Relation, targets: &[Target]) -> Through {
        match column.source {
            Some((of, id)) if of == base.id => return Through::Column(id),
            Some(_) => return Through::Unknown,
            None => {}
        }
        let of_it = targets.iter().find_map(|target| match target {
            Target::Expr { shape, span, .. } if *span == column.span => Some(shape),
            _ => None,
        });
        match of_it {
            Some(shape) if self.is_expression(shape, base) => Through::Expression,
            _ => Through::Unknown,
        }
    }

    /// Whether what is written is certain to be no column of the table.
    fn is_expression(&self, shape: &ExprShape, base: &Relation) -> bool {
        match shape {
            ExprShape::Column(column) => {
                let name = &column.name.value;
                SYSTEM_COLUMNS.contains(&name.as_str()) && base.column(name).is_none()
            }
            ExprShape::Call(name, form) => match form.kind() {
                // `int4(a)` may be the column, and so may `a(t)`.
                FormKind::Function(_) => {
                    builtin::is_function(name)
                        && builtin::by_name(name, self.catalog.version).is_none()
                        && base.unknown_columns.is_none()
                        && base.column(name).is_none()
                }
                FormKind::Common(_)
                | FormKind::Nullif(_)
                | FormKind::Array(_)
                | FormKind::ArrayQuery(_)
                | FormKind::Scalar(_)
                | FormKind::Exists(_)
                | FormKind::Row
                | FormKind::Element { .. } => true,
                FormKind::Unknown
                | FormKind::Word
                | FormKind::Field { .. }
                | FormKind::Fields(_) => false,
            },
            ExprShape::Query(form) => matches!(form.kind(), FormKind::Scalar(_)),
            ExprShape::Cast(..) | ExprShape::Other => false,
            ExprShape::Case(..)
            | ExprShape::Collate(..)
            | ExprShape::Null
            | ExprShape::Str(_)
            | ExprShape::Number(_)
            | ExprShape::Bool(_)
            | ExprShape::Bits
            | ExprShape::Operator(_)
            | ExprShape::Logic(..)
            | ExprShape::Test => true,
        }
    }

    /// Refuses what a data statement cannot do to a view.
    pub(super) fn check_written_views(&self, kind: &StmtKind, access: Option<&Access>) -> Result {
        let StmtKind::NoEffect {
            what,
            relations,
            writes,
            ..
        } = kind
        else {
            return Ok(());
        };
        let none = Access::default();
        let access = access.unwrap_or(&none);
        let only = match (writes.as_slice(), relations.as_slice()) {
            ([], [only]) => Some((*what, only)),
            _ => None,
        };
        let written = writes.iter().map(|(what, name)| (*what, name));
        for (what, name) in written.chain(only) {
            if self.is_system_relation(name) {
                continue;
            }
            let Some(relation) = self.find_relation(name).and_then(|id| self.catalog.rel(id))
            else {
                continue;
            };
            match what {
                "INSERT" => {
                    let given = self.given_by_insert(relation, name, access);
                    self.check_change(relation, Change::Insert, given, name.span())?;
                    let set = given_by_set(relation, name, access);
                    self.check_change(relation, Change::Insert, set, name.span())?;
                }
                "UPDATE" => {
                    let given = given_by_set(relation, name, access);
                    self.check_change(relation, Change::Update, given, name.span())?;
                }
                "DELETE" => {
                    self.check_change(relation, Change::Delete, Vec::new(), name.span())?;
                }
                "MERGE" => self.check_merge(relation, name, access)?,
                "COPY" => self.check_copied(relation, name)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// COPY FROM does not write through a view: it needs a trigger in its place.
    fn check_copied(&self, relation: &Relation, name: &QName) -> Result {
        let mut triggers = relation.triggers.values();
        let is_refused = matches!(relation.kind, RelationKind::View(_))
            && relation.taint.is_none()
            && relation.origin.extension.is_none()
            && self.triggers_are_certain(relation)
            && !triggers.any(|trigger| trigger.instead_of.contains(&TriggerEvent::Insert));
        if !is_refused {
            return Ok(());
        }
        let message = format!("cannot copy to view \"{}\"", relation.name);
        Err(SqlError::new("42809", name.span(), message)
            .also(relation.origin.span, "the view is created here")
            .help("copy to its table, or give the view an INSTEAD OF INSERT trigger"))
    }

    fn check_merge(&self, relation: &Relation, name: &QName, access: &Access) -> Result {
        let is_view = matches!(relation.kind, RelationKind::View(_));
        let has_rules = self.rules_are_certain(relation) && !relation.rules.is_empty();
        if has_rules || (is_view && !self.catalog.version.merges_into_views()) {
            let error = SqlError::new(
                "0A000",
                name.span(),
                format!("cannot execute MERGE on relation \"{}\"", relation.name),
            );
            return Err(if has_rules {
                error.detail("MERGE is not supported for relations with rules.")
            } else {
                error.detail("This operation is not supported for views.")
            });
        }
        if !is_view || !relation.triggers.is_empty() {
            return Ok(());
        }
        if access.inserts.iter().any(|insert| insert.relation == *name) {
            let given = self.given_by_insert(relation, name, access);
            self.check_change(relation, Change::Insert, given, name.span())?;
        }
        let set = given_by_set(relation, name, access);
        if set.is_empty() {
            return Ok(());
        }
        self.check_change(relation, Change::Update, set, name.span())
    }

    /// The columns of a relation that INSERT gives values.
    fn given_by_insert(&self, relation: &Relation, name: &QName, access: &Access) -> Vec<Given> {
        let mut given = Vec::new();
        let mut is_whole = true;
        for insert in access
            .inserts
            .iter()
            .filter(|insert| insert.relation == *name)
        {
            let names: Vec<(&str, Span)> = if insert.columns.is_empty() {
                let width = match &insert.values {
                    Some(values) => Some(values.spans.len()),
                    None => insert.width.or_else(|| {
                        let select = insert.source.as_deref()?;
                        Some(self.fields_given(select).ok()??.len())
                    }),
                };
                is_whole &= width.is_some();
                let columns = relation.columns.iter().take(width.unwrap_or_default());
                columns
                    .map(|column| (column.name.as_str(), insert.span))
                    .collect()
            } else {
                let named = insert.columns.iter();
                named.map(|name| (name.value.as_str(), name.span)).collect()
            };
            for (at, (column, span)) in names.into_iter().enumerate() {
                let Some(column) = relation.column(column) else {
                    continue;
                };
                // DEFAULT is the view's, where it has one.
                let is_given = match &insert.values {
                    Some(values) => values.given.get(at).is_some_and(Option::is_some),
                    None => true,
                };
                let value = is_given || (relation.table().is_none() && column.default.is_some());
                let part = access.writes.iter().any(|write| {
                    write.part && write.relation == *name && write.column.value == column.name
                });
                given.push(Given {
                    column: column.id,
                    value,
                    part,
                    overriding: insert.overriding.is_some(),
                    span,
                });
            }
        }
        if !is_whole {
            return Vec::new();
        }
        given
    }

    /// Follows a change through views to a table.
    fn check_change(
        &self,
        relation: &Relation,
        change: Change,
        mut given: Vec<Given>,
        span: Span,
    ) -> Result {
        let mut next = Some(relation);
        let mut below = false;
        let mut seen = BTreeSet::new();
        while let Some(relation) = next {
            // A view may have been replaced by one that reads itself.
            if !seen.insert(relation.id) {
                return Ok(());
            }
            let RelationKind::View(info) = &relation.kind else {
                return check_generated(relation, change, &given, below);
            };
            if relation.unknown_columns.is_some()
                || !self.rules_are_certain(relation)
                || !self.triggers_are_certain(relation)
            {
                return Ok(());
            }
            let mut rules = relation.rules.values();
            if rules.any(|rule| rule.event == change.rule() && rule.instead && !rule.conditional) {
                return Ok(());
            }
            let mut triggers = relation.triggers.values();
            if triggers.any(|trigger| trigger.instead_of.contains(&change.trigger())) {
                return Ok(());
            }
            given = match self.check_view(relation, info, change, given, span)? {
                Some(given) => given,
                None => return Ok(()),
            };
            let Updatable::Through { base, .. } = info.updatable else {
                return Ok(());
            };
            next = self.catalog.rel(base);
            below = true;
        }
        Ok(())
    }

    /// What a change of a view gives the columns of the relation below; `None` where
    /// that is not certain.
    fn check_view(
        &self,
        view: &Relation,
        info: &ViewInfo,
        change: Change,
        mut given: Vec<Given>,
        span: Span,
    ) -> Result<Option<Vec<Given>>> {
        let refuse = |detail: &str| {
            Err(SqlError::new(
                "55000",
                span,
                format!("cannot {} view \"{}\"", change.verb(), view.name),
            )
            .detail(detail.to_owned())
            .also(view.origin.span, "the view is created here")
            .help(format!(
                "change the tables that it reads, or give it an INSTEAD OF {} trigger",
                change.word()
            )))
        };
        let conditional = |rule: &super::Shared<super::Rule>| {
            rule.event == change.rule() && rule.instead && rule.conditional
        };
        if view.rules.values().any(conditional) {
            return refuse(
                "Views with conditional DO INSTEAD rules are not automatically updatable.",
            );
        }
        let columns = match &info.updatable {
            Updatable::Unknown => return Ok(None),
            Updatable::No(why) => return refuse(why),
            Updatable::Through { columns, .. } => columns,
        };
        if change != Change::Delete && !info.updatable.may_check() {
            return refuse("Views that have no updatable columns are not automatically updatable.");
        }
        // A default of the view's own is a value.
        if change == Change::Insert && !given.is_empty() {
            let overriding = given.iter().any(|given| given.overriding);
            for column in view.columns.iter().filter(|c| c.default.is_some()) {
                if given.iter().all(|given| given.column != column.id) {
                    given.push(Given {
                        column: column.id,
                        value: true,
                        part: false,
                        overriding,
                        span,
                    });
                }
            }
        }
        let mut is_certain = true;
        let mut mapped: Vec<Given> = Vec::new();
        for (column, through) in view.columns.iter().zip(columns) {
            let Some(of) = given.iter().find(|given| given.column == column.id) else {
                continue;
            };
            match through {
                Through::Unknown => is_certain = false,
                Through::Column(id) => mapped.push(Given { column: *id, ..*of }),
                Through::Expression => {
                    return Err(SqlError::new(
                        "0A000",
                        of.span,
                        format!(
                            "cannot {} column \"{}\" of view \"{}\"",
                            change.verb(),
                            column.name,
                            view.name
                        ),
                    )
                    .detail("View columns that are not columns of their base relation are not updatable.")
                    .also(view.origin.span, "the view is created here")
                    .help("leave the column out"));
                }
            }
        }
        if !is_certain {
            return Ok(None);
        }
        for (at, first) in mapped.iter().enumerate() {
            let later = mapped.iter().skip(at + 1);
            let twice = later
                .filter(|other| other.column == first.column)
                .find(|other| other.value && first.value && !other.part && !first.part);
            if let Some(other) = twice
                && let Updatable::Through { base, .. } = info.updatable
                && let Some(base) = self.catalog.rel(base)
                && let Some(column) = base.column_by_id(first.column)
            {
                let name = quote_identifier(&column.name);
                return Err(SqlError::new(
                    "42601",
                    other.span,
                    format!("multiple assignments to same column \"{}\"", column.name),
                )
                .also(first.span, "the first one")
                .help(format!(
                    "set one of them: both are {name} of \"{}\"",
                    base.name
                )));
            }
        }
        Ok(Some(mapped))
    }

    /// Whether the triggers of a view are all that are listed.
    fn triggers_are_certain(&self, relation: &Relation) -> bool {
        let schema = self.catalog.schema_name(relation.schema);
        !self
            .catalog
            .part_is_tainted("trigger", schema, &relation.name)
    }
}

/// Whether a call names one of PostgreSQL's own functions.
fn is_own(call: &CallRef) -> bool {
    let schema = call.name.schema.as_ref();
    schema.is_none_or(|schema| schema.value == "pg_catalog")
        && builtin::is_function(&call.name.name.value)
}

/// The columns of a relation that SET gives values.
fn given_by_set(relation: &Relation, name: &QName, access: &Access) -> Vec<Given> {
    let is_set = |write: &&Write| {
        write.relation == *name && matches!(write.kind, WriteKind::Set | WriteKind::SetDefault)
    };
    let set = access.writes.iter().filter(is_set);
    set.filter_map(|write| {
        Some(Given {
            column: relation.column(&write.column.value)?.id,
            // Through a view DEFAULT is the view's, which is a value for the table.
            value: true,
            part: write.part,
            overriding: false,
            span: write.column.span,
        })
    })
    .collect()
}

/// Refuses values for generated columns and those of an identity of the table below a view.
fn check_generated(relation: &Relation, change: Change, given: &[Given], below: bool) -> Result {
    if !below || change == Change::Delete || relation.taint.is_some() {
        return Ok(());
    }
    for given in given.iter().filter(|given| given.value) {
        if let Some(column) = relation.column_by_id(given.column)
            && let Some(why) = super::query::takes_no_value(column, given.overriding)
        {
            let message = if change == Change::Insert {
                format!(
                    "cannot insert a non-DEFAULT value into column \"{}\"",
                    column.name
                )
            } else {
                format!("column \"{}\" can only be updated to DEFAULT", column.name)
            };
            return Err(SqlError::new("428C9", given.span, message)
                .detail(why)
                .help("leave the column out"));
        }
    }
    Ok(())
}

/// The clause of the outermost SELECT with which rows are not those of a table.
fn refusing_clause(text: &str, found: &[Token]) -> Option<&'static str> {
    let mut depth = 0_usize;
    for (at, token) in found.iter().enumerate() {
        if token.is("(") {
            depth += 1;
            continue;
        }
        if token.is(")") {
            depth = depth.saturating_sub(1);
            continue;
        }
        let quoted = text
            .get(token.range.clone())
            .is_some_and(|text| text.starts_with('"'));
        let Some(word) = token.word().filter(|_| depth == 0 && !quoted) else {
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| found.get(at));
        // A label may be any word.
        if before.is_some_and(|token| token.is(".") || token.word() == Some("as")) {
            continue;
        }
        let why = match word {
            "distinct" if before.and_then(Token::word) == Some("select") => {
                "Views containing DISTINCT are not automatically updatable."
            }
            "group" if before.and_then(Token::word) != Some("within") => {
                "Views containing GROUP BY are not automatically updatable."
            }
            "having" => "Views containing HAVING are not automatically updatable.",
            "limit" | "offset" | "fetch" => {
                "Views containing LIMIT or OFFSET are not automatically updatable."
            }
            "tablesample" => "Views containing TABLESAMPLE are not automatically updatable.",
            _ => continue,
        };
        return Some(why);
    }
    None
}
