//! CREATE TABLE in all its forms but AS.

use super::columns::ColumnParts;
use super::constraint::{Descent, NewNotNull};
use super::error::{Result, SqlError};
use super::operator::{Scope, Typed};
use super::{
    ChangeKind, Column, ColumnId, ColumnType, Constraint, ConstraintId, ConstraintKind,
    IdentityKind, ObjectId, PartitionKey, RelId, Relation, RelationKind, Replay, Shared, Stored,
    StoredExpr, TableInfo, TypeKind,
};
use crate::ddl::{
    self, ColumnDef, ConstraintDef, CreateTable, GeneratedStorage, Name, Persistence, QName,
    SequenceOptions, TableElement,
};
use crate::diag::Span;

/// A column that the new table will have.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) name: Name,
    pub(super) ty: ColumnType,
    pub(super) collation: Option<String>,
    pub(super) type_span: Span,
    pub(super) descent: Descent,
    /// What was written on it; empty for an inherited one.
    pub(super) parts: ColumnParts,
    /// A default or generation expression from a parent.
    pub(super) default: Option<Shared<StoredExpr>>,
    pub(super) generated: Option<GeneratedStorage>,
    /// Identity from a partitioned parent, with the parent's sequence.
    pub(super) identity: Option<IdentityKind>,
    /// NOT NULL of parents, with the names that they have, one a parent.
    pub(super) parents_not_null: Vec<Option<String>>,
    /// Parents disagree about the default, and none is written here.
    pub(super) default_conflict: bool,
    pub(super) stored: Stored,
    /// Whether LIKE … INCLUDING STORAGE says how it is stored.
    pub(super) is_storage_given: bool,
}

impl Pending {
    /// A column of which only the name and the type are known.
    pub(super) fn bare(name: Name, ty: ColumnType, descent: Descent) -> Self {
        Self {
            type_span: name.span,
            name,
            ty,
            collation: None,
            descent,
            parts: ColumnParts {
                not_null: None,
                default: None,
                generated: None,
                identity: None,
                serial: false,
                constraints: Vec::new(),
            },
            default: None,
            generated: None,
            identity: None,
            parents_not_null: Vec::new(),
            default_conflict: false,
            stored: Stored::default(),
            is_storage_given: false,
        }
    }

    /// A copy of another table's column, without what LIKE and INHERITS treat
    /// each in its way.
    pub(super) fn copy(column: &Column, span: Span, descent: Descent) -> Self {
        let name = Name {
            value: column.name.clone(),
            span,
        };
        let mut pending = Self::bare(name, column.ty.clone(), descent);
        pending.collation.clone_from(&column.collation);
        pending
    }
}

/// What LIKE asks to be copied once the table is there.
struct LikeAfter<'a> {
    clause: &'a ddl::LikeClause,
    source: RelId,
}

impl Replay {
    /// `CREATE TABLE`, `CREATE FOREIGN TABLE`.
    pub(super) fn create_table(&mut self, stmt: &CreateTable) -> Result {
        let span = stmt.name.span();
        let schema = self.creation_schema(&stmt.name, stmt.persistence)?;
        let table_name = &stmt.name.name.value;
        if stmt.if_not_exists && self.catalog.rel_in(schema, table_name).is_some() {
            return Ok(());
        }
        if let Some(by) = &stmt.partition_by
            && !stmt.inherits.is_empty()
        {
            return Err(SqlError::new(
                "42P17",
                by.span,
                "cannot create partitioned table as inheritance child",
            )
            .help("leave out INHERITS or PARTITION BY"));
        }
        let persistence = if schema == super::builtin::PG_TEMP {
            Persistence::Temporary
        } else {
            stmt.persistence
        };
        if stmt.on_commit.is_some() && persistence != Persistence::Temporary {
            return Err(SqlError::new(
                "42P16",
                span,
                "ON COMMIT can only be used on temporary tables",
            ));
        }
        if stmt.partition_by.is_some()
            && persistence == Persistence::Unlogged
            && self.catalog.version.0 >= 18
        {
            return Err(SqlError::new(
                "0A000",
                span,
                "partitioned tables cannot be unlogged",
            ));
        }
        if stmt.partition_by.is_some() {
            self.partitioned_options(&stmt.options)?;
        } else {
            super::reloptions::check(
                &stmt.options,
                super::reloptions::Holder::Heap,
                self.catalog.version,
            )?;
        }
        self.check_table_method(stmt.method.as_ref())?;
        if let Some(query) = &stmt.as_query {
            return self.create_table_as(stmt, schema, persistence, query);
        }
        let mut constraints: Vec<ConstraintDef> = Vec::new();
        let mut likes = Vec::new();
        let mut own: Vec<Pending> = Vec::with_capacity(stmt.elements.len());
        let typed = stmt.of_type.is_some() || stmt.partition_of.is_some();
        let mut options: Vec<(&ColumnDef, ColumnParts)> = Vec::new();
        for element in &stmt.elements {
            match element {
                TableElement::Column(def) => {
                    let mut parts = self.column_parts(table_name, def)?;
                    constraints.append(&mut parts.constraints);
                    key_implies_not_null(def, &mut parts);
                    match &def.ty {
                        Some(ty) if !typed => {
                            Self::column_name_allowed(&def.name)?;
                            own.push(self.pending(def, ty, parts)?);
                        }
                        _ => options.push((def, parts)),
                    }
                }
                TableElement::Constraint(def) => constraints.push(def.clone()),
                TableElement::Like(clause) => {
                    let source = self.relation(&clause.table)?;
                    own.extend(self.like_columns(clause, source)?);
                    likes.push(LikeAfter { clause, source });
                }
            }
        }
        // Two of the same name, before anything else is asked.
        for (at, column) in own.iter().enumerate() {
            if let Some(first) = own[..at]
                .iter()
                .find(|other| other.name.value == column.name.value)
            {
                return Err(twice(&column.name, first.name.span));
            }
        }
        let mut info = TableInfo {
            on_commit_drop: stmt.on_commit == Some(ddl::OnCommit::Drop),
            ..TableInfo::default()
        };
        let mut inherited_checks = Vec::new();
        let columns = if let Some(ty) = &stmt.of_type {
            let (id, columns) = self.type_columns(ty)?;
            info.of_type = Some(id);
            Self::no_generated(&options, "typed tables", false)?;
            Self::apply_options(columns, options)?
        } else if let Some(partition) = &stmt.partition_of {
            let parent = self.relation(&partition.parent)?;
            self.check_partition_parent(parent, persistence, &partition.parent)?;
            let takes_expressions = self.catalog.version.frees_generation();
            Self::no_generated(&options, "partitions", takes_expressions)?;
            let columns = self.inherited_columns(&[parent], Vec::new(), span)?;
            inherited_checks = self.inherited_checks(&[parent], span)?;
            let bound = self.check_bound(parent, table_name, &partition.bound, None)?;
            info.partition_of = Some((parent, bound.into()));
            Self::apply_options(columns, options)?
        } else {
            let mut parents = Vec::new();
            for name in &stmt.inherits {
                let parent = self.inheritance_parent(name, persistence)?;
                if parents.contains(&parent) {
                    return Err(SqlError::new(
                        "42P07",
                        name.span(),
                        format!(
                            "relation \"{}\" would be inherited from more than once",
                            name.name.value
                        ),
                    ));
                }
                parents.push(parent);
            }
            if let Some((def, _)) = options.first() {
                return Err(SqlError::new(
                    "42601",
                    def.span,
                    format!("column \"{}\" has no type", def.name.value),
                ));
            }
            inherited_checks = self.inherited_checks(&parents, span)?;
            info.inherits.clone_from(&parents);
            if parents.is_empty() {
                own
            } else {
                self.inherited_columns(&parents, own, span)?
            }
        };
        info.server = stmt.server.as_ref().map(|name| name.value.clone());
        let kind = if stmt.foreign {
            RelationKind::ForeignTable(info)
        } else {
            RelationKind::Table(info)
        };
        let relation = Relation::new(schema, table_name, kind, persistence, stmt.name.name.span);
        let table = self.add_relation(relation, span)?;
        self.fill_table(table, stmt, &columns, inherited_checks, constraints, &likes)
    }

    /// Everything of a new table once its name is taken, in PostgreSQL's order,
    /// on which the names that it chooses depend.
    fn fill_table(
        &mut self,
        table: RelId,
        stmt: &CreateTable,
        columns: &[Pending],
        inherited_checks: Vec<Constraint>,
        mut constraints: Vec<ConstraintDef>,
        likes: &[LikeAfter<'_>],
    ) -> Result {
        let span = stmt.name.span();
        for def in &mut constraints {
            // There is no row yet that NOT VALID could spare.
            def.attributes.not_valid &= !matches!(
                def.kind,
                ddl::ConstraintKind::Check(_) | ddl::ConstraintKind::ForeignKey { .. }
            );
        }
        let mut ids = Vec::with_capacity(columns.len());
        for column in columns {
            let id = self.push_column(
                table,
                &column.name,
                column.ty.clone(),
                column.collation.clone(),
                column.type_span,
                column.descent,
            )?;
            if let Some(made) = self.open_mut(table, span)?.column_by_id_mut(id) {
                made.stored.clone_from(&column.stored);
            }
            self.column_created(table, id, column.name.span);
            ids.push(id);
        }
        for element in &stmt.elements {
            if let TableElement::Column(def) = element {
                self.store_settings(table, def)?;
            }
        }
        for (column, id) in columns.iter().zip(&ids) {
            self.attach_sequence(table, *id, &column.parts, column.name.span)?;
            if column.generated.is_some() || column.default.is_some() || column.identity.is_some() {
                self.inherit_expression(table, *id, column)?;
            }
        }
        for (column, id) in columns.iter().zip(&ids) {
            if column.parts.generated.is_some() || column.parts.default.is_some() {
                self.store_default(table, *id, &column.parts)?;
            } else if column.default_conflict {
                return Err(SqlError::new(
                    "42611",
                    span,
                    format!(
                        "column \"{}\" inherits conflicting default values",
                        column.name.value
                    ),
                )
                .help("specify a default explicitly"));
            }
        }
        for check in inherited_checks {
            let mut check = check;
            let descent = Descent {
                is_local: false,
                inherited: check.inherited,
            };
            if let ConstraintKind::Check(expr) = &mut check.kind {
                for parent in self.open(table, span)?.parents() {
                    let parent = self.open(parent, span)?;
                    self.map_columns(expr, &parent, table);
                }
            }
            self.store_check(table, check, descent, false)?;
        }
        if let Some(by) = &stmt.partition_by {
            self.set_partition_key(table, by)?;
        }
        if let Some(partition) = &stmt.partition_of {
            self.clone_from_parent(table, partition.bound.span)?;
        }
        let mut check_names = Vec::new();
        for def in &constraints {
            if matches!(def.kind, ddl::ConstraintKind::Check(_)) {
                self.add_constraint(table, def, true, &mut check_names)?;
            }
        }
        self.new_not_nulls(table, columns, &ids, &constraints, check_names)?;
        // The primary key first, then the others in order, equal ones once.
        dedupe_keys(&mut constraints, &self.open(table, span)?.name)?;
        let is_primary =
            |def: &&ConstraintDef| matches!(def.kind, ddl::ConstraintKind::PrimaryKey { .. });
        let is_other_key = |def: &&ConstraintDef| {
            matches!(
                def.kind,
                ddl::ConstraintKind::Unique { .. } | ddl::ConstraintKind::Exclude { .. }
            )
        };
        let mut none = Vec::new();
        for def in constraints.iter().filter(is_primary) {
            // Two in one statement are seen before the columns of the second.
            let relation = self.open(table, def.span)?;
            if let Some(old) = relation.primary_key() {
                return Err(Self::two_primary_keys(&relation, def.span, old.span));
            }
            self.add_constraint(table, def, true, &mut none)?;
        }
        for def in constraints.iter().filter(is_other_key) {
            self.add_constraint(table, def, true, &mut none)?;
        }
        for like in likes {
            self.like_after(table, like.clause, like.source)?;
        }
        for def in &constraints {
            if matches!(def.kind, ddl::ConstraintKind::ForeignKey { .. }) {
                self.add_constraint(table, def, true, &mut none)?;
            }
        }
        Ok(())
    }

    /// A column's default, generation or identity as its parent has it.
    fn inherit_expression(&mut self, table: RelId, id: ColumnId, column: &Pending) -> Result {
        let parents = self.open(table, column.name.span)?.parents();
        let mut default = column.default.clone();
        if let Some(default) = &mut default {
            for parent in parents {
                let parent = self.open(parent, column.name.span)?;
                self.map_columns(default, &parent, table);
            }
        }
        if let Some(stored) = self.open_mut(table, column.name.span)?.column_by_id_mut(id) {
            if default.is_some() {
                stored.default = default;
            }
            stored.generated = column.generated;
            if column.identity.is_some() {
                stored.identity = column.identity;
            }
        }
        Ok(())
    }

    fn pending(&self, def: &ColumnDef, ty: &ddl::TypeName, parts: ColumnParts) -> Result<Pending> {
        let (found, collation) = self.typed(def, ty, RelId(0))?;
        let method = def.compression.as_ref().map(|method| &method.value);
        Ok(Pending {
            collation,
            type_span: ty.span,
            parts,
            stored: Stored {
                storage: None,
                compression: method.filter(|method| *method != "default").cloned(),
            },
            ..Pending::bare(def.name.clone(), ColumnType::Known(found), Descent::LOCAL)
        })
    }

    /// 42809 for a typed table of what is no composite type of its own.
    pub(super) fn not_composite(&self, id: super::TypeId, name: &QName) -> Box<SqlError> {
        let row = self
            .catalog
            .ty(id)
            .is_some_and(|ty| matches!(ty.kind, TypeKind::Row(_)));
        if row && self.catalog.version.explains_row_types() {
            return SqlError::new(
                "42809",
                name.span(),
                format!("type {} is the row type of another table", name.display()),
            )
            .detail(
                "A typed table must use a stand-alone composite type created with CREATE TYPE.",
            );
        }
        SqlError::new(
            "42809",
            name.span(),
            format!("type {} is not a composite type", name.display()),
        )
    }

    /// Columns of a composite type, for a typed table.
    fn type_columns(&self, name: &QName) -> Result<(super::TypeId, Vec<Pending>)> {
        let id = self.user_type(name)?;
        let rel = match self.catalog.ty(id).map(|ty| &ty.kind) {
            Some(TypeKind::Composite(rel)) => *rel,
            _ => {
                return Err(self.not_composite(id, name));
            }
        };
        let relation = self.open(rel, name.span())?;
        let columns = relation
            .columns
            .iter()
            .map(|column| Pending::copy(column, name.span(), Descent::LOCAL))
            .collect();
        Ok((id, columns))
    }

    /// GENERATED among options of columns where there is no place for it.
    fn no_generated(
        options: &[(&ColumnDef, ColumnParts)],
        on: &str,
        takes_expressions: bool,
    ) -> Result {
        for (def, parts) in options {
            let what = if parts.identity.is_some() {
                "identity"
            } else if parts.generated.is_some() && !takes_expressions {
                "generated"
            } else {
                continue;
            };
            return Err(SqlError::new(
                "0A000",
                def.name.span,
                format!("{what} columns are not supported on {on}"),
            ));
        }
        Ok(())
    }

    /// Column options of a typed table or a partition.
    fn apply_options(
        mut columns: Vec<Pending>,
        options: Vec<(&ColumnDef, ColumnParts)>,
    ) -> Result<Vec<Pending>> {
        let mut seen: Vec<&Name> = Vec::new();
        for (def, parts) in options {
            if let Some(first) = seen.iter().find(|name| name.value == def.name.value) {
                return Err(twice(&def.name, first.span));
            }
            seen.push(&def.name);
            let Some(column) = columns
                .iter_mut()
                .find(|column| column.name.value == def.name.value)
            else {
                return Err(SqlError::new(
                    "42703",
                    def.name.span,
                    format!("column \"{}\" does not exist", def.name.value),
                )
                .label("no such column"));
            };
            if parts.default.is_some() && column.generated.is_some() {
                return Err(SqlError::new(
                    "42611",
                    def.name.span,
                    format!(
                        "column \"{}\" inherits from generated column but specifies default",
                        def.name.value
                    ),
                ));
            }
            if parts.generated.is_some() && column.generated.is_none() {
                return Err(SqlError::new(
                    "42611",
                    def.name.span,
                    format!(
                        "child column \"{}\" specifies generation expression",
                        def.name.value
                    ),
                )
                .help("a child's column can be generated only if its parent's is"));
            }
            column.parts = parts;
            column.name.span = def.name.span;
        }
        Ok(columns)
    }

    /// NOT NULL of a new table's columns: those that are written, in order, then
    /// those that come from parents alone. The names depend on that order.
    fn new_not_nulls(
        &mut self,
        table: RelId,
        columns: &[Pending],
        ids: &[ColumnId],
        constraints: &[ConstraintDef],
        check_names: Vec<String>,
    ) -> Result {
        let relation = self.open(
            table,
            columns
                .first()
                .map_or(relation_span(self, table), |c| c.name.span),
        )?;
        let mut wanted: Vec<(usize, NewNotNull)> = Vec::new();
        let mut add = |replay: &Self, at: usize, new: NewNotNull| -> Result {
            let column = &columns[at].name.value;
            match wanted.iter_mut().find(|(found, _)| *found == at) {
                Some((_, old)) => {
                    let mut slot = Some(old.clone());
                    replay.merge_written(&mut slot, new, column)?;
                    if let Some(merged) = slot {
                        *old = merged;
                    }
                }
                None => wanted.push((at, new)),
            }
            Ok(())
        };
        for (at, column) in columns.iter().enumerate() {
            if let Some(new) = &column.parts.not_null {
                add(self, at, new.clone())?;
            }
        }
        let position = |name: &str| columns.iter().position(|column| column.name.value == name);
        for def in constraints {
            if let ddl::ConstraintKind::NotNull(column) = &def.kind {
                self.needs_version(18, "a NOT NULL table constraint", def.span)?;
                let Some(at) = position(&column.value) else {
                    return Err(Self::with_near_column(
                        SqlError::new(
                            "42703",
                            column.span,
                            format!(
                                "column \"{}\" of relation \"{}\" does not exist",
                                column.value, relation.name
                            ),
                        ),
                        &relation,
                        &column.value,
                    ));
                };
                let new = NewNotNull {
                    name: def.name.as_ref().map(|name| name.value.clone()),
                    no_inherit: def.attributes.no_inherit,
                    validated: !def.attributes.not_valid,
                    span: def.name.as_ref().map_or(def.span, |name| name.span),
                };
                add(self, at, new)?;
            }
        }
        for def in constraints {
            if let ddl::ConstraintKind::PrimaryKey { columns: key, .. } = &def.kind {
                for name in key {
                    let Some(at) = position(&name.value) else {
                        continue;
                    };
                    let new = NewNotNull {
                        name: None,
                        no_inherit: false,
                        validated: true,
                        span: def.span,
                    };
                    add(self, at, new)?;
                }
            }
        }
        let mut names = check_names;
        let mut own_names: Vec<String> = Vec::new();
        for (at, new) in &wanted {
            if new.no_inherit && relation.is_partitioned() {
                return Err(SqlError::new(
                    "0A000",
                    new.span,
                    "not-null constraints on partitioned tables cannot be NO INHERIT",
                ));
            }
            let parents = columns[*at].parents_not_null.len();
            if new.no_inherit && parents > 0 {
                return Err(SqlError::new(
                    "42804",
                    new.span,
                    format!(
                        "cannot define not-null constraint with NO INHERIT on column \"{}\"",
                        columns[*at].name.value
                    ),
                )
                .detail("The column has an inherited not-null constraint."));
            }
            if let Some(name) = &new.name
                && self.names_not_null()
            {
                if own_names.contains(name) {
                    let taken = wanted.iter().any(|(_, other)| {
                        other.span != new.span && other.name.as_ref() == Some(name)
                    });
                    return Err(if taken {
                        super::constraint::duplicate(&relation, name, new.span)
                    } else {
                        catalog_clash(name, new.span)
                    });
                }
                if self.open(table, new.span)?.has_constraint_name(name) {
                    return Err(catalog_clash(name, new.span));
                }
            }
            let descent = Descent {
                is_local: true,
                inherited: u16::try_from(parents).unwrap_or(u16::MAX),
            };
            let stored = self.store_not_null(table, ids[*at], new, descent, &names)?;
            if let Some(name) = stored {
                own_names.push(name.clone());
                names.push(name);
            }
        }
        for (at, column) in columns.iter().enumerate() {
            let Some(first) = column.parents_not_null.first() else {
                continue;
            };
            if wanted.iter().any(|(found, _)| *found == at) {
                continue;
            }
            let name = first
                .clone()
                .filter(|name| !names.contains(name) && !relation.has_constraint_name(name));
            let new = NewNotNull {
                name,
                no_inherit: false,
                validated: true,
                span: column.name.span,
            };
            let descent = Descent {
                is_local: false,
                inherited: u16::try_from(column.parents_not_null.len()).unwrap_or(u16::MAX),
            };
            if let Some(name) = self.store_not_null(table, ids[at], &new, descent, &names)? {
                names.push(name);
            }
        }
        Ok(())
    }

    /// Columns that LIKE copies.
    fn like_columns(&self, clause: &ddl::LikeClause, source: RelId) -> Result<Vec<Pending>> {
        let span = clause.table.span();
        let source = self.open(source, span)?;
        let plural = match &source.kind {
            RelationKind::Index(_) => Some("indexes"),
            RelationKind::Sequence(_) => Some("sequences"),
            _ => None,
        };
        if let Some(plural) = plural {
            return Err(SqlError::new(
                "42809",
                span,
                format!("relation \"{}\" is invalid in LIKE clause", source.name),
            )
            .detail(format!("This operation is not supported for {plural}.")));
        }
        if let Some(reason) = &source.unknown_columns {
            return Err(super::columns::unknown(&source, reason, span));
        }
        Ok(source
            .columns
            .iter()
            .map(|column| {
                let mut pending = Pending::copy(column, span, Descent::LOCAL);
                if clause.storage {
                    pending.stored.storage = column.stored.storage;
                    pending.is_storage_given = true;
                }
                if clause.compression {
                    let compression = &column.stored.compression;
                    pending.stored.compression.clone_from(compression);
                }
                if let Some(not_null) = &column.not_null {
                    pending.parts.not_null = Some(NewNotNull {
                        name: not_null.name.clone(),
                        no_inherit: not_null.no_inherit,
                        validated: true,
                        span,
                    });
                }
                if clause.identity
                    && let Some(identity) = column.identity
                {
                    let options = self.identity_options(source.id, column.id, span);
                    pending.parts.identity = Some(ddl::Identity {
                        always: identity == IdentityKind::Always,
                        options,
                        span,
                    });
                }
                pending
            })
            .collect())
    }

    /// Options of an identity column's sequence, to make another like it.
    fn identity_options(&self, table: RelId, column: ColumnId, span: Span) -> SequenceOptions {
        let Some(sequence) = self.identity_sequence(table, column) else {
            return SequenceOptions::default();
        };
        match self.catalog.rel(sequence).map(|found| &found.kind) {
            Some(RelationKind::Sequence(info)) => SequenceOptions {
                start: Some(info.start),
                increment: Some(info.increment),
                min: Some(Some(info.min)),
                max: Some(Some(info.max)),
                cache: Some(info.cache),
                cycle: Some(info.cycle),
                // The copy's type is not the original's, but the default one.
                ty: Some(bigint(span)),
                ..SequenceOptions::default()
            },
            _ => SequenceOptions::default(),
        }
    }

    /// The sequence of an identity column.
    pub(super) fn identity_sequence(&self, table: RelId, column: ColumnId) -> Option<RelId> {
        self.catalog.relations.iter().find_map(|(id, relation)| {
            let RelationKind::Sequence(info) = &relation.kind else {
                return None;
            };
            (info.identity && info.owned_by == Some((table, column))).then_some(RelId(id))
        })
    }

    /// What LIKE copies once the table is there: defaults, checks, indexes,
    /// comments.
    fn like_after(&mut self, table: RelId, clause: &ddl::LikeClause, source: RelId) -> Result {
        let span = clause.table.span();
        let source = self.open(source, span)?;
        for column in &source.columns {
            let keep = if column.generated.is_some() {
                clause.generated
            } else {
                clause.defaults
            };
            let mut default = column.default.clone().filter(|_| keep);
            if let Some(default) = &mut default {
                self.map_columns(default, &source, table);
            }
            let comment = column.comment.clone().filter(|_| clause.comments);
            let relation = self.open_mut(table, span)?;
            if let Some(target) = relation
                .columns
                .iter_mut()
                .find(|target| target.name == column.name)
            {
                if default.is_some() && target.default.is_none() {
                    target.default = default;
                    target.generated = column.generated;
                }
                if comment.is_some() {
                    target.comment = comment;
                }
            }
        }
        if clause.constraints {
            let is_partitioned = self.open(table, span)?.is_partitioned();
            for constraint in &source.constraints {
                let ConstraintKind::Check(expr) = &constraint.kind else {
                    continue;
                };
                if constraint.no_inherit && is_partitioned {
                    return Err(self
                        .no_inherit_on_partitioned(table, span)
                        .also(constraint.span, "the constraint that LIKE copies"));
                }
                let mut expr = expr.clone();
                self.map_columns(&mut expr, &source, table);
                let copy = Constraint {
                    id: ConstraintId(0),
                    // It is the one of the table that is copied.
                    chosen: false,
                    kind: ConstraintKind::Check(expr),
                    parent: None,
                    comment: constraint.comment.clone().filter(|_| clause.comments),
                    span,
                    validated: constraint.enforced,
                    ..Constraint::clone(constraint)
                };
                self.store_check(table, copy, Descent::LOCAL, true)?;
            }
        }
        if clause.indexes {
            for index in &source.indexes {
                self.like_index(table, &source, *index, clause.comments, span)?;
            }
        }
        Ok(())
    }

    fn like_index(
        &mut self,
        table: RelId,
        source: &Relation,
        index: RelId,
        comments: bool,
        span: Span,
    ) -> Result {
        let found = self.open(index, span)?;
        let Some(mut spec) = Self::index_spec(&found, source, span) else {
            return Ok(());
        };
        let target = self.open(table, span)?;
        spec.table = table;
        for key in &mut spec.keys {
            match &mut key.what {
                super::KeyKind::Column(column) => {
                    *column =
                        super::index::same_column(source, &target, *column).unwrap_or(*column);
                }
                super::KeyKind::Expr(expr) => self.map_columns(expr, source, table),
            }
        }
        for column in &mut spec.include {
            *column = super::index::same_column(source, &target, *column).unwrap_or(*column);
        }
        if let Some(predicate) = &mut spec.predicate {
            self.map_columns(predicate, source, table);
        }
        if let Some(served) = &mut spec.constraint {
            served.parent = None;
            served.descent = Descent::LOCAL;
        }
        if spec.primary
            && let Some(old) = target.primary_key()
        {
            return Err(Self::two_primary_keys(&target, span, old.span));
        }
        let made = self.define_index(spec)?;
        // LIKE leaves no room for a name.
        let held = &mut self.open_mut(table, span)?.constraints;
        for constraint in held.picked(|constraint| constraint.index() == Some(made)) {
            constraint.chosen = false;
        }
        if comments {
            self.open_mut(made, span)?
                .comment
                .clone_from(&found.comment);
        }
        Ok(())
    }

    fn set_partition_key(&mut self, table: RelId, by: &ddl::PartitionBy) -> Result {
        let strategy = by.strategy.value.clone();
        if !["range", "list", "hash"].contains(&strategy.as_str()) {
            return Err(SqlError::new(
                "22023",
                by.strategy.span,
                format!("unrecognized partitioning strategy \"{strategy}\""),
            )
            .help("write range, list or hash"));
        }
        let relation = self.open(table, by.span)?;
        if strategy == "list" && by.keys.len() > 1 {
            return Err(SqlError::new(
                "42P17",
                by.span,
                "cannot use \"list\" partition strategy with more than one column",
            )
            .help("partition by one column, or by RANGE or HASH"));
        }
        let method = if strategy == "hash" { "hash" } else { "btree" };
        let mut keys = Vec::new();
        for key in &by.keys {
            if let ddl::IndexKeyKind::Column(name) = &key.what {
                match relation.column(&name.value) {
                    Some(column) if column.generated.is_some() => {
                        return Err(SqlError::new(
                            "42P17",
                            name.span,
                            "cannot use generated column in partition key",
                        )
                        .detail(format!("Column \"{}\" is a generated column.", name.value)));
                    }
                    Some(_) => {}
                    None if super::expr::SYSTEM_COLUMNS.contains(&name.value.as_str()) => {
                        return Err(SqlError::new(
                            "42P17",
                            name.span,
                            format!(
                                "cannot use system column \"{}\" in partition key",
                                name.value
                            ),
                        ));
                    }
                    None => {
                        return Err(Self::with_near_column(
                            SqlError::new(
                                "42703",
                                name.span,
                                format!(
                                    "column \"{}\" named in partition key does not exist",
                                    name.value
                                ),
                            )
                            .label("no such column"),
                            &relation,
                            &name.value,
                        ));
                    }
                }
            }
            let (stored, _) =
                self.index_key(&relation, key, method, super::expr::ExprUse::PartitionKey)?;
            Self::no_generated_key(&relation, &stored.what, key.span)?;
            self.check_partition_key_value(&relation, key, keys.len() + 1, &stored)?;
            self.check_key(method, &relation, key, &stored)?;
            keys.push(stored);
        }
        if let Some(info) = self.open_mut(table, by.span)?.table_mut() {
            info.partition_key = Some(PartitionKey { strategy, keys });
        }
        self.changed(ObjectId::Relation(table), ChangeKind::Altered, by.span);
        Ok(())
    }
}

impl Replay {
    /// An expression that is a key must have a type, and must not be one value
    /// whatever the row (`ComputePartitionAttrs`).
    fn check_partition_key_value(
        &self,
        table: &Relation,
        key: &ddl::IndexKey,
        place: usize,
        stored: &super::Key,
    ) -> Result {
        let (super::KeyKind::Expr(bound), ddl::IndexKeyKind::Expr(written)) =
            (&stored.what, &key.what)
        else {
            return Ok(());
        };
        if written.unparsed {
            return Ok(());
        }
        let value = self.value_of(&written.shape, &Scope::of(Some(table)))?;
        let pseudo = match &value.ty {
            Typed::Literal(_) => Some("unknown".to_owned()),
            _ => self.pseudo_type_of_key(written, &value),
        };
        if let Some(pseudo) = pseudo {
            return Err(SqlError::new(
                "42P16",
                written.span,
                format!("partition key column {place} has pseudo-type {pseudo}"),
            ));
        }
        // All of it is immutable, so what reads no column is one value.
        let uses = &bound.uses;
        if uses.columns.is_empty() && uses.relations.is_empty() && !uses.incomplete {
            return Err(SqlError::new(
                "42P17",
                bound.span,
                "cannot use constant expression as partition key",
            ));
        }
        Ok(())
    }

    /// A partition key's expression must not read a generated column, nor the
    /// whole row when one is in it.
    fn no_generated_key(relation: &super::Relation, key: &super::KeyKind, span: Span) -> Result {
        let is_read = |column: &super::Column| match key {
            super::KeyKind::Column(key) => *key == column.id,
            super::KeyKind::Expr(expr) => {
                expr.uses.columns.contains(&(relation.id, column.id))
                    || expr.uses.relations.contains(&relation.id)
            }
        };
        let mut generated = relation
            .columns
            .iter()
            .filter(|column| column.generated.is_some());
        match generated.find(|column| is_read(column)) {
            Some(column) => Err(SqlError::new(
                "42P17",
                span,
                "cannot use generated column in partition key",
            )
            .detail(format!("Column \"{}\" is a generated column.", column.name))),
            None => Ok(()),
        }
    }
}

/// `bigint`, as if it were written.
fn bigint(span: Span) -> ddl::TypeName {
    let name = |value: &str| Name {
        value: value.to_owned(),
        span,
    };
    ddl::TypeName {
        name: QName {
            schema: Some(name("pg_catalog")),
            name: name("int8"),
        },
        modifiers: Vec::new(),
        interval_fields: None,
        array_dims: 0,
        setof: false,
        of_column: None,
        serial: false,
        span,
    }
}

fn relation_span(replay: &Replay, table: RelId) -> Span {
    replay.catalog.rel(table).map_or_else(
        || Span::new(crate::diag::FileId::default(), 0..0),
        |relation| relation.origin.span,
    )
}

/// The error for a column that is written twice.
fn twice(name: &Name, first: Span) -> Box<SqlError> {
    SqlError::new(
        "42701",
        name.span,
        format!("column \"{}\" specified more than once", name.value),
    )
    .label("the second one")
    .also(first, "the first one")
}

/// What PostgreSQL 18 says when two constraints of a new table get one name in
/// a way that it does not look for.
fn catalog_clash(name: &str, span: Span) -> Box<SqlError> {
    SqlError::new(
        "23505",
        span,
        "duplicate key value violates unique constraint \
         \"pg_constraint_conrelid_contypid_conname_index\"",
    )
    .label(format!("\"{name}\" is taken by another constraint"))
    .help("give this constraint a name of its own")
}

/// A primary key on a column makes it NOT NULL where it stands.
fn key_implies_not_null(def: &ColumnDef, parts: &mut ColumnParts) {
    let key = def
        .constraints
        .iter()
        .find(|constraint| matches!(constraint.kind, ddl::ColumnConstraintKind::PrimaryKey(_)));
    if let Some(key) = key
        && parts.not_null.is_none()
    {
        parts.not_null = Some(NewNotNull {
            name: None,
            no_inherit: false,
            validated: true,
            span: key.span,
        });
    }
}

/// Drops keys that repeat another, as `transformIndexConstraints` does, and
/// refuses a second primary key.
fn dedupe_keys(constraints: &mut Vec<ConstraintDef>, table: &str) -> Result {
    let mut primary: Option<Span> = None;
    for def in constraints.iter() {
        if matches!(def.kind, ddl::ConstraintKind::PrimaryKey { .. }) {
            if let Some(first) = primary {
                return Err(SqlError::new(
                    "42P16",
                    def.span,
                    format!("multiple primary keys for table \"{table}\" are not allowed"),
                )
                .label("a second primary key")
                .also(first, "the first primary key")
                .help("remove one of the two, or make it UNIQUE"));
            }
            primary = Some(def.span);
        }
    }
    // The primary key comes first, so that a unique key like it gives way.
    let mut order: Vec<usize> = (0..constraints.len()).collect();
    order.sort_by_key(|at| {
        !matches!(
            constraints[*at].kind,
            ddl::ConstraintKind::PrimaryKey { .. }
        )
    });
    let mut drop: Vec<usize> = Vec::new();
    let mut kept: Vec<usize> = Vec::new();
    for at in order {
        let Some(key) = plain_key(&constraints[at]) else {
            continue;
        };
        let twin = kept
            .iter()
            .copied()
            .find(|other| plain_key(&constraints[*other]).as_ref() == Some(&key));
        match twin {
            Some(twin) => {
                if constraints[twin].name.is_none() {
                    let name = constraints[at].name.clone();
                    constraints[twin].name = name;
                }
                drop.push(at);
            }
            None => kept.push(at),
        }
    }
    let mut at = 0;
    constraints.retain(|_| {
        at += 1;
        !drop.contains(&(at - 1))
    });
    Ok(())
}

/// What makes two unique keys the same index.
#[derive(PartialEq, Eq)]
struct PlainKey<'a> {
    columns: Vec<&'a str>,
    include: Vec<&'a str>,
    nulls_not_distinct: bool,
    without_overlaps: bool,
    deferral: (bool, bool),
}

fn plain_key(def: &ConstraintDef) -> Option<PlainKey<'_>> {
    fn names(columns: &[Name]) -> Vec<&str> {
        columns.iter().map(|name| name.value.as_str()).collect()
    }
    let (columns, parameters, nulls_not_distinct, without_overlaps) = match &def.kind {
        ddl::ConstraintKind::PrimaryKey {
            columns,
            without_overlaps,
            parameters,
        } => (columns, parameters, false, *without_overlaps),
        ddl::ConstraintKind::Unique {
            columns,
            nulls_not_distinct,
            without_overlaps,
            parameters,
        } => (columns, parameters, *nulls_not_distinct, *without_overlaps),
        _ => return None,
    };
    Some(PlainKey {
        columns: names(columns),
        include: names(&parameters.include),
        nulls_not_distinct,
        without_overlaps,
        deferral: Replay::deferral(&def.attributes),
    })
}
