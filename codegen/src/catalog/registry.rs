//! Objects that the catalog knows by their name alone: CREATE, ALTER and the names
//! of publications, text search dictionaries, foreign servers and their like.
//!
//! What an extension or a statement that may not run brings is not known: nothing of
//! its kind is refused from there on.

use super::depend::{Finder, How};
use super::error::{Result, SqlError};
use super::publication::Filter;
use super::registry_data::BUILTIN;
use super::sends::Sends;
use super::{
    Catalog, ChangeKind, ColumnId, FunctionId, ObjectId, RelId, RelationKind, Replay, SchemaId,
    opclass, quote_identifier,
};
use crate::ddl::{
    CreateTable, Name, OptionChange, OptionVerb, Persistence, QName, Registered, RegistryAction,
    RegistryKind, RegistryStmt, RegistryUse, TableElement,
};
use crate::diag::{Span, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// The number of such an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RegistryId(pub u32);

/// Such an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryEntry {
    /// What it is.
    pub kind: RegistryKind,
    /// Its schema, where it has one.
    pub schema: Option<SchemaId>,
    /// Its name; of a user mapping the role's.
    pub name: String,
    /// The access method of an operator class or family.
    pub method: Option<String>,
    /// Where it was created.
    pub span: Span,
    /// The extension that it belongs to.
    pub extension: Option<String>,
    /// What it cannot be without.
    pub(super) needs: Vec<(ObjectId, How)>,
    /// The generic options that it has; of a subscription its publications.
    pub options: BTreeSet<String>,
    /// Whether it is a publication of all tables.
    pub all_tables: bool,
    /// Of a publication, what it sends of its tables.
    pub(super) sends: Sends,
    /// Of a table of a publication, its list of columns.
    pub(super) listed: Option<Vec<ColumnId>>,
    /// Of a table of a publication, its WHERE.
    pub(super) filter: Option<Filter>,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegistryKinds(u32);

impl RegistryKinds {
    /// Adds a kind.
    pub fn insert(&mut self, kind: RegistryKind) {
        self.0 |= 1 << kind as u8;
    }

    /// Adds all of another.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether a kind is in it.
    #[must_use]
    pub fn contains(self, kind: RegistryKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// What an extension may bring.
    pub(super) fn of_extensions(is_known: bool) -> Self {
        use RegistryKind as Kind;
        let never = [
            Kind::Publication,
            Kind::PublishedSchema,
            Kind::PublishedTable,
            Kind::Subscription,
        ];
        // Of those that are known none brings these.
        let known = [Kind::Server, Kind::Statistics, Kind::UserMapping];
        let mut kinds = Self(u32::MAX);
        for kind in never {
            kinds.0 &= !(1 << kind as u8);
        }
        for kind in known.into_iter().filter(|_| is_known) {
            kinds.0 &= !(1 << kind as u8);
        }
        kinds
    }
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An object of the history's.
    Ours(RegistryId),
    /// One of PostgreSQL's own.
    Builtin,
    /// Perhaps one that was made out of sight.
    Unsure,
}

impl Catalog {
    /// Such an object.
    #[must_use]
    pub fn registered(&self, id: RegistryId) -> Option<&RegistryEntry> {
        self.registry.get(id.0)
    }

    /// Whether what it is a part of is still there: nothing takes it out where its
    /// whole goes without being asked.
    fn is_live(&self, entry: &RegistryEntry) -> bool {
        entry.needs.iter().all(|(object, _)| match object {
            ObjectId::Relation(id) => self.rel(*id).is_some(),
            ObjectId::Column(id, column) => self
                .rel(*id)
                .is_some_and(|relation| relation.column_by_id(*column).is_some()),
            ObjectId::Registered(id) => self.registered(*id).is_some(),
            ObjectId::Schema(id) => self.schemas.contains_key(id),
            _ => true,
        })
    }

    /// Kinds of which two states have other objects.
    pub(super) fn registry_difference(&self, other: &Self) -> RegistryKinds {
        let mut kinds = RegistryKinds::default();
        if self.registry == other.registry {
            return kinds;
        }
        for (a, b) in [(self, other), (other, self)] {
            for (id, entry) in a.registry.iter() {
                if b.registry.get(id) != Some(entry) {
                    kinds.insert(entry.kind);
                }
            }
        }
        kinds
    }

    /// What depends on some objects and is known by name alone, and what depends on
    /// such an object.
    pub(super) fn dependents_by_name(&self, finder: &mut Finder<'_>) {
        let objects = finder.objects().iter();
        let users: BTreeMap<u32, &RegistryEntry> = objects
            .flat_map(|object| self.registry.using(object.clone()))
            .collect();
        for (id, entry) in users {
            let own = ObjectId::Registered(RegistryId(id));
            if !self.is_live(entry) || finder.looks_for(&own) {
                continue;
            }
            for (object, how) in &entry.needs {
                if finder.looks_for(object) {
                    finder.add(own.clone(), *how, Some(object.clone()));
                }
            }
            if let Some(schema) = entry.schema.map(ObjectId::Schema)
                && finder.looks_for(&schema)
            {
                finder.add(own.clone(), How::Normal, Some(schema));
            }
            if let Some(extension) = entry.extension.clone().map(ObjectId::Extension)
                && finder.looks_for(&extension)
            {
                finder.add(own, How::Part, Some(extension));
            }
        }
        for object in finder.registered() {
            let Some(entry) = self.registered(object) else {
                continue;
            };
            let on = ObjectId::Registered(object);
            let name = entry.name.as_str();
            if entry.kind == RegistryKind::Language {
                for (id, function) in self.functions.iter() {
                    if function.language == name {
                        let function = ObjectId::Function(super::FunctionId(id));
                        finder.add(function, How::Normal, Some(on.clone()));
                    }
                }
            }
            for (id, relation) in self.relations.iter() {
                let uses = match (&relation.kind, entry.kind) {
                    (RelationKind::ForeignTable(info), RegistryKind::Server) => {
                        info.server.as_deref() == Some(name)
                    }
                    (RelationKind::Index(info), RegistryKind::AccessMethod) => info.method == name,
                    (RelationKind::Index(info), RegistryKind::OperatorClass) => {
                        let shown = quote_identifier(name);
                        entry.method.as_ref() == Some(&info.method)
                            && info.keys.iter().any(|key| {
                                let class = key.opclass.as_deref().unwrap_or_default();
                                class == shown || class.ends_with(&format!(".{shown}"))
                            })
                    }
                    _ => false,
                };
                if uses {
                    let relation = ObjectId::Relation(RelId(id));
                    finder.add(relation, How::Normal, Some(on.clone()));
                }
            }
            // A method's classes and families have it by name.
            if entry.kind == RegistryKind::AccessMethod {
                for (id, other) in self.registry.iter() {
                    if other.method.as_deref() == Some(name) {
                        let other = ObjectId::Registered(RegistryId(id));
                        finder.add(other, How::Part, Some(on.clone()));
                    }
                }
            }
        }
    }

    /// All of a kind.
    pub(super) fn registered_of(
        &self,
        kind: RegistryKind,
    ) -> impl Iterator<Item = (RegistryId, &RegistryEntry)> {
        let all = self.registry.of_kind(kind);
        all.filter(|(_, entry)| self.is_live(entry))
            .map(|(id, entry)| (RegistryId(id), entry))
    }

    fn registered_named(
        &self,
        kind: RegistryKind,
        schema: Option<SchemaId>,
        name: &str,
        method: Option<&str>,
    ) -> Option<RegistryId> {
        let mut named = self.registry.named(kind, name);
        named
            .find(|(_, entry)| {
                entry.schema == schema && entry.method.as_deref() == method && self.is_live(entry)
            })
            .map(|(id, _)| RegistryId(id))
    }

    /// As PostgreSQL's messages call it.
    pub(super) fn describe_registered(&self, id: RegistryId) -> String {
        let Some(entry) = self.registered(id) else {
            return "object".to_owned();
        };
        let noun = entry.kind.noun();
        let on = |at: usize| match entry.needs.get(at) {
            Some((object, _)) => self.describe(object),
            None => String::new(),
        };
        match entry.kind {
            RegistryKind::UserMapping => format!("user mapping for {} on {}", entry.name, on(0)),
            RegistryKind::PublishedTable | RegistryKind::PublishedSchema => {
                format!("publication of {} in {}", on(1), on(0))
            }
            _ => {
                let name = match entry.schema {
                    Some(schema) => self.shown_name(schema, &entry.name),
                    None => quote_identifier(&entry.name),
                };
                match &entry.method {
                    Some(method) => format!("{noun} {name} for access method {method}"),
                    None => format!("{noun} {name}"),
                }
            }
        }
    }
}

/// Whether PostgreSQL itself has an object of that name.
fn is_builtin(kind: RegistryKind, name: &str, method: Option<&str>, version: u16) -> bool {
    BUILTIN
        .iter()
        .filter(|row| row.kind == kind && row.method == method && row.since <= version)
        .any(|row| row.names.split_ascii_whitespace().any(|one| one == name))
}

impl Replay {
    /// What else CREATE TABLE names: the server of a foreign table, and a table whose
    /// statistics are copied under names that are not kept.
    pub(super) fn created_table(&mut self, stmt: &CreateTable) -> Result {
        let mut elements = stmt.elements.iter();
        let copies =
            elements.any(|element| matches!(element, TableElement::Like(like) if like.statistics));
        if copies
            && self
                .catalog
                .registered_of(RegistryKind::Statistics)
                .next()
                .is_some()
        {
            self.catalog
                .registry_unsure
                .insert(RegistryKind::Statistics);
        }
        let Some(server) = &stmt.server else {
            return Ok(());
        };
        let is_new = self.find_relation(&stmt.name).is_some_and(|id| {
            self.foreign_tables(|name| name == server.value)
                .contains(&id)
        });
        if is_new {
            self.find_registered(&server_named(server))?;
        }
        Ok(())
    }

    /// Whether all objects of a kind are known.
    pub(super) fn is_sure(&self, kind: RegistryKind) -> bool {
        !self.catalog.registry_unsure.contains(kind)
            && !self.catalog.taints.iter().any(|taint| taint.everything)
    }

    /// Refuses an access method that is not there.
    fn access_method(&self, method: &Name) -> Result {
        let kind = RegistryKind::AccessMethod;
        let name = &method.value;
        if is_builtin(kind, name, None, self.catalog.version.0)
            || opclass::method(name).is_some()
            || self
                .catalog
                .registered_named(kind, None, name, None)
                .is_some()
            || !self.is_sure(kind)
        {
            return Ok(());
        }
        Err(SqlError::new(
            "42704",
            method.span,
            format!("access method \"{name}\" does not exist"),
        )
        .label("no such access method"))
    }

    /// What a name means; 42704 when there is no such object.
    pub(super) fn find_registered(&self, object: &Registered) -> Result<Found> {
        let kind = object.kind;
        let name = &object.name.name.value;
        if kind == RegistryKind::UserMapping {
            return self.find_mapping(object);
        }
        let method = object.of.as_ref();
        if let Some(method) = method {
            self.access_method(method)?;
        }
        let method = method.map(|method| method.value.as_str());
        let schemas: Vec<Option<SchemaId>> = match &object.name.schema {
            Some(schema) => vec![Some(self.schema(schema)?)],
            None if kind.has_schema() => self.lookup_path().into_iter().map(Some).collect(),
            None => vec![None],
        };
        let version = self.catalog.version.0;
        for schema in schemas {
            if let Some(id) = self.catalog.registered_named(kind, schema, name, method) {
                return Ok(Found::Ours(id));
            }
            let is_own = matches!(schema, None | Some(super::builtin::PG_CATALOG));
            if is_own && is_builtin(kind, name, method, version) {
                return Ok(Found::Builtin);
            }
        }
        if !self.is_sure(kind) {
            return Ok(Found::Unsure);
        }
        Err(self.no_registered(object))
    }

    fn find_mapping(&self, object: &Registered) -> Result<Found> {
        let Some(server) = &object.of else {
            return Ok(Found::Unsure);
        };
        let Found::Ours(server) = self.find_registered(&server_named(server))? else {
            return Ok(Found::Unsure);
        };
        let on = ObjectId::Registered(server);
        let role = role(&object.name.name);
        let mut unsure = !self.is_sure(RegistryKind::UserMapping);
        for (id, entry) in self.catalog.registered_of(RegistryKind::UserMapping) {
            if entry.needs.first().is_none_or(|(object, _)| *object != on) {
                continue;
            }
            if entry.name == role {
                return Ok(Found::Ours(id));
            }
            // Which role the session's is is not known.
            unsure |= (entry.name == SESSION) != (role == SESSION) && role != "public";
        }
        if unsure {
            return Ok(Found::Unsure);
        }
        Err(self.no_registered(object))
    }

    fn no_registered(&self, object: &Registered) -> Box<SqlError> {
        let kind = object.kind;
        let noun = kind.noun();
        let name = object.name.display();
        let message = match (&object.of, kind) {
            (Some(server), RegistryKind::UserMapping) => format!(
                "user mapping for \"{name}\" does not exist for server \"{}\"",
                server.value
            ),
            (Some(method), _) => format!(
                "{noun} \"{name}\" does not exist for access method \"{}\"",
                method.value
            ),
            (None, _) => format!("{noun} \"{name}\" does not exist"),
        };
        let error =
            SqlError::new("42704", object.name.span(), message).label(format!("no such {noun}"));
        let near = self
            .catalog
            .registered_of(kind)
            .map(|(_, entry)| (entry.name.as_str(), entry.span));
        let known: Vec<(&str, Span)> = near.collect();
        let wanted = &object.name.name.value;
        match nearest(wanted, known.iter().map(|(name, _)| *name)) {
            Some(found) if found != wanted && kind != RegistryKind::UserMapping => {
                let error = error.help(format!("write `{found}` if that {noun} is meant"));
                match known.iter().find(|(name, _)| *name == found) {
                    Some((_, span)) => error.also(*span, format!("`{found}` is created here")),
                    None => error,
                }
            }
            _ => error.help(format!(
                "create it first: CREATE {} {}",
                kind.words(),
                if kind == RegistryKind::UserMapping {
                    "FOR …".to_owned()
                } else {
                    quote_identifier(wanted)
                }
            )),
        }
    }

    /// 42710, and of text search 23505, which has no check of its own.
    fn registered_exists(
        &self,
        object: &Registered,
        name: &str,
        found: Found,
        schema: Option<SchemaId>,
    ) -> Box<SqlError> {
        let kind = object.kind;
        let noun = kind.noun();
        let index = match kind {
            RegistryKind::TsConfiguration => Some("pg_ts_config_cfgname_index"),
            RegistryKind::TsDictionary => Some("pg_ts_dict_dictname_index"),
            RegistryKind::TsParser => Some("pg_ts_parser_prsname_index"),
            RegistryKind::TsTemplate => Some("pg_ts_template_tmplname_index"),
            _ => None,
        };
        let span = object.name.span();
        let error = match (index, &object.of, kind) {
            (Some(index), ..) if schema.is_none() => SqlError::new(
                "23505",
                span,
                format!("duplicate key value violates unique constraint \"{index}\""),
            ),
            (_, Some(server), RegistryKind::UserMapping) => SqlError::new(
                "42710",
                span,
                format!(
                    "user mapping for \"{name}\" already exists for server \"{}\"",
                    server.value
                ),
            ),
            (_, method, _) => {
                let of = method.as_ref().map_or(String::new(), |method| {
                    format!(" for access method \"{}\"", method.value)
                });
                let place = schema.map_or(String::new(), |schema| {
                    format!(" in schema \"{}\"", self.catalog.schema_name(schema))
                });
                let message = format!("{noun} \"{name}\"{of} already exists{place}");
                SqlError::new("42710", span, message)
            }
        };
        let error = error
            .label("already exists")
            .help(format!("give it another name, or drop the {noun} before"));
        match found {
            Found::Ours(id) => match self.catalog.registered(id) {
                Some(entry) => error.also(entry.span, "it is created here"),
                None => error,
            },
            _ => error.detail("PostgreSQL itself has it."),
        }
    }

    /// CREATE and ALTER of such an object.
    pub(super) fn registry_statement(&mut self, stmt: &RegistryStmt, span: Span) -> Result {
        self.no_effect(stmt.what, &[], &[], &[], None, span)?;
        match &stmt.action {
            RegistryAction::Create {
                if_not_exists,
                or_replace,
                all_tables,
            } => self.register(stmt, *if_not_exists, *or_replace, *all_tables),
            RegistryAction::Rename { to } => self.rename_registered(stmt, to),
            RegistryAction::SetSchema { schema } => self.move_registered(stmt, schema),
            RegistryAction::Add | RegistryAction::Set | RegistryAction::Drop => {
                self.alter_published(stmt)
            }
            RegistryAction::Alter { if_exists } => self.alter_registered(stmt, *if_exists),
        }
    }

    /// CREATE.
    fn register(
        &mut self,
        stmt: &RegistryStmt,
        if_not_exists: bool,
        or_replace: bool,
        all_tables: bool,
    ) -> Result {
        let kind = stmt.kind;
        let mut needs = Vec::new();
        // The server looks for what these name before it looks for their own name.
        let uses_first = matches!(
            kind,
            RegistryKind::Conversion
                | RegistryKind::Language
                | RegistryKind::OperatorClass
                | RegistryKind::TsConfiguration
                | RegistryKind::TsDictionary
                | RegistryKind::TsParser
                | RegistryKind::TsTemplate
        );
        let schema = match &stmt.object {
            // Even `pg_catalog` takes them.
            Some(object) if kind.has_schema() => Some(match &object.name.schema {
                Some(schema) => self.schema(schema)?,
                None => self.creation_schema(&object.name, Persistence::Permanent)?,
            }),
            Some(_) => None,
            None => self.measured_schema(stmt),
        };
        if let Some(object) = &stmt.object {
            if kind == RegistryKind::UserMapping {
                match self.find_mapping(object) {
                    Ok(Found::Ours(_)) if if_not_exists => return Ok(()),
                    Ok(found @ Found::Ours(_)) => {
                        let name = &object.name.name.value;
                        return Err(self.registered_exists(object, name, found, None));
                    }
                    Err(error) if error.message.starts_with("user mapping") => {}
                    other => {
                        other?;
                    }
                }
                if let Some(server) = &object.of
                    && let Found::Ours(id) = self.find_registered(&server_named(server))?
                {
                    needs.push((ObjectId::Registered(id), How::Normal));
                }
            } else if let Some(method) = &object.of {
                self.access_method(method)?;
            }
        }
        if uses_first {
            self.registry_uses(stmt, &mut needs)?;
        }
        if let Some(object) = &stmt.object
            && let Some(found) = self.registered_here(object, schema)
        {
            match found {
                Found::Ours(id) if or_replace => {
                    let replace = |entry: &mut RegistryEntry| entry.needs = needs;
                    self.catalog.registry.change(id.0, replace);
                    return Ok(());
                }
                _ if or_replace || if_not_exists => return Ok(()),
                _ => {
                    let name = &object.name.name.value;
                    return Err(self.registered_exists(object, name, found, None));
                }
            }
        }
        if !uses_first {
            self.registry_uses(stmt, &mut needs)?;
        }
        self.check_parameters(stmt)?;
        self.check_subscribed(stmt, None)?;
        let Some((name, place)) = self.name_to_register(stmt, schema) else {
            self.catalog.registry_unsure.insert(kind);
            return Ok(());
        };
        let mut options = BTreeSet::new();
        change_options(&mut options, &stmt.options)?;
        if let Some(subscribed) = &stmt.subscribed {
            options.extend(
                subscribed
                    .publications
                    .iter()
                    .map(|name| name.value.clone()),
            );
        }
        let mut sends = Sends::default();
        sends.set(&stmt.parameters);
        if let (Some(object), RegistryKind::OperatorClass) = (&stmt.object, kind) {
            self.family_of_its_own(stmt, object, schema, &mut needs);
        }
        let method = match kind {
            RegistryKind::UserMapping => None,
            _ => stmt.object.as_ref().and_then(|object| object.of.as_ref()),
        };
        let id = self.add_registered(RegistryEntry {
            kind,
            schema,
            name,
            method: method.map(|method| method.value.clone()),
            span: place,
            extension: None,
            needs,
            options,
            all_tables,
            sends,
            listed: None,
            filter: None,
        });
        self.publish(id, stmt)
    }

    /// The family that a class has when it names none: one of its name, made where
    /// there is none.
    fn family_of_its_own(
        &mut self,
        stmt: &RegistryStmt,
        object: &Registered,
        schema: Option<SchemaId>,
        needs: &mut Vec<(ObjectId, How)>,
    ) {
        let names_one = stmt
            .uses
            .iter()
            .any(|of| matches!(of, RegistryUse::Object { .. }));
        if names_one {
            return;
        }
        let family = Registered {
            kind: RegistryKind::OperatorFamily,
            ..object.clone()
        };
        let id = match self.registered_here(&family, schema) {
            Some(Found::Ours(id)) => id,
            Some(_) => return,
            None => self.add_registered(RegistryEntry {
                kind: family.kind,
                schema,
                name: object.name.name.value.clone(),
                method: object.of.as_ref().map(|method| method.value.clone()),
                span: object.name.span(),
                extension: None,
                needs: Vec::new(),
                options: BTreeSet::new(),
                all_tables: false,
                sends: Sends::default(),
                listed: None,
                filter: None,
            }),
        };
        needs.push((ObjectId::Registered(id), How::Part));
    }

    pub(super) fn add_registered(&mut self, entry: RegistryEntry) -> RegistryId {
        let id = RegistryId(self.catalog.allocate());
        let span = entry.span;
        self.catalog.registry.insert(id.0, entry);
        self.changed(ObjectId::Registered(id), ChangeKind::Created, span);
        id
    }

    /// The object of that name in one schema.
    fn registered_here(&self, object: &Registered, schema: Option<SchemaId>) -> Option<Found> {
        let kind = object.kind;
        let name = &object.name.name.value;
        let method = match kind {
            RegistryKind::UserMapping => return None,
            _ => object.of.as_ref().map(|method| method.value.as_str()),
        };
        let ours = self.catalog.registered_named(kind, schema, name, method);
        if let Some(id) = ours {
            return self.is_sure(kind).then_some(Found::Ours(id));
        }
        let is_own = matches!(schema, None | Some(super::builtin::PG_CATALOG));
        (is_own && is_builtin(kind, name, method, self.catalog.version.0)).then_some(Found::Builtin)
    }

    /// The name of a new object and its place; `None` for statistics without a name of
    /// what is not known.
    fn name_to_register(
        &self,
        stmt: &RegistryStmt,
        schema: Option<SchemaId>,
    ) -> Option<(String, Span)> {
        if let Some(object) = &stmt.object {
            let name = &object.name.name;
            let text = match stmt.kind {
                RegistryKind::UserMapping => role(name),
                _ => name.value.clone(),
            };
            return Some((text, object.name.span()));
        }
        self.statistics_name(stmt, schema?)
    }

    /// Looks for what a statement names, and notes what the object needs of it.
    fn registry_uses(&mut self, stmt: &RegistryStmt, needs: &mut Vec<(ObjectId, How)>) -> Result {
        for of in &stmt.uses {
            match of {
                RegistryUse::Object { object, is_whole } => {
                    let how = if *is_whole { How::Part } else { How::Normal };
                    if let Found::Ours(id) = self.find_registered(object)?
                        && object.kind != stmt.kind
                    {
                        needs.push((ObjectId::Registered(id), how));
                    }
                }
                RegistryUse::Function {
                    name,
                    arguments,
                    returns,
                } => {
                    let found = self.function_ref("FUNCTION", name, Some(arguments))?;
                    if let Some(id) = found {
                        self.check_returns(id, name, *returns)?;
                        needs.push((ObjectId::Function(id), How::Normal));
                    }
                }
                RegistryUse::Type(ty) => {
                    let ty = self.resolve_type(ty)?;
                    if self.catalog.ty(ty.id).is_some() {
                        needs.push((ObjectId::Type(ty.id), How::Normal));
                    }
                }
                RegistryUse::Measured { .. } => self.measure(of, needs)?,
            }
        }
        Ok(())
    }

    /// Refuses a handler that returns something else.
    fn check_returns(
        &self,
        id: FunctionId,
        name: &QName,
        returns: Option<(&'static str, &'static str)>,
    ) -> Result {
        let Some(((wanted, code), function)) = returns.zip(self.catalog.function(id)) else {
            return Ok(());
        };
        let is_other = function
            .returns
            .as_ref()
            .is_none_or(|ty| self.shown_type(ty) != wanted);
        if !is_other {
            return Ok(());
        }
        let shown = name.display();
        let mut error = SqlError::new(
            code,
            name.span(),
            format!("function {shown} must return type {wanted}"),
        );
        error.help = Some(format!("name a function that returns {wanted}"));
        Err(error.also(function.origin.span, "it is created here"))
    }

    /// `RENAME TO`.
    fn rename_registered(&mut self, stmt: &RegistryStmt, to: &Name) -> Result {
        let Some(object) = &stmt.object else {
            return Ok(());
        };
        let found = self.find_registered(object)?;
        let id = match found {
            Found::Ours(id) => id,
            Found::Builtin => {
                self.catalog.registry_unsure.insert(stmt.kind);
                return Ok(());
            }
            Found::Unsure => return Ok(()),
        };
        let Some(entry) = self.catalog.registered(id).cloned() else {
            return Ok(());
        };
        let mut renamed = object.clone();
        renamed.name.name = to.clone();
        renamed.name.schema = None;
        if let Some(other) = self.registered_here(&renamed, entry.schema) {
            return Err(self.registered_exists(&renamed, &to.value, other, entry.schema));
        }
        let rename = |entry: &mut RegistryEntry| entry.name.clone_from(&to.value);
        self.catalog.registry.change(id.0, rename);
        if entry.kind == RegistryKind::Server {
            self.rename_server(&entry.name, &to.value);
        }
        self.changed(ObjectId::Registered(id), ChangeKind::Renamed, to.span);
        Ok(())
    }

    /// Foreign tables say by name of which server they are.
    fn rename_server(&mut self, old: &str, new: &str) {
        for id in self.foreign_tables(|server| server == old) {
            if let Some(relation) = self.catalog.rel_mut(id)
                && let RelationKind::ForeignTable(info) = &mut relation.kind
            {
                info.server = Some(new.to_owned());
            }
        }
    }

    /// `SET SCHEMA`.
    fn move_registered(&mut self, stmt: &RegistryStmt, schema: &Name) -> Result {
        let Some(object) = &stmt.object else {
            return Ok(());
        };
        let found = self.find_registered(object)?;
        let target = self.schema(schema)?;
        let Found::Ours(id) = found else {
            return Ok(());
        };
        let Some(entry) = self.catalog.registered(id) else {
            return Ok(());
        };
        if entry.schema == Some(target) {
            return Ok(());
        }
        let name = entry.name.clone();
        if let Some(other) = self.registered_here(object, Some(target)) {
            return Err(self.registered_exists(object, &name, other, Some(target)));
        }
        let moved = |entry: &mut RegistryEntry| entry.schema = Some(target);
        self.catalog.registry.change(id.0, moved);
        self.changed(ObjectId::Registered(id), ChangeKind::Renamed, schema.span);
        Ok(())
    }

    /// Any other ALTER: the object must be there, and what it names.
    fn alter_registered(&mut self, stmt: &RegistryStmt, if_exists: bool) -> Result {
        let Some(object) = &stmt.object else {
            return Ok(());
        };
        let found = match self.find_registered(object) {
            Err(error) if if_exists && matches!(error.state, "42704" | "3F000") => return Ok(()),
            other => other?,
        };
        let mut needs = Vec::new();
        self.registry_uses(stmt, &mut needs)?;
        self.check_parameters(stmt)?;
        if stmt.subscribed.is_some() {
            let ours = match found {
                Found::Ours(id) => Some(id),
                Found::Builtin | Found::Unsure => None,
            };
            self.check_subscribed(stmt, ours)?;
            if let Some(id) = ours {
                self.subscribe(stmt, id);
            }
        }
        if let (Found::Ours(id), RegistryKind::Publication) = (found, stmt.kind) {
            self.set_sent(id, &stmt.parameters)?;
        }
        if let Found::Ours(id) = found
            && !stmt.options.is_empty()
        {
            let change =
                |entry: &mut RegistryEntry| change_options(&mut entry.options, &stmt.options);
            self.catalog.registry.change(id.0, change).transpose()?;
        }
        Ok(())
    }

    /// Refuses what DROP, COMMENT ON, GRANT and ALTER EXTENSION name, where it is not there.
    pub(super) fn registered_target(&self, object: &Registered) -> Result<Option<ObjectId>> {
        Ok(match self.find_registered(object)? {
            Found::Ours(id) => Some(ObjectId::Registered(id)),
            Found::Builtin | Found::Unsure => None,
        })
    }

    /// Refuses to drop what PostgreSQL itself has.
    pub(super) fn refuse_builtin(&mut self, object: &Registered, span: Span) -> Result {
        // IF EXISTS does not forgive the method.
        if let Some(method) = object.of.as_ref().filter(|_| object.kind.has_method()) {
            self.access_method(method)?;
        }
        if !matches!(self.find_registered(object), Ok(Found::Builtin)) {
            return Ok(());
        }
        // A new database has them from a script, as a user would.
        let is_snowball = matches!(
            object.kind,
            RegistryKind::TsConfiguration | RegistryKind::TsDictionary | RegistryKind::TsTemplate
        ) && !["simple", "synonym", "ispell", "thesaurus"]
            .contains(&object.name.name.value.as_str());
        if is_snowball {
            self.catalog.registry_unsure.insert(object.kind);
            return Ok(());
        }
        let noun = object.kind.noun();
        let name = object.name.display();
        let shown = match &object.of {
            Some(method) => format!("{noun} {name} for access method {}", method.value),
            None => format!("{noun} {name}"),
        };
        if object.kind == RegistryKind::Language && name == "plpgsql" {
            if !self.catalog.extensions.contains_key("plpgsql") {
                return Ok(());
            }
            let message = format!("cannot drop {shown} because extension plpgsql requires it");
            return Err(
                SqlError::new("2BP01", span, message).help("drop extension plpgsql instead")
            );
        }
        Err(SqlError::new(
            "2BP01",
            span,
            format!("cannot drop {shown} because it is required by the database system"),
        ))
    }

    /// Columns of a relation that are named.
    pub(super) fn columns_named(&self, relation: RelId, names: &[Name]) -> Vec<ColumnId> {
        let Some(relation) = self.catalog.rel(relation) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for name in names {
            if let Some(column) = relation.column(&name.value)
                && !found.contains(&column.id)
            {
                found.push(column.id);
            }
        }
        found
    }
}

/// The name that stands for the session's role, whichever word says it.
const SESSION: &str = "current_user";

/// The name of a role as an entry has it.
fn role(name: &Name) -> String {
    match name.value.as_str() {
        "user" | "current_role" | "session_user" | SESSION => SESSION.to_owned(),
        other => other.to_owned(),
    }
}

fn server_named(name: &Name) -> Registered {
    Registered {
        kind: RegistryKind::Server,
        name: crate::ddl::QName {
            schema: None,
            name: name.clone(),
        },
        of: None,
    }
}

/// ADD, SET and DROP of options.
fn change_options(options: &mut BTreeSet<String>, changes: &[OptionChange]) -> Result {
    for change in changes {
        let name = &change.name;
        let is_there = options.contains(&name.value);
        let error = match change.verb {
            OptionVerb::Add if is_there => Some((
                "42710",
                format!("option \"{}\" provided more than once", name.value),
                "write SET before it, which gives it another value",
            )),
            OptionVerb::Set | OptionVerb::Drop if !is_there => Some((
                "42704",
                format!("option \"{}\" not found", name.value),
                "write ADD before it, or remove it",
            )),
            _ => None,
        };
        if let Some((code, message, help)) = error {
            return Err(SqlError::new(code, name.span, message).help(help));
        }
        if change.verb == OptionVerb::Drop {
            options.remove(&name.value);
        } else {
            options.insert(name.value.clone());
        }
    }
    Ok(())
}
