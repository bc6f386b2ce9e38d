//! What a name means, given `search_path`.

use super::builtin::{self, INFORMATION_SCHEMA, PG_CATALOG, PG_TEMP};
use super::effects::takes;
use super::error::{Result, SqlError};
use super::system::Part;
use super::{Catalog, Function, FunctionId, RelId, Relation, Replay, SchemaId, TypeId, TypeUse};
use crate::ddl::{CallRef, FunctionKind, Name, Persistence, QName};
use crate::diag::{Span, nearest};

impl Replay {
    /// The schema of a name; 3F000 when there is none.
    pub(super) fn schema(&self, name: &Name) -> Result<SchemaId> {
        self.catalog
            .schema_id(&name.value)
            .ok_or_else(|| self.no_schema(name))
    }

    fn no_schema(&self, name: &Name) -> Box<SqlError> {
        let error = SqlError::new(
            "3F000",
            name.span,
            format!("schema \"{}\" does not exist", name.value),
        )
        .label("no such schema");
        if let Some(taint) = self.may_be_there(name.span, "schema", &name.value) {
            return taint;
        }
        let known = self.catalog.schemas.values();
        match nearest(&name.value, known.map(|schema| schema.name.as_str())) {
            Some(near) => error.help(format!("write `{near}` if that schema is meant")),
            None => error.help(format!(
                "create it first: CREATE SCHEMA {}",
                super::types::quote_identifier(&name.value)
            )),
        }
    }

    /// The relation that a name means; `None` when there is none, or when it is
    /// PostgreSQL's own (see [`Replay::is_system_relation`]).
    pub(super) fn find_relation(&self, name: &QName) -> Option<RelId> {
        if let Some(schema) = &name.schema {
            let schema = self.catalog.schema_id(&schema.value)?;
            return self.catalog.rel_in(schema, &name.name.value);
        }
        for schema in self.lookup_path() {
            let own = &name.name.value;
            if schema == PG_CATALOG
                && (builtin::is_catalog_relation(own) || super::system::is_catalog_index(own))
            {
                return None;
            }
            if let Some(id) = self.catalog.rel_in(schema, &name.name.value) {
                return Some(id);
            }
        }
        None
    }

    /// Whether a name means a table or view of `pg_catalog` or `information_schema`, or a
    /// TOAST table of one.
    pub(super) fn is_system_relation(&self, name: &QName) -> bool {
        let relation = &name.name.value;
        match name.schema.as_ref().map(|schema| schema.value.as_str()) {
            Some("pg_catalog") => builtin::is_catalog_relation(relation),
            Some("information_schema") => builtin::is_information_schema_relation(relation),
            Some("pg_toast") => self.system_part(name) == Some(Part::Toast),
            Some(_) => false,
            None => {
                self.find_relation(name).is_none()
                    && (builtin::is_catalog_relation(relation)
                        || (self.named_path().contains(&INFORMATION_SCHEMA)
                            && builtin::is_information_schema_relation(relation)))
            }
        }
    }

    /// The relation that a statement on it means. 42P01 when there is none,
    /// 3F000 when its schema is not there, 42501 when it is PostgreSQL's own.
    pub(super) fn relation(&self, name: &QName) -> Result<RelId> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        self.relation_in_query(name)
    }

    /// The relation that a query means: as [`Replay::relation`], but a missing
    /// schema is 42P01 there too.
    pub(super) fn relation_in_query(&self, name: &QName) -> Result<RelId> {
        if let Some(id) = self.find_relation(name) {
            self.check_taint(id, name.span())?;
            return Ok(id);
        }
        if self.is_system_relation(name) {
            return Err(is_system_catalog(name));
        }
        if self.system_part(name) == Some(Part::Index) {
            return Err(self.index_of_catalog(name));
        }
        Err(self.no_relation(name, "relation", |_| true))
    }

    /// The error of ALTER and DROP of a relation of PostgreSQL's own; `None` when it is not.
    pub(super) fn of_system(&self, name: &QName) -> Option<Box<SqlError>> {
        (self.is_system_relation(name) || self.system_part(name).is_some())
            .then(|| is_system_catalog(name))
    }

    /// The error for a relation that is not there, with the nearest of those
    /// that `fits`. `word` is `relation`, `table`, `index` …
    pub(super) fn no_relation(
        &self,
        name: &QName,
        word: &str,
        fits: impl Fn(&Relation) -> bool,
    ) -> Box<SqlError> {
        let span = name.span();
        if let Some(taint) = self.may_be_there(span, word, &name.display()) {
            return taint;
        }
        let mut error = SqlError::new(
            "42P01",
            span,
            format!("{word} \"{}\" does not exist", name.display()),
        )
        .label(format!("no such {word}"));
        let place = |id: SchemaId| self.catalog.schema_name(id);
        let wanted = name.schema.as_ref().map(|schema| schema.value.as_str());
        let all = || {
            self.catalog
                .relations
                .iter()
                .map(|(_, relation)| relation.as_ref())
                .filter(|relation| fits(relation))
        };
        // The right name in a schema that is not searched is the commonest slip.
        let elsewhere = all().find(|relation| relation.name == name.name.value);
        let near = elsewhere.or_else(|| {
            let candidates = all()
                .filter(|relation| wanted.is_none_or(|wanted| place(relation.schema) == wanted));
            let best = nearest(
                &name.name.value,
                candidates.map(|relation| relation.name.as_str()),
            )?;
            all().find(|relation| relation.name == best)
        });
        if let Some(near) = near {
            let text = if near.name == name.name.value {
                format!("{}.{}", place(near.schema), near.name)
            } else {
                near.name.clone()
            };
            error = error
                .help(format!("write `{text}` if that {} is meant", near.word()))
                .also(near.origin.span, format!("`{text}` is created here"));
        }
        error
    }

    /// The schema that a new object of that name goes to.
    pub(super) fn creation_schema(
        &self,
        name: &QName,
        persistence: Persistence,
    ) -> Result<SchemaId> {
        let temporary = persistence == Persistence::Temporary;
        if let Some(schema) = &name.schema {
            let id = self.schema(schema)?;
            return match (temporary, id == PG_TEMP) {
                (true, false) => Err(SqlError::new(
                    "42P16",
                    name.span(),
                    "cannot create temporary relation in non-temporary schema",
                )),
                (false, true) if persistence == Persistence::Unlogged => Err(SqlError::new(
                    "42P16",
                    name.span(),
                    "only temporary relations may be created in temporary schemas",
                )),
                _ => refuse_system(id, name),
            };
        }
        if temporary {
            return Ok(PG_TEMP);
        }
        match self.named_path().first() {
            Some(id) => refuse_system(*id, name),
            None => Err(SqlError::new(
                "3F000",
                name.span(),
                "no schema has been selected to create in",
            )
            .help(format!(
                "name the schema, or set search_path to one that exists (it is \"{}\")",
                self.path().join(", ")
            ))),
        }
    }

    /// The type that a name means, with the array types that PostgreSQL makes
    /// (`_name`); shells and pseudo-types too.
    pub(super) fn find_type(&self, name: &QName) -> Option<TypeUse> {
        let text = &name.name.value;
        if let Some(schema) = &name.schema {
            let schema = self.catalog.schema_id(&schema.value)?;
            return self.catalog.find_type_in(schema, text);
        }
        self.lookup_path()
            .into_iter()
            .find_map(|schema| self.catalog.find_type_in(schema, text))
    }

    /// The type that a statement on it means (ALTER TYPE, COMMENT ON TYPE), not
    /// an array and not PostgreSQL's own; 42704 when there is none.
    pub(super) fn user_type(&self, name: &QName) -> Result<TypeId> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        match self.find_type(name) {
            Some(ty) if !ty.array => Ok(ty.id),
            Some(_) | None => Err(self.no_type(name, name.span(), &name.display())),
        }
    }

    /// The error for a type that is not there.
    pub(super) fn no_type(&self, name: &QName, span: Span, shown: &str) -> Box<SqlError> {
        if let Some(taint) = self.may_be_there(span, "type", shown) {
            return taint;
        }
        if let Some((extension, found)) = self
            .catalog
            .extensions
            .iter()
            .find(|(_, extension)| !extension.known)
        {
            let help = match super::extension::near(extension) {
                Some(near) => format!("write CREATE EXTENSION {near} if that extension is meant"),
                None => format!(
                    "say which types it brings: `-- pgbindgen: effect \"CREATE TYPE {shown}\"` above CREATE EXTENSION"
                ),
            };
            return SqlError::new(
                "unknown-extension",
                span,
                format!(
                    "type \"{shown}\" is not known, and may come from extension \"{extension}\""
                ),
            )
            .label("not known")
            .also(
                found.span,
                format!("what \"{extension}\" brings is not known"),
            )
            .help(help);
        }
        let error = SqlError::new("42704", span, format!("type \"{shown}\" does not exist"))
            .label("no such type");
        let text = &name.name.value;
        if let Some(instead) = crate::foreign::ty(text) {
            return error.help(instead);
        }
        if let Some(extension) = super::extension::brings_type(text) {
            return error.help(format!(
                "create the extension that brings it: CREATE EXTENSION {}",
                super::types::quote_identifier(extension)
            ));
        }
        let user = || {
            self.catalog
                .types
                .iter()
                .map(|(_, ty)| ty.as_ref())
                .filter(|ty| !matches!(ty.kind, super::TypeKind::Row(_)))
        };
        if let Some(ty) = user().find(|ty| ty.name == *text) {
            let place = self.catalog.schema_name(ty.schema);
            return error
                .help(format!("write `{place}.{text}` if that type is meant"))
                .also(ty.origin.span, "it is created here");
        }
        let names = user()
            .map(|ty| ty.name.as_str())
            .chain(super::builtin_data::TYPES.iter().map(|ty| ty.name))
            .chain(["integer", "bigint", "smallint", "boolean"]);
        match nearest(text, names) {
            Some(near) => error.help(format!("write `{near}` if that type is meant")),
            None => error,
        }
    }

    /// The function that a call means, when exactly one of those in the catalog
    /// can be meant and it is not PostgreSQL's own.
    pub(super) fn function_for_call(&self, call: &CallRef) -> Option<FunctionId> {
        let name = &call.name.name.value;
        let schemas = match &call.name.schema {
            Some(schema) => vec![self.catalog.schema_id(&schema.value)?],
            None if builtin::is_function(name) => return None,
            None => self.lookup_path(),
        };
        let mut found = self
            .catalog
            .functions_named(name)
            .filter(|function| schemas.contains(&function.schema))
            .filter(|function| takes(function, call.arguments));
        let first = found.next()?;
        found.next().is_none().then_some(first.id)
    }

    /// Whether a call may be one: of a function, or `f(t)` for the field `t.f` of a row.
    /// `false` is certain.
    pub(super) fn may_be_called(&self, call: &CallRef) -> bool {
        let name = &call.name.name.value;
        let may_be_field = call.arguments == 1
            && call.name.schema.is_none()
            && self.catalog.relations.iter().any(|(_, relation)| {
                relation.unknown_columns.is_some() || relation.column(name).is_some()
            });
        // What SELECT says of a procedure is not that there is no function.
        let fits = |function: &Function| {
            function.kind != FunctionKind::Function || takes(function, call.arguments)
        };
        may_be_field || self.may_mean(&call.name, fits)
    }

    /// Whether a function of that name may exist: PostgreSQL's own, the
    /// catalog's, an extension's. `false` is certain.
    pub(super) fn may_be_function(&self, name: &QName) -> bool {
        self.may_mean(name, |_| true)
    }

    /// The same, of the catalog's own with those alone that fit.
    fn may_mean(&self, name: &QName, fits: impl Fn(&Function) -> bool) -> bool {
        let text = &name.name.value;
        let schema = name.schema.as_ref().map(|schema| schema.value.as_str());
        if self.may_be_brought(name) {
            return true;
        }
        if matches!(schema, None | Some("pg_catalog"))
            && builtin::has_function(text, self.catalog.version)
        {
            return true;
        }
        // A type's name casts, and a range type's makes ranges.
        if self.find_type(name).is_some() {
            return true;
        }
        self.functions_meant(name).any(fits)
    }

    /// Whether an extension or what is not modelled may have brought a function of
    /// that name.
    fn may_be_brought(&self, name: &QName) -> bool {
        let text = &name.name.value;
        let schema = name.schema.as_ref().map(|schema| schema.value.as_str());
        self.may_be_new_function(schema, text)
            || self.catalog.extensions.iter().any(|(extension, found)| {
                // One that is not known may put them elsewhere.
                (self.is_searched(found.schema, schema) || !found.known)
                    && super::extension::may_bring_function(extension, text)
            })
    }

    /// The functions of the catalog's own that a name may mean.
    fn functions_meant(&self, name: &QName) -> impl Iterator<Item = &Function> {
        let schema = name.schema.as_ref().map(|schema| schema.value.clone());
        let own = self.catalog.functions_named(&name.name.value);
        own.filter(move |function| self.is_searched(function.schema, schema.as_deref()))
    }

    /// Whether a name of that schema, or of none, is looked for in a schema.
    fn is_searched(&self, id: SchemaId, schema: Option<&str>) -> bool {
        match schema {
            Some(schema) => self.catalog.schema_name(id) == schema,
            None => self.lookup_path().contains(&id),
        }
    }

    /// Refuses a CALL of what is no procedure.
    pub(super) fn check_procedure(&self, call: &CallRef) -> Result {
        if let Some(schema) = &call.name.schema {
            self.schema(schema)?;
        }
        let count = call.arguments;
        let may_be = |function: &Function| {
            // In CALL output parameters have arguments too.
            let least = function.arguments.len();
            let least = least - usize::from(function.defaults).min(least);
            function.kind == FunctionKind::Procedure
                && count >= least
                && (function.variadic || count <= function.declared.len().max(least))
        };
        if self.may_be_brought(&call.name) || self.functions_meant(&call.name).any(may_be) {
            return Ok(());
        }
        let is_system = self.is_searched(
            PG_CATALOG,
            call.name
                .schema
                .as_ref()
                .map(|schema| schema.value.as_str()),
        );
        let is_function = |function: &Function| {
            function.kind != FunctionKind::Procedure && takes(function, count)
        };
        let shown = format!("{}({})", call.name.display(), vec!["…"; count].join(", "));
        let span = call.name.span();
        let is_builtin =
            is_system && builtin::has_function(&call.name.name.value, self.catalog.version);
        if is_builtin || self.functions_meant(&call.name).any(is_function) {
            return Err(
                SqlError::new("42809", span, format!("{shown} is not a procedure"))
                    .help("write SELECT to call a function"),
            );
        }
        let error = SqlError::new("42883", span, format!("procedure {shown} does not exist"));
        Err(self.with_near_function(error.label("no such procedure"), &call.name, "procedure"))
    }
}

fn is_system_catalog(name: &QName) -> Box<SqlError> {
    SqlError::new(
        "42501",
        name.span(),
        format!(
            "permission denied: \"{}\" is a system catalog",
            name.name.value
        ),
    )
}

impl Catalog {
    /// The type of a name in a schema; `_name` is the array of `name`.
    pub(super) fn find_type_in(&self, schema: SchemaId, name: &str) -> Option<TypeUse> {
        match schema {
            PG_CATALOG => {
                if let Some(ty) = builtin::by_name(name, self.version) {
                    return Some(ty);
                }
            }
            INFORMATION_SCHEMA => return builtin::information_schema_type(name),
            _ => {}
        }
        if let Some(id) = self.type_in(schema, name) {
            return Some(TypeUse::plain(id));
        }
        let element = name.strip_prefix('_')?;
        let id = self.type_in(schema, element)?;
        Some(TypeUse::plain(id).array_of())
    }

    /// All functions of a name.
    pub(super) fn functions_named(&self, name: &str) -> impl Iterator<Item = &super::Function> {
        let numbers = self.function_names.of(name).into_iter();
        numbers.filter_map(|id| self.function(FunctionId(id)))
    }
}

fn refuse_system(id: SchemaId, name: &QName) -> Result<SchemaId> {
    if id == PG_CATALOG {
        return Err(SqlError::new(
            "42501",
            name.span(),
            format!(
                "permission denied to create \"pg_catalog.{}\"",
                name.name.value
            ),
        )
        .detail("System catalog modifications are currently disallowed."));
    }
    Ok(id)
}
