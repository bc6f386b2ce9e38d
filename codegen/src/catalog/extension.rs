//! CREATE EXTENSION: the types and relations that extensions bring.

use super::Shared;
use super::builtin::PUBLIC;
use super::error::{Result, SqlError};
use super::extension_data::{EXTENSIONS, ExtensionData, ExtensionType};
use super::registry::RegistryKinds;
use super::{
    Catalog, ChangeKind, Column, ColumnId, ColumnType, DomainInfo, Extension, ObjectId, Origin,
    Relation, RelationKind, Replay, Schema, SchemaId, Stored, Type, TypeId, TypeKind, TypeUse,
    Uses, ViewInfo, builtin,
};
use crate::ddl::{CreateExtension, Name, Persistence, QName};
use crate::diag::{Edit, Span};

fn data(name: &str) -> Option<&'static ExtensionData> {
    EXTENSIONS.iter().find(|extension| extension.name == name)
}

/// The extension whose name is that one but for case and what joins its words, as
/// `uuid-ossp` is for `uuid_ossp`.
fn same_words(name: &str) -> Option<&'static str> {
    let plain = |name: &str| name.to_ascii_lowercase().replace('-', "_");
    let wanted = plain(name);
    let mut names = EXTENSIONS.iter().map(|extension| extension.name);
    names.find(|known| *known != name && plain(known) == wanted)
}

/// The known extension whose name is near that of an unknown one, in quotes where
/// SQL needs them.
pub(super) fn near(name: &str) -> Option<String> {
    let names = EXTENSIONS.iter().map(|extension| extension.name);
    crate::diag::nearest(name, names).map(quoted)
}

/// The name of an extension as SQL writes it.
fn quoted(name: &str) -> String {
    if name.contains('-') {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

/// The extension that brings a type of that name.
pub(super) fn brings_type(name: &str) -> Option<&'static str> {
    EXTENSIONS
        .iter()
        .find(|extension| extension.types.iter().any(|(ty, _)| *ty == name))
        .map(|extension| extension.name)
}

/// The extension that brings a function of that name.
pub(super) fn brings_function(name: &str) -> Option<&'static str> {
    EXTENSIONS
        .iter()
        .find(|extension| {
            let functions = extension.functions;
            functions.is_some_and(|functions| functions.binary_search(&name).is_ok())
        })
        .map(|extension| extension.name)
}

/// Whether it is known what an extension brings.
pub(super) fn is_known(name: &str) -> bool {
    data(name).is_some()
}

/// Whether an extension may bring a function of that name.
pub(super) fn may_bring_function(extension: &str, name: &str) -> bool {
    match data(extension) {
        Some(data) => data
            .functions
            .is_none_or(|functions| functions.binary_search(&name).is_ok()),
        None => extension != "plpgsql",
    }
}

/// Whether an extension's type of that name takes modifiers.
pub(super) fn has_modifiers(name: &str) -> bool {
    EXTENSIONS
        .iter()
        .flat_map(|extension| extension.types)
        .find(|(ty, _)| *ty == name)
        .is_none_or(|(_, kind)| matches!(kind, ExtensionType::Modified))
}

/// Kinds of `PostGIS` geometries as its output function prints them.
const GEOMETRIES: [&str; 16] = [
    "Geometry",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
    "CircularString",
    "CompoundCurve",
    "CurvePolygon",
    "MultiCurve",
    "MultiSurface",
    "PolyhedralSurface",
    "Triangle",
    "Tin",
];

/// Modifiers as the type's output function prints them.
pub(super) fn modifier(name: &str, modifiers: &[String]) -> String {
    let mut parts: Vec<String> = modifiers
        .iter()
        .map(|part| part.trim().to_owned())
        .collect();
    if !matches!(name, "geometry" | "geography") {
        return parts.join(",");
    }
    if let Some(kind) = parts.first_mut() {
        let lower = kind.to_ascii_lowercase();
        let (base, dimensions) = match lower.strip_suffix("zm") {
            Some(base) => (base, "ZM"),
            None => match (lower.strip_suffix('z'), lower.strip_suffix('m')) {
                (Some(base), _) => (base, "Z"),
                (_, Some(base)) => (base, "M"),
                _ => (lower.as_str(), ""),
            },
        };
        if let Some(known) = GEOMETRIES
            .iter()
            .find(|known| known.eq_ignore_ascii_case(base.trim()))
        {
            *kind = format!("{known}{dimensions}");
        }
    }
    match (name, parts.get(1).map(String::as_str)) {
        // The reference system 0 is "none", and geographies are on the globe.
        ("geometry", Some("0")) => parts.truncate(1),
        ("geography", None) => parts.push("4326".to_owned()),
        _ => {}
    }
    parts.join(",")
}

impl Replay {
    /// `CREATE EXTENSION`.
    pub(super) fn create_extension(&mut self, stmt: &CreateExtension) -> Result {
        let name = &stmt.name;
        if let Some(found) = self.catalog.extensions.get(&name.value) {
            if stmt.if_not_exists {
                return Ok(());
            }
            let error = SqlError::new(
                "42710",
                name.span,
                format!("extension \"{}\" already exists", name.value),
            )
            .label("already exists");
            return Err(if name.value == "plpgsql" {
                error.detail("Every new database has it.")
            } else {
                error.also(found.span, "it is created here")
            });
        }
        if let Some(known) = same_words(&name.value).map(quoted) {
            let message = format!("extension \"{}\" is not available", name.value);
            let mut error = SqlError::new("0A000", name.span, message)
                .label("no extension has this name")
                .help(format!("write {known}"));
            error.edit = Some(Edit {
                span: name.span,
                text: known,
            });
            return Err(error);
        }
        let schema = stmt.schema.as_ref();
        self.install(&name.value, name.span, schema, stmt.cascade)
    }

    fn install(&mut self, name: &str, span: Span, schema: Option<&Name>, cascade: bool) -> Result {
        let data = data(name);
        let schema_id = match (data.and_then(|data| data.schema), schema) {
            (Some(fixed), Some(asked)) if asked.value != fixed => {
                return Err(SqlError::new(
                    "0A000",
                    asked.span,
                    format!("extension \"{name}\" must be installed in schema \"{fixed}\""),
                ));
            }
            (Some(fixed), _) => match self.catalog.schema_id(fixed) {
                Some(id) => id,
                None => self.add_extension_schema(fixed, name),
            },
            (None, Some(asked)) => self.schema(asked)?,
            (None, None) => self.current_schema().ok_or_else(|| {
                SqlError::new("3F000", span, "no schema has been selected to create in")
                    .help(format!("write CREATE EXTENSION {name} SCHEMA public"))
            })?,
        };
        for required in data.map_or(&[][..], |data| data.requires) {
            if self.catalog.extensions.contains_key(*required) {
                continue;
            }
            if !cascade {
                return Err(SqlError::new(
                    "42704",
                    span,
                    format!("required extension \"{required}\" is not installed"),
                )
                .label(format!("needs \"{required}\""))
                .help("use CREATE EXTENSION ... CASCADE to install required extensions too"));
            }
            self.install(required, span, schema, true)?;
        }
        self.catalog.extensions.insert(
            name.to_owned(),
            Extension {
                schema: schema_id,
                comment: None,
                span,
                known: data.is_some(),
                dependents: std::collections::BTreeSet::new(),
            },
        );
        let brings = RegistryKinds::of_extensions(data.is_some());
        self.catalog.registry_unsure.add(brings);
        self.changed(
            ObjectId::Extension(name.to_owned()),
            ChangeKind::Created,
            span,
        );
        let Some(data) = data else {
            return Ok(());
        };
        for other in data.schemas {
            if self.catalog.schema_id(other).is_none() {
                self.add_extension_schema(other, name);
            }
        }
        for (ty, kind) in data.types {
            self.add_extension_type(schema_id, ty, *kind, name, span)?;
        }
        for view in data.views {
            let kind = RelationKind::View(ViewInfo {
                populated: true,
                definition: String::new(),
                uses: Uses::default(),
                updatable: super::Updatable::default(),
                sources: Vec::new(),
                casts: Vec::new(),
            });
            let mut relation = Relation::new(schema_id, view, kind, Persistence::Permanent, span);
            relation.origin.extension = Some(name.to_owned());
            relation.unknown_columns = Some(format!(
                "columns of what extension \"{name}\" brings depend on its version"
            ));
            self.add_relation(relation, span)?;
        }
        Ok(())
    }

    fn add_extension_schema(&mut self, schema: &str, extension: &str) -> SchemaId {
        let id = SchemaId(self.catalog.allocate());
        self.catalog.schemas.insert(
            id,
            Schema {
                name: schema.to_owned(),
                comment: None,
                extension: Some(extension.to_owned()),
                span: None,
            },
        );
        id
    }

    fn add_extension_type(
        &mut self,
        schema: SchemaId,
        name: &str,
        kind: ExtensionType,
        extension: &str,
        span: Span,
    ) -> Result {
        let qname = QName {
            schema: None,
            name: Name {
                value: name.to_owned(),
                span,
            },
        };
        if self.catalog.type_in(schema, name).is_some() {
            return Err(self.type_exists(schema, &qname).label(format!(
                "extension \"{extension}\" brings a type of that name"
            )));
        }
        let kind = match kind {
            ExtensionType::Base | ExtensionType::Modified => TypeKind::Base,
            ExtensionType::Domain(base) => TypeKind::Domain(DomainInfo {
                base: self.catalog.plain_type(schema, base),
                collation: None,
                not_null: None,
                default: None,
                checks: super::List::default(),
            }),
            ExtensionType::Composite(attributes) => {
                let kind = RelationKind::Composite;
                let mut relation = Relation::new(schema, name, kind, Persistence::Permanent, span);
                relation.origin.extension = Some(extension.to_owned());
                if attributes.is_empty() {
                    relation.unknown_columns =
                        Some(format!("attributes of what \"{extension}\" brings"));
                }
                for (attribute, ty) in attributes {
                    let ty = self.catalog.plain_type(schema, ty);
                    relation.add_plain_column(attribute, ColumnType::Known(ty), span);
                }
                self.add_relation(relation, span)?;
                return Ok(());
            }
        };
        let id = self.add_type(Type {
            id: TypeId(0),
            schema,
            name: name.to_owned(),
            kind,
            comment: None,
            origin: Origin {
                span,
                extension: Some(extension.to_owned()),
            },
        });
        self.changed(ObjectId::Type(id), ChangeKind::Created, span);
        Ok(())
    }

    /// `ALTER EXTENSION … SET SCHEMA`.
    pub(super) fn move_extension(&mut self, name: &Name, to: &Name) -> Result {
        self.extension(name)?;
        let target = self.schema(to)?;
        if name.value == "plpgsql" || data(&name.value).is_some_and(|data| data.schema.is_some()) {
            return Err(SqlError::new(
                "0A000",
                name.span,
                format!("extension \"{}\" does not support SET SCHEMA", name.value),
            ));
        }
        let belongs = |origin: &Origin| origin.extension.as_deref() == Some(name.value.as_str());
        let relations: Vec<_> = self
            .catalog
            .relations
            .iter()
            .filter(|(_, relation)| {
                belongs(&relation.origin) && !matches!(relation.kind, RelationKind::Composite)
            })
            .map(|(id, _)| super::RelId(id))
            .collect();
        for id in relations {
            self.move_relation(id, target, to.span)?;
        }
        let types: Vec<_> = self
            .catalog
            .types
            .iter()
            .filter(|(_, ty)| belongs(&ty.origin) && !matches!(ty.kind, TypeKind::Row(_)))
            .map(|(id, _)| TypeId(id))
            .collect();
        for id in types {
            self.move_type(id, target, to.span)?;
        }
        if let Some(extension) = self.catalog.extensions.get_mut(&name.value) {
            extension.schema = target;
        }
        self.changed(
            ObjectId::Extension(name.value.clone()),
            ChangeKind::Altered,
            name.span,
        );
        Ok(())
    }

    /// 42704 when an extension is not there.
    pub(super) fn extension(&self, name: &Name) -> Result {
        if self.catalog.extensions.contains_key(&name.value) {
            return Ok(());
        }
        Err(SqlError::new(
            "42704",
            name.span,
            format!("extension \"{}\" does not exist", name.value),
        )
        .label("no such extension"))
    }
}

impl Relation {
    /// Adds a column with nothing but a name and a type.
    pub(super) fn add_plain_column(&mut self, name: &str, ty: ColumnType, span: Span) -> ColumnId {
        let id = ColumnId(self.next_column);
        self.next_column = self.next_column.saturating_add(1);
        self.columns.push(Shared::from(Column {
            id,
            name: name.to_owned(),
            ty,
            collation: None,
            not_null: None,
            default: None,
            identity: None,
            generated: None,
            stored: Stored::default(),
            comment: None,
            is_local: true,
            inherited: 0,
            span,
            name_span: span,
            type_span: span,
        }));
        id
    }
}

impl Catalog {
    /// The type of a name in the table of extensions: PostgreSQL's own under its
    /// SQL or internal name, or one of the extension's schema.
    fn plain_type(&self, schema: SchemaId, name: &str) -> TypeUse {
        let (name, array) = match name.strip_suffix("[]") {
            Some(element) => (element, true),
            None => (name, false),
        };
        let internal = if name == "integer" { "int4" } else { name };
        let mut ty = builtin::by_name(internal, self.version)
            .or_else(|| self.find_type_in(schema, name))
            // A domain over another extension's type, which may be elsewhere.
            .or_else(|| {
                self.schemas
                    .keys()
                    .find_map(|schema| self.find_type_in(*schema, name))
            })
            .or_else(|| self.find_type_in(PUBLIC, name))
            .unwrap_or_else(|| TypeUse::plain(builtin::TEXT));
        ty.array |= array;
        ty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sound() {
        for extension in EXTENSIONS {
            if let Some(functions) = extension.functions {
                assert!(functions.is_sorted(), "{}", extension.name);
            }
            for required in extension.requires {
                assert!(data(required).is_some(), "{required}");
            }
        }
    }

    #[test]
    fn modifiers_of_geometries() {
        let modifier = |name, parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            modifier(name, &parts)
        };
        assert_eq!(modifier("geometry", &["POINT", "4326"]), "Point,4326");
        assert_eq!(modifier("geometry", &["linestringz"]), "LineStringZ");
        assert_eq!(modifier("geography", &["Point"]), "Point,4326");
        assert_eq!(modifier("vector", &["3"]), "3");
    }
}
