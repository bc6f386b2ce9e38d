//! Indexes: CREATE INDEX, those of constraints, and those that partitions get
//! from their parents.

use super::constraint::{Descent, duplicate};
use super::error::{Result, SqlError};
use super::expr::{ExprUse, SYSTEM_COLUMNS};
use super::opclass::{self, Certain};
use super::operator::{Scope, Typed};
use super::rewrite::tokens;
use super::typing::{Collated, Value};
use super::{
    ChangeKind, ColumnId, ColumnType, Constraint, ConstraintId, ConstraintKind, IndexInfo, Key,
    KeyKind, ObjectId, RelId, Relation, RelationKind, Replay, StoredExpr, WorkKind, names,
};
use crate::ddl::{self, CreateIndex, Name, QName};
use crate::diag::Span;

/// An index to be made.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub(super) struct IndexSpec {
    pub(super) table: RelId,
    /// Its name, when it is given.
    pub(super) name: Option<(String, Span)>,
    pub(super) unique: bool,
    pub(super) primary: bool,
    pub(super) method: String,
    pub(super) method_span: Option<Span>,
    pub(super) keys: Vec<Key>,
    /// What each key and included column lends to the index's name.
    pub(super) lent: Vec<String>,
    pub(super) include: Vec<ColumnId>,
    pub(super) nulls_not_distinct: bool,
    pub(super) predicate: Option<StoredExpr>,
    /// `WITH (…)`.
    pub(super) options: Vec<ddl::RelOption>,
    /// Whether the index that it is made after has any.
    pub(super) parameters: bool,
    /// The constraint that it serves.
    pub(super) constraint: Option<ServedConstraint>,
    /// The index of the partitioned parent that it is made for.
    pub(super) parent: Option<RelId>,
    /// Whether partitions get one too: not for `ON ONLY`.
    pub(super) recurse: bool,
    pub(super) span: Span,
}

/// What becomes of an index that fits and was made ON ONLY a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It is taken in: a new index of the parent.
    Taken,
    /// Another is made: a partition is attached.
    Left,
}

/// The constraint that an index is made for.
#[derive(Clone, Debug)]
pub(super) struct ServedConstraint {
    pub(super) deferrable: bool,
    pub(super) initially_deferred: bool,
    /// Of an exclusion constraint.
    pub(super) operators: Option<Vec<String>>,
    pub(super) without_overlaps: bool,
    pub(super) parent: Option<ConstraintId>,
    pub(super) descent: Descent,
}

impl IndexSpec {
    /// A btree index with no keys yet.
    pub(super) fn new(table: RelId, span: Span) -> Self {
        Self {
            table,
            name: None,
            unique: false,
            primary: false,
            method: "btree".to_owned(),
            method_span: None,
            keys: Vec::new(),
            lent: Vec::new(),
            include: Vec::new(),
            nulls_not_distinct: false,
            predicate: None,
            options: Vec::new(),
            parameters: false,
            constraint: None,
            parent: None,
            recurse: true,
            span,
        }
    }

    /// Plain columns as keys.
    pub(super) fn set_columns(&mut self, table: &Relation, columns: &[ColumnId]) {
        for column in columns {
            self.keys.push(plain_key(*column));
            if let Some(column) = table.column_by_id(*column) {
                self.lent.push(column.name.clone());
            }
        }
    }

    /// What messages call it.
    fn word(&self) -> &'static str {
        match &self.constraint {
            Some(served) if served.operators.is_some() => "EXCLUDE",
            _ if self.primary => "PRIMARY KEY",
            _ => "UNIQUE",
        }
    }
}

fn plain_key(column: ColumnId) -> Key {
    Key {
        what: KeyKind::Column(column),
        collation: None,
        opclass: None,
        descending: false,
        nulls_first: false,
    }
}

impl Replay {
    /// `CREATE INDEX`.
    pub(super) fn create_index(&mut self, stmt: &CreateIndex) -> Result {
        if let Some(word) = stmt.concurrently {
            self.prevent_in_transaction("CREATE INDEX CONCURRENTLY", word)?;
        }
        let id = self.relation(&stmt.table)?;
        let span = stmt
            .name
            .as_ref()
            .map_or_else(|| stmt.table.span(), |name| name.span);
        let relation = self.open(id, span)?;
        Self::can_be_indexed(&relation, stmt.table.span())?;
        if stmt.concurrently.is_some() && relation.is_partitioned() {
            return Err(SqlError::new(
                "0A000",
                stmt.table.span(),
                format!(
                    "cannot create index on partitioned table \"{}\" concurrently",
                    relation.name
                ),
            )
            .help("create it ON ONLY the parent, then on each partition concurrently, then attach them"));
        }
        if stmt.if_not_exists
            && let Some(name) = &stmt.name
            && self.catalog.rel_in(relation.schema, &name.value).is_some()
        {
            return Ok(());
        }
        let mut spec = IndexSpec::new(id, span);
        spec.name = stmt
            .name
            .as_ref()
            .map(|name| (name.value.clone(), name.span));
        spec.unique = stmt.unique;
        spec.nulls_not_distinct = stmt.nulls_not_distinct;
        if let Some(method) = &stmt.method {
            // rtree is long gone; gist stands in for it.
            spec.method = if method.value == "rtree" {
                "gist".to_owned()
            } else {
                method.value.clone()
            };
            spec.method_span = Some(method.span);
        }
        self.check_method(&spec, stmt.keys.len(), stmt.include.len())?;
        for key in &stmt.keys {
            self.add_index_key(&mut spec, &relation, key)?;
        }
        Self::add_include(&mut spec, &relation, &stmt.include)?;
        if let Some(predicate) = &stmt.predicate {
            spec.predicate = Some(self.bind(predicate, Some(&relation), ExprUse::Predicate)?);
        }
        spec.options.clone_from(&stmt.options);
        spec.recurse = !stmt.only;
        let index = self.define_index(spec)?;
        if Self::holds_rows(&relation, !stmt.only) {
            let kind = WorkKind::BuildsIndex {
                index,
                concurrently: stmt.concurrently.is_some(),
            };
            self.works(id, kind, span);
        }
        Ok(())
    }

    fn can_be_indexed(relation: &Relation, span: Span) -> Result {
        let plural = match &relation.kind {
            RelationKind::Table(_) | RelationKind::MaterializedView(_) => return Ok(()),
            RelationKind::ForeignTable(_) => "foreign tables",
            RelationKind::View(_) => "views",
            RelationKind::Index(_) => "indexes",
            RelationKind::Sequence(_) => "sequences",
            RelationKind::Composite => "composite types",
        };
        Err(SqlError::new(
            "42809",
            span,
            format!("cannot create index on relation \"{}\"", relation.name),
        )
        .detail(format!("This operation is not supported for {plural}."))
        .also(relation.origin.span, format!("it is a {}", relation.word())))
    }

    /// Adds a key of CREATE INDEX, EXCLUDE or PARTITION BY to a specification.
    pub(super) fn add_index_key(
        &self,
        spec: &mut IndexSpec,
        table: &Relation,
        key: &ddl::IndexKey,
    ) -> Result {
        let (stored, lent) = self.index_key(table, key, &spec.method, ExprUse::Index)?;
        if let Some(name) = lent {
            spec.lent.push(name);
        }
        self.check_key(&spec.method, table, key, &stored)?;
        spec.keys.push(stored);
        Ok(())
    }

    /// A key with the name that it lends.
    pub(super) fn index_key(
        &self,
        table: &Relation,
        key: &ddl::IndexKey,
        method: &str,
        usage: ExprUse,
    ) -> Result<(Key, Option<String>)> {
        // What an expression has without COLLATE, and what its type has.
        let (mut derived, mut own) = (None, None);
        let mut value_type = None;
        let mut written = key.collation.clone();
        let (what, lent) = match &key.what {
            ddl::IndexKeyKind::Column(name) => (
                KeyKind::Column(Self::index_column(table, name)?),
                Some(name.value.clone()),
            ),
            ddl::IndexKeyKind::Expr(expr) => {
                let mut bound = self.bind(expr, Some(table), usage)?;
                let lent = names::expression_name(&bound.shape);
                if usage == ExprUse::Index && !expr.unparsed {
                    let value = self.value_of(&expr.shape, &Scope::of(Some(table)))?;
                    if value.collation == Collated::Conflict && key.collation.is_none() {
                        return Err(SqlError::new(
                            "42P22",
                            expr.span,
                            "could not determine which collation to use for index expression",
                        )
                        .help("use the COLLATE clause to set the collation explicitly"));
                    }
                    derived = self.column_collation(&value);
                    if let Some(pseudo) = self.pseudo_type_of_key(expr, &value) {
                        return Err(SqlError::new(
                            "42P16",
                            expr.span,
                            format!("column \"{lent}\" has pseudo-type {pseudo}"),
                        ));
                    }
                    if let Typed::Known(ty) = value.ty {
                        own = self.own_collation(&ty);
                        value_type = Some(ColumnType::Known(ty));
                    }
                }
                // COLLATE around the whole is the key's (`ComputeIndexAttrs`).
                while usage == ExprUse::Index
                    && let ddl::ExprShape::Collate(inner, name) = bound.shape
                {
                    bound.shape = *inner;
                    bound.text = without_collate(&bound.text);
                    written.get_or_insert(*name);
                }
                // A column in parentheses is that column.
                let what = match (&bound.shape, bound.uses.columns.as_slice()) {
                    (ddl::ExprShape::Column(..), [(relation, column)]) if *relation == table.id => {
                        KeyKind::Column(*column)
                    }
                    _ => KeyKind::Expr(Box::new(bound)),
                };
                (what, Some(lent))
            }
        };
        let column = match &what {
            KeyKind::Column(id) => table.column_by_id(*id),
            KeyKind::Expr(_) => None,
        };
        // What the key has anyway is not kept, as `pg_get_indexdef` leaves it out.
        let collation = match (&written, column.map(|column| (column, &column.ty))) {
            (None, Some(_)) => None,
            (None, None) => derived,
            (Some(name), Some((column, ColumnType::Known(ty)))) => {
                let wanted = self.collation_of(name, ty)?;
                if wanted == column.collation {
                    None
                } else {
                    Some(wanted.unwrap_or_else(|| "\"default\"".to_owned()))
                }
            }
            (Some(name), _) => {
                let wanted = self.find_collation(name)?;
                (own.as_ref() != Some(&wanted)).then_some(wanted)
            }
        };
        let opclass = key.opclass.as_ref().and_then(|class| {
            let name = &class.name.value;
            if let Some(parameters) = &key.opclass_parameters {
                let parameters: Vec<String> = parameters
                    .iter()
                    .map(|option| match &option.value {
                        Some(value) => format!("{}={value}", option.name.value),
                        None => option.name.value.clone(),
                    })
                    .collect();
                Some(format!(
                    "{}({})",
                    self.shown_opclass(class),
                    parameters.join(", ")
                ))
            } else {
                let ty = column.map(|column| &column.ty).or(value_type.as_ref());
                let own = ty.and_then(|ty| self.catalog.default_opclass_name(method, ty));
                (own.as_ref() != Some(name)).then(|| self.shown_opclass(class))
            }
        });
        Ok((
            Key {
                what,
                collation,
                opclass,
                descending: key.descending,
                nulls_first: key.nulls_first.unwrap_or(key.descending),
            },
            lent,
        ))
    }

    /// The pseudo-type that the value of a key has, which no key can be of.
    pub(super) fn pseudo_type_of_key(&self, written: &ddl::Expr, value: &Value) -> Option<String> {
        let is_row = matches!(&written.shape, ddl::ExprShape::Call(_, form)
            if matches!(form.kind(), ddl::FormKind::Row));
        match &value.ty {
            _ if is_row => Some("record".to_owned()),
            Typed::Known(ty) if !ty.array && super::builtin::is_pseudo(ty.id) => {
                Some(self.shown_type(ty))
            }
            _ => None,
        }
    }

    /// An operator class as `pg_get_indexdef` shows it: with the schema of the
    /// extension that brings it.
    fn shown_opclass(&self, class: &QName) -> String {
        let name = &class.name.value;
        let brought = self
            .catalog
            .opclass_extension(name)
            .and_then(|extension| self.catalog.extensions.get(extension));
        match brought {
            Some(extension) => format!(
                "{}.{}",
                super::quote_identifier(self.catalog.schema_name(extension.schema)),
                super::quote_identifier(name)
            ),
            None => name.clone(),
        }
    }

    fn index_column(table: &Relation, name: &Name) -> Result<ColumnId> {
        match table.column(&name.value) {
            Some(column) => Ok(column.id),
            None if ["xmin", "xmax", "cmin", "cmax"].contains(&name.value.as_str()) => {
                // Their types have no order, which PostgreSQL sees first.
                let ty = &name.value[..1];
                Err(SqlError::new(
                    "42704",
                    name.span,
                    format!(
                        "data type {ty}id has no default operator class for access method \"btree\""
                    ),
                ))
            }
            None if SYSTEM_COLUMNS.contains(&name.value.as_str()) => Err(SqlError::new(
                "0A000",
                name.span,
                "index creation on system columns is not supported",
            )),
            None => {
                if let Some(reason) = &table.unknown_columns {
                    return Err(super::columns::unknown(table, reason, name.span));
                }
                let error = SqlError::new(
                    "42703",
                    name.span,
                    format!("column \"{}\" does not exist", name.value),
                )
                .label("no such column");
                Err(Self::with_near_column(error, table, &name.value))
            }
        }
    }

    /// INCLUDE columns.
    pub(super) fn add_include(spec: &mut IndexSpec, table: &Relation, include: &[Name]) -> Result {
        for name in include {
            let column = Self::index_column(table, name)?;
            spec.include.push(column);
            spec.lent.push(name.value.clone());
        }
        Ok(())
    }

    /// What the method, the type and the options of a key allow.
    pub(super) fn check_key(
        &self,
        method: &str,
        table: &Relation,
        key: &ddl::IndexKey,
        stored: &Key,
    ) -> Result {
        let known = opclass::method(method);
        let ty = match &stored.what {
            KeyKind::Column(id) => table.column_by_id(*id).map(|column| &column.ty),
            KeyKind::Expr(_) => None,
        };
        if let Some(class) = &key.opclass {
            if !self.catalog.opclass_exists(method, &class.name.value) {
                let error = SqlError::new(
                    "42704",
                    class.span(),
                    format!(
                        "operator class \"{}\" does not exist for access method \"{method}\"",
                        class.display()
                    ),
                )
                .label("no such operator class");
                return Err(match opclass::brings_class(&class.name.value) {
                    Some(extension) => error.help(format!(
                        "create the extension that brings it: CREATE EXTENSION {extension}"
                    )),
                    None => error,
                });
            }
            if key.opclass_parameters.is_some()
                && opclass::has_no_options(method, &class.name.value)
            {
                return Err(SqlError::new(
                    "22023",
                    class.span(),
                    format!("operator class {} has no options", class.name.value),
                ));
            }
            if let Some(ColumnType::Known(ty)) = ty
                && self.catalog.opclass_accepts(&class.name.value, ty) == Certain::No
            {
                return Err(SqlError::new(
                    "42804",
                    class.span(),
                    format!(
                        "operator class \"{}\" does not accept data type {}",
                        class.display(),
                        self.shown_type(ty)
                    ),
                ));
            }
        } else if let Some(ty) = ty
            && self.catalog.default_opclass(method, ty) == Certain::No
            && let ColumnType::Known(ty) = ty
        {
            return Err(self.no_opclass(ty, method, key.span));
        }
        if let Some(known) = known
            && !known.ordered
        {
            if key.descending {
                return Err(SqlError::new(
                    "0A000",
                    key.span,
                    format!("access method \"{method}\" does not support ASC/DESC options"),
                ));
            }
            if key.nulls_first.is_some() {
                return Err(SqlError::new(
                    "0A000",
                    key.span,
                    format!("access method \"{method}\" does not support NULLS FIRST/LAST options"),
                ));
            }
        }
        Ok(())
    }

    fn no_opclass(&self, ty: &super::TypeUse, method: &str, span: Span) -> Box<SqlError> {
        SqlError::new(
            "42704",
            span,
            format!(
                "data type {} has no default operator class for access method \"{method}\"",
                self.catalog.short_type(ty)
            ),
        )
        .label("this type cannot be indexed so")
        .help(match opclass::extension_for(method, ty) {
            Some((extension, "")) => {
                format!("create the extension that brings one: CREATE EXTENSION {extension}")
            }
            Some((extension, class)) => format!(
                "create the extension that brings one, CREATE EXTENSION {extension}, and name it \
                 behind the column: {class}"
            ),
            None => "specify an operator class for the index or define a default operator class \
                     for the data type"
                .to_owned(),
        })
    }

    /// Makes an index, the constraint that it serves, and those of partitions.
    pub(super) fn define_index(&mut self, mut spec: IndexSpec) -> Result<RelId> {
        let span = spec.span;
        let table = self.open(spec.table, span)?;
        self.check_method(&spec, spec.keys.len(), spec.include.len())?;
        let holder = super::reloptions::Holder::Index(&spec.method);
        super::reloptions::check(&spec.options, holder, self.catalog.version)?;
        self.check_default_classes(&spec, &table)?;
        for key in &spec.keys {
            if let KeyKind::Column(id) = &key.what
                && let Some(column) = table.column_by_id(*id)
                && column.generated == Some(ddl::GeneratedStorage::Virtual)
            {
                let what = match &spec.constraint {
                    Some(served) if served.operators.is_some() => "exclusion constraints",
                    Some(_) if spec.primary => "primary keys",
                    Some(_) => "unique constraints",
                    None => "indexes",
                };
                return Err(SqlError::new(
                    "0A000",
                    span,
                    format!("{what} on virtual generated columns are not supported"),
                )
                .also(column.span, "this column is virtual"));
            }
        }
        self.check_partition_key(&spec, &table)?;
        let mut held = table.constraints.iter();
        if spec.primary
            && spec.parent.is_some()
            && let Some(first) =
                held.find(|held| matches!(held.kind, ConstraintKind::PrimaryKey { .. }))
        {
            return Err(Self::two_primary_keys(&table, span, first.span));
        }
        let name = match &spec.name {
            Some((name, name_span)) => {
                self.relation_name_free(table.schema, name, *name_span, false)?;
                if spec.constraint.is_some() && table.has_constraint_name(name) {
                    return Err(duplicate(&table, name, *name_span));
                }
                name.clone()
            }
            None => self.choose_index_name(&spec, &table),
        };
        let persistence = table.persistence;
        let valid = spec.recurse || !table.is_partitioned() || table.children().is_empty();
        let info = IndexInfo {
            table: spec.table,
            unique: spec.unique,
            primary: spec.primary,
            method: spec.method.clone(),
            keys: spec.keys.clone(),
            include: spec.include.clone(),
            nulls_not_distinct: spec.nulls_not_distinct,
            predicate: spec.predicate.clone(),
            constraint: None,
            parent: spec.parent,
            valid,
            parameters: spec.parameters || !spec.options.is_empty(),
        };
        let index = self.add_relation(
            Relation::new(
                table.schema,
                &name,
                RelationKind::Index(info),
                persistence,
                spec.name.as_ref().map_or(span, |(_, span)| *span),
            ),
            span,
        )?;
        let constraint = match spec.constraint.take() {
            Some(served) => {
                let id = self.push_served(&spec, &served, index, name)?;
                spec.constraint = Some(ServedConstraint {
                    parent: Some(id),
                    descent: Descent::INHERITED,
                    ..served
                });
                Some(id)
            }
            None => None,
        };
        if spec.recurse && table.is_partitioned() {
            for child in table.children() {
                let unusable = Unusable::Taken;
                self.index_on_partition(&spec, &table, index, constraint, *child, unusable)?;
            }
            // A part that was made ON ONLY a partition makes the whole unusable.
            let is_unusable = |child: &RelId| {
                let part = self.part_of_index(*child, index);
                part.and_then(|part| self.catalog.rel(part)?.index())
                    .is_some_and(|part| !part.valid)
            };
            if table.children().iter().any(is_unusable)
                && let Some(info) = self.open_mut(index, span)?.index_mut()
            {
                info.valid = false;
            }
        }
        Ok(index)
    }

    /// The index of a partition that is a part of an index of its parent.
    fn part_of_index(&self, partition: RelId, index: RelId) -> Option<RelId> {
        let mut own = self.catalog.rel(partition)?.indexes.iter().copied();
        own.find(|own| {
            let info = self.catalog.rel(*own).and_then(Relation::index);
            info.is_some_and(|info| info.parent == Some(index))
        })
    }

    fn push_served(
        &mut self,
        spec: &IndexSpec,
        served: &ServedConstraint,
        index: RelId,
        name: String,
    ) -> Result<ConstraintId> {
        let columns: Vec<ColumnId> = spec
            .keys
            .iter()
            .filter_map(|key| match &key.what {
                KeyKind::Column(column) => Some(*column),
                KeyKind::Expr(_) => None,
            })
            .collect();
        let kind = match &served.operators {
            Some(operators) => ConstraintKind::Exclude {
                index,
                operators: operators.clone(),
            },
            None if spec.primary => ConstraintKind::PrimaryKey {
                columns,
                index,
                without_overlaps: served.without_overlaps,
            },
            None => ConstraintKind::Unique {
                columns,
                index,
                nulls_not_distinct: spec.nulls_not_distinct,
                without_overlaps: served.without_overlaps,
            },
        };
        let id = self.push_constraint(
            spec.table,
            Constraint {
                id: ConstraintId(0),
                name,
                chosen: spec.name.is_none(),
                kind,
                deferrable: served.deferrable,
                initially_deferred: served.initially_deferred,
                validated: true,
                enforced: true,
                no_inherit: served.parent.is_none(),
                is_local: served.descent.is_local,
                inherited: served.descent.inherited,
                parent: served.parent,
                comment: None,
                span: spec.span,
            },
        )?;
        if let Some(info) = self.open_mut(index, spec.span)?.index_mut() {
            info.constraint = Some(id);
        }
        Ok(id)
    }

    fn choose_index_name(&self, spec: &IndexSpec, table: &Relation) -> String {
        let columns = names::index_column_names(&spec.lent);
        let addition = names::joined(columns.iter().map(String::as_str));
        let (addition, label) = match &spec.constraint {
            _ if spec.primary => (None, "pkey"),
            Some(served) if served.operators.is_some() => (Some(addition), "excl"),
            Some(_) => (Some(addition), "key"),
            None => (Some(addition), "idx"),
        };
        self.catalog.choose_relation_name(
            table.schema,
            &table.name,
            addition.as_deref(),
            label,
            spec.constraint.is_some(),
        )
    }

    /// What the access method is able to do; asked before the keys are looked at.
    fn check_method(&self, spec: &IndexSpec, keys: usize, included: usize) -> Result {
        let span = spec.method_span.unwrap_or(spec.span);
        let Some(method) = opclass::method(&spec.method) else {
            if self.catalog.method_exists(&spec.method) {
                return Ok(());
            }
            return Err(SqlError::new(
                "42704",
                span,
                format!("access method \"{}\" does not exist", spec.method),
            )
            .label("no such access method")
            .help("use one of btree, hash, gist, gin, spgist, brin"));
        };
        let refuse = |what: &str| {
            Err(SqlError::new(
                "0A000",
                span,
                format!("access method \"{}\" does not support {what}", method.name),
            ))
        };
        let temporal = spec
            .constraint
            .as_ref()
            .is_some_and(|served| served.without_overlaps);
        if spec.unique && !method.unique && !temporal {
            return refuse("unique indexes");
        }
        if included > 0 && !method.include {
            return refuse("included columns");
        }
        if keys > 1 && !method.multicolumn {
            return refuse("multicolumn indexes");
        }
        let excludes = spec
            .constraint
            .as_ref()
            .is_some_and(|served| served.operators.is_some());
        if excludes && !method.exclude {
            return refuse("exclusion constraints");
        }
        Ok(())
    }

    /// Constraints' keys have the default operator class of their columns.
    fn check_default_classes(&self, spec: &IndexSpec, table: &Relation) -> Result {
        if spec.constraint.is_none() || spec.parent.is_some() {
            return Ok(());
        }
        for key in &spec.keys {
            if let KeyKind::Column(id) = &key.what
                && key.opclass.is_none()
                && let Some(column) = table.column_by_id(*id)
                && self.catalog.default_opclass(&spec.method, &column.ty) == Certain::No
                && let ColumnType::Known(ty) = &column.ty
            {
                return Err(self
                    .no_opclass(ty, &spec.method, spec.span)
                    .also(column.span, "the column is here"));
            }
        }
        Ok(())
    }

    /// A unique index of a partitioned table must have the partition key in it.
    fn check_partition_key(&self, spec: &IndexSpec, table: &Relation) -> Result {
        let excludes = spec
            .constraint
            .as_ref()
            .is_some_and(|served| served.operators.is_some());
        let Some(key) = table.table().and_then(|info| info.partition_key.as_ref()) else {
            return Ok(());
        };
        if excludes && self.catalog.version.0 < 17 {
            return Err(SqlError::new(
                "0A000",
                spec.span,
                "exclusion constraints are not supported on partitioned tables",
            ));
        }
        if !spec.unique && !excludes {
            return Ok(());
        }
        let word = spec.word();
        for part in &key.keys {
            let KeyKind::Column(column) = &part.what else {
                return Err(SqlError::new(
                    "0A000",
                    spec.span,
                    format!("unsupported {word} constraint with partition key definition"),
                )
                .detail(format!(
                    "{word} constraints cannot be used when partition keys include expressions."
                )));
            };
            let has = spec
                .keys
                .iter()
                .any(|key| matches!(&key.what, KeyKind::Column(found) if found == column));
            if !has {
                let name = table
                    .column_by_id(*column)
                    .map_or("", |column| column.name.as_str());
                return Err(SqlError::new(
                    "0A000",
                    spec.span,
                    "unique constraint on partitioned table must include all partitioning columns",
                )
                .detail(format!(
                    "{word} constraint on table \"{}\" lacks column \"{name}\" which is part of the partition key.",
                    table.name
                ))
                .help(format!("add `{name}` to the key")));
            }
        }
        Ok(())
    }

    /// Gives a partition an index like its parent's: one that it has is taken,
    /// else one is made.
    pub(super) fn index_on_partition(
        &mut self,
        spec: &IndexSpec,
        parent: &Relation,
        parent_index: RelId,
        parent_constraint: Option<ConstraintId>,
        partition: RelId,
        unusable: Unusable,
    ) -> Result {
        let child = self.open(partition, spec.span)?;
        if child.kind_is_foreign() {
            if spec.unique {
                return Err(SqlError::new(
                    "42809",
                    spec.span,
                    format!(
                        "cannot create unique index on partitioned table \"{}\"",
                        parent.name
                    ),
                )
                .detail(format!(
                    "Table \"{}\" contains partitions that are foreign tables.",
                    parent.name
                )));
            }
            return Ok(());
        }
        let mut copy = spec.clone();
        copy.table = partition;
        copy.name = None;
        copy.parent = Some(parent_index);
        copy.recurse = true;
        for key in &mut copy.keys {
            match &mut key.what {
                KeyKind::Column(column) => {
                    *column = same_column(parent, &child, *column).unwrap_or(*column);
                }
                KeyKind::Expr(expr) => self.map_columns(expr, parent, partition),
            }
        }
        for column in &mut copy.include {
            *column = same_column(parent, &child, *column).unwrap_or(*column);
        }
        if let Some(predicate) = &mut copy.predicate {
            self.map_columns(predicate, parent, partition);
        }
        let like = child.indexes.iter().copied().find(|id| {
            self.catalog.rel(*id).is_some_and(|index| {
                index.index().is_some_and(|info| {
                    info.parent.is_none()
                        && (info.valid || unusable == Unusable::Taken)
                        && same_definition(info, &copy)
                        && (parent_constraint.is_none() || info.constraint.is_some())
                })
            })
        });
        match like {
            Some(id) => self.attach_index(id, parent_index, parent_constraint, spec.span),
            None => self.define_index(copy).map(drop),
        }
    }

    /// Makes an index of a partition a part of its parent's.
    pub(super) fn attach_index(
        &mut self,
        index: RelId,
        parent: RelId,
        parent_constraint: Option<ConstraintId>,
        span: Span,
    ) -> Result {
        let Some(info) = self.open_mut(index, span)?.index_mut() else {
            return Ok(());
        };
        info.parent = Some(parent);
        let (table, constraint) = (info.table, info.constraint);
        if let (Some(parent), Some(constraint)) = (parent_constraint, constraint)
            && let Some(constraint) = self.open_mut(table, span)?.constraint_by_id_mut(constraint)
        {
            constraint.parent = Some(parent);
            constraint.is_local = false;
            constraint.inherited = 1;
        }
        self.changed(ObjectId::Relation(index), ChangeKind::Altered, span);
        Ok(())
    }

    /// Whether every partition has its part of an index, so that the index is
    /// usable.
    pub(super) fn settle_validity(&mut self, index: RelId, span: Span) -> Result {
        let found = self.open(index, span)?;
        let Some(info) = found.index() else {
            return Ok(());
        };
        if info.valid {
            return Ok(());
        }
        let table = self.open(info.table, span)?;
        let all = table.children().iter().all(|child| {
            let part = self.part_of_index(*child, index);
            part.and_then(|part| self.catalog.rel(part)?.index())
                .is_some_and(|part| part.valid)
        });
        if all {
            let parent = info.parent;
            if let Some(info) = self.open_mut(index, span)?.index_mut() {
                info.valid = true;
            }
            self.changed(ObjectId::Relation(index), ChangeKind::Altered, span);
            if let Some(parent) = parent {
                self.settle_validity(parent, span)?;
            }
        }
        Ok(())
    }

    /// `ALTER INDEX parent ATTACH PARTITION index`.
    pub(super) fn attach_index_partition(
        &mut self,
        parent: RelId,
        partition: &QName,
        span: Span,
    ) -> Result {
        let parent_relation = self.open(parent, span)?;
        let child = self.relation(partition)?;
        let child_relation = self.open(child, span)?;
        let (Some(parent_info), Some(info)) = (parent_relation.index(), child_relation.index())
        else {
            return Err(SqlError::new(
                "42P17",
                partition.span(),
                format!("\"{}\" is not an index", child_relation.name),
            ));
        };
        if info.parent == Some(parent) {
            return Ok(());
        }
        let refuse = |state, detail: String| {
            Err(SqlError::new(
                state,
                partition.span(),
                format!(
                    "cannot attach index \"{}\" as a partition of index \"{}\"",
                    child_relation.name, parent_relation.name
                ),
            )
            .detail(detail))
        };
        if info.parent.is_some() {
            return refuse(
                "55000",
                format!(
                    "Index \"{}\" is already attached to another index.",
                    child_relation.name
                ),
            );
        }
        let parent_table = self.open(parent_info.table, span)?;
        let child_table = self.open(info.table, span)?;
        if self.part_of_index(info.table, parent).is_some() {
            return refuse(
                "55000",
                format!(
                    "Another index is already attached for partition \"{}\".",
                    child_table.name
                ),
            );
        }
        if !parent_table.children().contains(&info.table) {
            return refuse(
                "55000",
                format!(
                    "Index \"{}\" is not an index on any partition of table \"{}\".",
                    child_relation.name, parent_table.name
                ),
            );
        }
        let mut spec = IndexSpec::new(info.table, span);
        spec.unique = parent_info.unique;
        spec.method.clone_from(&parent_info.method);
        spec.nulls_not_distinct = parent_info.nulls_not_distinct;
        spec.keys.clone_from(&parent_info.keys);
        spec.include.clone_from(&parent_info.include);
        spec.predicate.clone_from(&parent_info.predicate);
        for key in &mut spec.keys {
            match &mut key.what {
                KeyKind::Column(column) => {
                    *column = same_column(&parent_table, &child_table, *column).unwrap_or(*column);
                }
                KeyKind::Expr(expr) => self.map_columns(expr, &parent_table, info.table),
            }
        }
        for column in &mut spec.include {
            *column = same_column(&parent_table, &child_table, *column).unwrap_or(*column);
        }
        if !same_definition(info, &spec) {
            return refuse("42P17", "The index definitions do not match.".to_owned());
        }
        if let Some(constraint) = parent_info.constraint {
            if info.constraint.is_none() {
                return refuse(
                    "42P17",
                    format!(
                        "The index \"{}\" belongs to a constraint in table \"{}\" but no constraint exists for index \"{}\".",
                        parent_relation.name, parent_table.name, child_relation.name
                    ),
                );
            }
            self.attach_index(child, parent, Some(constraint), span)?;
        } else {
            self.attach_index(child, parent, None, span)?;
        }
        self.settle_validity(parent, span)
    }

    /// A specification of an index that exists, to make another like it.
    pub(super) fn index_spec(index: &Relation, table: &Relation, span: Span) -> Option<IndexSpec> {
        let info = index.index()?;
        let lend = |column: ColumnId| {
            table
                .column_by_id(column)
                .map_or_else(|| "expr".to_owned(), |column| column.name.clone())
        };
        let constraint = info
            .constraint
            .and_then(|id| table.constraint_by_id(id))
            .map(|constraint| ServedConstraint {
                deferrable: constraint.deferrable,
                initially_deferred: constraint.initially_deferred,
                operators: match &constraint.kind {
                    ConstraintKind::Exclude { operators, .. } => Some(operators.clone()),
                    _ => None,
                },
                without_overlaps: matches!(
                    constraint.kind,
                    ConstraintKind::PrimaryKey {
                        without_overlaps: true,
                        ..
                    } | ConstraintKind::Unique {
                        without_overlaps: true,
                        ..
                    }
                ),
                parent: Some(constraint.id),
                descent: Descent::INHERITED,
            });
        Some(IndexSpec {
            table: info.table,
            name: None,
            unique: info.unique,
            primary: info.primary,
            method: info.method.clone(),
            method_span: None,
            keys: info.keys.clone(),
            lent: info
                .keys
                .iter()
                .map(|key| match &key.what {
                    KeyKind::Column(column) => lend(*column),
                    KeyKind::Expr(expr) => names::expression_name(&expr.shape),
                })
                .chain(info.include.iter().map(|column| lend(*column)))
                .collect(),
            include: info.include.clone(),
            nulls_not_distinct: info.nulls_not_distinct,
            predicate: info.predicate.clone(),
            options: Vec::new(),
            parameters: info.parameters,
            constraint,
            parent: None,
            recurse: true,
            span,
        })
    }
}

/// The column of one table that has the name of another's.
pub(super) fn same_column(from: &Relation, to: &Relation, column: ColumnId) -> Option<ColumnId> {
    let name = &from.column_by_id(column)?.name;
    to.column(name).map(|column| column.id)
}

/// Whether an index is what a specification asks for.
fn same_definition(info: &IndexInfo, spec: &IndexSpec) -> bool {
    let keys = info.keys.len() == spec.keys.len()
        && info.keys.iter().zip(&spec.keys).all(|(a, b)| {
            let what = match (&a.what, &b.what) {
                (KeyKind::Column(a), KeyKind::Column(b)) => a == b,
                (KeyKind::Expr(a), KeyKind::Expr(b)) => super::constraint::same_expression(a, b),
                _ => false,
            };
            what && a.collation == b.collation
                && a.opclass == b.opclass
                && a.descending == b.descending
                && a.nulls_first == b.nulls_first
        });
    let predicate = match (&info.predicate, &spec.predicate) {
        (None, None) => true,
        (Some(a), Some(b)) => super::constraint::same_expression(a, b),
        _ => false,
    };
    keys && predicate
        && info.unique == spec.unique
        && info.method == spec.method
        && info.nulls_not_distinct == spec.nulls_not_distinct
        && info.include.len() == spec.include.len()
}

/// The text of an expression without the COLLATE that ends it.
fn without_collate(text: &str) -> String {
    let (mut depth, mut end) = (0_usize, text.len());
    for token in tokens(text) {
        if token.is("(") || token.is("[") {
            depth += 1;
        } else if token.is(")") || token.is("]") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.word() == Some("collate") {
            end = token.range.start;
        }
    }
    text.get(..end).unwrap_or(text).trim_end().to_owned()
}
