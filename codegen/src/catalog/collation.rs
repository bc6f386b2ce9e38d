//! Collations.

use super::PgVersion;
use super::error::{Result, SqlError};
use super::{ChangeKind, ObjectId, Replay, TypeId, TypeUse, quote_identifier};
use crate::ddl::{CollationSource, Name, Persistence, QName, RelOption};
use crate::diag::Span;

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
    pub(super) fn create_collation(
        &mut self,
        name: &QName,
        if_not_exists: bool,
        source: &CollationSource,
    ) -> Result {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        match source {
            CollationSource::Unknown => {}
            CollationSource::Copy(from) => self.can_copy(from)?,
            CollationSource::Options(options, from) => {
                check_options(options, self.catalog.version)?;
                if let Some(from) = from {
                    self.can_copy(from)?;
                }
            }
        }
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

    /// Whether CREATE COLLATION can copy a collation.
    fn can_copy(&self, from: &QName) -> Result {
        let found = self.find_collation(from)?;
        if found == super::typing::DEFAULT {
            return Err(SqlError::new(
                "42P17",
                from.span(),
                "collation \"default\" cannot be copied",
            )
            .help("name the collation that the database has"));
        }
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

/// The options of CREATE COLLATION (`DefineCollation` of `collationcmds.c`), as far as
/// they need no locale of the server.
fn check_options(options: &[RelOption], version: PgVersion) -> Result {
    let known = |name: &str| match name {
        "from" | "locale" | "lc_collate" | "lc_ctype" | "provider" | "deterministic"
        | "version" => true,
        "rules" => version.collations_have_rules(),
        _ => false,
    };
    let conflict = |option: &RelOption| {
        SqlError::new(
            "42601",
            option.name.span,
            "conflicting or redundant options",
        )
        .help("give one of them")
    };
    for (at, option) in options.iter().enumerate() {
        let name = &option.name.value;
        if !known(name) {
            return Err(SqlError::new(
                "42601",
                option.name.span,
                format!("collation attribute \"{name}\" not recognized"),
            )
            .label("no such attribute"));
        }
        if options
            .iter()
            .take(at)
            .any(|other| other.name.value == *name)
        {
            return Err(conflict(option));
        }
    }
    let find = |name: &str| options.iter().find(|option| option.name.value == name);
    let locale = find("locale");
    if locale.is_some()
        && let Some(option) = find("lc_collate").or_else(|| find("lc_ctype"))
    {
        return Err(conflict(option)
            .detail("LOCALE cannot be specified together with LC_COLLATE or LC_CTYPE."));
    }
    if let Some(from) = find("from") {
        return match options.len() {
            1 => needs_value(from).map(|_| ()),
            _ => {
                Err(conflict(from)
                    .detail("FROM cannot be specified together with any other options."))
            }
        };
    }
    let provider = find("provider");
    let deterministic = match find("deterministic") {
        Some(option) => boolean(option)?,
        None => true,
    };
    for name in [
        "lc_collate",
        "lc_ctype",
        "locale",
        "provider",
        "version",
        "rules",
    ] {
        if let Some(option) = find(name) {
            needs_value(option)?;
        }
    }
    let span = options
        .first()
        .map_or(Span::default(), |option| option.span);
    let word = provider.and_then(|option| option.value.as_deref());
    let word = word.unwrap_or("libc").to_ascii_lowercase();
    let must_have = |name: &str| {
        let message = format!("parameter \"{name}\" must be specified");
        SqlError::new("42P17", span, message).help(format!("add {name} = '...'"))
    };
    let has = |name: &str| find(name).is_some() || locale.is_some();
    match word.as_str() {
        "libc" => {
            for name in ["lc_collate", "lc_ctype"] {
                if !has(name) {
                    return Err(must_have(name));
                }
            }
        }
        "icu" => {}
        "builtin" if version.has_builtin_provider() => {}
        _ => {
            let shown = provider.and_then(|option| option.value.as_deref());
            return Err(SqlError::new(
                "42P17",
                provider.map_or(span, |option| option.span),
                format!(
                    "unrecognized collation provider: {}",
                    shown.unwrap_or_default()
                ),
            )
            .help("use icu or libc"));
        }
    }
    if word != "libc" && locale.is_none() {
        return Err(must_have("locale"));
    }
    if word != "icu" && !deterministic {
        return Err(SqlError::new(
            "0A000",
            find("deterministic").map_or(span, |option| option.span),
            "nondeterministic collations not supported with this provider",
        )
        .help("use PROVIDER = icu"));
    }
    if word != "icu"
        && let Some(rules) = find("rules")
    {
        return Err(SqlError::new(
            "42P17",
            rules.span,
            "ICU rules cannot be specified unless locale provider is ICU",
        )
        .help("use PROVIDER = icu"));
    }
    Ok(())
}

fn needs_value(option: &RelOption) -> Result<&str> {
    option.value.as_deref().ok_or_else(|| {
        let message = format!("{} requires a parameter", option.name.value);
        SqlError::new("42601", option.span, message)
    })
}

/// The value of an option that is true or false (`defGetBoolean`).
fn boolean(option: &RelOption) -> Result<bool> {
    let value = option.value.as_deref().unwrap_or("true");
    match value.to_ascii_lowercase().as_str() {
        "true" | "on" | "1" => Ok(true),
        "false" | "off" | "0" => Ok(false),
        _ => Err(SqlError::new(
            "42601",
            option.span,
            format!("{} requires a Boolean value", option.name.value),
        )
        .help("write true or false")),
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
