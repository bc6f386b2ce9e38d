//! Actions of ALTER TABLE on columns.

use super::alter::{HasValues, Task};
use super::builtin;
use super::columns::ColumnParts;
use super::constraint::{Descent, NewNotNull};
use super::error::{Result, SqlError};
use super::expr::{ExprUse, SYSTEM_COLUMNS};
use super::mentions::Kind;
use super::opclass::Certain;
use super::work::Conversion;
use super::{
    ChangeKind, Column, ColumnId, ColumnType, ConstraintKind, IdentityKind, KeyKind, ObjectId,
    RelId, Relation, RelationKind, Replay, Rewrite, RowIdentity, Shared, WorkKind,
};
use crate::ddl::{
    AlterActionKind, ColumnDef, Expr, ExprShape, GeneratedStorage, Identity, Name, QName,
    SequenceOptions, TypeName,
};
use crate::diag::{Edit, Span};

impl Replay {
    /// The column that an action of ALTER TABLE names.
    pub(super) fn own_column<'a>(relation: &'a Relation, name: &Name) -> Result<&'a Column> {
        if let Some(column) = relation.column(&name.value) {
            return Ok(column);
        }
        if let Some(reason) = &relation.unknown_columns {
            return Err(super::columns::unknown(relation, reason, name.span));
        }
        if SYSTEM_COLUMNS.contains(&name.value.as_str()) {
            return Err(SqlError::new(
                "0A000",
                name.span,
                format!("cannot alter system column \"{}\"", name.value),
            ));
        }
        Err(Self::no_column(relation, name))
    }

    /// `ADD COLUMN`.
    pub(super) fn add_column<'a>(
        &mut self,
        table: RelId,
        def: &'a ColumnDef,
        if_not_exists: bool,
        recurse: bool,
    ) -> Result<Vec<Task<'a>>> {
        let relation = self.open(table, def.span)?;
        let refuse = |message: &str| Err(SqlError::new("42809", def.span, message));
        if relation.table().is_some_and(|info| info.of_type.is_some()) {
            return refuse("cannot add column to typed table");
        }
        if relation.is_partition() {
            return refuse("cannot add column to a partition");
        }
        if let Some(old) = relation.column(&def.name.value) {
            if if_not_exists {
                return Ok(Vec::new());
            }
            return Err(SqlError::new(
                "42701",
                def.name.span,
                format!(
                    "column \"{}\" of relation \"{}\" already exists",
                    def.name.value, relation.name
                ),
            )
            .label("this name is taken")
            .also(old.span, "the column is here"));
        }
        Self::column_name_allowed(&def.name)?;
        let Some(ty) = &def.ty else {
            return Err(SqlError::new(
                "42601",
                def.span,
                format!("column \"{}\" has no type", def.name.value),
            ));
        };
        let mut parts = self.column_parts(&relation.name, def)?;
        let (found, collation) = self.typed(def, ty, table)?;
        if parts.identity.is_some()
            && !relation.children().is_empty()
            && recurse
            && !relation.is_partitioned()
        {
            return Err(SqlError::new(
                "42P16",
                def.span,
                "cannot recursively add identity column to table that has child tables",
            )
            .help("add a plain column, then use ALTER COLUMN … ADD GENERATED on each table"));
        }
        if !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "42P16",
                def.span,
                "column must be added to child tables too",
            )
            .help("leave out ONLY"));
        }
        let id = self.push_column(
            table,
            &def.name,
            ColumnType::Known(found),
            collation,
            ty.span,
            Descent::LOCAL,
        )?;
        if let Some(relation) = self.catalog.rel_mut(table) {
            // An unknown shape stays unknown; the new column is known to be there.
            if relation.unknown_columns.is_some() {
                relation.columns.pop();
            }
        }
        self.column_created(table, id, def.name.span);
        self.store_settings(table, def)?;
        self.attach_sequence(table, id, &parts, def.name.span)?;
        self.store_default(table, id, &parts)?;
        let mut later: Vec<Task<'a>> = Vec::new();
        if let Some(not_null) = parts.not_null.take() {
            if self.names_not_null() {
                later.push(Task::NotNull(def.name.clone(), not_null));
            } else {
                self.store_not_null(table, id, &not_null, Descent::LOCAL, &[])?;
            }
        }
        self.note_added_column(&relation, id, &parts, !later.is_empty(), def.name.span);
        let values = if parts.default.is_some() {
            HasValues::Yes
        } else {
            HasValues::No
        };
        let constraints = parts.constraints.drain(..);
        later.extend(constraints.map(|def| Task::Constraint(def, values)));
        self.add_column_below(table, id, def.span)?;
        Ok(later)
    }

    /// Gives the children of a table a column that it has got.
    fn add_column_below(&mut self, table: RelId, column: ColumnId, span: Span) -> Result {
        let relation = self.open(table, span)?;
        let Some(column) = relation.column_by_id(column).cloned() else {
            return Ok(());
        };
        for child in relation.children() {
            let below = self.open(*child, span)?;
            if let Some(own) = below.column(&column.name) {
                if let (ColumnType::Known(a), ColumnType::Known(b)) = (&own.ty, &column.ty)
                    && a != b
                {
                    return Err(SqlError::new(
                        "42804",
                        span,
                        format!(
                            "child table \"{}\" has different type for column \"{}\"",
                            below.name, column.name
                        ),
                    )
                    .also(own.span, "the child's column is here"));
                }
                if own.collation != column.collation {
                    return Err(SqlError::new(
                        "42P21",
                        span,
                        format!(
                            "child table \"{}\" has different collation for column \"{}\"",
                            below.name, column.name
                        ),
                    ));
                }
                let id = own.id;
                if let Some(own) = self.open_mut(*child, span)?.column_by_id_mut(id) {
                    own.inherited += 1;
                }
                continue;
            }
            let name = Name {
                value: column.name.clone(),
                span: column.span,
            };
            let id = self.push_column(
                *child,
                &name,
                column.ty.clone(),
                column.collation.clone(),
                column.type_span,
                Descent::INHERITED,
            )?;
            let mut default = column.default.clone();
            if let Some(default) = &mut default {
                self.map_columns(default, &relation, *child);
            }
            let partition_identity = relation.is_partitioned() && self.catalog.version.0 >= 17;
            let inheritable = column.not_null.clone().filter(|n| !n.no_inherit);
            if let Some(own) = self.open_mut(*child, span)?.column_by_id_mut(id) {
                own.default = default;
                own.generated = column.generated;
                if partition_identity {
                    own.identity = column.identity;
                }
            }
            if let Some(not_null) = inheritable {
                let new = NewNotNull {
                    name: not_null.name,
                    no_inherit: false,
                    validated: true,
                    span,
                };
                self.store_not_null(*child, id, &new, Descent::INHERITED, &[])?;
            }
            self.column_created(*child, id, span);
            self.add_column_below(*child, id, span)?;
        }
        Ok(())
    }

    /// `DROP COLUMN`.
    pub(super) fn drop_column(
        &mut self,
        table: RelId,
        name: &Name,
        if_exists: bool,
        cascade: bool,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        if relation.table().is_some_and(|info| info.of_type.is_some()) {
            return Err(SqlError::new(
                "42809",
                name.span,
                "cannot drop column from typed table",
            ));
        }
        let Some(column) = relation.column(&name.value) else {
            if SYSTEM_COLUMNS.contains(&name.value.as_str()) {
                return Err(SqlError::new(
                    "0A000",
                    name.span,
                    format!("cannot drop system column \"{}\"", name.value),
                ));
            }
            if if_exists {
                return Ok(());
            }
            if let Some(reason) = &relation.unknown_columns {
                return Err(super::columns::unknown(&relation, reason, name.span));
            }
            return Err(Self::no_column(&relation, name));
        };
        if column.inherited > 0 {
            return Err(SqlError::new(
                "42P16",
                name.span,
                format!("cannot drop inherited column \"{}\"", name.value),
            )
            .help("drop it in the parent table"));
        }
        let mut targets = Vec::new();
        self.collect_column_drops(&relation, column, recurse, name.span, &mut targets)?;
        let objects: Vec<ObjectId> = targets
            .into_iter()
            .map(|(table, column)| ObjectId::Column(table, column))
            .collect();
        self.drop_objects(&objects, cascade, name.span)
    }

    /// Columns that go with one: those of children that have it from nowhere else.
    fn collect_column_drops(
        &mut self,
        relation: &Relation,
        column: &Column,
        recurse: bool,
        span: Span,
        targets: &mut Vec<(RelId, ColumnId)>,
    ) -> Result {
        if part_of_partition_key(relation, column.id) {
            return Err(SqlError::new(
                "42P16",
                span,
                format!(
                    "cannot drop column \"{}\" because it is part of the partition key of relation \"{}\"",
                    column.name, relation.name
                ),
            ));
        }
        if relation.is_partitioned() && !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "42P16",
                span,
                "cannot drop column from only the partitioned table when partitions exist",
            )
            .help("leave out ONLY"));
        }
        for child in relation.children() {
            let below = self.open(*child, span)?;
            let Some(own) = below.column(&column.name) else {
                continue;
            };
            if recurse && own.inherited == 1 && !own.is_local {
                self.collect_column_drops(&below, own, recurse, span, targets)?;
                continue;
            }
            let id = own.id;
            if let Some(own) = self.open_mut(*child, span)?.column_by_id_mut(id) {
                own.inherited = own.inherited.saturating_sub(1);
                if !recurse {
                    own.is_local = true;
                }
            }
        }
        targets.push((relation.id, column.id));
        Ok(())
    }

    /// `ALTER COLUMN … TYPE`.
    pub(super) fn set_type(
        &mut self,
        table: RelId,
        name: &Name,
        ty: &TypeName,
        collation: Option<&QName>,
        using: Option<&Expr>,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        if relation.table().is_some_and(|info| info.of_type.is_some()) {
            return Err(SqlError::new(
                "42809",
                name.span,
                "cannot alter column type of typed table",
            ));
        }
        let column = Self::own_column(&relation, name)?.clone();
        if column.inherited > 0 {
            return Err(SqlError::new(
                "42P16",
                name.span,
                format!("cannot alter inherited column \"{}\"", name.value),
            )
            .help("alter it in the parent table"));
        }
        if column.generated.is_some() && using.is_some() {
            return Err(SqlError::new(
                "42611",
                name.span,
                "cannot specify USING when altering type of generated column",
            )
            .detail(format!("Column \"{}\" is a generated column.", name.value))
            .help("leave out USING: the values are computed anew"));
        }
        Self::refuse_partition_key(&relation, &column, name.span)?;
        let new = self.column_type(ty, &name.value, table)?;
        let collation = match collation {
            Some(collation) => self.collation_of(collation, &new)?,
            None => None,
        };
        if !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "42P16",
                name.span,
                format!(
                    "type of inherited column \"{}\" must be changed in child tables too",
                    name.value
                ),
            )
            .help("leave out ONLY"));
        }
        self.check_retyped_below(table, &column, name.span)?;
        // USING was read before anything was dropped.
        match using {
            Some(_) => {}
            None => {
                if let ColumnType::Known(old) = &column.ty
                    && self.catalog.can_assign(old, &new) == Certain::No
                {
                    return Err(self.no_assignment(&column, old, &new, ty.span));
                }
            }
        }
        let written = match using {
            Some(using) => self.conversion(using, &column.name),
            None => Conversion::Assigned,
        };
        let id = column.id;
        self.change_type(table, id, &new, collation.as_deref(), ty, name.span)?;
        self.note_type_change(
            &relation,
            &column,
            &new,
            collation.as_deref(),
            &written,
            name.span,
        );
        Ok(())
    }

    /// A column whose values are not assigned to a type, with what makes them be.
    fn no_assignment(
        &self,
        column: &Column,
        old: &super::TypeUse,
        new: &super::TypeUse,
        span: Span,
    ) -> Box<SqlError> {
        let shown = self.shown_type(new);
        let name = super::quote_identifier(&column.name);
        let help = if column.generated.is_some() {
            "drop the column, and add it with the other type: a generated column takes no USING"
                .to_owned()
        } else if self.default_of_another_type(column, new).is_some() {
            format!(
                "say how, and drop the default, which is of the old type: `ALTER COLUMN {name} DROP DEFAULT, \
                 ALTER COLUMN {name} TYPE {shown} USING {name}::{shown}`"
            )
        } else {
            format!("say how: USING {name}::{shown}")
        };
        SqlError::new(
            "42804",
            span,
            format!(
                "column \"{}\" cannot be cast automatically to type {shown}",
                column.name
            ),
        )
        .label(format!("it is {}", self.shown_type(old)))
        .also(column.type_span, "its type is set here")
        .help(help)
    }

    /// The type of a column's default where that is not assigned to another one.
    fn default_of_another_type(
        &self,
        column: &Column,
        new: &super::TypeUse,
    ) -> Option<super::TypeUse> {
        let default = column.default.as_ref()?;
        let ColumnType::Known(old) = &column.ty else {
            return None;
        };
        let is_value = column.generated.is_none()
            && column.identity.is_none()
            && !matches!(default.shape, ExprShape::Null);
        let of = self.type_of_default(default, old);
        (is_value && self.catalog.can_assign(&of, new) == Certain::No).then_some(of)
    }

    /// USING of every ALTER COLUMN … TYPE is read before the statement changes
    /// anything (`ATPrepAlterColumnType`).
    pub(super) fn check_using(&self, relation: &Relation, action: &AlterActionKind) -> Result {
        if let AlterActionKind::SetType {
            column,
            using: Some(using),
            ..
        } = action
            && relation.column(&column.value).is_some()
        {
            let bound = self.bind(using, Some(relation), ExprUse::Transform)?;
            // The expression is asked of each child too, whose row is another type.
            if bound.uses.relations.contains(&relation.id) && !relation.children().is_empty() {
                return Err(SqlError::new(
                    "0A000",
                    using.span,
                    "cannot convert whole-row table reference",
                )
                .detail("USING expression contains a whole-row table reference.")
                .help("name the columns that the expression needs"));
            }
        }
        Ok(())
    }

    fn refuse_partition_key(relation: &Relation, column: &Column, span: Span) -> Result {
        if !part_of_partition_key(relation, column.id) {
            return Ok(());
        }
        Err(SqlError::new(
            "42P16",
            span,
            format!(
                "cannot alter column \"{}\" because it is part of the partition key of relation \"{}\"",
                column.name, relation.name
            ),
        ))
    }

    /// A column that a child has from a parent that keeps its type, or by which
    /// a partition is itself partitioned.
    fn check_retyped_below(&self, table: RelId, column: &Column, span: Span) -> Result {
        let mut tree = self.catalog.descendants(table);
        tree.push(table);
        for below in tree.iter().filter(|id| **id != table) {
            let relation = self.open(*below, span)?;
            let Some(own) = relation.column(&column.name) else {
                continue;
            };
            let parents = relation.parents();
            let changed = parents.iter().filter(|parent| tree.contains(parent));
            if usize::from(own.inherited) > changed.count() {
                return Err(SqlError::new(
                    "42P16",
                    span,
                    format!(
                        "cannot alter inherited column \"{}\" of relation \"{}\"",
                        own.name, relation.name
                    ),
                )
                .also(own.span, "it has the column from another parent too"));
            }
            Self::refuse_partition_key(&relation, own, span)?;
        }
        Ok(())
    }

    /// Gives a column another type here and below, after looking at what uses it.
    fn change_type(
        &mut self,
        table: RelId,
        id: ColumnId,
        new: &super::TypeUse,
        collation: Option<&str>,
        written: &TypeName,
        span: Span,
    ) -> Result {
        let relation = self.open(table, span)?;
        let Some(column) = relation.column_by_id(id).cloned() else {
            return Ok(());
        };
        if let Some(default) = self.default_of_another_type(&column, new) {
            let name = super::quote_identifier(&column.name);
            let mut error = SqlError::new(
                "42804",
                written.span,
                format!(
                    "default for column \"{}\" cannot be cast automatically to type {}",
                    column.name,
                    self.shown_type(new)
                ),
            )
            .label(format!("the default is {}", self.shown_type(&default)))
            .help(format!(
                "drop the default in the same statement, `ALTER COLUMN {name} DROP DEFAULT, ALTER COLUMN {name} TYPE …`, \
                 and set one of the new type behind"
            ));
            // Before the name of `ALTER COLUMN name TYPE`.
            error.edit = Some(Edit {
                span: span.at_start(),
                text: format!("{name} DROP DEFAULT, ALTER COLUMN "),
            });
            return Err(error);
        }
        self.refuse_users_of_type(&relation, &column, span)?;
        self.retype_users(&relation, id, new, span)?;
        if column.identity.is_some() {
            let whole = [builtin::INT2, builtin::INT4, builtin::INT8];
            if new.array || !whole.contains(&new.id) {
                return Err(SqlError::new(
                    "22023",
                    written.span,
                    "identity column type must be smallint, integer, or bigint",
                ));
            }
            if let Some(sequence) = self.identity_sequence(table, id) {
                let options = SequenceOptions {
                    ty: Some(written.clone()),
                    ..SequenceOptions::default()
                };
                self.set_sequence_options(sequence, &options, written.span)?;
            }
        }
        let mut default = column.default.clone();
        if let ColumnType::Known(old) = &column.ty {
            self.refuse_row_users(&relation, span)?;
            self.keep_casts(table, id, old, span)?;
            // A literal keeps the type that it was stored with.
            if let Some(default) = &mut default
                && matches!(default.shape, ExprShape::Str(_))
                && old.id != new.id
            {
                let ty = super::TypeUse {
                    modifier: super::Modifier::None,
                    ..old.clone()
                };
                let name = self.catalog.format_type(&ty);
                default.text = format!("{}::{name}", default.text);
                let inner = Box::new(default.shape.clone());
                default.shape = ExprShape::Cast(name, inner, None);
                if self.catalog.ty(old.id).is_some() && !default.uses.types.contains(&old.id) {
                    default.uses.types.push(old.id);
                }
            }
        }
        if let Some(column) = self.open_mut(table, span)?.column_by_id_mut(id) {
            column.ty = ColumnType::Known(new.clone());
            column.stored.storage = None;
            column.default = default;
            column.collation = collation.map(str::to_owned);
            column.type_span = written.span;
        }
        self.changed(ObjectId::Column(table, id), ChangeKind::Altered, span);
        self.recheck_users(table, id, span)?;
        for child in relation.children() {
            let Some(own) = self
                .catalog
                .rel(*child)
                .and_then(|child| child.column(&column.name))
                .map(|column| column.id)
            else {
                continue;
            };
            self.change_type(*child, own, new, collation, written, span)?;
        }
        Ok(())
    }

    /// Views, triggers and generated columns keep a column's type as it is.
    fn refuse_users_of_type(&mut self, relation: &Relation, column: &Column, span: Span) -> Result {
        let key = (relation.id, column.id);
        let refuse = |message: &str, detail: String, place: Span| {
            Err(SqlError::new("0A000", span, message)
                .detail(detail)
                .also(place, "it is used here"))
        };
        for other in &relation.columns {
            if let Some(expr) = other.default.as_ref().filter(|_| other.generated.is_some())
                && expr.uses.columns.contains(&key)
            {
                return refuse(
                    "cannot alter type of a column used by a generated column",
                    format!(
                        "Column \"{}\" is used by generated column \"{}\".",
                        column.name, other.name
                    ),
                    other.span,
                );
            }
        }
        for (name, trigger) in &relation.triggers {
            if relation.trigger_columns(trigger).contains(&column.id) {
                return refuse(
                    "cannot alter type of a column used in a trigger definition",
                    format!(
                        "trigger {name} on table {} depends on column \"{}\"",
                        relation.name, column.name
                    ),
                    trigger.span,
                );
            }
        }
        for other in self.catalog.relations_naming(Kind::Relation, relation.id.0) {
            for (name, policy) in &other.policies {
                let mut conditions = policy.using.iter().chain(&policy.check);
                if conditions.any(|condition| condition.uses.columns.contains(&key)) {
                    return refuse(
                        "cannot alter type of a column used in a policy definition",
                        format!(
                            "policy {name} on table {} depends on column \"{}\"",
                            other.name, column.name
                        ),
                        policy.span,
                    );
                }
            }
            if let RelationKind::View(info) | RelationKind::MaterializedView(info) = &other.kind
                && info.uses.columns.contains(&key)
            {
                return Err(SqlError::new(
                    "0A000",
                    span,
                    "cannot alter type of a column used by a view or rule",
                )
                .detail(format!(
                    "rule _RETURN on {} {} depends on column \"{}\"",
                    other.word(),
                    other.name,
                    column.name
                ))
                .also(other.origin.span, "the view is created here")
                .help(format!(
                    "drop the view before, in this revision, and create it again behind it: DROP {} {}",
                    other.word().to_ascii_uppercase(),
                    super::quote_identifier(&other.name)
                )));
            }
        }
        Ok(())
    }

    /// No column of a table changes its type while the table's row type is a
    /// column's elsewhere, not even to the type that it has (15 and 18).
    fn refuse_row_users(&mut self, relation: &Relation, span: Span) -> Result {
        let Some(row) = relation.row_type else {
            return Ok(());
        };
        for other in self.catalog.relations_naming(Kind::Type, row.0) {
            if other.table().is_none() {
                continue;
            }
            for column in &other.columns {
                if column.ty.known().is_some_and(|ty| ty.id == row) {
                    return Err(SqlError::new(
                        "0A000",
                        span,
                        format!(
                            "cannot alter {} \"{}\" because column \"{}.{}\" uses its row type",
                            relation.word(),
                            relation.name,
                            other.name,
                            column.name
                        ),
                    )
                    .also(column.span, "this column"));
                }
            }
        }
        Ok(())
    }

    /// Indexes and foreign keys on a column must still be possible.
    fn recheck_users(&mut self, table: RelId, id: ColumnId, span: Span) -> Result {
        let relation = self.open(table, span)?;
        for index in &relation.indexes {
            let Some(info) = self.catalog.rel(*index).and_then(Relation::index) else {
                continue;
            };
            for key in &info.keys {
                if let KeyKind::Column(column) = &key.what
                    && *column == id
                    && let Some(class) = &key.opclass
                    && let Some(ColumnType::Known(ty)) =
                        relation.column_by_id(id).map(|column| &column.ty)
                    && self.catalog.opclass_accepts(class, ty) == Certain::No
                {
                    return Err(SqlError::new(
                        "42804",
                        span,
                        format!(
                            "operator class \"{class}\" does not accept data type {}",
                            self.shown_type(ty)
                        ),
                    )
                    .help("drop the index first"));
                }
                if let KeyKind::Column(column) = &key.what
                    && *column == id
                    && key.opclass.is_none()
                    && let Some(column) = relation.column_by_id(id)
                    && self.catalog.default_opclass(&info.method, &column.ty) == Certain::No
                    && let ColumnType::Known(ty) = &column.ty
                {
                    return Err(SqlError::new(
                        "42704",
                        span,
                        format!(
                            "data type {} has no default operator class for access method \"{}\"",
                            self.shown_type(ty),
                            info.method
                        ),
                    )
                    .help("drop the index first"));
                }
            }
        }
        for other in self.catalog.relations_naming(Kind::Relation, table.0) {
            for constraint in &other.constraints {
                let ConstraintKind::ForeignKey(key) = &constraint.kind else {
                    continue;
                };
                let touches = (other.id == table && key.columns.contains(&id))
                    || (key.table == table && key.referenced.contains(&id));
                if touches {
                    let target = self.open(key.table, span)?;
                    self.types_fit(
                        &other,
                        &key.columns,
                        &target,
                        &key.referenced,
                        &constraint.name,
                        span,
                    )?;
                }
            }
        }
        Ok(())
    }

    /// `SET DEFAULT`, `DROP DEFAULT`.
    pub(super) fn set_default(
        &mut self,
        table: RelId,
        name: &Name,
        expr: Option<&Expr>,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        let column = Self::own_column(&relation, name)?;
        let shown = format!(
            "column \"{}\" of relation \"{}\"",
            name.value, relation.name
        );
        if column.identity.is_some() {
            let error = SqlError::new("42601", name.span, format!("{shown} is an identity column"))
                .also(column.span, "the column is here");
            return Err(if expr.is_none() {
                error.help("use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead")
            } else {
                error.help("remove it: the values come from its sequence; or drop that first, with DROP IDENTITY")
            });
        }
        if column.generated.is_some() {
            let error = SqlError::new("42601", name.span, format!("{shown} is a generated column"))
                .also(column.span, "the column is here");
            return Err(if expr.is_none() {
                error.help("use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead")
            } else {
                error.help(
                    "use ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION instead; before PostgreSQL 17, drop the column, \
                     and add it with the other expression",
                )
            });
        }
        let id = column.id;
        let stored = match expr {
            Some(expr) => self.bind_default(table, id, expr)?,
            None => None,
        };
        if let Some(column) = self.open_mut(table, name.span)?.column_by_id_mut(id) {
            column.default = stored.map(Shared::from);
        }
        self.changed(ObjectId::Column(table, id), ChangeKind::Altered, name.span);
        if recurse {
            for child in relation.children() {
                self.set_default(*child, name, expr, true)?;
            }
        }
        Ok(())
    }

    /// `SET NOT NULL`.
    pub(super) fn alter_set_not_null(
        &mut self,
        table: RelId,
        name: &Name,
        span: Span,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, span)?;
        let id = Self::own_column(&relation, name)?.id;
        self.note_not_null(&relation, id, name.span);
        let new = NewNotNull {
            name: None,
            no_inherit: false,
            validated: true,
            span,
        };
        self.set_not_null(table, id, &new, recurse, Descent::LOCAL)
    }

    /// How many parents have a column NOT NULL.
    pub(super) fn not_null_parents(&self, relation: &Relation, column: &str) -> usize {
        relation
            .parents()
            .into_iter()
            .filter_map(|parent| self.catalog.rel(parent)?.column(column))
            .filter(|column| column.not_null.as_ref().is_some_and(|n| !n.no_inherit))
            .count()
    }

    /// `DROP NOT NULL`.
    pub(super) fn drop_not_null(
        &mut self,
        table: RelId,
        name: &Name,
        span: Span,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, span)?;
        let column = Self::own_column(&relation, name)?;
        if column.not_null.is_none() && self.names_not_null() {
            return Ok(());
        }
        self.may_be_null(&relation, column, span)?;
        if self.not_null_parents(&relation, &name.value) > 0 {
            if relation.is_partition() {
                return Err(SqlError::new(
                    "42P16",
                    span,
                    format!(
                        "column \"{}\" is marked NOT NULL in parent table",
                        name.value
                    ),
                ));
            }
            if self.names_not_null() {
                let constraint = column
                    .not_null
                    .as_ref()
                    .and_then(|n| n.name.clone())
                    .unwrap_or_default();
                return Err(SqlError::new(
                    "42P16",
                    span,
                    format!(
                        "cannot drop inherited constraint \"{constraint}\" of relation \"{}\"",
                        relation.name
                    ),
                ));
            }
        }
        self.drop_not_null_here_and_below(&relation, &name.value, recurse, span)
    }

    /// Refuses to make a column nullable that cannot be.
    fn may_be_null(&self, relation: &Relation, column: &Column, span: Span) -> Result {
        if column.identity.is_some() {
            return Err(SqlError::new(
                "42601",
                span,
                format!(
                    "column \"{}\" of relation \"{}\" is an identity column",
                    column.name, relation.name
                ),
            )
            .also(column.span, "the column is here"));
        }
        if let Some(key) = relation.primary_key()
            && let ConstraintKind::PrimaryKey { columns, .. } = &key.kind
            && columns.contains(&column.id)
        {
            return Err(SqlError::new(
                "42P16",
                span,
                format!("column \"{}\" is in a primary key", column.name),
            )
            .also(key.span, "the primary key is here"));
        }
        let identity = relation.table().map(|info| info.replica_identity);
        if let Some(RowIdentity::Index(index)) = identity
            && let Some(index) = self.catalog.rel(index)
            && let Some(info) = index.index()
            && info
                .keys
                .iter()
                .any(|key| matches!(key.what, KeyKind::Column(id) if id == column.id))
        {
            return Err(SqlError::new(
                "42P16",
                span,
                format!(
                    "column \"{}\" is in index used as replica identity",
                    column.name
                ),
            )
            .also(index.origin.span, "the index is here"));
        }
        Ok(())
    }

    /// Takes NOT NULL off a column, and off those below as the version does it.
    pub(super) fn drop_not_null_here_and_below(
        &mut self,
        relation: &Relation,
        column: &str,
        recurse: bool,
        span: Span,
    ) -> Result {
        let Some(id) = relation.column(column).map(|column| column.id) else {
            return Ok(());
        };
        // Where NOT NULL has a name, the partitions keep it as their own.
        if relation.is_partitioned()
            && !recurse
            && !relation.children().is_empty()
            && !self.names_not_null()
        {
            return Err(SqlError::new(
                "42P16",
                span,
                "cannot remove constraint from only the partitioned table when partitions exist",
            )
            .help("leave out ONLY"));
        }
        let no_inherit = relation
            .column_by_id(id)
            .and_then(|column| column.not_null.as_ref())
            .is_some_and(|n| n.no_inherit);
        self.clear_not_null(relation.id, id, span)?;
        if no_inherit {
            return Ok(());
        }
        for child in relation.children() {
            let below = self.open(*child, span)?;
            let Some(own) = below.column(column) else {
                continue;
            };
            if self.names_not_null() {
                let stays = self.not_null_parents(&below, column) > 0
                    || own.not_null.as_ref().is_none_or(|n| n.is_local);
                if stays || !recurse {
                    let id = own.id;
                    if !recurse
                        && let Some(not_null) = self
                            .open_mut(*child, span)?
                            .column_by_id_mut(id)
                            .and_then(|column| column.not_null.as_mut())
                    {
                        not_null.is_local = true;
                    }
                    continue;
                }
                self.drop_not_null_here_and_below(&below, column, true, span)?;
            } else if recurse {
                self.may_be_null(&below, own, span)?;
                self.drop_not_null_here_and_below(&below, column, true, span)?;
            }
        }
        Ok(())
    }

    /// `ALTER CONSTRAINT … INHERIT | NO INHERIT` of a NOT NULL.
    pub(super) fn set_not_null_inherit(
        &mut self,
        relation: &Relation,
        column: &Column,
        inherit: bool,
        span: Span,
    ) -> Result {
        let Some(old) = &column.not_null else {
            return Ok(());
        };
        if old.no_inherit != inherit {
            return Ok(());
        }
        if !inherit && self.not_null_parents(relation, &column.name) > 0 {
            return Err(SqlError::new(
                "42P16",
                span,
                format!(
                    "cannot alter inherited constraint \"{}\" on relation \"{}\"",
                    old.name.clone().unwrap_or_default(),
                    relation.name
                ),
            ));
        }
        let id = column.id;
        if let Some(not_null) = self
            .open_mut(relation.id, span)?
            .column_by_id_mut(id)
            .and_then(|column| column.not_null.as_mut())
        {
            not_null.no_inherit = !inherit;
        }
        for child in relation.children() {
            let below = self.open(*child, span)?;
            let Some(own) = below.column(&column.name) else {
                continue;
            };
            if inherit {
                let new = NewNotNull {
                    name: old.name.clone(),
                    no_inherit: false,
                    validated: old.validated,
                    span,
                };
                self.set_not_null(*child, own.id, &new, true, Descent::INHERITED)?;
            } else if let Some(not_null) = self
                .open_mut(*child, span)?
                .column_by_id_mut(own.id)
                .and_then(|column| column.not_null.as_mut())
            {
                not_null.is_local = true;
            }
        }
        self.changed(ObjectId::Column(relation.id, id), ChangeKind::Altered, span);
        Ok(())
    }

    /// `SET EXPRESSION AS`.
    pub(super) fn set_expression(
        &mut self,
        table: RelId,
        name: &Name,
        expr: &Expr,
        recurse: bool,
    ) -> Result {
        self.needs_version(17, "SET EXPRESSION", expr.span)?;
        let relation = self.open(table, name.span)?;
        let column = Self::own_column(&relation, name)?;
        let Some(storage) = column.generated else {
            return Err(not_generated(&relation, name, "a generated column"));
        };
        if storage == GeneratedStorage::Virtual
            && relation.constraints.iter().any(|constraint| {
                matches!(&constraint.kind, ConstraintKind::Check(check)
                    if check.uses.columns.contains(&(table, column.id)))
            })
        {
            return Err(SqlError::new(
                "0A000",
                name.span,
                "ALTER TABLE / SET EXPRESSION is not supported for virtual generated columns in tables with check constraints",
            )
            .detail(format!(
                "Column \"{}\" of relation \"{}\" is a virtual generated column.",
                name.value, relation.name
            )));
        }
        if !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "42P16",
                name.span,
                "ALTER TABLE / SET EXPRESSION must be applied to child tables too",
            )
            .help("leave out ONLY"));
        }
        self.store_generated(table, column.id, expr, storage)?;
        if storage == GeneratedStorage::Stored
            && column.inherited == 0
            && Self::holds_rows(&relation, true)
        {
            let why = Rewrite::Generated(column.id);
            self.works(table, WorkKind::Rewrites(why), name.span);
        }
        self.changed(
            ObjectId::Column(table, column.id),
            ChangeKind::Altered,
            name.span,
        );
        for child in relation.children() {
            self.set_expression(*child, name, expr, true)?;
        }
        Ok(())
    }

    /// `DROP EXPRESSION`.
    pub(super) fn drop_expression(
        &mut self,
        table: RelId,
        name: &Name,
        if_exists: bool,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        if !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "0A000",
                name.span,
                "ALTER TABLE / DROP EXPRESSION must be applied to child tables too",
            )
            .help("leave out ONLY"));
        }
        let column = Self::own_column(&relation, name)?;
        match column.generated {
            None if if_exists => return Ok(()),
            None => {
                let what = if self.catalog.version.0 >= 18 {
                    "a generated column"
                } else {
                    "a stored generated column"
                };
                return Err(not_generated(&relation, name, what));
            }
            Some(GeneratedStorage::Virtual) => {
                return Err(SqlError::new(
                    "0A000",
                    name.span,
                    "ALTER TABLE / DROP EXPRESSION is not supported for virtual generated columns",
                )
                .detail(format!(
                    "Column \"{}\" of relation \"{}\" is a virtual generated column.",
                    name.value, relation.name
                )));
            }
            Some(GeneratedStorage::Stored) => {}
        }
        if column.inherited > 0 {
            return Err(SqlError::new(
                "42P16",
                name.span,
                "cannot drop generation expression from inherited column",
            ));
        }
        let mut targets = vec![(table, column.id)];
        for child in self.catalog.descendants(table) {
            if let Some(child) = self.catalog.rel(child)
                && let Some(own) = child.column(&name.value)
            {
                targets.push((child.id, own.id));
            }
        }
        for (table, id) in targets {
            if let Some(column) = self.open_mut(table, name.span)?.column_by_id_mut(id) {
                column.generated = None;
                column.default = None;
            }
            self.changed(ObjectId::Column(table, id), ChangeKind::Altered, name.span);
        }
        Ok(())
    }

    /// `ADD GENERATED … AS IDENTITY`.
    pub(super) fn add_identity(
        &mut self,
        table: RelId,
        name: &Name,
        identity: &Identity,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        let column = Self::own_column(&relation, name)?;
        let refuse = |what: &str| {
            Err(SqlError::new(
                "55000",
                name.span,
                format!(
                    "column \"{}\" of relation \"{}\" {what}",
                    name.value, relation.name
                ),
            )
            .also(column.span, "the column is here"))
        };
        if column.identity.is_some() {
            return refuse("is already an identity column");
        }
        let ColumnType::Known(ty) = &column.ty else {
            return Ok(());
        };
        // The type is looked at when the sequence is made, before the rest.
        let whole = [builtin::INT2, builtin::INT4, builtin::INT8];
        if !ty.array && whole.contains(&ty.id) {
            if column.not_null.is_none() {
                return refuse("must be declared NOT NULL before identity can be added");
            }
            if column.default.is_some() {
                return refuse("already has a default value");
            }
        }
        let id = column.id;
        let parts = ColumnParts {
            not_null: None,
            default: None,
            generated: None,
            identity: Some(identity.clone()),
            serial: false,
            constraints: Vec::new(),
        };
        self.attach_sequence(table, id, &parts, name.span)?;
        if relation.is_partitioned() && self.catalog.version.0 >= 17 {
            let kind = identity_kind(identity.always);
            self.identity_below(table, &name.value, Some(kind), name.span)?;
        }
        self.changed(ObjectId::Column(table, id), ChangeKind::Altered, name.span);
        Ok(())
    }

    fn identity_below(
        &mut self,
        table: RelId,
        column: &str,
        kind: Option<IdentityKind>,
        span: Span,
    ) -> Result {
        for child in self.catalog.descendants(table) {
            if let Some(own) = self
                .open_mut(child, span)?
                .columns
                .iter_mut()
                .find(|own| own.name == column)
            {
                own.identity = kind;
            }
        }
        Ok(())
    }

    /// `SET GENERATED`, `SET sequence_option`, `RESTART`.
    pub(super) fn set_identity(
        &mut self,
        table: RelId,
        name: &Name,
        always: Option<bool>,
        options: &SequenceOptions,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        let column = Self::own_column(&relation, name)?;
        if column.identity.is_none() {
            return Err(not_identity(&relation, column, name));
        }
        let id = column.id;
        if let Some(sequence) = self.identity_sequence(table, id) {
            self.set_sequence_options(sequence, options, name.span)?;
        }
        if let Some(always) = always {
            let kind = identity_kind(always);
            if let Some(column) = self.open_mut(table, name.span)?.column_by_id_mut(id) {
                column.identity = Some(kind);
            }
            if relation.is_partitioned() && self.catalog.version.0 >= 17 {
                self.identity_below(table, &name.value, Some(kind), name.span)?;
            }
        }
        self.changed(ObjectId::Column(table, id), ChangeKind::Altered, name.span);
        Ok(())
    }

    /// `DROP IDENTITY`.
    pub(super) fn drop_identity(&mut self, table: RelId, name: &Name, if_exists: bool) -> Result {
        let relation = self.open(table, name.span)?;
        let column = Self::own_column(&relation, name)?;
        if column.identity.is_none() {
            if if_exists {
                return Ok(());
            }
            return Err(not_identity(&relation, column, name));
        }
        let id = column.id;
        let sequence = self.identity_sequence(table, id);
        if let Some(column) = self.open_mut(table, name.span)?.column_by_id_mut(id) {
            column.identity = None;
        }
        if let Some(sequence) = sequence {
            self.remove_relation(sequence, name.span);
        }
        if relation.is_partitioned() && self.catalog.version.0 >= 17 {
            self.identity_below(table, &name.value, None, name.span)?;
        }
        self.changed(ObjectId::Column(table, id), ChangeKind::Altered, name.span);
        Ok(())
    }
}

fn identity_kind(always: bool) -> IdentityKind {
    if always {
        IdentityKind::Always
    } else {
        IdentityKind::ByDefault
    }
}

fn not_identity(relation: &Relation, column: &Column, name: &Name) -> Box<SqlError> {
    SqlError::new(
        "55000",
        name.span,
        format!(
            "column \"{}\" of relation \"{}\" is not an identity column",
            name.value, relation.name
        ),
    )
    .also(column.span, "the column is here")
}

fn not_generated(relation: &Relation, name: &Name, what: &str) -> Box<SqlError> {
    SqlError::new(
        "55000",
        name.span,
        format!(
            "column \"{}\" of relation \"{}\" is not {what}",
            name.value, relation.name
        ),
    )
}

/// Whether a column is named in a partition key, also within an expression.
fn part_of_partition_key(relation: &Relation, column: ColumnId) -> bool {
    relation
        .table()
        .and_then(|info| info.partition_key.as_ref())
        .is_some_and(|key| {
            key.keys.iter().any(|key| match &key.what {
                KeyKind::Column(id) => *id == column,
                KeyKind::Expr(expr) => expr.uses.columns.contains(&(relation.id, column)),
            })
        })
}
