//! DROP of everything, with RESTRICT and CASCADE as PostgreSQL does them.

use super::builtin::{PG_CATALOG, PG_TOAST};
use super::constraint::missing;
use super::depend::How;
use super::error::{Result, SqlError};
use super::registry::Found;
use super::system::Part;
use super::{
    ChangeKind, ConstraintKind, ObjectId, RelId, Relation, RelationKind, Replay, TypeId, TypeKind,
};
use crate::ddl::{self, Name, ObjectRef, QName, Registered, RegistryKind, RelationWord, TypeName};
use crate::diag::Span;
use std::collections::{BTreeMap, BTreeSet};

/// How an object came to be dropped.
#[derive(Clone, Debug)]
struct Target {
    /// Goes without asking: it was named, or is a part of what goes.
    silent: bool,
    /// On what it depends; `None` for what was named.
    on: Option<ObjectId>,
    /// The order in which it was found.
    order: usize,
}

impl Replay {
    /// `DROP`.
    pub(super) fn drop_statement(&mut self, stmt: &ddl::Drop, span: Span) -> Result {
        if let Some(word) = stmt.concurrently {
            self.prevent_in_transaction("DROP INDEX CONCURRENTLY", word)?;
            if stmt.objects.len() > 1 {
                return Err(SqlError::new(
                    "0A000",
                    word,
                    "DROP INDEX CONCURRENTLY does not support dropping multiple objects",
                )
                .help("drop each index in a statement of its own"));
            }
            if stmt.cascade {
                return Err(SqlError::new(
                    "0A000",
                    word,
                    "DROP INDEX CONCURRENTLY does not support CASCADE",
                )
                .help("drop first what needs the index, or leave CONCURRENTLY out"));
            }
        }
        let mut objects = Vec::new();
        for object in &stmt.objects {
            match object {
                ObjectRef::Other {
                    word: word @ ("DATABASE" | "TABLESPACE"),
                } => {
                    self.prevent_in_transaction(&format!("DROP {word}"), span)?;
                }
                ObjectRef::Operator(operator) => {
                    match self.drop_operator(operator, span) {
                        // IF EXISTS forgives a missing right operand too.
                        Err(error)
                            if stmt.if_exists
                                && (is_missing(error.state) || error.state == "42601") => {}
                        result => result.map_err(|error| nothing_to_drop(error, object))?,
                    }
                    continue;
                }
                ObjectRef::Registered(object) => {
                    self.refuse_builtin(object, span)?;
                    if let Ok(Found::Unsure) = self.find_registered(object) {
                        let tables = self.tables_out_of_sight(object, stmt.cascade, span)?;
                        objects.extend(tables.into_iter().map(ObjectId::Relation));
                    }
                }
                _ => {}
            }
            let target = self
                .drop_target(object, stmt, span)
                .map_err(|error| nothing_to_drop(error, object))?;
            if let Some(id) = target
                && !objects.contains(&id)
            {
                objects.push(id);
            }
        }
        if objects.is_empty() {
            return Ok(());
        }
        self.drop_objects(&objects, stmt.cascade, span)
    }

    /// The foreign tables that go with a server or a wrapper that was made out of sight.
    fn tables_out_of_sight(
        &mut self,
        object: &Registered,
        cascade: bool,
        span: Span,
    ) -> Result<Vec<RelId>> {
        match object.kind {
            RegistryKind::Server => self.tables_of_server(&object.name.name, cascade),
            // Which servers are of the wrapper is not known.
            RegistryKind::ForeignDataWrapper if cascade => {
                let tables = self.foreign_tables(|_| true);
                if !tables.is_empty() {
                    let reason = "DROP FOREIGN DATA WRAPPER … CASCADE may drop foreign tables";
                    self.taint_relations(span, reason, tables);
                }
                Ok(Vec::new())
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The foreign tables of a server that DROP … CASCADE takes with it.
    fn tables_of_server(&self, name: &Name, cascade: bool) -> Result<Vec<RelId>> {
        let tables = self.foreign_tables(|server| server == name.value);
        let Some(first) = tables.first().filter(|_| !cascade) else {
            return Ok(tables);
        };
        let shown = self.catalog.describe(&ObjectId::Relation(*first));
        let mut error = SqlError::new(
            "2BP01",
            name.span,
            format!(
                "cannot drop server {} because other objects depend on it",
                name.value
            ),
        )
        .label("other objects depend on it")
        .detail(format!("{shown} depends on server {}", name.value))
        .help("use DROP ... CASCADE to drop the dependent objects too");
        if let Some(relation) = self.catalog.rel(*first) {
            error = error.also(relation.origin.span, shown);
        }
        Err(error)
    }

    pub(super) fn foreign_tables(&self, of: impl Fn(&str) -> bool) -> Vec<RelId> {
        let found = self.catalog.relations.iter().filter(|(_, relation)| {
            matches!(&relation.kind, RelationKind::ForeignTable(info)
                if info.server.as_deref().is_some_and(&of))
        });
        found.map(|(id, _)| RelId(id)).collect()
    }

    /// The object that DROP names; `None` when there is nothing to do.
    pub(super) fn drop_target(
        &self,
        object: &ObjectRef,
        stmt: &ddl::Drop,
        span: Span,
    ) -> Result<Option<ObjectId>> {
        let if_exists = stmt.if_exists;
        // What IF EXISTS forgives is that something is not there.
        let forgive = |result: Result<Option<ObjectId>>| match result {
            Err(error) if if_exists && is_missing(error.state) => Ok(None),
            other => other,
        };
        match object {
            ObjectRef::Relation { word, name } => {
                forgive(self.drop_relation_target(*word, name, stmt))
            }
            ObjectRef::Type { name } => forgive(self.drop_type_target(name, false)),
            ObjectRef::Domain { name } => forgive(self.drop_type_target(name, true)),
            ObjectRef::Schema { name } => forgive(self.schema(name).and_then(|id| {
                if [PG_CATALOG, PG_TOAST].contains(&id) {
                    return Err(SqlError::new(
                        "2BP01",
                        name.span,
                        format!(
                            "cannot drop schema {} because it is required by the database system",
                            name.value
                        ),
                    ));
                }
                Ok(Some(ObjectId::Schema(id)))
            })),
            ObjectRef::Extension { name } => {
                if self.catalog.extensions.contains_key(&name.value) {
                    return Ok(Some(ObjectId::Extension(name.value.clone())));
                }
                forgive(self.extension(name).map(|()| None))
            }
            ObjectRef::Function {
                word,
                name,
                arguments,
            } => forgive(
                self.function_ref(word, name, arguments.as_deref())
                    .map(|id| id.map(ObjectId::Function)),
            ),
            ObjectRef::Trigger { name, table } => forgive(
                self.trigger(name, table)
                    .map(|id| Some(ObjectId::Trigger(id, name.value.clone()))),
            ),
            ObjectRef::Policy { name, table } => forgive(
                self.policy(name, table)
                    .map(|id| Some(ObjectId::Policy(id, name.value.clone()))),
            ),
            ObjectRef::Rule { name, table } => forgive(
                self.rule(name, table)
                    .map(|id| Some(ObjectId::Rule(id, name.value.clone()))),
            ),
            ObjectRef::Collation { name } => {
                forgive(self.user_collation(name).and_then(|key| match key {
                    Some((schema, name)) => Ok(Some(ObjectId::Collation(schema, name))),
                    None => Err(SqlError::new(
                        "2BP01",
                        span,
                        format!(
                            "cannot drop collation {} because it is required by the database system",
                            name.display()
                        ),
                    )),
                }))
            }
            ObjectRef::Registered(object) => forgive(self.registered_target(object)),
            // They are not in the catalog, or not dropped by DROP.
            ObjectRef::Constraint { .. }
            | ObjectRef::Column { .. }
            | ObjectRef::Operator(_)
            | ObjectRef::Other { .. } => {
                Ok(None)
            }
        }
    }

    fn drop_relation_target(
        &self,
        word: RelationWord,
        name: &QName,
        stmt: &ddl::Drop,
    ) -> Result<Option<ObjectId>> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        let Some(id) = self.find_relation(name) else {
            if let Some(error) = self.of_system(name) {
                let part = self.system_part(name);
                let is_index = part == Some(Part::Index);
                if part == Some(Part::Toast) || is_index != (word == RelationWord::Index) {
                    let word = article(word_of(word));
                    return Err(SqlError::new(
                        "42809",
                        name.span(),
                        format!("\"{}\" is not {word}", name.name.value),
                    ));
                }
                return Err(error);
            }
            // Nobody reads how it would be said: most migrations drop what is not there.
            let unsure = || self.may_be_there(name.span(), word_of(word), &name.display());
            if stmt.if_exists && unsure().is_none() {
                return Ok(None);
            }
            let mut error = self.no_relation(name, word_of(word), |relation| fits(word, relation));
            if error.state == "42P01" {
                // The server leaves the schema out here (`DropErrorMsgNonExistent`).
                error.message = format!("{} \"{}\" does not exist", word_of(word), name.name.value);
            }
            if matches!(word, RelationWord::Index | RelationWord::ForeignTable)
                && error.state == "42P01"
            {
                error.state = "42704";
            }
            return Err(error);
        };
        let relation = self.open(id, name.span())?;
        if !fits(word, &relation) {
            return Err(wrong_word(word, &relation, name.span()));
        }
        self.check_taint(id, name.span())?;
        // The index of a temporary table goes at once, whatever is asked.
        let temporary = relation.persistence == ddl::Persistence::Temporary;
        if stmt.concurrently.is_some() && relation.index().is_some() && !temporary {
            let partitioned = relation
                .index()
                .and_then(|info| self.catalog.rel(info.table))
                .is_some_and(Relation::is_partitioned);
            if partitioned {
                return Err(SqlError::new(
                    "0A000",
                    name.span(),
                    format!(
                        "cannot drop partitioned index \"{}\" concurrently",
                        relation.name
                    ),
                ));
            }
        }
        Ok(Some(ObjectId::Relation(id)))
    }

    fn drop_type_target(&self, name: &TypeName, domain: bool) -> Result<Option<ObjectId>> {
        if let Some(schema) = &name.name.schema {
            self.schema(schema)?;
        }
        let found = self.find_type(&name.name);
        let Some(found) = found else {
            return Err(self.no_type(&name.name, name.span, &name.name.display()));
        };
        let shown = self.shown_type(&found);
        if found.array || name.array_dims > 0 {
            return Err(SqlError::new(
                "2BP01",
                name.span,
                format!(
                    "cannot drop type {shown} because type {} requires it",
                    shown.trim_end_matches("[]")
                ),
            ));
        }
        let Some(ty) = self.catalog.ty(found.id) else {
            return Err(SqlError::new(
                "2BP01",
                name.span,
                format!("cannot drop type {shown} because it is required by the database system"),
            ));
        };
        if domain && !matches!(ty.kind, TypeKind::Domain(_)) {
            return Err(SqlError::new(
                "42809",
                name.span,
                format!("\"{}\" is not a domain", ty.name),
            )
            .also(ty.origin.span, "it is created here"));
        }
        Ok(Some(ObjectId::Type(found.id)))
    }

    /// Drops objects with what is a part of them, and with CASCADE whatever
    /// else depends on them. Without it that is an error.
    pub(super) fn drop_objects(
        &mut self,
        objects: &[ObjectId],
        cascade: bool,
        span: Span,
    ) -> Result {
        for object in objects {
            self.refuse_part(object, objects, span)?;
        }
        let mut targets: BTreeMap<ObjectId, Target> = BTreeMap::new();
        let mut frontier: BTreeSet<ObjectId> = BTreeSet::new();
        let mut order = 0;
        let note = |object: ObjectId,
                    target: Target,
                    frontier: &mut BTreeSet<ObjectId>,
                    targets: &mut BTreeMap<ObjectId, Target>| {
            if let Some(old) = targets.get_mut(&object) {
                old.silent |= target.silent;
            } else {
                frontier.insert(object.clone());
                targets.insert(object, target);
            }
        };
        for object in objects {
            let target = Target {
                silent: true,
                on: None,
                order,
            };
            order += 1;
            note(object.clone(), target, &mut frontier, &mut targets);
        }
        for (constraint, on) in self.keys_to_parents(objects) {
            let target = Target {
                silent: false,
                on: Some(on),
                order,
            };
            order += 1;
            note(constraint, target, &mut frontier, &mut targets);
        }
        while !frontier.is_empty() {
            // Parts that are known without looking join at once, which saves
            // scans of the catalog.
            for object in frontier.clone() {
                for part in self.known_parts(&object) {
                    let target = Target {
                        silent: true,
                        on: Some(object.clone()),
                        order,
                    };
                    order += 1;
                    note(part, target, &mut frontier, &mut targets);
                }
            }
            let found = self.catalog.dependents(&frontier);
            frontier.clear();
            for dependent in found {
                if contained(&dependent.object, &targets) {
                    continue;
                }
                let target = Target {
                    silent: dependent.how == How::Part,
                    on: Some(dependent.on),
                    order,
                };
                order += 1;
                // A part goes only with its whole; a constraint's index with it.
                let object = match self.catalog.owner(&dependent.object) {
                    Some(owner)
                        if matches!(owner, ObjectId::Extension(_))
                            && !targets.contains_key(&owner) =>
                    {
                        owner
                    }
                    _ => dependent.object,
                };
                note(object, target, &mut frontier, &mut targets);
            }
        }
        if !cascade {
            let mut loud: Vec<(&ObjectId, &Target)> = targets
                .iter()
                .filter(|(object, target)| !target.silent && !contained(object, &targets))
                .collect();
            loud.sort_by_key(|(_, target)| target.order);
            let loud: Vec<(&ObjectId, &ObjectId)> = loud
                .into_iter()
                .filter_map(|(object, target)| Some((object, target.on.as_ref()?)))
                .collect();
            if !loud.is_empty() {
                return Err(self.held_back(objects, &loud, span));
            }
        }
        self.delete(targets, span);
        Ok(())
    }

    /// Foreign keys to the partitioned parents of partitions that are dropped by
    /// themselves: rows of the partition may be referenced.
    fn keys_to_parents(&self, objects: &[ObjectId]) -> Vec<(ObjectId, ObjectId)> {
        let mut keys = Vec::new();
        for object in objects {
            let ObjectId::Relation(id) = object else {
                continue;
            };
            let parent_of = |id| {
                let info = self.catalog.rel(id)?.table()?;
                info.partition_of.as_ref().map(|(parent, _)| *parent)
            };
            let ancestors: Vec<RelId> =
                std::iter::successors(parent_of(*id), |parent| parent_of(*parent)).collect();
            if ancestors.is_empty() {
                continue;
            }
            for (_, relation) in self.catalog.relations.iter() {
                for constraint in &relation.constraints {
                    if let ConstraintKind::ForeignKey(key) = &constraint.kind
                        && ancestors.contains(&key.table)
                        && !objects.contains(&ObjectId::Relation(relation.id))
                    {
                        let key = ObjectId::Constraint(relation.id, constraint.id);
                        keys.push((key, object.clone()));
                    }
                }
            }
        }
        keys
    }

    /// Indexes of a table and the row type of a relation.
    fn known_parts(&self, object: &ObjectId) -> Vec<ObjectId> {
        match object {
            ObjectId::Relation(id) => {
                let Some(relation) = self.catalog.rel(*id) else {
                    return Vec::new();
                };
                relation
                    .indexes
                    .iter()
                    .map(|index| ObjectId::Relation(*index))
                    .chain(
                        relation
                            .row_type
                            .filter(|_| !matches!(relation.kind, RelationKind::Composite))
                            .map(ObjectId::Type),
                    )
                    .collect()
            }
            ObjectId::Constraint(table, id) => self
                .catalog
                .rel(*table)
                .and_then(|table| table.constraint_by_id(*id)?.index())
                .map(ObjectId::Relation)
                .into_iter()
                .collect(),
            ObjectId::Type(id) => match self.catalog.ty(*id).map(|ty| &ty.kind) {
                Some(TypeKind::Range { multirange, .. }) => vec![ObjectId::Type(*multirange)],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Refuses to drop a part without its whole.
    fn refuse_part(&self, object: &ObjectId, objects: &[ObjectId], span: Span) -> Result {
        let Some(owner) = self.catalog.owner(object) else {
            return Ok(());
        };
        if objects.contains(&owner) {
            return Ok(());
        }
        // The whole may itself go with what is named: an index with its table.
        if let ObjectId::Constraint(table, _) | ObjectId::Column(table, _) = &owner
            && objects.contains(&ObjectId::Relation(*table))
        {
            return Ok(());
        }
        let shown = self.catalog.describe(object);
        let whole = self.catalog.describe(&owner);
        Err(SqlError::new(
            "2BP01",
            span,
            format!("cannot drop {shown} because {whole} requires it"),
        )
        .help(format!("drop {whole} instead")))
    }

    /// Takes objects out. What is a part of a relation that goes is not looked
    /// for on its own.
    fn delete(&mut self, targets: BTreeMap<ObjectId, Target>, span: Span) {
        let mut objects: Vec<(ObjectId, Target)> = targets.into_iter().collect();
        // Dependents first, so that each is still described by what it was.
        objects.sort_by_key(|(_, target)| std::cmp::Reverse(target.order));
        for (object, _) in objects {
            self.delete_one(object, span);
        }
    }

    fn delete_one(&mut self, object: ObjectId, span: Span) {
        match &object {
            ObjectId::Relation(id) => {
                if self.catalog.rel(*id).is_some() {
                    self.remove_relation(*id, span);
                }
                return;
            }
            ObjectId::Constraint(table, id) => {
                self.remove_constraint(*table, *id, span);
                return;
            }
            ObjectId::Column(table, column) => {
                let Some(relation) = self.catalog.rel_mut(*table) else {
                    return;
                };
                let Some(at) = relation.columns.iter().position(|c| c.id == *column) else {
                    return;
                };
                let removed = relation.columns.remove(at);
                let schema = relation.schema;
                if let Some(name) = removed.not_null.as_ref().and_then(|n| n.name.as_ref()) {
                    self.catalog.forget_constraint_name(schema, name);
                }
            }
            ObjectId::Default(table, column) => {
                let Some(column) = self
                    .catalog
                    .rel_mut(*table)
                    .and_then(|relation| relation.column_by_id_mut(*column))
                else {
                    return;
                };
                column.default = None;
            }
            ObjectId::Type(id) => return self.delete_type(*id, span),
            ObjectId::DomainConstraint(id, name) => {
                let Some(ty) = self.catalog.ty_mut(*id) else {
                    return;
                };
                let schema = ty.schema;
                if let TypeKind::Domain(domain) = &mut ty.kind {
                    domain.checks.retain(|check| check.name != *name);
                }
                self.catalog.forget_constraint_name(schema, name);
            }
            ObjectId::Function(id) => {
                let Some(function) = self.catalog.functions.remove(id.0) else {
                    return;
                };
                self.catalog.function_names.remove(&function.name, id.0);
            }
            ObjectId::Trigger(table, name) => {
                let Some(relation) = self.catalog.rel_mut(*table) else {
                    return;
                };
                relation.triggers.remove(name);
            }
            ObjectId::Policy(table, name) => {
                if let Some(relation) = self.catalog.rel_mut(*table) {
                    relation.policies.remove(name);
                }
            }
            ObjectId::Rule(table, name) => {
                if let Some(relation) = self.catalog.rel_mut(*table) {
                    relation.rules.remove(name);
                }
            }
            ObjectId::Schema(id) => {
                self.catalog.schemas.remove(id);
            }
            ObjectId::Extension(name) => {
                self.catalog.extensions.remove(name);
            }
            ObjectId::Registered(id) => {
                self.catalog.registry.remove(id.0);
            }
            ObjectId::Collation(schema, name) => {
                self.catalog.collations.remove(&(*schema, name.clone()));
            }
        }
        self.changed(object, ChangeKind::Dropped, span);
    }

    fn delete_type(&mut self, id: TypeId, span: Span) {
        let Some(ty) = self.catalog.ty(id) else {
            return;
        };
        let (schema, name) = (ty.schema, ty.name.clone());
        match &ty.kind {
            // It goes with its relation.
            TypeKind::Row(relation) if self.catalog.rel(*relation).is_some() => {
                return;
            }
            TypeKind::Composite(relation) => {
                let relation = *relation;
                self.remove_relation(relation, span);
                self.changed(ObjectId::Type(id), ChangeKind::Dropped, span);
                return;
            }
            TypeKind::Domain(domain) => {
                let mut names: Vec<String> = domain
                    .checks
                    .iter()
                    .map(|check| check.name.clone())
                    .collect();
                names.extend(domain.not_null.as_ref().and_then(|n| n.name.clone()));
                for name in names {
                    self.catalog.forget_constraint_name(schema, &name);
                }
            }
            _ => {}
        }
        self.catalog.types.remove(id.0);
        self.catalog.type_names.remove(schema.0, &name);
        self.changed(ObjectId::Type(id), ChangeKind::Dropped, span);
    }

    /// Drops an object with all that depends on it, without asking.
    pub(super) fn drop_cascading(&mut self, object: ObjectId, span: Span) {
        // With CASCADE only a part without its whole is refused; nothing is
        // dropped then, which is right for it.
        drop(self.drop_objects(&[object], true, span));
    }

    /// `DROP CONSTRAINT`.
    pub(super) fn drop_constraint(
        &mut self,
        table: RelId,
        name: &Name,
        if_exists: bool,
        cascade: bool,
        recurse: bool,
    ) -> Result {
        let relation = self.open(table, name.span)?;
        if let Some(column) = relation.not_null_named(&name.value) {
            let column = Name {
                value: column.name.clone(),
                span: name.span,
            };
            return self.drop_not_null(table, &column, name.span, recurse);
        }
        let Some(constraint) = relation.constraint(&name.value) else {
            self.check_no_key_copy(&relation, name)?;
            return if if_exists {
                Ok(())
            } else {
                Err(missing(&relation, name))
            };
        };
        if constraint.inherited > 0 {
            return Err(SqlError::new(
                "42P16",
                name.span,
                format!(
                    "cannot drop inherited constraint \"{}\" of relation \"{}\"",
                    name.value, relation.name
                ),
            )
            .help("drop it in the parent table"));
        }
        let mut objects = Vec::new();
        self.collect_constraint_drops(&relation, &name.value, recurse, name.span, &mut objects)?;
        self.drop_objects(&objects, cascade, name.span)
    }

    /// Constraints that go with one: checks of children that have them from
    /// nowhere else. Those of partitions go by themselves.
    fn collect_constraint_drops(
        &mut self,
        relation: &Relation,
        name: &str,
        recurse: bool,
        span: Span,
        objects: &mut Vec<ObjectId>,
    ) -> Result {
        let Some(constraint) = relation.constraint(name) else {
            return Ok(());
        };
        objects.push(ObjectId::Constraint(relation.id, constraint.id));
        if !matches!(constraint.kind, ConstraintKind::Check(_)) || constraint.no_inherit {
            return Ok(());
        }
        // From 18 the partitions keep it as their own, as the tables below others always did.
        if relation.is_partitioned()
            && !recurse
            && !relation.children().is_empty()
            && self.catalog.version.0 < 18
        {
            return Err(SqlError::new(
                "42P16",
                span,
                "cannot remove constraint from only the partitioned table when partitions exist",
            )
            .help("leave out ONLY"));
        }
        for child in relation.children() {
            let below = self.open(*child, span)?;
            let Some(own) = below.constraint(name) else {
                continue;
            };
            if recurse && own.inherited == 1 && !own.is_local {
                self.collect_constraint_drops(&below, name, recurse, span, objects)?;
                continue;
            }
            let id = own.id;
            if let Some(own) = self.open_mut(*child, span)?.constraint_by_id_mut(id) {
                own.inherited = own.inherited.saturating_sub(1);
                if !recurse {
                    own.is_local = true;
                }
            }
        }
        Ok(())
    }
}

/// Whether an object is inside one that goes, so that it goes with it.
fn contained(object: &ObjectId, targets: &BTreeMap<ObjectId, Target>) -> bool {
    let relation = |id: &RelId| targets.contains_key(&ObjectId::Relation(*id));
    match object {
        ObjectId::Default(id, column) => {
            relation(id) || targets.contains_key(&ObjectId::Column(*id, *column))
        }
        ObjectId::Column(id, _)
        | ObjectId::Constraint(id, _)
        | ObjectId::Trigger(id, _)
        | ObjectId::Policy(id, _)
        | ObjectId::Rule(id, _) => relation(id),
        ObjectId::DomainConstraint(id, _) => targets.contains_key(&ObjectId::Type(*id)),
        _ => false,
    }
}

/// The error for what is not there to be dropped: nobody creates it for that.
fn nothing_to_drop(mut error: Box<SqlError>, object: &ObjectRef) -> Box<SqlError> {
    let is_a_guess = error
        .help
        .as_ref()
        .is_some_and(|help| help.starts_with("write `"));
    // Another of its name, with other arguments, is what is meant.
    let is_shown = matches!(object, ObjectRef::Function { .. }) && !error.secondary.is_empty();
    if is_missing(error.state) && !is_a_guess && !is_shown {
        error.help = Some(
            "remove it, or write IF EXISTS behind the word for what it drops if that may be missing"
                .to_owned(),
        );
    }
    error
}

/// Whether a SQLSTATE says that something is not there.
fn is_missing(state: &str) -> bool {
    ["42P01", "42704", "42883", "3F000"].contains(&state)
}

fn word_of(word: RelationWord) -> &'static str {
    match word {
        RelationWord::Table => "table",
        RelationWord::ForeignTable => "foreign table",
        RelationWord::View => "view",
        RelationWord::MaterializedView => "materialized view",
        RelationWord::Index => "index",
        RelationWord::Sequence => "sequence",
    }
}

fn article(word: &str) -> String {
    if word.starts_with('i') {
        format!("an {word}")
    } else {
        format!("a {word}")
    }
}

fn fits(word: RelationWord, relation: &Relation) -> bool {
    matches!(
        (word, &relation.kind),
        (RelationWord::Table, RelationKind::Table(_))
            | (RelationWord::ForeignTable, RelationKind::ForeignTable(_))
            | (RelationWord::View, RelationKind::View(_))
            | (
                RelationWord::MaterializedView,
                RelationKind::MaterializedView(_)
            )
            | (RelationWord::Index, RelationKind::Index(_))
            | (RelationWord::Sequence, RelationKind::Sequence(_))
    )
}

fn wrong_word(word: RelationWord, relation: &Relation, span: Span) -> Box<SqlError> {
    let right = match relation.kind {
        RelationKind::Composite => "type",
        _ => relation.word(),
    };
    SqlError::new(
        "42809",
        span,
        format!("\"{}\" is not {}", relation.name, article(word_of(word))),
    )
    .label(format!("this is {}", article(relation.word())))
    .help(format!(
        "use DROP {} to remove {}",
        right.to_ascii_uppercase(),
        article(right)
    ))
    .also(relation.origin.span, "it is created here")
}
