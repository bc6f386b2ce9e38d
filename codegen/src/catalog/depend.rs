//! What depends on what, found by looking.
//!
//! PostgreSQL keeps `pg_depend`; here the objects themselves say what they use,
//! so a look at those who name some objects finds what depends on them. Deleting
//! goes wave by wave: dependents of the objects, their dependents, and so on.

use super::mentions::{Kind, Mentions};
use super::registry::RegistryId;
use super::users::User;
use super::{
    Catalog, Column, Constraint, ConstraintKind, Function, IndexInfo, Key, KeyKind, ObjectId,
    RelId, Relation, RelationKind, StoredExpr, Type, TypeId, TypeKind, TypeUse, Uses,
};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// How an object depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// It must be dropped first, or CASCADE given.
    Normal,
    /// It is a part, and goes silently.
    Part,
}

/// An object that depends on another.
#[derive(Clone, Debug)]
pub(super) struct Dependent {
    /// The object.
    pub(super) object: ObjectId,
    /// How it depends.
    pub(super) how: How,
    /// On what.
    pub(super) on: ObjectId,
}

/// Objects whose dependents are looked for, arranged for quick look-ups.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub(super) struct Wave<'a> {
    objects: &'a BTreeSet<ObjectId>,
    /// Their kinds and numbers.
    mentions: Mentions,
    /// Whether each of them has one.
    is_numbered: bool,
    /// What was asked for, when the questions and not the answers are wanted.
    asked: Option<RefCell<Mentions>>,
    has_columns: bool,
    has_relations: bool,
    has_types: bool,
    has_functions: bool,
    has_schemas: bool,
    has_extensions: bool,
    has_constraints: bool,
    has_collations: bool,
}

impl<'a> Wave<'a> {
    pub(super) fn new(objects: &'a BTreeSet<ObjectId>) -> Self {
        let any = |test: fn(&ObjectId) -> bool| objects.iter().any(test);
        let mut mentions = Mentions::default();
        let mut is_numbered = true;
        for object in objects {
            match object {
                ObjectId::Relation(id) | ObjectId::Column(id, _) | ObjectId::Trigger(id, _) => {
                    mentions.add(Kind::Relation, id.0);
                }
                ObjectId::Type(id) => mentions.add(Kind::Type, id.0),
                ObjectId::Function(id) => mentions.add(Kind::Function, id.0),
                ObjectId::Schema(id) => mentions.add(Kind::Schema, id.0),
                ObjectId::Constraint(_, id) => mentions.add(Kind::Constraint, id.0),
                // Nothing depends on these.
                ObjectId::Default(..)
                | ObjectId::Policy(..)
                | ObjectId::Rule(..)
                | ObjectId::DomainConstraint(..) => {}
                ObjectId::Extension(_) | ObjectId::Collation(..) | ObjectId::Registered(_) => {
                    is_numbered = false;
                }
            }
        }
        Self {
            objects,
            mentions,
            is_numbered,
            asked: None,
            has_columns: any(|o| matches!(o, ObjectId::Column(..))),
            has_relations: any(|o| matches!(o, ObjectId::Relation(_))),
            has_types: any(|o| matches!(o, ObjectId::Type(_))),
            has_functions: any(|o| matches!(o, ObjectId::Function(_))),
            has_schemas: any(|o| matches!(o, ObjectId::Schema(_))),
            has_extensions: any(|o| matches!(o, ObjectId::Extension(_))),
            has_constraints: any(|o| matches!(o, ObjectId::Constraint(..))),
            has_collations: any(|o| matches!(o, ObjectId::Collation(..))),
        }
    }

    /// One that answers no to everything and remembers what it was asked.
    fn asking(nothing: &'a BTreeSet<ObjectId>) -> Self {
        Self {
            asked: Some(RefCell::default()),
            has_columns: true,
            has_relations: true,
            has_types: true,
            has_functions: true,
            has_schemas: true,
            has_constraints: true,
            ..Self::new(nothing)
        }
    }

    fn note(&self, kind: Kind, id: u32) {
        // PostgreSQL's own types and functions are never dropped, and everything
        // names some.
        let is_own = matches!(kind, Kind::Type | Kind::Function) && id < super::FIRST_USER_ID;
        if !is_own && let Some(asked) = &self.asked {
            asked.borrow_mut().add(kind, id);
        }
    }

    fn trigger(&self, id: RelId, name: &str) -> Option<ObjectId> {
        self.note(Kind::Relation, id.0);
        let object = ObjectId::Trigger(id, name.to_owned());
        self.objects.contains(&object).then_some(object)
    }

    fn function(&self, id: super::FunctionId) -> Option<ObjectId> {
        self.note(Kind::Function, id.0);
        let object = ObjectId::Function(id);
        self.objects.contains(&object).then_some(object)
    }

    fn relation(&self, id: RelId) -> Option<ObjectId> {
        self.note(Kind::Relation, id.0);
        if !self.has_relations {
            return None;
        }
        let object = ObjectId::Relation(id);
        self.objects.contains(&object).then_some(object)
    }

    fn column(&self, relation: RelId, column: super::ColumnId) -> Option<ObjectId> {
        self.note(Kind::Relation, relation.0);
        if !self.has_columns {
            return None;
        }
        let object = ObjectId::Column(relation, column);
        self.objects.contains(&object).then_some(object)
    }

    fn ty(&self, id: TypeId) -> Option<ObjectId> {
        self.note(Kind::Type, id.0);
        if !self.has_types {
            return None;
        }
        let object = ObjectId::Type(id);
        self.objects.contains(&object).then_some(object)
    }

    fn type_use(&self, ty: &TypeUse) -> Option<ObjectId> {
        self.ty(ty.id)
    }

    fn uses(&self, uses: &Uses) -> Option<ObjectId> {
        let columns = || {
            uses.columns
                .iter()
                .find_map(|(relation, column)| self.column(*relation, *column))
        };
        let fields = || {
            uses.fields
                .iter()
                .find_map(|(relation, column)| self.column(*relation, *column))
        };
        let relations = || uses.relations.iter().find_map(|id| self.relation(*id));
        let of_columns = || {
            uses.columns
                .iter()
                .find_map(|(relation, _)| self.relation(*relation))
        };
        let types = || uses.types.iter().find_map(|id| self.ty(*id));
        columns()
            .or_else(fields)
            .or_else(relations)
            .or_else(of_columns)
            .or_else(types)
            .or_else(|| self.functions(uses))
    }

    fn functions(&self, uses: &Uses) -> Option<ObjectId> {
        if !self.has_functions {
            return None;
        }
        uses.functions.iter().find_map(|id| self.function(*id))
    }

    fn extension(&self, name: Option<&String>) -> Option<ObjectId> {
        if !self.has_extensions {
            return None;
        }
        let object = ObjectId::Extension(name?.clone());
        self.objects.contains(&object).then_some(object)
    }

    /// The extension whose function an expression calls.
    fn extension_call(&self, text: &str) -> Option<ObjectId> {
        if !self.has_extensions {
            return None;
        }
        let tokens = super::rewrite::tokens(text);
        let mut calls = tokens
            .iter()
            .zip(tokens.iter().skip(1))
            .filter_map(|(name, next)| {
                let name = name.word()?;
                (next.is("(") && !super::builtin::is_function(name)).then_some(name)
            });
        calls.find_map(|call| {
            self.objects
                .iter()
                .find(|object| {
                    matches!(object, ObjectId::Extension(name)
                        if super::extension::may_bring_function(name, call))
                })
                .cloned()
        })
    }

    /// A collation of ours as it is shown: `schema.name`.
    fn collation(&self, shown: Option<&str>) -> Option<ObjectId> {
        let shown = shown.filter(|shown| self.has_collations && shown.contains('.'))?;
        let mut objects = self.objects.iter();
        let found = objects.find(|object| {
            matches!(object, ObjectId::Collation(_, name)
                if shown.ends_with(&super::quote_identifier(name)))
        });
        found.cloned()
    }

    /// The collation that an expression names behind COLLATE.
    fn collate_clause(&self, text: &str) -> Option<ObjectId> {
        if !self.has_collations {
            return None;
        }
        let tokens = super::rewrite::tokens(text);
        let names = tokens.iter().enumerate().filter_map(|(at, token)| {
            if token.word() != Some("collate") {
                return None;
            }
            let dotted = tokens.get(at + 2).is_some_and(|token| token.is("."));
            tokens.get(at + if dotted { 3 } else { 1 })?.word()
        });
        let names: Vec<&str> = names.collect();
        let mut objects = self.objects.iter();
        let found = objects.find(|object| {
            matches!(object, ObjectId::Collation(_, name) if names.contains(&name.as_str()))
        });
        found.cloned()
    }

    fn schema(&self, id: super::SchemaId) -> Option<ObjectId> {
        self.note(Kind::Schema, id.0);
        if !self.has_schemas {
            return None;
        }
        let object = ObjectId::Schema(id);
        self.objects.contains(&object).then_some(object)
    }

    fn constraint(&self, id: Option<super::ConstraintId>) -> Option<ObjectId> {
        if !self.has_constraints {
            return None;
        }
        let id = id?;
        self.note(Kind::Constraint, id.0);
        self.objects
            .iter()
            .find(|object| matches!(object, ObjectId::Constraint(_, found) if *found == id))
            .cloned()
    }
}

/// Collects dependents of one kind after another.
pub(super) struct Finder<'a> {
    wave: Wave<'a>,
    found: Vec<Dependent>,
}

impl<'w> Finder<'w> {
    /// Everything that a search asks.
    pub(super) fn mentions(search: impl FnOnce(&mut Finder<'_>)) -> Mentions {
        let nothing = BTreeSet::new();
        let mut finder = Finder {
            wave: Wave::asking(&nothing),
            found: Vec::new(),
        };
        search(&mut finder);
        let asked = finder.wave.asked.map(RefCell::into_inner);
        asked.unwrap_or_default()
    }

    /// Whether what depends on an object is looked for.
    pub(super) fn looks_for(&self, object: &ObjectId) -> bool {
        self.wave.objects.contains(object)
    }

    /// Those whose dependents are looked for.
    pub(super) fn objects(&self) -> &'w BTreeSet<ObjectId> {
        self.wave.objects
    }

    /// Those of the objects that are known by name alone.
    pub(super) fn registered(&self) -> Vec<RegistryId> {
        let objects = self.wave.objects.iter();
        objects
            .filter_map(|object| match object {
                ObjectId::Registered(id) => Some(*id),
                _ => None,
            })
            .collect()
    }

    pub(super) fn add(&mut self, object: ObjectId, how: How, on: Option<ObjectId>) {
        if let Some(on) = on
            && on != object
        {
            self.found.push(Dependent { object, how, on });
        }
    }

    /// The same of an object with a name, which is made only if it depends on something.
    fn add_made(&mut self, object: impl Fn() -> ObjectId, how: How, on: Option<ObjectId>) {
        if on.is_some() {
            self.add(object(), how, on);
        }
    }

    fn relation(&mut self, relation: &Relation, catalog: &Catalog) {
        if self.wave.relation(relation.id).is_some() {
            // Its parts go with it; what else depends on them is found at the
            // others, which name it.
            return;
        }
        let own = match (&relation.kind, relation.row_type) {
            (RelationKind::Composite, Some(ty)) => ObjectId::Type(ty),
            _ => ObjectId::Relation(relation.id),
        };
        if self.wave.objects.contains(&own) {
            return;
        }
        let extension = relation.origin.extension.as_ref();
        self.add(own.clone(), How::Part, self.wave.extension(extension));
        match &relation.kind {
            RelationKind::Index(info) => return self.index(relation, info, catalog),
            RelationKind::Sequence(info) => {
                if let Some((table, column)) = info.owned_by {
                    let on = self
                        .wave
                        .relation(table)
                        .or_else(|| self.wave.column(table, column));
                    self.add(own, How::Part, on);
                } else {
                    self.add(own, How::Normal, self.wave.schema(relation.schema));
                }
                return;
            }
            RelationKind::View(info) | RelationKind::MaterializedView(info) => {
                self.add(own.clone(), How::Normal, self.wave.uses(&info.uses));
                let on = self.wave.extension_call(&info.definition);
                self.add(own.clone(), How::Normal, on);
                let on = self.wave.collate_clause(&info.definition);
                self.add(own.clone(), How::Normal, on);
                for key in &info.uses.constraints {
                    self.add(own.clone(), How::Normal, self.wave.constraint(Some(*key)));
                }
                for column in &relation.columns {
                    if let super::ColumnType::Known(ty) = &column.ty {
                        self.add(own.clone(), How::Normal, self.wave.type_use(ty));
                    }
                }
            }
            RelationKind::Table(info) | RelationKind::ForeignTable(info) => {
                if let Some((parent, _)) = &info.partition_of {
                    self.add(own.clone(), How::Part, self.wave.relation(*parent));
                }
                for parent in &info.inherits {
                    self.add(own.clone(), How::Normal, self.wave.relation(*parent));
                }
                if let Some(ty) = info.of_type {
                    self.add(own.clone(), How::Normal, self.wave.ty(ty));
                }
                for key in info.partition_key.iter().flat_map(|key| &key.keys) {
                    let on = match &key.what {
                        KeyKind::Expr(expr) => self.wave.uses(&expr.uses),
                        KeyKind::Column(column) => self.wave.column(relation.id, *column),
                    };
                    self.add(own.clone(), How::Normal, on);
                }
            }
            RelationKind::Composite => {}
        }
        self.add(own, How::Normal, self.wave.schema(relation.schema));
        for column in &relation.columns {
            self.column(relation, column);
        }
        for constraint in &relation.constraints {
            self.table_constraint(relation, constraint, catalog);
        }
        for (name, policy) in &relation.policies {
            let object = || ObjectId::Policy(relation.id, name.clone());
            for expr in policy.using.iter().chain(&policy.check) {
                let on = self.wave.uses(&expr.uses);
                self.add_made(object, How::Normal, on);
            }
        }
        for (name, trigger) in &relation.triggers {
            let object = || ObjectId::Trigger(relation.id, name.clone());
            if let Some(function) = trigger.function {
                self.add_made(object, How::Normal, self.wave.function(function));
            }
            // They are columns of the relation itself, which is noted above already.
            if self.wave.has_columns {
                let mut columns = relation.trigger_columns(trigger).into_iter();
                let on = columns.find_map(|column| self.wave.column(relation.id, column));
                self.add_made(object, How::Normal, on);
            }
            if trigger.inherited {
                let parents = relation.parents();
                let on = parents
                    .into_iter()
                    .find_map(|parent| self.wave.trigger(parent, name));
                self.add_made(object, How::Part, on);
            }
        }
    }

    /// The extension without which an index key would not be possible.
    fn key_extension(&mut self, own: &ObjectId, info: &IndexInfo, key: &Key, catalog: &Catalog) {
        if !self.wave.has_extensions {
            return;
        }
        let ty = match &key.what {
            KeyKind::Column(column) => catalog
                .rel(info.table)
                .and_then(|table| table.column_by_id(*column))
                .map(|column| &column.ty),
            KeyKind::Expr(_) => None,
        };
        let extension = catalog
            .key_extension(&info.method, key.opclass.as_deref(), ty)
            .map(str::to_owned);
        let on = self.wave.extension(extension.as_ref());
        self.add(own.clone(), How::Normal, on);
    }

    fn index(&mut self, relation: &Relation, info: &IndexInfo, catalog: &Catalog) {
        let own = ObjectId::Relation(relation.id);
        self.add(own.clone(), How::Part, self.wave.relation(info.table));
        if let Some(parent) = info.parent {
            self.add(own.clone(), How::Part, self.wave.relation(parent));
        }
        if info.constraint.is_some() {
            let on = self.wave.constraint(info.constraint);
            self.add(own.clone(), How::Part, on);
            // It goes with its constraint, but a rename looks for what it names.
            if self.wave.asked.is_none() {
                return;
            }
        }
        for key in &info.keys {
            self.key(&own, info.table, key);
            self.key_extension(&own, info, key, catalog);
        }
        for column in &info.include {
            let on = self.wave.column(info.table, *column);
            self.add(own.clone(), How::Part, on);
        }
        if let Some(predicate) = &info.predicate {
            self.on_expression(&own, info.table, predicate);
        }
    }

    fn key(&mut self, own: &ObjectId, table: RelId, key: &Key) {
        let on = self.wave.collation(key.collation.as_deref());
        self.add(own.clone(), How::Normal, on);
        match &key.what {
            KeyKind::Column(column) => {
                let on = self.wave.column(table, *column);
                self.add(own.clone(), How::Part, on);
            }
            KeyKind::Expr(expr) => self.on_expression(own, table, expr),
        }
    }

    /// An index or a check goes with the columns of its own table, and depends
    /// on everything else.
    fn on_expression(&mut self, own: &ObjectId, table: RelId, expr: &StoredExpr) {
        for (relation, column) in &expr.uses.columns {
            let how = if *relation == table {
                How::Part
            } else {
                How::Normal
            };
            let on = self.wave.column(*relation, *column);
            self.add(own.clone(), how, on);
        }
        let others = Uses {
            columns: Vec::new(),
            ..expr.uses.clone()
        };
        self.add(own.clone(), How::Normal, self.wave.uses(&others));
        self.add(
            own.clone(),
            How::Normal,
            self.wave.extension_call(&expr.text),
        );
        let on = self.wave.collate_clause(&expr.text);
        self.add(own.clone(), How::Normal, on);
    }

    fn column(&mut self, relation: &Relation, column: &Column) {
        let own = ObjectId::Column(relation.id, column.id);
        if let super::ColumnType::Known(ty) = &column.ty
            && !matches!(
                relation.kind,
                RelationKind::View(_) | RelationKind::MaterializedView(_)
            )
        {
            self.add(own.clone(), How::Normal, self.wave.type_use(ty));
        }
        let on = self.wave.collation(column.collation.as_deref());
        self.add(own.clone(), How::Normal, on);
        if let Some(default) = &column.default {
            let object = if column.generated.is_some() {
                own
            } else {
                ObjectId::Default(relation.id, column.id)
            };
            // A generated column depends on the columns that it reads.
            self.add(object.clone(), How::Normal, self.wave.uses(&default.uses));
            let on = self.wave.collate_clause(&default.text);
            self.add(object.clone(), How::Normal, on);
            self.add(object, How::Normal, self.wave.extension_call(&default.text));
        }
    }

    fn table_constraint(
        &mut self,
        relation: &Relation,
        constraint: &Constraint,
        catalog: &Catalog,
    ) {
        let own = ObjectId::Constraint(relation.id, constraint.id);
        if self.wave.objects.contains(&own) {
            return;
        }
        let on = self.wave.constraint(constraint.parent);
        self.add(own.clone(), How::Part, on);
        match &constraint.kind {
            ConstraintKind::Check(expr) => self.on_expression(&own, relation.id, expr),
            ConstraintKind::ForeignKey(key) => {
                for column in &key.columns {
                    let on = self.wave.column(relation.id, *column);
                    self.add(own.clone(), How::Part, on);
                }
                let on = self.wave.relation(key.table).or_else(|| {
                    key.referenced
                        .iter()
                        .find_map(|column| self.wave.column(key.table, *column))
                });
                self.add(own.clone(), How::Normal, on);
                if let Some(index) = key.index {
                    let on = self.wave.relation(index);
                    self.add(own, How::Normal, on);
                }
            }
            ConstraintKind::PrimaryKey { index, .. }
            | ConstraintKind::Unique { index, .. }
            | ConstraintKind::Exclude { index, .. } => {
                let Some(info) = catalog.rel(*index).and_then(Relation::index) else {
                    return;
                };
                for key in &info.keys {
                    self.key(&own, relation.id, key);
                    self.key_extension(&own, info, key, catalog);
                }
                for column in &info.include {
                    let on = self.wave.column(relation.id, *column);
                    self.add(own.clone(), How::Part, on);
                }
                if let Some(predicate) = &info.predicate {
                    self.on_expression(&own, relation.id, predicate);
                }
            }
        }
    }

    pub(super) fn ty(&mut self, ty: &Type) {
        let own = ObjectId::Type(ty.id);
        if self.wave.objects.contains(&own) || matches!(ty.kind, TypeKind::Row(_)) {
            return;
        }
        let extension = ty.origin.extension.as_ref();
        self.add(own.clone(), How::Part, self.wave.extension(extension));
        match &ty.kind {
            TypeKind::Multirange(range) => {
                self.add(own, How::Part, self.wave.ty(*range));
                return;
            }
            // Its relation is looked at for the rest.
            TypeKind::Composite(_) => return,
            TypeKind::Domain(domain) => {
                self.add(own.clone(), How::Normal, self.wave.type_use(&domain.base));
                let on = self.wave.collation(domain.collation.as_deref());
                self.add(own.clone(), How::Normal, on);
                if let Some(default) = &domain.default {
                    self.add(own.clone(), How::Normal, self.wave.uses(&default.uses));
                }
                for check in &domain.checks {
                    let object = ObjectId::DomainConstraint(ty.id, check.name.clone());
                    self.add(object, How::Normal, self.wave.uses(&check.expr.uses));
                }
            }
            TypeKind::Range { subtype, .. } => {
                self.add(own.clone(), How::Normal, self.wave.type_use(subtype));
            }
            TypeKind::Enum(_) | TypeKind::Row(_) | TypeKind::Base | TypeKind::Shell => {}
        }
        self.add(own, How::Normal, self.wave.schema(ty.schema));
    }

    pub(super) fn function(&mut self, function: &Function) {
        let own = ObjectId::Function(function.id);
        let extension = function.origin.extension.as_ref();
        self.add(own.clone(), How::Part, self.wave.extension(extension));
        self.add(own.clone(), How::Normal, self.wave.uses(&function.uses));
        self.add(own.clone(), How::Normal, self.wave.schema(function.schema));
        if self.wave.has_types {
            let declared = function.declared.iter().filter_map(|p| p.ty.as_ref());
            let on = function
                .arguments
                .iter()
                .flatten()
                .chain(declared)
                .chain(&function.returns)
                .find_map(|ty| self.wave.type_use(ty));
            self.add(own, How::Normal, on);
        }
    }
}

impl Relation {
    /// Columns that a trigger names: those of UPDATE OF and those that its WHEN
    /// reads of NEW and OLD.
    pub(super) fn trigger_columns(&self, trigger: &super::Trigger) -> Vec<super::ColumnId> {
        let mut columns = trigger.columns.clone();
        // Few have a WHEN.
        let letters = trigger.definition.as_bytes();
        if !letters
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"when"))
        {
            return columns;
        }
        let tokens = super::rewrite::tokens(&trigger.definition);
        for at in 2..tokens.len() {
            let is_row = matches!(tokens[at - 2].word(), Some("new" | "old"));
            if tokens[at - 2].word() == Some("execute") {
                break;
            }
            if is_row
                && tokens[at - 1].is(".")
                && let Some(column) = tokens[at].word().and_then(|name| self.column(name))
                && !columns.contains(&column.id)
            {
                columns.push(column.id);
            }
        }
        columns
    }
}

impl Catalog {
    /// Everything that the search below asks about a relation.
    pub(super) fn mentions_of<'a>(&self, relation: &'a Relation) -> &'a Mentions {
        let make = || Finder::mentions(|finder| finder.relation(relation, self));
        relation.mentions.get(make)
    }

    /// What depends directly on any of some objects.
    pub(super) fn dependents(&mut self, objects: &BTreeSet<ObjectId>) -> Vec<Dependent> {
        let wave = Wave::new(objects);
        let users = if wave.is_numbered {
            self.users_of(&wave.mentions)
        } else {
            self.all_users()
        };
        let mut finder = Finder {
            wave,
            found: Vec::new(),
        };
        for user in users {
            match user {
                User::Relation(id) => {
                    if let Some(relation) = self.relations.get(id) {
                        finder.relation(relation, self);
                    }
                }
                User::Type(id) => {
                    if let Some(ty) = self.types.get(id) {
                        finder.ty(ty);
                    }
                }
                User::Function(id) => {
                    if let Some(function) = self.functions.get(id) {
                        finder.function(function);
                    }
                }
            }
        }
        if finder.wave.has_schemas {
            for (name, extension) in self.extensions.iter() {
                let on = finder.wave.schema(extension.schema);
                finder.add(ObjectId::Extension(name.clone()), How::Normal, on);
            }
            for (schema, name) in self.collations.keys() {
                let on = finder.wave.schema(*schema);
                finder.add(ObjectId::Collation(*schema, name.clone()), How::Normal, on);
            }
        }
        self.dependents_by_name(&mut finder);
        if finder.wave.has_extensions {
            for (name, extension) in self.extensions.iter() {
                let on = finder.wave.extension(Some(name));
                for object in &extension.dependents {
                    if self.holds(object) {
                        finder.add(object.clone(), How::Part, on.clone());
                    }
                }
            }
            for (id, schema) in self.schemas.iter() {
                let on = finder.wave.extension(schema.extension.as_ref());
                finder.add(ObjectId::Schema(*id), How::Part, on);
            }
        }
        finder.found
    }

    /// Whether an object that can depend on an extension is still there.
    fn holds(&self, object: &ObjectId) -> bool {
        match object {
            ObjectId::Relation(id) => self.rel(*id).is_some(),
            ObjectId::Function(id) => self.function(*id).is_some(),
            ObjectId::Trigger(id, name) => self
                .rel(*id)
                .is_some_and(|relation| relation.triggers.contains_key(name)),
            _ => false,
        }
    }

    /// The object that an object is a part of and cannot be dropped without.
    pub(super) fn owner(&self, object: &ObjectId) -> Option<ObjectId> {
        let extension = |name: &Option<String>| name.clone().map(ObjectId::Extension);
        match object {
            ObjectId::Relation(id) => {
                let relation = self.rel(*id)?;
                match &relation.kind {
                    RelationKind::Index(info) => {
                        if let Some(constraint) = info.constraint {
                            return Some(ObjectId::Constraint(info.table, constraint));
                        }
                        if let Some(parent) = info.parent {
                            return Some(ObjectId::Relation(parent));
                        }
                    }
                    RelationKind::Sequence(info) if info.identity => {
                        let (table, column) = info.owned_by?;
                        return Some(ObjectId::Column(table, column));
                    }
                    _ => {}
                }
                extension(&relation.origin.extension)
            }
            ObjectId::Type(id) => {
                let ty = self.ty(*id)?;
                match &ty.kind {
                    TypeKind::Row(relation) => Some(ObjectId::Relation(*relation)),
                    TypeKind::Multirange(range) => Some(ObjectId::Type(*range)),
                    _ => extension(&ty.origin.extension),
                }
            }
            ObjectId::Function(id) => extension(&self.function(*id)?.origin.extension),
            ObjectId::Trigger(relation, name) => {
                let relation = self.rel(*relation)?;
                relation
                    .triggers
                    .get(name)
                    .filter(|trigger| trigger.inherited)?;
                let parent = relation.parents().first().copied()?;
                Some(ObjectId::Trigger(parent, name.clone()))
            }
            ObjectId::Schema(id) => extension(&self.schemas.get(id)?.extension),
            _ => None,
        }
    }

    /// The object as PostgreSQL's messages call it: `column a of table t`.
    pub(super) fn describe(&self, object: &ObjectId) -> String {
        let relation = |id: &RelId| {
            self.rel(*id).map_or_else(
                || "relation".to_owned(),
                |relation| {
                    let name = self.shown_name(relation.schema, &relation.name);
                    match relation.kind {
                        RelationKind::Composite => format!("composite type {name}"),
                        _ => format!("{} {name}", relation.word()),
                    }
                },
            )
        };
        let column = |id: &RelId, column: &super::ColumnId| {
            let name = self
                .rel(*id)
                .and_then(|relation| relation.column_by_id(*column))
                .map_or("", |column| &column.name);
            format!("column {name} of {}", relation(id))
        };
        match object {
            ObjectId::Schema(id) => format!("schema {}", self.schema_name(*id)),
            ObjectId::Extension(name) => format!("extension {name}"),
            ObjectId::Relation(id) => relation(id),
            ObjectId::Column(id, number) => column(id, number),
            ObjectId::Default(id, number) => {
                format!("default value for {}", column(id, number))
            }
            ObjectId::Constraint(id, number) => {
                let name = self
                    .rel(*id)
                    .and_then(|found| found.constraint_by_id(*number))
                    .map_or("", |constraint| &constraint.name);
                format!("constraint {name} on {}", relation(id))
            }
            ObjectId::DomainConstraint(id, name) => {
                format!(
                    "constraint {name} on {}",
                    self.describe(&ObjectId::Type(*id))
                )
            }
            ObjectId::Type(id) => self.ty(*id).map_or_else(
                || "type".to_owned(),
                |ty| format!("type {}", self.shown_name(ty.schema, &ty.name)),
            ),
            ObjectId::Function(id) => self.function(*id).map_or_else(
                || "function".to_owned(),
                |function| {
                    let arguments: Vec<String> = function
                        .arguments
                        .iter()
                        .map(|ty| {
                            ty.as_ref()
                                .map_or_else(|| "unknown".to_owned(), |ty| self.short_type(ty))
                        })
                        .collect();
                    format!(
                        "function {}({})",
                        self.shown_name(function.schema, &function.name),
                        arguments.join(",")
                    )
                },
            ),
            ObjectId::Trigger(id, name) => format!("trigger {name} on {}", relation(id)),
            ObjectId::Policy(id, name) => format!("policy {name} on {}", relation(id)),
            ObjectId::Rule(id, name) => format!("rule {name} on {}", relation(id)),
            ObjectId::Collation(_, name) => format!("collation {name}"),
            ObjectId::Registered(id) => self.describe_registered(*id),
        }
    }

    pub(super) fn shown_name(&self, schema: super::SchemaId, name: &str) -> String {
        let shown = super::quote_identifier(name);
        let hidden = [super::builtin::PUBLIC, super::builtin::PG_TEMP];
        if hidden.contains(&schema) {
            shown.clone()
        } else {
            format!(
                "{}.{shown}",
                super::quote_identifier(self.schema_name(schema))
            )
        }
    }
}
