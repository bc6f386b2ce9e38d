//! What a publication has.

use super::depend::How;
use super::error::{Result, SqlError};
use super::expr::{ExprUse, NOT_SIMPLE, SYSTEM_COLUMNS};
use super::registry::{Found, RegistryEntry, RegistryId};
use super::sends::Sends;
use super::{ColumnId, ColumnType, ObjectId, RelId, RelationKind, Replay};
use crate::ddl::{Expr, Name, Persistence, Published, RegistryAction, RegistryKind, RegistryStmt};
use crate::diag::Span;
use std::collections::BTreeSet;

/// An object of a publication, looked up.
struct Part {
    object: ObjectId,
    span: Span,
    columns: Option<Vec<Name>>,
    filter: Option<Box<Expr>>,
}

impl Replay {
    /// Puts what CREATE PUBLICATION lists into it.
    pub(super) fn publish(&mut self, publication: RegistryId, stmt: &RegistryStmt) -> Result {
        let parts = self.parts(stmt)?;
        for part in parts {
            self.add_part(publication, &part)?;
        }
        self.check_schemas(publication, None)
    }

    /// ADD, SET and DROP of a publication's objects.
    pub(super) fn alter_published(&mut self, stmt: &RegistryStmt) -> Result {
        let Some(object) = &stmt.object else {
            return Ok(());
        };
        let found = self.find_registered(object)?;
        let id = match found {
            Found::Ours(id) => Some(id),
            Found::Builtin | Found::Unsure => None,
        };
        let of_all = id
            .and_then(|id| self.catalog.registered(id))
            .filter(|entry| entry.all_tables);
        if let Some(entry) = of_all {
            let of = if matches!(stmt.published.first(), Some(Published::Schema(..))) {
                "Schemas"
            } else {
                "Tables"
            };
            return Err(SqlError::new(
                "55000",
                object.name.span(),
                format!(
                    "publication \"{}\" is defined as FOR ALL TABLES",
                    entry.name
                ),
            )
            .detail(format!(
                "{of} cannot be added to or dropped from FOR ALL TABLES publications."
            ))
            .help("remove the statement: the publication has them all")
            .also(entry.span, "it is created here"));
        }
        if matches!(stmt.action, RegistryAction::Drop) {
            refuse_lists(&stmt.published)?;
        }
        let parts = self.parts(stmt)?;
        let Some(id) = id else {
            return Ok(());
        };
        match stmt.action {
            RegistryAction::Drop => {
                for part in parts {
                    self.drop_part(id, &part)?;
                }
                Ok(())
            }
            RegistryAction::Set => {
                let own = ObjectId::Registered(id);
                let old: Vec<u32> = self
                    .catalog
                    .registry
                    .using(own)
                    .filter(|(_, entry)| is_part_of(entry, id))
                    .map(|(number, _)| number)
                    .collect();
                for number in old {
                    self.catalog.registry.remove(number);
                }
                for part in parts {
                    self.add_part(id, &part)?;
                }
                self.check_schemas(id, None)
            }
            _ => {
                for part in parts {
                    if let Some(other) = self.part_of(id, &part.object) {
                        return Err(self.is_member(id, &part, other));
                    }
                    self.add_part(id, &part)?;
                }
                let has_schema = stmt
                    .published
                    .iter()
                    .any(|one| matches!(one, Published::Schema(..)));
                self.check_schemas(id, has_schema.then_some(object.name.span()))
            }
        }
    }

    /// What a statement lists, each once.
    fn parts(&self, stmt: &RegistryStmt) -> Result<Vec<Part>> {
        let mut parts: Vec<Part> = Vec::new();
        let is_drop = matches!(stmt.action, RegistryAction::Drop);
        for one in &stmt.published {
            let part = match one {
                Published::Table {
                    name,
                    columns,
                    filter,
                    span,
                } => {
                    if self.is_system_relation(name) {
                        return Err(not_published(
                            &name.name.value,
                            name.span(),
                            "system tables",
                        ));
                    }
                    let id = self.relation(name)?;
                    if !is_drop {
                        self.check_published(id, name.span())?;
                    }
                    Part {
                        object: ObjectId::Relation(id),
                        span: *span,
                        columns: columns.clone(),
                        filter: filter.clone(),
                    }
                }
                Published::Schema(name, span) => {
                    let id = match name {
                        Some(name) => self.schema(name)?,
                        None => self.current_schema().ok_or_else(|| {
                            SqlError::new(
                                "3F000",
                                *span,
                                "no schema has been selected for CURRENT_SCHEMA",
                            )
                            .help("write the schema's name")
                        })?,
                    };
                    let shown = self.catalog.schema_name(id);
                    if matches!(shown, "pg_catalog" | "pg_toast" | "information_schema")
                        && shown != "information_schema"
                    {
                        return Err(SqlError::new(
                            "22023",
                            *span,
                            format!("cannot add schema \"{shown}\" to publication"),
                        )
                        .detail("This operation is not supported for system schemas."));
                    }
                    Part {
                        object: ObjectId::Schema(id),
                        span: *span,
                        columns: None,
                        filter: None,
                    }
                }
            };
            let Some(same) = parts.iter().find(|other| other.object == part.object) else {
                parts.push(part);
                continue;
            };
            let what = if same.filter.is_some() || part.filter.is_some() {
                "WHERE clauses"
            } else if same.columns.is_some() || part.columns.is_some() {
                "column lists"
            } else {
                continue;
            };
            let shown = match part.object {
                ObjectId::Relation(id) => self.catalog.rel(id).map(|relation| &relation.name),
                _ => None,
            };
            return Err(SqlError::new(
                "42710",
                part.span,
                format!(
                    "conflicting or redundant {what} for table \"{}\"",
                    shown.map_or("", String::as_str)
                ),
            )
            .help("list the table once")
            .also(same.span, "it is listed here"));
        }
        Ok(parts)
    }

    /// Refuses what cannot be published.
    fn check_published(&self, id: RelId, span: Span) -> Result {
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(());
        };
        let many = match &relation.kind {
            RelationKind::Table(_) => match relation.persistence {
                Persistence::Permanent => return Ok(()),
                Persistence::Temporary => "temporary tables",
                Persistence::Unlogged => "unlogged tables",
            },
            RelationKind::Index(_) => {
                let (message, detail) = if self.catalog.version.0 >= 18 {
                    (
                        format!("cannot open relation \"{}\"", relation.name),
                        Some("This operation is not supported for indexes."),
                    )
                } else {
                    (format!("\"{}\" is an index", relation.name), None)
                };
                let error = SqlError::new("42809", span, message);
                return Err(match detail {
                    Some(detail) => error.detail(detail),
                    None => error,
                });
            }
            RelationKind::ForeignTable(_) => "foreign tables",
            RelationKind::View(_) => "views",
            RelationKind::MaterializedView(_) => "materialized views",
            RelationKind::Sequence(_) => "sequences",
            RelationKind::Composite => "composite types",
        };
        Err(not_published(&relation.name, span, many)
            .also(relation.origin.span, "it is created here"))
    }

    /// The columns of a list.
    fn listed_columns(&self, id: RelId, names: &[Name]) -> Result<Vec<ColumnId>> {
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for name in names {
            let Some(column) = relation.column(&name.value) else {
                if relation.unknown_columns.is_some() {
                    continue;
                }
                if SYSTEM_COLUMNS.contains(&name.value.as_str()) {
                    return Err(SqlError::new(
                        "42P10",
                        name.span,
                        format!(
                            "cannot use system column \"{}\" in publication column list",
                            name.value
                        ),
                    )
                    .help("take the column out of the list"));
                }
                return Err(Self::no_column(relation, name));
            };
            if column.generated.is_some() && self.catalog.version.0 < 18 {
                return Err(SqlError::new(
                    "42P10",
                    name.span,
                    format!(
                        "cannot use generated column \"{}\" in publication column list",
                        name.value
                    ),
                )
                .help("take the column out of the list")
                .also(column.span, "it is created here"));
            }
            if found.contains(&column.id) {
                return Err(SqlError::new(
                    "42710",
                    name.span,
                    format!(
                        "duplicate column \"{}\" in publication column list",
                        name.value
                    ),
                )
                .help("list the column once"));
            }
            found.push(column.id);
        }
        Ok(found)
    }

    /// Lists of columns and whole schemas do not go together.
    fn check_schemas(&self, publication: RegistryId, added: Option<Span>) -> Result {
        let registry = &self.catalog.registry;
        let mut schemas = registry.of_kind(RegistryKind::PublishedSchema);
        if !schemas.any(|(_, entry)| is_part_of(entry, publication)) {
            return Ok(());
        }
        let own = ObjectId::Registered(publication);
        let mut parts = registry.using(own).map(|(_, entry)| entry);
        let listed = parts.find(|entry| is_part_of(entry, publication) && entry.listed.is_some());
        let Some(table) = listed else {
            return Ok(());
        };
        let name = self
            .catalog
            .registered(publication)
            .map_or("", |entry| &entry.name);
        if let Some(span) = added {
            return Err(SqlError::new(
                "22023",
                span,
                format!("cannot add schema to publication \"{name}\""),
            )
            .detail(
                "Schemas cannot be added if any tables that specify a column list are already part of the publication.",
            )
            .help("take the list of columns out")
            .also(table.span, "the list of columns"));
        }
        let shown = match table.needs.get(1) {
            Some((ObjectId::Relation(id), _)) => self.catalog.rel(*id).map(|relation| {
                format!(
                    "{}.{}",
                    self.catalog.schema_name(relation.schema),
                    relation.name
                )
            }),
            _ => None,
        };
        Err(SqlError::new(
            "22023",
            table.span,
            format!(
                "cannot use column list for relation \"{}\" in publication \"{name}\"",
                shown.unwrap_or_default()
            ),
        )
        .detail(
            "Column lists cannot be specified in publications containing FOR TABLES IN SCHEMA elements.",
        )
        .help("take the list of columns out"))
    }

    fn part_of(&self, publication: RegistryId, object: &ObjectId) -> Option<u32> {
        self.catalog
            .registry
            .using(object.clone())
            .find(|(_, entry)| {
                is_part_of(entry, publication)
                    && entry.needs.get(1).is_some_and(|(of, _)| of == object)
            })
            .map(|(number, _)| number)
    }

    fn add_part(&mut self, publication: RegistryId, part: &Part) -> Result {
        let kind = match part.object {
            ObjectId::Schema(_) => RegistryKind::PublishedSchema,
            _ => RegistryKind::PublishedTable,
        };
        let mut needs = vec![
            (ObjectId::Registered(publication), How::Part),
            (part.object.clone(), How::Part),
        ];
        let (mut listed, mut filter) = (None, None);
        if let ObjectId::Relation(id) = part.object {
            if let Some(expr) = &part.filter {
                self.goes_by_root(publication, id, "WHERE clause", expr.span)?;
                filter = Some(self.published_rows(id, expr)?);
            }
            if let Some(names) = &part.columns {
                listed = Some(self.listed_columns(id, names)?);
                self.goes_by_root(publication, id, "column list", part.span)?;
            }
            let mut columns = listed.clone().unwrap_or_default();
            columns.extend(filter.iter().flat_map(|filter| &filter.columns));
            needs.extend(
                columns
                    .into_iter()
                    .map(|column| (ObjectId::Column(id, column), How::Normal)),
            );
        }
        self.add_registered(RegistryEntry {
            kind,
            schema: None,
            name: String::new(),
            method: None,
            span: part.span,
            extension: None,
            needs,
            options: BTreeSet::new(),
            all_tables: false,
            sends: Sends::default(),
            listed,
            filter,
        });
        Ok(())
    }

    fn drop_part(&mut self, publication: RegistryId, part: &Part) -> Result {
        if let Some(number) = self.part_of(publication, &part.object) {
            self.catalog.registry.remove(number);
            return Ok(());
        }
        let message = match &part.object {
            ObjectId::Schema(id) => format!(
                "tables from schema \"{}\" are not part of the publication",
                self.catalog.schema_name(*id)
            ),
            ObjectId::Relation(id) => format!(
                "relation \"{}\" is not part of the publication",
                self.catalog.rel(*id).map_or("", |relation| &relation.name)
            ),
            _ => return Ok(()),
        };
        let error = SqlError::new("42704", part.span, message)
            .label("not in the publication")
            .help("remove it from the statement");
        Err(match self.catalog.registered(publication) {
            Some(entry) => error.also(entry.span, "the publication is created here"),
            None => error,
        })
    }

    fn is_member(&self, publication: RegistryId, part: &Part, other: u32) -> Box<SqlError> {
        let name = |id| self.catalog.registered(id).map_or("", |entry| &entry.name);
        let of = name(publication);
        let message = match &part.object {
            ObjectId::Schema(id) => format!(
                "schema \"{}\" is already member of publication \"{of}\"",
                self.catalog.schema_name(*id)
            ),
            ObjectId::Relation(id) => format!(
                "relation \"{}\" is already member of publication \"{of}\"",
                self.catalog.rel(*id).map_or("", |relation| &relation.name)
            ),
            _ => String::new(),
        };
        let error = SqlError::new("42710", part.span, message)
            .label("already in the publication")
            .help("remove it from the statement");
        match self.catalog.registry.get(other) {
            Some(entry) => error.also(entry.span, "it is added here"),
            None => error,
        }
    }

    /// Refuses what only the root of partitions can have while each partition is
    /// published as itself.
    fn goes_by_root(&self, publication: RegistryId, id: RelId, what: &str, span: Span) -> Result {
        let (Some(entry), Some(relation)) =
            (self.catalog.registered(publication), self.catalog.rel(id))
        else {
            return Ok(());
        };
        if entry.sends.via_root || !relation.is_partitioned() {
            return Ok(());
        }
        let name = match what {
            "column list" => format!(
                "{}.{}\" in publication \"{}",
                self.catalog.schema_name(relation.schema),
                relation.name,
                entry.name
            ),
            _ => relation.name.clone(),
        };
        let kind = match what {
            "column list" => what.to_owned(),
            _ => format!("publication {what}"),
        };
        Err(SqlError::new(
            "22023",
            span,
            format!("cannot use {kind} for relation \"{name}\""),
        )
        .detail(format!(
            "{what} cannot be used for a partitioned table when publish_via_partition_root is false."
        ))
        .help("set publish_via_partition_root = true, or list the partitions")
        .also(relation.origin.span, "it is created here"))
    }

    /// WHERE of a table: simple enough to be evaluated while the log is read.
    fn published_rows(&self, id: RelId, expr: &Expr) -> Result<Filter> {
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(Filter::default());
        };
        let bound = self.bind(expr, Some(relation), ExprUse::Publication)?;
        let columns: Vec<ColumnId> = bound.uses.columns.iter().map(|(_, id)| *id).collect();
        let used = || columns.iter().filter_map(|id| relation.column_by_id(*id));
        let detail = if !bound.uses.functions.is_empty() {
            "User-defined or built-in mutable functions are not allowed."
        } else if !bound.uses.types.is_empty()
            || !bound.uses.relations.is_empty()
            || used().any(|column| match &column.ty {
                ColumnType::Known(ty) => self.catalog.ty(ty.id).is_some(),
                ColumnType::Unknown(_) => false,
            })
        {
            "User-defined types are not allowed."
        } else {
            return Ok(Filter {
                columns,
                is_sure: !bound.uses.incomplete,
            });
        };
        Err(SqlError::new("0A000", expr.span, NOT_SIMPLE)
            .detail(detail)
            .help("compare columns with constants, by operators of PostgreSQL's own"))
    }
}

/// WHERE of a table of a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// The columns in it.
    pub columns: Vec<ColumnId>,
    /// Whether these are all.
    pub is_sure: bool,
}

/// Whether an entry is of an object of the publication.
pub(super) fn is_part_of(entry: &RegistryEntry, publication: RegistryId) -> bool {
    matches!(
        entry.kind,
        RegistryKind::PublishedTable | RegistryKind::PublishedSchema
    ) && entry
        .needs
        .first()
        .is_some_and(|(object, _)| *object == ObjectId::Registered(publication))
}

fn not_published(name: &str, span: Span, many: &str) -> Box<SqlError> {
    SqlError::new(
        "22023",
        span,
        format!("cannot add relation \"{name}\" to publication"),
    )
    .detail(format!("This operation is not supported for {many}."))
    .help("take it out of the list")
}

/// DROP names tables alone.
fn refuse_lists(published: &[Published]) -> Result {
    for one in published {
        if let Published::Table {
            columns,
            filter,
            span,
            ..
        } = one
        {
            let message = if columns.is_some() {
                "column list must not be specified in ALTER PUBLICATION ... DROP"
            } else if filter.is_some() {
                "cannot use a WHERE clause when removing a table from a publication"
            } else {
                continue;
            };
            return Err(SqlError::new("42601", *span, message).help("write the table's name alone"));
        }
    }
    Ok(())
}
