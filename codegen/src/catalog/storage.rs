//! What concerns how rows are stored and replicated: of no consequence to the
//! catalog's form, but the server refuses what cannot be.

use super::error::{Result, SqlError};
use super::reloptions::{self, Holder};
use super::{
    Column, ColumnType, ConstraintKind, IndexInfo, KeyKind, RelId, Relation, Replay, RowIdentity,
    Stored, TypeKind, opclass,
};
use crate::ddl::{ColumnDef, ColumnSetting, Name, RelOption, ReplicaIdentity};
use crate::diag::Span;

/// OIDs of PostgreSQL's own types that can only be stored plain
/// (`pg_type.typstorage = 'p'`, 15.18 and 18.4).
const PLAIN: &[u32] = &[
    16, 18, 19, 20, 21, 22, 23, 24, 26, 27, 28, 29, 30, 600, 601, 603, 628, 700, 701, 718, 774,
    790, 829, 1033, 1082, 1083, 1114, 1184, 1186, 1266, 2202, 2203, 2204, 2205, 2206, 2950, 3220,
    3615, 3642, 3734, 3769, 4089, 4096, 4191, 5069,
];

/// Those that are compressed before they are stored out of line (`'m'`).
const MAIN: &[u32] = &[650, 869, 1700];

impl Replay {
    /// `SET (…)` of a relation.
    pub(super) fn set_options(&self, relation: &Relation, options: &[RelOption]) -> Result {
        if relation.is_partitioned() {
            return self.partitioned_options(options);
        }
        match Holder::of(relation) {
            Some(holder) => reloptions::check(options, holder, self.catalog.version),
            None => Ok(()),
        }
    }

    /// Partitioned tables have no parameters.
    pub(super) fn partitioned_options(&self, options: &[RelOption]) -> Result {
        let Some(first) = options.first() else {
            return Ok(());
        };
        Err(if self.catalog.version.explains_partitioned_options() {
            SqlError::new(
                "42809",
                first.span,
                "cannot specify storage parameters for a partitioned table",
            )
            .help("specify storage parameters for its leaf partitions instead")
        } else {
            SqlError::new(
                "22023",
                first.span,
                format!("unrecognized parameter \"{}\"", first.name.value),
            )
            .help("specify storage parameters for its leaf partitions instead")
        })
    }

    /// The method of a table or materialized view must be one of tables.
    pub(super) fn check_table_method(&self, method: Option<&Name>) -> Result {
        let Some(method) = method else {
            return Ok(());
        };
        if opclass::method(&method.value).is_some() {
            return Err(SqlError::new(
                "55000",
                method.span,
                format!("access method \"{}\" is not of type TABLE", method.value),
            )
            .label("a method of indexes")
            .help("write a method of tables, as heap is, or leave USING out"));
        }
        if method.value == "heap" || self.catalog.may_have_table_method() {
            return Ok(());
        }
        Err(SqlError::new(
            "42704",
            method.span,
            format!("access method \"{}\" does not exist", method.value),
        )
        .label("no such access method")
        .help("leave USING out, or create the extension that brings the method first"))
    }

    /// STATISTICS, STORAGE, COMPRESSION and options of a column.
    pub(super) fn set_column_storage(
        &mut self,
        table: RelId,
        column: Option<&Name>,
        setting: &ColumnSetting,
        recurse: bool,
        span: Span,
    ) -> Result {
        let relation = self.open(table, span)?;
        if let ColumnSetting::KeyStatistics(number) = setting {
            return self.check_key_statistics(&relation, number);
        }
        let Some(name) = column else {
            return Ok(());
        };
        if relation.index().is_some() {
            return Ok(());
        }
        let column = Self::own_column(&relation, name)?;
        match setting {
            ColumnSetting::Options(options) => {
                reloptions::check(options, Holder::Column, self.catalog.version)
            }
            ColumnSetting::Storage(storage) => {
                let storage = match storage {
                    Some(storage) => self.check_storage(column, storage)?,
                    None => None,
                };
                let mut tables = vec![table];
                if recurse {
                    tables.extend(self.catalog.descendants(table));
                }
                for table in tables {
                    self.change_stored(table, name, |stored| stored.storage = storage)?;
                }
                Ok(())
            }
            ColumnSetting::Compression(method) => {
                let method = match method {
                    Some(method) => self.check_compression(column, method)?,
                    None => None,
                };
                self.change_stored(table, name, |stored| stored.compression = method)
            }
            ColumnSetting::Statistics
            | ColumnSetting::KeyStatistics(_)
            | ColumnSetting::Reset
            | ColumnSetting::ForeignOptions => Ok(()),
        }
    }

    /// `ALTER COLUMN number SET STATISTICS`, which is for expressions in indexes.
    fn check_key_statistics(&self, relation: &Relation, number: &Name) -> Result {
        let refuse = |state, message: String| Err(SqlError::new(state, number.span, message));
        let place = match number.value.parse::<usize>() {
            Ok(place) if (1..=32767).contains(&place) => place - 1,
            _ => {
                return refuse(
                    "22023",
                    "column number must be in range from 1 to 32767".to_owned(),
                );
            }
        };
        let Some(info) = relation.index() else {
            return refuse(
                "0A000",
                "cannot refer to non-index column by number".to_owned(),
            );
        };
        let (what, column) = match info.keys.get(place).map(|key| &key.what) {
            Some(KeyKind::Expr(_)) => return Ok(()),
            Some(KeyKind::Column(column)) => ("non-expression", *column),
            None => match info.include.get(place - info.keys.len()) {
                Some(column) => ("included", *column),
                None => {
                    return refuse(
                        "42703",
                        format!(
                            "column number {} of relation \"{}\" does not exist",
                            number.value, relation.name
                        ),
                    );
                }
            },
        };
        let table = self.open(info.table, number.span)?;
        let name = table.column_by_id(column).map_or("", |column| &column.name);
        refuse(
            "0A000",
            format!(
                "cannot alter statistics on {what} column \"{name}\" of index \"{}\"",
                relation.name
            ),
        )
    }

    fn change_stored(
        &mut self,
        table: RelId,
        column: &Name,
        change: impl FnOnce(&mut Stored),
    ) -> Result {
        let relation = self.open_mut(table, column.span)?;
        let mut columns = relation.columns.iter_mut();
        if let Some(column) = columns.find(|one| one.name == column.value) {
            change(&mut column.stored);
        }
        Ok(())
    }

    /// STORAGE and COMPRESSION of a column that is being made. That of a parent's column
    /// is its own, whatever STORAGE says.
    pub(super) fn store_settings(&mut self, table: RelId, def: &ColumnDef) -> Result {
        let relation = self.open(table, def.span)?;
        let Some(column) = relation.column(&def.name.value) else {
            return Ok(());
        };
        let compression = match &def.compression {
            Some(method) => self.check_compression(column, method)?,
            None => None,
        };
        let storage = match &def.storage {
            Some(storage) => self.check_storage(column, storage)?,
            None => None,
        };
        let is_inherited = column.inherited > 0;
        self.change_stored(table, &def.name, |stored| {
            if storage.is_some() && !is_inherited {
                stored.storage = storage;
            }
            if compression.is_some() {
                stored.compression = compression;
            }
        })
    }

    /// The storage of a type, where it is known.
    pub(super) fn default_storage(&self, ty: &ColumnType) -> Option<&'static str> {
        let base = self.catalog.base_type(ty.known()?);
        let is_enum = |ty: &super::Type| matches!(ty.kind, TypeKind::Enum(_));
        Some(if base.array {
            "extended"
        } else if PLAIN.contains(&base.id.0) || self.catalog.ty(base.id).is_some_and(is_enum) {
            "plain"
        } else if MAIN.contains(&base.id.0) {
            "main"
        } else {
            "extended"
        })
    }

    /// `STORAGE name` of a column.
    fn check_storage(&self, column: &Column, storage: &Name) -> Result<Option<&'static str>> {
        let mut words = ["plain", "external", "extended", "main"].into_iter();
        let word = words.find(|word| storage.value.eq_ignore_ascii_case(word));
        // From 16 on it can be written.
        if storage.value.eq_ignore_ascii_case("default") {
            return Ok(None);
        }
        let Some(word) = word else {
            return Err(SqlError::new(
                "22023",
                storage.span,
                format!("invalid storage type \"{}\"", storage.value),
            )
            .help("use one of plain, external, extended, main"));
        };
        match self.plain_only(column) {
            Some(shown) if word != "plain" => Err(SqlError::new(
                "0A000",
                storage.span,
                format!("column data type {shown} can only have storage PLAIN"),
            )
            .also(column.type_span, "its type is set here")),
            _ => Ok(Some(word).filter(|word| self.default_storage(&column.ty) != Some(word))),
        }
    }

    /// `COMPRESSION method` of a column.
    fn check_compression(&self, column: &Column, method: &Name) -> Result<Option<String>> {
        if let Some(shown) = self.plain_only(column) {
            return Err(SqlError::new(
                "0A000",
                method.span,
                format!("column data type {shown} does not support compression"),
            )
            .also(column.type_span, "its type is set here"));
        }
        match method.value.as_str() {
            "default" => return Ok(None),
            "pglz" | "lz4" => return Ok(Some(method.value.clone())),
            _ => {}
        }
        Err(SqlError::new(
            "22023",
            method.span,
            format!("invalid compression method \"{}\"", method.value),
        )
        .help("use one of pglz, lz4"))
    }

    /// The type of a column whose values cannot be stored out of line, as
    /// messages show it.
    fn plain_only(&self, column: &Column) -> Option<String> {
        let ColumnType::Known(ty) = &column.ty else {
            return None;
        };
        let base = self.catalog.base_type(ty);
        let plain = !base.array
            && (PLAIN.contains(&base.id.0)
                || self
                    .catalog
                    .ty(base.id)
                    .is_some_and(|ty| matches!(ty.kind, TypeKind::Enum(_))));
        plain.then(|| self.shown_type(ty))
    }

    /// `REPLICA IDENTITY`.
    pub(super) fn set_replica_identity(
        &mut self,
        table: RelId,
        identity: &ReplicaIdentity,
        span: Span,
    ) -> Result {
        let mut chosen = match identity {
            ReplicaIdentity::Full => RowIdentity::Full,
            // Until an index is known.
            ReplicaIdentity::Index(_) | ReplicaIdentity::Default => RowIdentity::Default,
            ReplicaIdentity::Nothing => RowIdentity::Nothing,
        };
        if let ReplicaIdentity::Index(name) = identity {
            self.check_named(table, "REPLICA IDENTITY", Some(name))?;
            let relation = self.open(table, span)?;
            let found = relation.indexes.iter().find_map(|id| {
                let index = self.catalog.rel(*id)?;
                (index.name == name.value).then_some((*id, index.index()?))
            });
            if let Some((id, info)) = found {
                check_replica_index(&relation, info, name)?;
                chosen = RowIdentity::Index(id);
            }
        }
        if let Some(info) = self.open_mut(table, span)?.table_mut() {
            info.replica_identity = chosen;
        }
        Ok(())
    }
}

/// What a replica identity must be.
fn check_replica_index(table: &Relation, info: &IndexInfo, name: &Name) -> Result {
    let refuse = |state, message: String| Err(SqlError::new(state, name.span, message));
    let index = &name.value;
    if !info.unique {
        return refuse(
            "42809",
            format!("cannot use non-unique index \"{index}\" as replica identity"),
        );
    }
    let deferrable = info.constraint.is_some_and(|id| {
        table.constraints.iter().any(|constraint| {
            constraint.id == id
                && constraint.deferrable
                && !matches!(constraint.kind, ConstraintKind::Check(_))
        })
    });
    if deferrable {
        return refuse(
            "0A000",
            format!("cannot use non-immediate index \"{index}\" as replica identity"),
        );
    }
    if info
        .keys
        .iter()
        .any(|key| matches!(key.what, KeyKind::Expr(_)))
    {
        return refuse(
            "0A000",
            format!("cannot use expression index \"{index}\" as replica identity"),
        );
    }
    if info.predicate.is_some() {
        return refuse(
            "0A000",
            format!("cannot use partial index \"{index}\" as replica identity"),
        );
    }
    for key in &info.keys {
        if let KeyKind::Column(id) = key.what
            && let Some(column) = table.column_by_id(id)
            && column.not_null.is_none()
        {
            return Err(SqlError::new(
                "42809",
                name.span,
                format!(
                    "index \"{index}\" cannot be used as replica identity because column \"{}\" is nullable",
                    column.name
                ),
            )
            .also(column.span, "the column is here"));
        }
    }
    Ok(())
}
