//! Collations.

use super::error::{Result, SqlError};
use super::{ChangeKind, ObjectId, Replay, TypeId, TypeUse, quote_identifier};
use crate::ddl::{Name, Persistence, QName};

/// `name`, whose collation is "C".
const NAME: TypeId = TypeId(19);

/// Types of `pg_catalog` that have a collation.
const COLLATABLE: [u32; 4] = [19, 25, 1042, 1043];

/// Collations of `pg_catalog` that do not end in an encoding and are not ICU's.
const BUILTIN: [&str; 7] = [
    "default",
    "C",
    "POSIX",
    "ucs_basic",
    "unicode",
    "pg_c_utf8",
    "pg_unicode_fast",
];

impl Replay {
    /// Whether values of a type have a collation.
    pub(super) fn is_collatable(&self, ty: &TypeUse) -> bool {
        let base = self.catalog.base_type(ty);
        if COLLATABLE.contains(&base.id.0) {
            return true;
        }
        // An extension's type may be: `citext` is.
        self.catalog.ty(base.id).is_some_and(|ty| {
            matches!(ty.kind, super::TypeKind::Base)
                && (ty.origin.extension.is_none() || ty.name == "citext")
        })
    }

    /// The collation that COLLATE on a type sets, as PostgreSQL shows it;
    /// `None` when it is the type's own.
    pub(super) fn collation_of(&self, name: &QName, ty: &TypeUse) -> Result<Option<String>> {
        let shown = self.find_collation(name)?;
        self.can_collate(name, ty)?;
        let own = if self.catalog.base_type(ty).id == NAME {
            "\"C\""
        } else {
            "\"default\""
        };
        Ok((shown != own).then_some(shown))
    }

    /// Whether values of a type can have a collation.
    pub(super) fn can_collate(&self, name: &QName, ty: &TypeUse) -> Result {
        if self.is_collatable(ty) {
            return Ok(());
        }
        Err(SqlError::new(
            "42804",
            name.span(),
            format!(
                "collations are not supported by type {}",
                self.shown_type(ty)
            ),
        )
        .label("this type has no collation"))
    }

    /// A collation as PostgreSQL shows it with only `pg_catalog` on the path.
    pub(super) fn find_collation(&self, name: &QName) -> Result<String> {
        let text = &name.name.value;
        let schemas = match &name.schema {
            Some(schema) => vec![self.schema(schema)?],
            None => self.lookup_path(),
        };
        for schema in schemas {
            if schema == super::builtin::PG_CATALOG && is_builtin(text) {
                return Ok(quote_identifier(text));
            }
            if self
                .catalog
                .collations
                .contains_key(&(schema, text.clone()))
            {
                return Ok(format!(
                    "{}.{}",
                    quote_identifier(self.catalog.schema_name(schema)),
                    quote_identifier(text)
                ));
            }
        }
        if let Some(taint) = self.may_be_there(name.span(), "collation", text) {
            return Err(taint);
        }
        Err(SqlError::new(
            "42704",
            name.span(),
            format!(
                "collation \"{}\" for encoding \"UTF8\" does not exist",
                name.display()
            ),
        )
        .label("no such collation"))
    }

    /// `CREATE COLLATION`.
    pub(super) fn create_collation(&mut self, name: &QName, if_not_exists: bool) -> Result {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        let key = (schema, name.name.value.clone());
        if let Some(span) = self.catalog.collations.get(&key) {
            if if_not_exists {
                return Ok(());
            }
            return Err(SqlError::new(
                "42710",
                name.span(),
                format!(
                    "collation \"{}\" for encoding \"UTF8\" already exists",
                    name.name.value
                ),
            )
            .label("already exists")
            .also(*span, "it is created here"));
        }
        self.catalog.collations.insert(key, name.span());
        self.changed(
            ObjectId::Collation(schema, name.name.value.clone()),
            ChangeKind::Created,
            name.span(),
        );
        Ok(())
    }

    /// The collation that a statement on it means, with the key of
    /// [`Catalog::collations`](super::Catalog::collations); `None` for
    /// PostgreSQL's own.
    pub(super) fn user_collation(&self, name: &QName) -> Result<Option<(super::SchemaId, String)>> {
        self.find_collation(name)?;
        let text = &name.name.value;
        let schemas = match &name.schema {
            Some(schema) => vec![self.schema(schema)?],
            None => self.lookup_path(),
        };
        Ok(schemas
            .into_iter()
            .map(|schema| (schema, text.clone()))
            .find(|key| self.catalog.collations.contains_key(key)))
    }

    /// `ALTER COLLATION … RENAME TO` and `SET SCHEMA`.
    pub(super) fn move_collation(
        &mut self,
        name: &QName,
        to: Option<&Name>,
        schema: Option<&Name>,
    ) -> Result {
        let Some(key) = self.user_collation(name)? else {
            return Ok(());
        };
        let new = (
            match schema {
                Some(schema) => self.schema(schema)?,
                None => key.0,
            },
            to.map_or_else(|| key.1.clone(), |to| to.value.clone()),
        );
        if new == key {
            return Ok(());
        }
        if self.catalog.collations.contains_key(&new) {
            return Err(SqlError::new(
                "42710",
                name.span(),
                format!(
                    "collation \"{}\" for encoding \"UTF8\" already exists in schema \"{}\"",
                    new.1,
                    self.catalog.schema_name(new.0)
                ),
            ));
        }
        if let Some(span) = self.catalog.collations.remove(&key) {
            self.catalog.collations.insert(new.clone(), span);
        }
        // Collations are kept as shown, so that what uses one follows by text.
        let shown = |key: &(super::SchemaId, String)| {
            format!(
                "{}.{}",
                quote_identifier(self.catalog.schema_name(key.0)),
                quote_identifier(&key.1)
            )
        };
        let (old, now) = (shown(&key), shown(&new));
        let users: Vec<_> = self
            .catalog
            .relations
            .iter()
            .filter(|(_, relation)| {
                let columns = relation.columns.iter().map(|column| &column.collation);
                let keys = relation.index().into_iter().flat_map(|info| &info.keys);
                columns
                    .chain(keys.map(|key| &key.collation))
                    .any(|collation| collation.as_deref() == Some(&old))
            })
            .map(|(id, _)| super::RelId(id))
            .collect();
        for id in users {
            if let Some(relation) = self.catalog.rel_mut(id) {
                for column in &mut relation.columns {
                    if column.collation.as_deref() == Some(&old) {
                        column.collation = Some(now.clone());
                    }
                }
                if let super::RelationKind::Index(info) = &mut relation.kind {
                    for key in &mut info.keys {
                        if key.collation.as_deref() == Some(&old) {
                            key.collation = Some(now.clone());
                        }
                    }
                }
            }
        }
        self.changed(
            ObjectId::Collation(new.0, new.1),
            ChangeKind::Renamed,
            name.span(),
        );
        Ok(())
    }
}

/// Whether `pg_catalog` may have a collation of that name. Those of the
/// operating system (`de_DE.utf8`) and of ICU (`de-x-icu`) differ between
/// machines: what looks like one is taken for one.
fn is_builtin(name: &str) -> bool {
    BUILTIN.contains(&name)
        || name.ends_with("-x-icu")
        || name.contains('.')
        || matches!(name.as_bytes(), [a, b, b'_', c, d, ..]
            if a.is_ascii_lowercase() && b.is_ascii_lowercase()
                && c.is_ascii_uppercase() && d.is_ascii_uppercase())
}
