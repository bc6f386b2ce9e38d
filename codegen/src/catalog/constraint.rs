//! Constraints of tables: CHECK, NOT NULL, PRIMARY KEY, UNIQUE and EXCLUDE. Foreign
//! keys are in [`super::foreign_key`].

use super::error::{Result, SqlError};
use super::expr::ExprUse;
use super::index::{IndexSpec, ServedConstraint};
use super::{
    ChangeKind, Column, ColumnId, Constraint, ConstraintId, ConstraintKind, NotNull, ObjectId,
    PgVersion, RelId, Relation, Replay, StoredExpr,
};
use crate::ddl::{self, ConstraintAttributes, ConstraintDef, Name};
use crate::diag::Span;

/// The first version whose NOT NULL constraints have names.
pub(super) const NAMED_NOT_NULL: PgVersion = PgVersion(18);

/// Whether an object is this table's own or comes from its parents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Descent {
    /// Defined here.
    pub(super) is_local: bool,
    /// How many direct parents have it.
    pub(super) inherited: u16,
}

impl Descent {
    /// Written for this table.
    pub(super) const LOCAL: Self = Self {
        is_local: true,
        inherited: 0,
    };
    /// From one parent.
    pub(super) const INHERITED: Self = Self {
        is_local: false,
        inherited: 1,
    };
}

/// A NOT NULL to be set on a column.
#[derive(Clone, Debug)]
pub(super) struct NewNotNull {
    /// `CONSTRAINT name`.
    pub(super) name: Option<String>,
    /// NO INHERIT.
    pub(super) no_inherit: bool,
    /// Not NOT VALID.
    pub(super) validated: bool,
    /// Where it was asked for.
    pub(super) span: Span,
}

/// Whether two conditions are the same: the same tokens.
pub(super) fn same_expression(a: &StoredExpr, b: &StoredExpr) -> bool {
    if a.text == b.text {
        return true;
    }
    let squeeze = |text: &str| -> Vec<String> {
        super::rewrite::tokens(text)
            .into_iter()
            .filter(|token| !token.is("(") && !token.is(")"))
            .map(|token| text[token.range].to_ascii_lowercase())
            .collect()
    };
    squeeze(&a.text) == squeeze(&b.text)
}

/// The error for a constraint name that the table has already.
pub(super) fn duplicate(table: &Relation, name: &str, span: Span) -> Box<SqlError> {
    let error = SqlError::new(
        "42710",
        span,
        format!(
            "constraint \"{name}\" for relation \"{}\" already exists",
            table.name
        ),
    )
    .label("this name is taken");
    match table.constraint(name) {
        Some(other) => error.also(other.span, format!("\"{name}\" is here")),
        None => error,
    }
}

/// The error for a constraint that the table does not have.
pub(super) fn missing(table: &Relation, name: &Name) -> Box<SqlError> {
    let error = SqlError::new(
        "42704",
        name.span,
        format!(
            "constraint \"{}\" of relation \"{}\" does not exist",
            name.value, table.name
        ),
    )
    .label("no such constraint");
    let known = table
        .constraints
        .iter()
        .map(|constraint| constraint.name.as_str());
    match crate::diag::nearest(&name.value, known) {
        Some(near) => error.help(format!("write `{near}` if that constraint is meant")),
        None => error.also(
            table.origin.span,
            format!("{} \"{}\" is created here", table.word(), table.name),
        ),
    }
}

impl Relation {
    /// Whether a constraint of that name is here, a named NOT NULL among them.
    pub(super) fn has_constraint_name(&self, name: &str) -> bool {
        self.constraint(name).is_some() || self.not_null_named(name).is_some()
    }

    /// The column whose NOT NULL has that name.
    pub(super) fn not_null_named(&self, name: &str) -> Option<&Column> {
        let mut columns = self.columns.iter().map(AsRef::as_ref);
        columns.find(|column: &&Column| {
            let not_null = column.not_null.as_ref();
            not_null.is_some_and(|not_null| not_null.name.as_deref() == Some(name))
        })
    }
}

impl Replay {
    /// Whether NOT NULL constraints have names here.
    pub(super) fn names_not_null(&self) -> bool {
        self.catalog.version >= NAMED_NOT_NULL
    }

    /// Refuses grammar that a later version brought.
    pub(super) fn needs_version(&self, since: u16, what: &str, span: Span) -> Result {
        if self.catalog.version.0 >= since {
            return Ok(());
        }
        Err(SqlError::new(
            "42601",
            span,
            format!("syntax error: {what} is new in PostgreSQL {since}"),
        )
        .label(format!(
            "not known to PostgreSQL {}",
            self.catalog.version.0
        ))
        .help(format!(
            "leave it out, or set `postgres` in pgbindgen.toml to {since} alone"
        )))
    }

    /// A number for a constraint.
    fn next_constraint(&mut self) -> ConstraintId {
        ConstraintId(self.catalog.allocate())
    }

    /// Stores a constraint under the number that it gets; its name must be free.
    pub(super) fn push_constraint(
        &mut self,
        table: RelId,
        mut constraint: Constraint,
    ) -> Result<ConstraintId> {
        let span = constraint.span;
        let id = self.next_constraint();
        constraint.id = id;
        let schema = self.open(table, span)?.schema;
        self.catalog.note_constraint_name(schema, &constraint.name);
        self.open_mut(table, span)?
            .constraints
            .push(constraint.into());
        self.changed(ObjectId::Constraint(table, id), ChangeKind::Created, span);
        Ok(id)
    }

    /// Takes a constraint out; its index is the caller's to see to.
    pub(super) fn remove_constraint(&mut self, table: RelId, id: ConstraintId, span: Span) {
        let Some(relation) = self.catalog.rel_mut(table) else {
            return;
        };
        if relation.constraint_by_id(id).is_none() {
            return;
        }
        let at = relation.constraint_place(id);
        let Some(removed) = relation.constraints.remove(at) else {
            return;
        };
        let schema = relation.schema;
        self.catalog.forget_constraint_name(schema, &removed.name);
        self.changed(ObjectId::Constraint(table, id), ChangeKind::Dropped, span);
    }

    /// Gives a constraint another name, not its index.
    pub(super) fn rename_constraint_only(
        &mut self,
        table: RelId,
        id: ConstraintId,
        to: &str,
        span: Span,
    ) -> Result {
        let relation = self.open_mut(table, span)?;
        let schema = relation.schema;
        let Some(constraint) = relation.constraint_by_id_mut(id) else {
            return Ok(());
        };
        let old = std::mem::replace(&mut constraint.name, to.to_owned());
        constraint.chosen = false;
        self.catalog.forget_constraint_name(schema, &old);
        self.catalog.note_constraint_name(schema, to);
        self.changed(ObjectId::Constraint(table, id), ChangeKind::Renamed, span);
        Ok(())
    }

    /// Sets a column NOT NULL, under the name that it has from PostgreSQL 18 on.
    /// A column that is NOT NULL already is left as it is.
    pub(super) fn store_not_null(
        &mut self,
        table: RelId,
        column: ColumnId,
        new: &NewNotNull,
        descent: Descent,
        others: &[String],
    ) -> Result<Option<String>> {
        let relation = self.open(table, new.span)?;
        let Some(found) = relation.column_by_id(column) else {
            return Ok(None);
        };
        if found.not_null.is_some() {
            return Ok(None);
        }
        let name = if self.names_not_null() {
            let name = match &new.name {
                Some(name) => name.clone(),
                None => self.catalog.choose_constraint_name(
                    relation.schema,
                    &relation.name,
                    Some(&found.name),
                    "not_null",
                    others,
                ),
            };
            self.catalog.note_constraint_name(relation.schema, &name);
            Some(name)
        } else {
            None
        };
        // It would be copied to be changed.
        drop(relation);
        if let Some(column) = self.open_mut(table, new.span)?.column_by_id_mut(column) {
            column.not_null = Some(NotNull {
                name: name.clone(),
                no_inherit: new.no_inherit,
                is_local: descent.is_local,
                validated: new.validated,
            });
        }
        self.changed(
            ObjectId::Column(table, column),
            ChangeKind::Altered,
            new.span,
        );
        Ok(name)
    }

    /// Makes a column nullable.
    pub(super) fn clear_not_null(&mut self, table: RelId, column: ColumnId, span: Span) -> Result {
        let relation = self.open_mut(table, span)?;
        let schema = relation.schema;
        let Some(found) = relation.column_by_id_mut(column) else {
            return Ok(());
        };
        if let Some(not_null) = found.not_null.take() {
            if let Some(name) = not_null.name {
                self.catalog.forget_constraint_name(schema, &name);
            }
            self.changed(ObjectId::Column(table, column), ChangeKind::Altered, span);
        }
        Ok(())
    }

    /// The columns of a key, by name.
    pub(super) fn key_columns(
        table: &Relation,
        names: &[Name],
        what: &str,
    ) -> Result<Vec<ColumnId>> {
        let mut columns: Vec<ColumnId> = Vec::with_capacity(names.len());
        for name in names {
            let Some(column) = table.column(&name.value) else {
                let error = SqlError::new(
                    "42703",
                    name.span,
                    format!("column \"{}\" named in key does not exist", name.value),
                )
                .label("no such column");
                return Err(Self::with_near_column(error, table, &name.value));
            };
            if columns.contains(&column.id) {
                return Err(SqlError::new(
                    "42701",
                    name.span,
                    format!(
                        "column \"{}\" appears twice in {what} constraint",
                        name.value
                    ),
                ));
            }
            columns.push(column.id);
        }
        Ok(columns)
    }

    /// Adds a constraint that a statement defines to a table and, where it is
    /// inherited, to its children. `others` are names that the same statement
    /// has given to checks.
    pub(super) fn add_constraint(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        recurse: bool,
        others: &mut Vec<String>,
    ) -> Result {
        self.check_attributes(def)?;
        match &def.kind {
            ddl::ConstraintKind::Check(expr) => {
                self.add_check(table, def, expr, recurse, others)?;
                Ok(())
            }
            ddl::ConstraintKind::NotNull(column) => {
                self.add_not_null_constraint(table, def, column, recurse)
            }
            ddl::ConstraintKind::ForeignKey {
                columns,
                period,
                references,
            } => self.add_foreign_key(table, def, columns, *period, references, recurse),
            ddl::ConstraintKind::UsingIndex { primary, index } => {
                self.add_using_index(table, def, *primary, index)
            }
            ddl::ConstraintKind::PrimaryKey { .. }
            | ddl::ConstraintKind::Unique { .. }
            | ddl::ConstraintKind::Exclude { .. } => {
                self.add_index_constraint(table, def, recurse)?;
                Ok(())
            }
        }
    }

    /// Attributes that a kind of constraint cannot have.
    fn check_attributes(&self, def: &ConstraintDef) -> Result {
        let word = match &def.kind {
            ddl::ConstraintKind::Check(_) => "CHECK",
            ddl::ConstraintKind::NotNull(_) => "NOT NULL",
            ddl::ConstraintKind::PrimaryKey { .. } => "PRIMARY KEY",
            ddl::ConstraintKind::Unique { .. } => "UNIQUE",
            ddl::ConstraintKind::UsingIndex { primary, .. } => {
                if *primary {
                    "PRIMARY KEY"
                } else {
                    "UNIQUE"
                }
            }
            ddl::ConstraintKind::Exclude { .. } => "EXCLUDE",
            ddl::ConstraintKind::ForeignKey { .. } => "FOREIGN KEY",
        };
        let refuse = |what: &str| {
            Err(SqlError::new(
                "0A000",
                def.span,
                format!("{word} constraints cannot be marked {what}"),
            ))
        };
        let attributes = &def.attributes;
        let is = |words: &[&str]| words.contains(&word);
        if attributes.deferrable == Some(false) && attributes.initially_deferred == Some(true) {
            return Err(SqlError::new(
                "42601",
                def.span,
                "constraint declared INITIALLY DEFERRED must be DEFERRABLE",
            ));
        }
        if is(&["CHECK", "NOT NULL"])
            && (attributes.deferrable == Some(true) || attributes.initially_deferred == Some(true))
        {
            return refuse("DEFERRABLE");
        }
        if attributes.not_valid && is(&["PRIMARY KEY", "UNIQUE", "EXCLUDE"]) {
            return refuse("NOT VALID");
        }
        if attributes.enforced.is_some() {
            self.needs_version(18, "ENFORCED", def.span)?;
            if attributes.enforced == Some(false) && !is(&["CHECK", "FOREIGN KEY"]) {
                return refuse("NOT ENFORCED");
            }
        }
        if attributes.no_inherit && !is(&["CHECK", "NOT NULL"]) {
            return refuse("NO INHERIT");
        }
        if matches!(def.kind, ddl::ConstraintKind::NotNull(_)) {
            self.needs_version(18, "a NOT NULL table constraint", def.span)?;
        }
        Ok(())
    }

    /// Whether a constraint is deferrable and initially deferred.
    pub(super) fn deferral(attributes: &ConstraintAttributes) -> (bool, bool) {
        let deferred = attributes.initially_deferred.unwrap_or(false);
        (attributes.deferrable.unwrap_or(deferred), deferred)
    }

    fn add_check(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        expr: &ddl::Expr,
        recurse: bool,
        others: &mut Vec<String>,
    ) -> Result {
        let relation = self.open(table, def.span)?;
        let attributes = &def.attributes;
        if attributes.no_inherit && relation.is_partitioned() {
            return Err(self.no_inherit_on_partitioned(table, def.span));
        }
        let bound = self.bind(expr, Some(&relation), ExprUse::Check)?;
        let name = match &def.name {
            Some(name) => {
                if others.contains(&name.value) {
                    return Err(SqlError::new(
                        "42710",
                        name.span,
                        format!("check constraint \"{}\" already exists", name.value),
                    )
                    .label("this name is taken"));
                }
                name.value.clone()
            }
            None => self.catalog.choose_constraint_name(
                relation.schema,
                &relation.name,
                only_column(&relation, &bound, expr),
                "check",
                others,
            ),
        };
        others.push(name.clone());
        let enforced = attributes.enforced.unwrap_or(true);
        let constraint = Constraint {
            id: ConstraintId(0),
            name,
            chosen: def.name.is_none(),
            kind: ConstraintKind::Check(Box::new(bound)),
            deferrable: false,
            initially_deferred: false,
            validated: !attributes.not_valid && enforced,
            enforced,
            no_inherit: attributes.no_inherit,
            is_local: true,
            inherited: 0,
            parent: None,
            comment: None,
            span: def.name.as_ref().map_or(def.span, |name| name.span),
        };
        self.store_check(table, constraint, Descent::LOCAL, recurse)
    }

    /// The error for NO INHERIT where the rows are the children's.
    pub(super) fn no_inherit_on_partitioned(&self, table: RelId, span: Span) -> Box<SqlError> {
        let name = self.catalog.rel(table).map_or("", |table| &table.name);
        SqlError::new(
            "42P16",
            span,
            format!("cannot add NO INHERIT constraint to partitioned table \"{name}\""),
        )
    }

    /// Stores a check on a table, merged with one that it has, and on its
    /// children.
    pub(super) fn store_check(
        &mut self,
        table: RelId,
        mut constraint: Constraint,
        descent: Descent,
        recurse: bool,
    ) -> Result {
        let span = constraint.span;
        let relation = self.open(table, span)?;
        if relation.not_null_named(&constraint.name).is_some()
            || self.catalog.has_key_copy(table, &constraint.name)
        {
            return Err(duplicate(&relation, &constraint.name, span));
        }
        if let Some(old) = relation.constraint(&constraint.name) {
            let same = match (&old.kind, &constraint.kind) {
                (ConstraintKind::Check(a), ConstraintKind::Check(b)) => same_expression(a, b),
                _ => false,
            };
            // Written twice for one table, it is a mistake.
            if !same || (descent.is_local && old.is_local) {
                return Err(duplicate(&relation, &constraint.name, span));
            }
            if old.no_inherit {
                return Err(SqlError::new(
                    "42P17",
                    span,
                    format!(
                        "constraint \"{}\" conflicts with non-inherited constraint on relation \"{}\"",
                        constraint.name, relation.name
                    ),
                ));
            }
            if constraint.no_inherit {
                return Err(SqlError::new(
                    "42P17",
                    span,
                    format!(
                        "constraint \"{}\" conflicts with inherited constraint on relation \"{}\"",
                        constraint.name, relation.name
                    ),
                ));
            }
            if constraint.validated && !old.validated && old.enforced {
                return Err(SqlError::new(
                    "42P17",
                    span,
                    format!(
                        "constraint \"{}\" conflicts with NOT VALID constraint on relation \"{}\"",
                        constraint.name, relation.name
                    ),
                ));
            }
            let id = old.id;
            if let Some(old) = self.open_mut(table, span)?.constraint_by_id_mut(id) {
                old.is_local |= descent.is_local;
                old.inherited += descent.inherited;
            }
            // The children got it when it was inherited first.
            return Ok(());
        }
        constraint.is_local = descent.is_local;
        constraint.inherited = descent.inherited;
        let no_inherit = constraint.no_inherit;
        let below = constraint.clone();
        self.push_constraint(table, constraint)?;
        if no_inherit || relation.children().is_empty() {
            return Ok(());
        }
        if !recurse {
            return Err(SqlError::new(
                "42P16",
                span,
                "constraint must be added to child tables too",
            )
            .help("leave out ONLY, or write NO INHERIT"));
        }
        for child in relation.children() {
            let mut copy = below.clone();
            if let ConstraintKind::Check(expr) = &mut copy.kind {
                self.map_columns(expr, &relation, *child);
            }
            self.store_check(*child, copy, Descent::INHERITED, true)?;
        }
        Ok(())
    }

    /// Points an expression of one table at the columns of the same names of
    /// another.
    pub(super) fn map_columns(&self, expr: &mut StoredExpr, from: &Relation, to: RelId) {
        let Some(to) = self.catalog.rel(to) else {
            return;
        };
        for (relation, column) in &mut expr.uses.columns {
            if *relation == from.id
                && let Some(name) = from.column_by_id(*column).map(|column| &column.name)
                && let Some(found) = to.column(name)
            {
                *relation = to.id;
                *column = found.id;
            }
        }
        for relation in &mut expr.uses.relations {
            if *relation == from.id {
                *relation = to.id;
            }
        }
    }

    /// `ADD CONSTRAINT name NOT NULL column`, PostgreSQL 18.
    fn add_not_null_constraint(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        column: &Name,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, def.span)?;
        let Some(found) = relation.column(&column.value) else {
            return Err(Self::no_column(&relation, column));
        };
        if let Some(name) = &def.name
            && relation.has_constraint_name(&name.value)
            && found
                .not_null
                .as_ref()
                .is_none_or(|old| old.name.as_deref() != Some(&name.value))
        {
            return Err(duplicate(&relation, &name.value, name.span));
        }
        if !def.attributes.not_valid {
            self.note_not_null(&relation, found.id, def.span);
        }
        let new = NewNotNull {
            name: def.name.as_ref().map(|name| name.value.clone()),
            no_inherit: def.attributes.no_inherit,
            validated: !def.attributes.not_valid,
            span: def.span,
        };
        self.set_not_null(table, found.id, &new, recurse, Descent::LOCAL)
    }

    /// Sets a column NOT NULL here and, where it is inherited, below.
    pub(super) fn set_not_null(
        &mut self,
        table: RelId,
        column: ColumnId,
        new: &NewNotNull,
        recurse: bool,
        descent: Descent,
    ) -> Result {
        let relation = self.open(table, new.span)?;
        let Some(found) = relation.column_by_id(column).cloned() else {
            return Ok(());
        };
        if let Some(old) = &found.not_null {
            if self.names_not_null() {
                self.merge_not_null(&relation, &found, old, new, descent)?;
            }
            if old.validated || !new.validated {
                // Already there, and below it since it was set.
                return Ok(());
            }
        }
        if found.not_null.is_none() {
            let mut new = new.clone();
            if new
                .name
                .as_ref()
                .is_some_and(|name| !descent.is_local && relation.has_constraint_name(name))
            {
                new.name = None;
            }
            self.store_not_null(table, column, &new, descent, &[])?;
        }
        if new.no_inherit || relation.children().is_empty() {
            return Ok(());
        }
        if !recurse {
            return self.refuse_only_not_null(&relation, &found, new.span);
        }
        // The children's constraints take the parent's name where it is chosen
        // for the parent too.
        let name = self
            .open(table, new.span)?
            .column_by_id(column)
            .and_then(|column| column.not_null.as_ref()?.name.clone());
        let below = NewNotNull {
            name,
            ..new.clone()
        };
        for child in relation.children() {
            let Some(id) = self
                .catalog
                .rel(*child)
                .and_then(|child| child.column(&found.name))
                .map(|column| column.id)
            else {
                continue;
            };
            self.set_not_null(*child, id, &below, true, Descent::INHERITED)?;
        }
        Ok(())
    }

    /// A NOT NULL asked for where one is, on PostgreSQL 18.
    fn merge_not_null(
        &mut self,
        relation: &Relation,
        column: &Column,
        old: &NotNull,
        new: &NewNotNull,
        descent: Descent,
    ) -> Result {
        let shown = old.name.clone().unwrap_or_default();
        if new.no_inherit != old.no_inherit {
            return Err(SqlError::new(
                "55000",
                new.span,
                format!(
                    "cannot change NO INHERIT status of NOT NULL constraint \"{shown}\" on relation \"{}\"",
                    relation.name
                ),
            ));
        }
        if descent.is_local && new.name.as_ref().is_some_and(|name| *name != shown) {
            return Err(SqlError::new(
                "55000",
                new.span,
                format!(
                    "cannot create not-null constraint \"{}\" on column \"{}\" of table \"{}\"",
                    new.name.clone().unwrap_or_default(),
                    column.name,
                    relation.name
                ),
            )
            .detail(format!(
                "A not-null constraint named \"{shown}\" already exists for this column."
            ))
            .also(column.span, "the column is here"));
        }
        if !old.validated && new.validated && descent.is_local && new.name.is_some() {
            return Err(SqlError::new(
                "55000",
                new.span,
                format!(
                    "incompatible NOT VALID constraint \"{shown}\" on relation \"{}\"",
                    relation.name
                ),
            ));
        }
        let id = column.id;
        if let Some(not_null) = self
            .open_mut(relation.id, new.span)?
            .column_by_id_mut(id)
            .and_then(|column| column.not_null.as_mut())
        {
            not_null.is_local |= descent.is_local;
            not_null.validated |= new.validated;
        }
        Ok(())
    }

    /// `ALTER TABLE ONLY … SET NOT NULL` on a partitioned table whose partitions
    /// are not all NOT NULL.
    fn refuse_only_not_null(&self, relation: &Relation, column: &Column, span: Span) -> Result {
        if !relation.is_partitioned() {
            // Inheritance lets a parent be stricter.
            return Ok(());
        }
        for child in relation.children() {
            let Some(child) = self.catalog.rel(*child) else {
                continue;
            };
            if child
                .column(&column.name)
                .is_some_and(|column| column.not_null.is_none())
            {
                let error = SqlError::new(
                    "42P16",
                    span,
                    "constraint must be added to child tables too",
                )
                .help("leave out ONLY");
                return Err(if self.names_not_null() {
                    error
                } else {
                    error.detail(format!(
                        "Column \"{}\" of relation \"{}\" is not already NOT NULL.",
                        column.name, child.name
                    ))
                });
            }
        }
        Ok(())
    }

    /// Adds a primary key, a unique or an exclusion constraint with its index.
    pub(super) fn add_index_constraint(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        recurse: bool,
    ) -> Result<RelId> {
        let relation = self.open(table, def.span)?;
        if relation.kind_is_foreign() {
            let what = match def.kind {
                ddl::ConstraintKind::PrimaryKey { .. } => "primary key",
                ddl::ConstraintKind::Unique { .. } => "unique",
                _ => "exclusion",
            };
            return Err(SqlError::new(
                "0A000",
                def.span,
                format!("{what} constraints are not supported on foreign tables"),
            ));
        }
        let (deferrable, initially_deferred) = Self::deferral(&def.attributes);
        let mut spec = IndexSpec::new(table, def.span);
        spec.unique = true;
        spec.name = def
            .name
            .as_ref()
            .map(|name| (name.value.clone(), name.span));
        let mut served = ServedConstraint {
            deferrable,
            initially_deferred,
            operators: None,
            without_overlaps: false,
            parent: None,
            descent: Descent::LOCAL,
        };
        if let ddl::ConstraintKind::PrimaryKey { parameters, .. }
        | ddl::ConstraintKind::Unique { parameters, .. } = &def.kind
        {
            spec.options.clone_from(&parameters.options);
        }
        let include = match &def.kind {
            ddl::ConstraintKind::PrimaryKey {
                columns,
                without_overlaps,
                parameters,
            } => {
                let ids = Self::key_columns(&relation, columns, "primary key")?;
                if let Some(old) = relation.primary_key() {
                    return Err(Self::two_primary_keys(&relation, def.span, old.span));
                }
                spec.set_columns(&relation, &ids);
                spec.primary = true;
                served.without_overlaps = *without_overlaps;
                if !recurse && relation.is_partitioned() && self.names_not_null() {
                    self.partitions_not_null(&relation, &ids, def.span)?;
                }
                self.primary_key_not_null(&relation, &ids, def.span, recurse)?;
                &parameters.include
            }
            ddl::ConstraintKind::Unique {
                columns,
                nulls_not_distinct,
                without_overlaps,
                parameters,
            } => {
                let ids = Self::key_columns(&relation, columns, "unique")?;
                spec.set_columns(&relation, &ids);
                spec.nulls_not_distinct = *nulls_not_distinct;
                served.without_overlaps = *without_overlaps;
                &parameters.include
            }
            ddl::ConstraintKind::Exclude {
                method,
                elements,
                parameters,
                predicate,
            } => {
                if relation.is_partitioned() && self.catalog.version.0 < 17 {
                    return Err(SqlError::new(
                        "0A000",
                        def.span,
                        "exclusion constraints are not supported on partitioned tables",
                    ));
                }
                spec.unique = false;
                spec.method = method
                    .as_ref()
                    .map_or_else(|| "btree".to_owned(), |method| method.value.clone());
                spec.method_span = method.as_ref().map(|method| method.span);
                for (key, operator) in elements {
                    self.add_index_key(&mut spec, &relation, key)?;
                    if let ddl::IndexKeyKind::Column(name) = &key.what
                        && !operator.contains('(')
                        && let Some(super::ColumnType::Known(ty)) =
                            relation.column(&name.value).map(|column| &column.ty)
                    {
                        self.operator_of_exclusion(operator, ty, key.span)?;
                    }
                }
                if let Some(predicate) = predicate {
                    spec.predicate =
                        Some(self.bind(predicate, Some(&relation), ExprUse::Predicate)?);
                }
                served.operators = Some(
                    elements
                        .iter()
                        .map(|(_, operator)| operator.clone())
                        .collect(),
                );
                &parameters.include
            }
            _ => return Ok(RelId(0)),
        };
        if served.without_overlaps {
            self.needs_version(18, "WITHOUT OVERLAPS", def.span)?;
            self.check_temporal(&relation, &spec, def.span)?;
            "gist".clone_into(&mut spec.method);
        }
        Self::add_include(&mut spec, &relation, include)?;
        spec.constraint = Some(served);
        spec.recurse = recurse;
        self.define_index(spec)
    }

    /// WITHOUT OVERLAPS wants a range as the last of several columns.
    fn check_temporal(&self, relation: &Relation, spec: &IndexSpec, span: Span) -> Result {
        if spec.keys.len() < 2 {
            return Err(SqlError::new(
                "42601",
                span,
                "constraint using WITHOUT OVERLAPS needs at least two columns",
            ));
        }
        let last = spec.keys.last().and_then(|key| match &key.what {
            super::KeyKind::Column(id) => relation.column_by_id(*id),
            super::KeyKind::Expr(_) => None,
        });
        let Some(column) = last else {
            return Ok(());
        };
        let super::ColumnType::Known(ty) = &column.ty else {
            return Ok(());
        };
        let base = self.catalog.base_type(ty);
        let is_range = match self.catalog.ty(base.id) {
            Some(ty) => matches!(
                ty.kind,
                super::TypeKind::Range { .. } | super::TypeKind::Multirange(_)
            ),
            None => super::builtin::by_oid(base.id).is_some_and(|ty| {
                matches!(
                    ty.kind,
                    super::builtin::BuiltinKind::Range | super::builtin::BuiltinKind::Multirange
                )
            }),
        };
        if is_range && !base.array {
            return Ok(());
        }
        Err(SqlError::new(
            "42804",
            span,
            format!(
                "column \"{}\" in WITHOUT OVERLAPS is not a range or multirange type",
                column.name
            ),
        )
        .also(column.span, "the column is here"))
    }

    pub(super) fn two_primary_keys(relation: &Relation, span: Span, old: Span) -> Box<SqlError> {
        SqlError::new(
            "42P16",
            span,
            format!(
                "multiple primary keys for table \"{}\" are not allowed",
                relation.name
            ),
        )
        .label("a second primary key")
        .also(old, "the first primary key")
        .help("remove one of the two, or make it UNIQUE")
    }

    /// `ONLY` leaves partitions alone, which must be NOT NULL then.
    fn partitions_not_null(&self, relation: &Relation, columns: &[ColumnId], span: Span) -> Result {
        for column in columns.iter().filter_map(|id| relation.column_by_id(*id)) {
            for child in relation.children() {
                if let Some(child) = self.catalog.rel(*child)
                    && let Some(own) = child.column(&column.name)
                    && own.not_null.is_none()
                {
                    return Err(SqlError::new(
                        "XX000",
                        span,
                        format!(
                            "column \"{}\" of table \"{}\" is not marked NOT NULL",
                            column.name, child.name
                        ),
                    )
                    .also(own.span, "this column"));
                }
            }
        }
        Ok(())
    }

    /// A primary key's columns become NOT NULL.
    pub(super) fn primary_key_not_null(
        &mut self,
        relation: &Relation,
        columns: &[ColumnId],
        span: Span,
        recurse: bool,
    ) -> Result {
        for column in columns {
            let Some(found) = relation.column_by_id(*column) else {
                continue;
            };
            if let Some(old) = &found.not_null {
                if old.no_inherit {
                    return Err(SqlError::new(
                        "55000",
                        span,
                        format!(
                            "cannot create primary key on column \"{}\"",
                            found.name
                        ),
                    )
                    .detail(format!(
                        "The constraint \"{}\" on column \"{}\" of table \"{}\", marked NO INHERIT, is incompatible with a primary key.",
                        old.name.clone().unwrap_or_default(),
                        found.name,
                        relation.name
                    )));
                }
                if !old.validated {
                    return Err(SqlError::new(
                        "55000",
                        span,
                        format!(
                            "cannot create primary key on column \"{}\"",
                            found.name
                        ),
                    )
                    .detail(format!(
                        "The constraint \"{}\" on column \"{}\" of table \"{}\", marked NOT VALID, is incompatible with a primary key.",
                        old.name.clone().unwrap_or_default(),
                        found.name,
                        relation.name
                    ))
                    .help("use ALTER TABLE ... VALIDATE CONSTRAINT first"));
                }
                continue;
            }
            let new = NewNotNull {
                name: None,
                no_inherit: false,
                validated: true,
                span,
            };
            self.set_not_null(relation.id, *column, &new, recurse, Descent::LOCAL)?;
        }
        Ok(())
    }

    /// `ADD CONSTRAINT … PRIMARY KEY | UNIQUE USING INDEX`.
    fn add_using_index(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        primary: bool,
        index: &Name,
    ) -> Result {
        let relation = self.open(table, def.span)?;
        if relation.is_partitioned() {
            return Err(SqlError::new(
                "0A000",
                def.span,
                "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables",
            ));
        }
        let found = self
            .catalog
            .rel_in(relation.schema, &index.value)
            .and_then(|id| self.catalog.rel(id))
            .filter(|found| found.index().is_some())
            .cloned();
        let Some(found) = found else {
            return Err(SqlError::new(
                "42704",
                index.span,
                format!("index \"{}\" does not exist", index.value),
            )
            .label("no such index"));
        };
        let Some(info) = found.index().cloned() else {
            return Ok(());
        };
        let refuse = |state, message: String| {
            Err(SqlError::new(state, index.span, message)
                .also(found.origin.span, "the index is here"))
        };
        let unusable = "Cannot create a primary key or unique constraint using such an index.";
        if info.constraint.is_some() {
            return refuse(
                "55000",
                format!(
                    "index \"{}\" is already associated with a constraint",
                    found.name
                ),
            );
        }
        if info.table != table {
            return refuse(
                "55000",
                format!(
                    "index \"{}\" does not belong to table \"{}\"",
                    found.name, relation.name
                ),
            );
        }
        let wrong = |message: String| {
            Err(SqlError::new("42809", index.span, message)
                .detail(unusable)
                .also(found.origin.span, "the index is here"))
        };
        if !info.valid {
            return refuse("55000", format!("index \"{}\" is not valid", found.name));
        }
        if !info.unique {
            return wrong(format!("\"{}\" is not a unique index", found.name));
        }
        let mut columns = Vec::new();
        for key in &info.keys {
            match &key.what {
                super::KeyKind::Column(column) => columns.push(*column),
                super::KeyKind::Expr(_) => {
                    return wrong(format!("index \"{}\" contains expressions", found.name));
                }
            }
        }
        if info.predicate.is_some() {
            return wrong(format!("\"{}\" is a partial index", found.name));
        }
        for (at, key) in info.keys.iter().enumerate() {
            if key.descending || key.nulls_first || key.opclass.is_some() || key.collation.is_some()
            {
                return wrong(format!(
                    "index \"{}\" column number {} does not have default sorting behavior",
                    found.name,
                    at + 1
                ));
            }
        }
        if primary {
            if let Some(old) = relation.primary_key() {
                return Err(Self::two_primary_keys(&relation, def.span, old.span));
            }
            if info.nulls_not_distinct {
                return Err(SqlError::new(
                    "42601",
                    index.span,
                    "primary keys cannot use NULLS NOT DISTINCT indexes",
                ));
            }
            self.primary_key_not_null(&relation, &columns, def.span, true)?;
        }
        let name = def.name.as_ref().map_or(&found.name, |name| &name.value);
        if relation.has_constraint_name(name) {
            return Err(duplicate(&relation, name, def.span));
        }
        if *name != found.name {
            self.rename_relation(found.id, name, def.span)?;
        }
        let (deferrable, initially_deferred) = Self::deferral(&def.attributes);
        let kind = if primary {
            ConstraintKind::PrimaryKey {
                columns,
                index: found.id,
                without_overlaps: false,
            }
        } else {
            ConstraintKind::Unique {
                columns,
                index: found.id,
                nulls_not_distinct: info.nulls_not_distinct,
                without_overlaps: false,
            }
        };
        let id = self.push_constraint(
            table,
            Constraint {
                id: ConstraintId(0),
                name: name.clone(),
                // Without one of its own it has the index's.
                chosen: false,
                kind,
                deferrable,
                initially_deferred,
                validated: true,
                enforced: true,
                no_inherit: true,
                is_local: true,
                inherited: 0,
                parent: None,
                comment: None,
                span: def.span,
            },
        )?;
        if let Some(info) = self.open_mut(found.id, def.span)?.index_mut() {
            info.constraint = Some(id);
            info.primary = primary;
        }
        Ok(())
    }
}

/// The column that an unnamed check is named after: the only one that it reads.
fn only_column<'a>(
    relation: &'a Relation,
    bound: &StoredExpr,
    written: &'a ddl::Expr,
) -> Option<&'a str> {
    let whole_row = bound.uses.relations.contains(&relation.id);
    let table_oid = written
        .columns
        .iter()
        .find(|column| column.name.value == "tableoid");
    match (bound.uses.columns.as_slice(), whole_row, table_oid) {
        ([(_, column)], false, None) => relation
            .column_by_id(*column)
            .map(|column| column.name.as_str()),
        ([], false, Some(_)) => Some("tableoid"),
        _ => None,
    }
}

impl Relation {
    /// Whether it is a foreign table.
    pub(super) fn kind_is_foreign(&self) -> bool {
        matches!(self.kind, super::RelationKind::ForeignTable(_))
    }
}
