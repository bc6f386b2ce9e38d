//! Reads the catalog of a server, in the form of `docs/catalog-format.md`.
//!
//! Everything is read in one read-only transaction of one snapshot, by about
//! twenty queries whatever the number of objects. With only `pg_catalog` on
//! the search path, the server qualifies every other name that it prints.

use std::collections::HashMap;

use pgbindgen_model::catalog::{
    Action, Attribute, Catalog, Column, Composite, Constraint, ConstraintKind, Domain, Enum,
    Function, FunctionKind, Generated, Identity, Index, IndexKey, IndexKeyOptions, Known, Match,
    OwnedBy, Policy, PolicyCommand, Range, Reference, Relation, RelationKind, RelationName,
    RowSecurity, Sequence, Trigger,
};
use postgres::types::FromSqlOwned;
use postgres::{Client, IsolationLevel, Transaction};

use crate::{Error, ErrorKind};

mod sql;

/// The oldest server that is supported, as `server_version_num` counts.
const OLDEST: i32 = 150_000;

/// The first version with named NOT NULL constraints and `NOT ENFORCED`.
const V18: i32 = 180_000;

/// Reads the catalog of the database that the client is connected to.
///
/// The connection must not be inside a transaction; its settings are as before
/// when this returns.
///
/// # Errors
///
/// When the server is older than PostgreSQL 15 or cannot be asked.
pub fn read(client: &mut Client) -> Result<Catalog, Error> {
    let mut transaction = client
        .build_transaction()
        .read_only(true)
        .isolation_level(IsolationLevel::RepeatableRead)
        .start()
        .map_err(|e| Error::server("cannot begin to read the catalog", e))?;
    let mut reader = Reader {
        version: version(&mut transaction)?,
        transaction: &mut transaction,
    };
    let catalog = reader.read()?;
    transaction
        .commit()
        .map_err(|e| Error::server("cannot finish reading the catalog", e))?;
    Ok(catalog)
}

/// The version of the server, as `180004`, and the settings that change how
/// the server prints expressions and constants.
fn version(transaction: &mut Transaction<'_>) -> Result<i32, Error> {
    let row = transaction
        .query_typed_one(sql::SETTINGS, &[])
        .map_err(|e| Error::server("cannot ask the server for its version", e))?;
    let version = row
        .try_get(0)
        .map_err(|e| Error::server("cannot ask the server for its version", e))?;
    if version < OLDEST {
        return Err(Error::new(
            ErrorKind::UnsupportedServer,
            format!(
                "the server is PostgreSQL {}.{}; pgbindgen supports 15 and later",
                version / 10_000,
                version % 10_000
            ),
        ));
    }
    Ok(version)
}

/// A row of a catalog query.
struct Row {
    row: postgres::Row,
    what: &'static str,
}

impl Row {
    fn get<T: FromSqlOwned>(&self, column: usize) -> Result<T, Error> {
        self.row
            .try_get(column)
            .map_err(|e| Error::server(&format!("cannot read {}", self.what), e))
    }

    /// A word that the query has taken from a fixed list of the server's.
    fn word<T>(&self, column: usize, parse: fn(&str) -> Option<T>) -> Result<T, Error> {
        let word: String = self.get(column)?;
        parse(&word).ok_or_else(|| {
            Error::new(
                ErrorKind::UnsupportedServer,
                format!(
                    "cannot read {}: the server has `{word}`, which this version of pgbindgen \
                     does not know",
                    self.what
                ),
            )
        })
    }

    fn optional_word<T>(
        &self,
        column: usize,
        parse: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        match self.get::<Option<String>>(column)? {
            Some(_) => self.word(column, parse).map(Some),
            None => Ok(None),
        }
    }
}

/// What one index has: keys, their options, included columns.
type Keys = (Vec<IndexKey>, Vec<IndexKeyOptions>, Vec<String>);

struct Reader<'a, 'b> {
    version: i32,
    transaction: &'a mut Transaction<'b>,
}

/// The relations by OID while their parts are read.
type ByOid = HashMap<u32, Relation>;

impl Reader<'_, '_> {
    fn rows(&mut self, what: &'static str, query: &str) -> Result<Vec<Row>, Error> {
        let rows = self
            .transaction
            .query_typed(query, &[])
            .map_err(|e| Error::server(&format!("cannot read {what}"), e))?;
        Ok(rows.into_iter().map(|row| Row { row, what }).collect())
    }

    /// The rows of a query, each made into a value.
    fn list<T>(
        &mut self,
        what: &'static str,
        query: &str,
        make: impl FnMut(&Row) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.rows(what, query)?.iter().map(make).collect()
    }

    fn read(&mut self) -> Result<Catalog, Error> {
        let mut catalog = Catalog {
            schemas: self.list("the schemas", &sql::schemas(), |row| row.get(0))?,
            extensions: self.list("the extensions", sql::EXTENSIONS, |row| row.get(0))?,
            relations: self.relations()?,
            enums: self.enums()?,
            domains: self.domains()?,
            composites: self.composites()?,
            ranges: self.ranges()?,
            sequences: self.sequences()?,
            functions: self.functions()?,
            triggers: self.triggers()?,
        };
        catalog.sort();
        Ok(catalog)
    }

    fn relations(&mut self) -> Result<Vec<Relation>, Error> {
        let mut by_oid = ByOid::new();
        for row in self.rows("the relations", &sql::relations())? {
            let relation = Relation {
                schema: row.get(1)?,
                name: row.get(2)?,
                kind: row.word(3, |word| {
                    Some(match word {
                        "r" => RelationKind::Table,
                        "p" => RelationKind::PartitionedTable,
                        "v" => RelationKind::View,
                        "m" => RelationKind::MaterializedView,
                        "f" => RelationKind::ForeignTable,
                        _ => return None,
                    })
                })?,
                row_security: Known::Known(RowSecurity {
                    enabled: row.get(4)?,
                    forced: row.get(5)?,
                }),
                partition_key: Known::Known(row.get(6)?),
                partition_bound: Known::Known(row.get(7)?),
                definition: Known::Known(row.get::<Option<String>>(8)?.map(|text| query(&text))),
                comment: row.get(9)?,
                ..Relation::default()
            };
            by_oid.insert(row.get(0)?, relation);
        }
        self.columns(&mut by_oid)?;
        self.parents(&mut by_oid)?;
        self.constraints(&mut by_oid)?;
        self.indexes(&mut by_oid)?;
        self.policies(&mut by_oid)?;
        Ok(by_oid.into_values().collect())
    }

    fn columns(&mut self, relations: &mut ByOid) -> Result<(), Error> {
        for row in self.rows("the columns", &sql::columns(self.version >= V18))? {
            let column = Column {
                name: row.get(1)?,
                type_name: Known::Known(row.get(2)?),
                not_null: row.get(3)?,
                default: Known::Known(row.get(4)?),
                identity: row.optional_word(5, |word| match word {
                    "a" => Some(Identity::Always),
                    "d" => Some(Identity::ByDefault),
                    _ => None,
                })?,
                generated: row.optional_word(6, |word| match word {
                    "s" => Some(Generated::Stored),
                    "v" => Some(Generated::Virtual),
                    _ => None,
                })?,
                collation: Known::Known(row.get(7)?),
                comment: row.get(8)?,
                not_null_name: Known::Known(row.get(9)?),
            };
            if let Some(relation) = relations.get_mut(&row.get(0)?)
                && let Known::Known(columns) = &mut relation.columns
            {
                columns.push(column);
            }
        }
        Ok(())
    }

    fn parents(&mut self, relations: &mut ByOid) -> Result<(), Error> {
        for row in self.rows("the parents of tables", &sql::parents())? {
            let parent = RelationName {
                schema: row.get(2)?,
                relation: row.get(3)?,
            };
            if let Some(relation) = relations.get_mut(&row.get(0)?) {
                if row.get(1)? {
                    relation.partition_of = Some(parent);
                } else {
                    relation.inherits.push(parent);
                }
            }
        }
        Ok(())
    }

    fn constraints(&mut self, relations: &mut ByOid) -> Result<(), Error> {
        let query = sql::constraints(self.version >= V18);
        for row in self.rows("the constraints", &query)? {
            let kind = row.word(2, |word| {
                Some(match word {
                    "p" => ConstraintKind::PrimaryKey,
                    "u" => ConstraintKind::Unique,
                    "f" => ConstraintKind::ForeignKey,
                    "c" => ConstraintKind::Check,
                    "x" => ConstraintKind::Exclude,
                    _ => return None,
                })
            })?;
            let references = match row.get::<Option<String>>(4)? {
                Some(schema) => Some(Reference {
                    schema,
                    relation: row.get(5)?,
                    columns: row.get(6)?,
                }),
                None => None,
            };
            let constraint = Constraint {
                name: row.get(1)?,
                kind,
                columns: row.get(3)?,
                references,
                on_delete: row.optional_word(7, action)?,
                on_update: row.optional_word(8, action)?,
                match_type: row.optional_word(9, |word| match word {
                    "s" => Some(Match::Simple),
                    "f" => Some(Match::Full),
                    "p" => Some(Match::Partial),
                    _ => None,
                })?,
                set_columns: row.get(10)?,
                deferrable: row.get(11)?,
                initially_deferred: row.get(12)?,
                validated: row.get(13)?,
                no_inherit: row.get(14)?,
                nulls_not_distinct: row.get(15)?,
                expression: Known::Known(row.get(16)?),
                enforced: row.get(17)?,
            };
            if let Some(relation) = relations.get_mut(&row.get(0)?) {
                relation.constraints.push(constraint);
            }
        }
        Ok(())
    }

    fn indexes(&mut self, relations: &mut ByOid) -> Result<(), Error> {
        let mut keys: HashMap<u32, Keys> = HashMap::new();
        for row in self.rows("the keys of indexes", &sql::index_keys())? {
            let (names, options, include) = keys.entry(row.get(0)?).or_default();
            let column: Option<String> = row.get(2)?;
            if !row.get(1)? {
                // Only columns can be included.
                include.extend(column);
                continue;
            }
            names.push(match column {
                Some(name) => IndexKey::Column(name),
                None => IndexKey::Expression(expression(row.get(3)?)),
            });
            options.push(IndexKeyOptions {
                opclass: Known::Known(row.get(4)?),
                collation: Known::Known(row.get(5)?),
                desc: row.get(6)?,
                nulls_first: row.get(7)?,
            });
        }
        for row in self.rows("the indexes", &sql::indexes())? {
            let (names, options, include) = keys.remove(&row.get(1)?).unwrap_or_default();
            let index = Index {
                name: row.get(2)?,
                unique: row.get(3)?,
                method: row.get(4)?,
                keys: names,
                key_options: options,
                include,
                predicate: Known::Known(row.get(5)?),
                constraint: row.get(6)?,
                nulls_not_distinct: row.get(7)?,
                valid: row.get(8)?,
            };
            if let Some(relation) = relations.get_mut(&row.get(0)?) {
                relation.indexes.push(index);
            }
        }
        Ok(())
    }

    fn policies(&mut self, relations: &mut ByOid) -> Result<(), Error> {
        for row in self.rows("the policies", &sql::policies())? {
            let policy = Policy {
                name: row.get(1)?,
                permissive: row.get(2)?,
                command: row.word(3, |word| {
                    Some(match word {
                        "*" => PolicyCommand::All,
                        "r" => PolicyCommand::Select,
                        "a" => PolicyCommand::Insert,
                        "w" => PolicyCommand::Update,
                        "d" => PolicyCommand::Delete,
                        _ => return None,
                    })
                })?,
                roles: row.get(4)?,
                using: row.get(5)?,
                check: row.get(6)?,
            };
            if let Some(relation) = relations.get_mut(&row.get(0)?)
                && let Known::Known(policies) = &mut relation.policies
            {
                policies.push(policy);
            }
        }
        Ok(())
    }

    fn enums(&mut self) -> Result<Vec<Enum>, Error> {
        self.list("the enums", &sql::enums(), |row| {
            Ok(Enum {
                schema: row.get(0)?,
                name: row.get(1)?,
                labels: row.get(2)?,
                comment: row.get(3)?,
            })
        })
    }

    fn domains(&mut self) -> Result<Vec<Domain>, Error> {
        self.list("the domains", &sql::domains(), |row| {
            Ok(Domain {
                schema: row.get(0)?,
                name: row.get(1)?,
                type_name: Known::Known(row.get(2)?),
                not_null: row.get(3)?,
                default: Known::Known(row.get(4)?),
                checks: row.get(5)?,
            })
        })
    }

    fn composites(&mut self) -> Result<Vec<Composite>, Error> {
        self.list("the composite types", &sql::composites(), |row| {
            let names: Vec<String> = row.get(2)?;
            let types: Vec<String> = row.get(3)?;
            let pairs = names.into_iter().zip(types);
            Ok(Composite {
                schema: row.get(0)?,
                name: row.get(1)?,
                attributes: pairs
                    .map(|(name, type_name)| Attribute {
                        name,
                        type_name: Known::Known(type_name),
                    })
                    .collect(),
            })
        })
    }

    fn ranges(&mut self) -> Result<Vec<Range>, Error> {
        self.list("the range types", &sql::ranges(), |row| {
            Ok(Range {
                schema: row.get(0)?,
                name: row.get(1)?,
                subtype: Known::Known(row.get(2)?),
            })
        })
    }

    fn sequences(&mut self) -> Result<Vec<Sequence>, Error> {
        self.list("the sequences", &sql::sequences(), |row| {
            let owned_by = match row.get::<Option<String>>(3)? {
                Some(schema) => Some(OwnedBy {
                    schema,
                    relation: row.get(4)?,
                    column: row.get(5)?,
                }),
                None => None,
            };
            Ok(Sequence {
                schema: row.get(0)?,
                name: row.get(1)?,
                type_name: Known::Known(row.get(2)?),
                owned_by,
                start: Known::Known(row.get(6)?),
                increment: Known::Known(row.get(7)?),
                min: Known::Known(row.get(8)?),
                max: Known::Known(row.get(9)?),
                cache: Known::Known(row.get(10)?),
                cycle: Known::Known(row.get(11)?),
            })
        })
    }

    fn functions(&mut self) -> Result<Vec<Function>, Error> {
        self.list("the functions", &sql::functions(), |row| {
            let body: Option<String> = row.get(6)?;
            Ok(Function {
                schema: row.get(0)?,
                name: row.get(1)?,
                kind: row.word(2, |word| {
                    Some(match word {
                        "f" => FunctionKind::Function,
                        "p" => FunctionKind::Procedure,
                        "a" => FunctionKind::Aggregate,
                        "w" => FunctionKind::Window,
                        _ => return None,
                    })
                })?,
                arguments: row.get(3)?,
                returns: Known::Known(row.get(4)?),
                language: Known::Known(row.get(5)?),
                body_hash: Known::Known(
                    body.map(|text| pgbindgen_model::checksum(&text).to_string()),
                ),
            })
        })
    }

    fn triggers(&mut self) -> Result<Vec<Trigger>, Error> {
        self.list("the triggers", &sql::triggers(), |row| {
            Ok(Trigger {
                schema: row.get(0)?,
                relation: row.get(1)?,
                name: row.get(2)?,
                definition: Known::Known(row.get(3)?),
            })
        })
    }
}

fn action(word: &str) -> Option<Action> {
    Some(match word {
        "a" => Action::NoAction,
        "r" => Action::Restrict,
        "c" => Action::Cascade,
        "n" => Action::SetNull,
        "d" => Action::SetDefault,
        _ => return None,
    })
}

/// A view's query as `pg_get_viewdef` prints it, without the indentation of
/// its first line and the semicolon.
fn query(text: &str) -> String {
    let text = text.trim();
    text.strip_suffix(';').unwrap_or(text).to_owned()
}

/// The expression of an index key. `pg_get_indexdef` puts all but a bare
/// function call in parentheses (`looks_like_function` in ruleutils.c), and no
/// function call begins with one.
fn expression(text: String) -> String {
    match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => inner.to_owned(),
        None => text,
    }
}
