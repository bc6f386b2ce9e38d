//! What ALTER TYPE and ALTER DOMAIN share: new names and schemas.

use super::error::{Result, SqlError};
use super::mentions::{Kind, Mentions};
use super::rewrite::{Renamed, Role};
use super::{ChangeKind, ObjectId, Replay, SchemaId, Type, TypeId, TypeKind, TypeUse};
use crate::ddl::{
    AlterType, AlterTypeAction, CreateType, CreateTypeKind, Name, Persistence, QName,
};
use crate::diag::Span;

impl Replay {
    /// `CREATE TYPE`.
    pub(super) fn create_type(&mut self, stmt: &CreateType) -> Result {
        match &stmt.kind {
            CreateTypeKind::Enum(labels) => self.create_enum(&stmt.name, labels),
            CreateTypeKind::Composite(attributes) => self.create_composite(&stmt.name, attributes),
            CreateTypeKind::Range {
                subtype,
                multirange,
            } => self.create_range(&stmt.name, subtype, multirange.as_ref()),
            CreateTypeKind::Base => self.create_base(&stmt.name),
            CreateTypeKind::Shell => {
                self.new_type(&stmt.name, TypeKind::Shell)?;
                Ok(())
            }
        }
    }

    /// A base type, which begins as a shell.
    fn create_base(&mut self, name: &QName) -> Result {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        let found = self.catalog.type_in(schema, &name.name.value);
        let Some(id) = found else {
            return Err(SqlError::new(
                "42710",
                name.span(),
                format!("type \"{}\" does not exist", name.name.value),
            )
            .help(
                "create the type as a shell type, then create its I/O functions, then do a full CREATE TYPE",
            ));
        };
        match self.catalog.ty_mut(id) {
            Some(ty) if matches!(ty.kind, TypeKind::Shell) => {
                ty.kind = TypeKind::Base;
                self.changed(ObjectId::Type(id), ChangeKind::Altered, name.span());
                Ok(())
            }
            _ => Err(self.type_exists(schema, name)),
        }
    }

    /// Adds a type, or makes one of a shell of that name.
    pub(super) fn new_type_or_shell(&mut self, name: &QName, kind: TypeKind) -> Result<TypeId> {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        let shell = self.catalog.type_in(schema, &name.name.value);
        if let Some(id) = shell
            && let Some(ty) = self.catalog.ty_mut(id)
            && matches!(ty.kind, TypeKind::Shell)
        {
            ty.kind = kind;
            self.changed(ObjectId::Type(id), ChangeKind::Altered, name.span());
            return Ok(id);
        }
        self.new_type(name, kind)
    }

    /// Adds a type; 42710 when the name is taken.
    pub(super) fn new_type(&mut self, name: &QName, kind: TypeKind) -> Result<TypeId> {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        if self.catalog.type_in(schema, &name.name.value).is_some() {
            return Err(self.type_exists(schema, name));
        }
        let id = self.add_type(Type {
            id: TypeId(0),
            schema,
            name: name.name.value.clone(),
            kind,
            comment: None,
            origin: super::Origin {
                span: name.span(),
                extension: None,
            },
        });
        self.changed(ObjectId::Type(id), ChangeKind::Created, name.span());
        Ok(id)
    }

    pub(super) fn type_exists(&self, schema: SchemaId, name: &QName) -> Box<SqlError> {
        let mut error = SqlError::new(
            "42710",
            name.span(),
            format!("type \"{}\" already exists", name.name.value),
        )
        .label("already exists");
        if let Some(id) = self.catalog.type_in(schema, &name.name.value)
            && let Some(ty) = self.catalog.ty(id)
        {
            error = error.also(ty.origin.span, "it is created here");
            if let TypeKind::Row(rel) = ty.kind
                && let Some(relation) = self.catalog.rel(rel)
            {
                error = error.detail(format!(
                    "It is the row type of the {} of that name.",
                    relation.word()
                ));
            }
        }
        error
    }

    /// `ALTER TYPE`.
    pub(super) fn alter_type(&mut self, stmt: &AlterType) -> Result {
        let name = &stmt.name;
        match &stmt.action {
            AlterTypeAction::AddValue {
                if_not_exists,
                label,
                place,
            } => self.add_enum_value(name, *if_not_exists, label, place.as_ref()),
            AlterTypeAction::RenameValue { from, to } => self.rename_enum_value(name, from, to),
            AlterTypeAction::Rename { to } => {
                let id = self.renamable_type(name)?;
                self.rename_type(id, to)
            }
            AlterTypeAction::SetSchema { schema } => {
                let id = self.renamable_type(name)?;
                let to = self.schema(schema)?;
                self.move_type(id, to, schema.span)
            }
            AlterTypeAction::Attributes(actions) => self.alter_attributes(name, actions),
            AlterTypeAction::RenameAttribute { from, to, cascade } => {
                self.rename_attribute(name, from, to, *cascade)
            }
            AlterTypeAction::NoEffect => self.alterable_type(name).map(|_| ()),
        }
    }

    /// The type that ALTER TYPE means; `None` for PostgreSQL's own.
    fn alterable_type(&self, name: &QName) -> Result<Option<TypeId>> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        match self.find_type(name) {
            Some(ty) => Ok(self.catalog.ty(ty.id).map(|ty| ty.id)),
            None => Err(self.no_type(name, name.span(), &name.display())),
        }
    }

    /// A type that can have another name or schema.
    fn renamable_type(&self, name: &QName) -> Result<TypeId> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        let Some(ty) = self.find_type(name) else {
            return Err(self.no_type(name, name.span(), &name.display()));
        };
        let shown = self.shown_type(&ty);
        if ty.array {
            let element = self.shown_type(&ty.element());
            return Err(SqlError::new(
                "42809",
                name.span(),
                format!("cannot alter array type {shown}"),
            )
            .help(format!(
                "alter type {element}, which will alter the array type as well"
            )));
        }
        match self.catalog.ty(ty.id).map(|ty| &ty.kind) {
            Some(TypeKind::Row(rel)) => {
                let mut error = SqlError::new(
                    "42809",
                    name.span(),
                    format!("{shown} is a table's row type"),
                )
                .help("use ALTER TABLE instead");
                if let Some(relation) = self.catalog.rel(*rel) {
                    error = error.also(relation.origin.span, "the table is created here");
                }
                Err(error)
            }
            Some(_) => Ok(ty.id),
            None => Err(SqlError::new(
                "0A000",
                name.span(),
                format!("type {shown} is PostgreSQL's own and is not altered here"),
            )),
        }
    }

    /// Gives a type another name.
    pub(super) fn rename_type(&mut self, id: TypeId, to: &Name) -> Result {
        let Some(ty) = self.catalog.types.get(id.0).cloned() else {
            return Ok(());
        };
        if let TypeKind::Composite(rel) = ty.kind {
            self.rename_relation(rel, &to.value, to.span)?;
        } else {
            let new = QName {
                schema: None,
                name: to.clone(),
            };
            if self.catalog.type_in(ty.schema, &to.value).is_some() {
                return Err(self.type_exists(ty.schema, &new));
            }
            self.catalog.type_names.remove(ty.schema.0, &ty.name);
            self.catalog.type_names.insert(ty.schema.0, &to.value, id.0);
            if let Some(ty) = self.catalog.ty_mut(id) {
                ty.name.clone_from(&to.value);
            }
        }
        self.changed(ObjectId::Type(id), ChangeKind::Renamed, to.span);
        let schema = self.catalog.schema_name(ty.schema).to_owned();
        self.rename_in_expressions(
            Some(&Mentions::of(Kind::Type, id.0)),
            |uses| uses.types.contains(&id),
            &Renamed {
                role: Role::Type,
                old_schema: &schema,
                old: &ty.name,
                new_schema: &schema,
                new: &to.value,
                table: "",
            },
        );
        Ok(())
    }

    /// Moves a type to another schema, with the names of a domain's constraints.
    pub(super) fn move_type(&mut self, id: TypeId, to: SchemaId, span: Span) -> Result {
        let Some(ty) = self.catalog.types.get(id.0).cloned() else {
            return Ok(());
        };
        let from = ty.schema;
        if from == to {
            return Ok(());
        }
        if to == super::builtin::PG_TOAST {
            return Err(SqlError::new(
                "0A000",
                span,
                "cannot move objects into or out of TOAST schema",
            ));
        }
        if to == super::builtin::PG_TEMP {
            return Err(SqlError::new(
                "0A000",
                span,
                "cannot move objects into or out of temporary schemas",
            ));
        }
        if self.catalog.type_in(to, &ty.name).is_some() {
            return Err(SqlError::new(
                "42710",
                span,
                format!(
                    "type \"{}\" already exists in schema \"{}\"",
                    ty.name,
                    self.catalog.schema_name(to)
                ),
            ));
        }
        if let TypeKind::Composite(rel) = ty.kind {
            self.move_relation(rel, to, span)?;
        } else {
            self.catalog.type_names.remove(from.0, &ty.name);
            self.catalog.type_names.insert(to.0, &ty.name, id.0);
            if let Some(ty) = self.catalog.ty_mut(id) {
                ty.schema = to;
            }
        }
        if let TypeKind::Domain(domain) = &ty.kind {
            for name in domain.constraint_names() {
                self.catalog.forget_constraint_name(from, name);
                self.catalog.note_constraint_name(to, name);
            }
        }
        self.changed(ObjectId::Type(id), ChangeKind::Renamed, span);
        let (old_schema, new_schema) = (
            self.catalog.schema_name(from).to_owned(),
            self.catalog.schema_name(to).to_owned(),
        );
        self.rename_in_expressions(
            Some(&Mentions::of(Kind::Type, id.0)),
            |uses| uses.types.contains(&id),
            &Renamed {
                role: Role::Type,
                old_schema: &old_schema,
                old: &ty.name,
                new_schema: &new_schema,
                new: &ty.name,
                table: "",
            },
        );
        Ok(())
    }

    /// A type as messages show it: with its schema where the name alone would
    /// not find it, and without modifier.
    pub(super) fn shown_type(&self, ty: &TypeUse) -> String {
        let short = self.catalog.short_type(ty);
        let Some(user) = self.catalog.ty(ty.id) else {
            return short;
        };
        let visible = self
            .lookup_path()
            .into_iter()
            .find_map(|schema| self.catalog.find_type_in(schema, &user.name))
            .is_some_and(|found| found.id == ty.id && !found.array);
        if visible {
            return short;
        }
        let schema = super::quote_identifier(self.catalog.schema_name(user.schema));
        format!("{schema}.{short}")
    }
}
