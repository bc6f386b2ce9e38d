//! Lets the server write the replay's expressions in its own way.
//!
//! Where both sides have an expression at the same place and the texts differ,
//! the replay's is given to the server in a scratch relation of the same
//! columns and read back. If it reads as the server's own, the two are equal,
//! and the replay's is replaced by it. A text that the server refuses, or that
//! there is no scratch place for, is compared by its words.

use pgbindgen_model::catalog::{Catalog, Generated, IndexKey, Known, Relation};
use postgres::Client;

use super::Counts;

/// Replaces what is equal; counts how it was found to be so.
pub(super) fn normalize(
    client: &mut Client,
    replayed: &mut Catalog,
    server: &Catalog,
    counts: &mut Counts,
) -> Result<(), String> {
    // The text of a migration reads names as its session did: `public` and the
    // schema of the relation are what a case can have meant.
    let mut schemas: Vec<String> = server.schemas.iter().map(|s| quote(s)).collect();
    schemas.sort_by_key(|s| s != "public");
    let path = format!(
        "BEGIN; SET LOCAL search_path = {}; SET LOCAL check_function_bodies = off;
         SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
         SET LOCAL timezone = 'UTC'",
        schemas.join(", ")
    );
    client.batch_execute(&path).map_err(|e| e.to_string())?;
    let mut scratch = Scratch { client, counts };
    for relation in &mut replayed.relations {
        if let Some(other) = server.relation(&relation.schema, &relation.name) {
            scratch.relation(relation, other)?;
        }
    }
    for domain in &mut replayed.domains {
        let other = server
            .domains
            .iter()
            .find(|d| d.schema == domain.schema && d.name == domain.name);
        if let Some(other) = other
            && let Known::Known(type_name) = &other.type_name
        {
            let make = format!("CREATE DOMAIN pg_temp.scratch AS {type_name} DEFAULT");
            scratch.optional(&mut domain.default, &other.default, |text| {
                (
                    format!("{make} {text}"),
                    "SELECT pg_get_expr(typdefaultbin, 0) FROM pg_type
                     WHERE oid = 'pg_temp.scratch'::regtype"
                        .into(),
                )
            })?;
        }
    }
    for trigger in &mut replayed.triggers {
        let other = server.triggers.iter().find(|t| {
            (&t.schema, &t.relation, &t.name) == (&trigger.schema, &trigger.relation, &trigger.name)
        });
        if let Some(other) = other {
            scratch.by_presence(&mut trigger.definition, &other.definition);
        }
    }
    client.batch_execute("ROLLBACK").map_err(|e| e.to_string())
}

struct Scratch<'a> {
    client: &'a mut Client,
    counts: &'a mut Counts,
}

impl Scratch<'_> {
    fn relation(&mut self, relation: &mut Relation, other: &Relation) -> Result<(), String> {
        let original = format!("{}.{}", quote(&relation.schema), quote(&relation.name));
        let table = format!("pg_temp.{}", quote(&relation.name));
        let class = format!("'{}'::regclass", table.replace('\'', "''"));
        // Whole-row references name the relation, so that the scratch has the
        // same name. Generated columns become plain ones, and nothing is NOT
        // NULL: neither is asked for here.
        let like = format!(
            "CREATE TEMP TABLE {} (LIKE {original})",
            quote(&relation.name)
        );
        if let (Known::Known(columns), Known::Known(others)) =
            (&mut relation.columns, &other.columns)
        {
            for column in columns {
                let Some(other) = others.iter().find(|c| c.name == column.name) else {
                    continue;
                };
                let name = quote(&column.name);
                let (Known::Known(type_name), generated) = (&other.type_name, other.generated)
                else {
                    continue;
                };
                let literal = column.name.replace('\'', "''");
                let read = format!(
                    "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef d JOIN pg_attribute a
                     ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                     WHERE d.adrelid = {class} AND a.attname = '{literal}'"
                );
                self.optional(&mut column.default, &other.default, |text| {
                    let set = match generated {
                        None => format!("ALTER TABLE {table} ALTER {name} SET DEFAULT {text}"),
                        Some(kind) => format!(
                            "ALTER TABLE {table} DROP {name}, ADD {name} {type_name} \
                             GENERATED ALWAYS AS ({text}) {}",
                            match kind {
                                Generated::Stored => "STORED",
                                Generated::Virtual => "VIRTUAL",
                            }
                        ),
                    };
                    (format!("{like}; {set}"), read)
                })?;
            }
        }
        for constraint in &mut relation.constraints {
            let Some(other) = other.constraints.iter().find(|c| c.name == constraint.name) else {
                continue;
            };
            self.optional(&mut constraint.expression, &other.expression, |text| {
                (
                    format!("{like}; ALTER TABLE {table} ADD CONSTRAINT scratch_c CHECK ({text})"),
                    format!(
                        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint
                         WHERE conrelid = {class} AND conname = 'scratch_c'"
                    ),
                )
            })?;
        }
        for index in &mut relation.indexes {
            let Some(other) = other.indexes.iter().find(|i| i.name == index.name) else {
                continue;
            };
            self.optional(&mut index.predicate, &other.predicate, |text| {
                (
                    format!("{like}; CREATE INDEX scratch_i ON {table} ((1)) WHERE {text}"),
                    "SELECT pg_get_expr(indpred, indrelid) FROM pg_index
                     WHERE indexrelid = 'pg_temp.scratch_i'::regclass"
                        .into(),
                )
            })?;
            for (key, other) in index.keys.iter_mut().zip(&other.keys) {
                if let (IndexKey::Expression(text), IndexKey::Expression(same)) = (&mut *key, other)
                {
                    let method = if ["hash", "btree"].contains(&index.method.as_str()) {
                        "btree"
                    } else {
                        &index.method
                    };
                    let make = format!(
                        "{like}; CREATE INDEX scratch_i ON {table} USING {method} (({text}))"
                    );
                    let read = "SELECT pg_get_indexdef('pg_temp.scratch_i'::regclass, 1, true)";
                    let unwrap = |text: String| {
                        let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
                        inner.map_or_else(|| text.clone(), str::to_owned)
                    };
                    let found = self.text(text, same, |_| (make, read.into()), unwrap)?;
                    *text = found;
                }
            }
        }
        if let (Known::Known(policies), Known::Known(others)) =
            (&mut relation.policies, &other.policies)
        {
            for policy in policies {
                let Some(other) = others.iter().find(|p| p.name == policy.name) else {
                    continue;
                };
                for (ours, theirs, clause, column) in [
                    (&mut policy.using, &other.using, "USING", "polqual"),
                    (
                        &mut policy.check,
                        &other.check,
                        "WITH CHECK",
                        "polwithcheck",
                    ),
                ] {
                    if let (Some(text), Some(same)) = (&*ours, theirs) {
                        let found = self.text(
                            text,
                            same,
                            |text| {
                                (
                                    format!(
                                        "{like}; CREATE POLICY scratch_p ON {table} {clause} ({text})"
                                    ),
                                    format!(
                                        "SELECT pg_get_expr({column}, polrelid) FROM pg_policy
                                         WHERE polrelid = {class}"
                                    ),
                                )
                            },
                            |text| text,
                        )?;
                        *ours = Some(found);
                    }
                }
            }
        }
        // The output columns may have been named, or renamed, apart from the
        // query.
        let others = other.columns.as_known().into_iter().flatten();
        let names: Vec<_> = others.map(|c| quote(&c.name)).collect();
        let columns = if names.is_empty() {
            String::new()
        } else {
            format!("({})", names.join(", "))
        };
        self.optional(&mut relation.definition, &other.definition, |text| {
            (
                format!("CREATE TEMP VIEW scratch_v {columns} AS {text}"),
                "SELECT btrim(pg_get_viewdef('pg_temp.scratch_v'::regclass), E' \\n;')".into(),
            )
        })?;
        self.by_words(&mut relation.partition_key, &other.partition_key);
        self.by_words(&mut relation.partition_bound, &other.partition_bound);
        Ok(())
    }

    /// An expression that may be absent on either side.
    fn optional(
        &mut self,
        ours: &mut Known<Option<String>>,
        theirs: &Known<Option<String>>,
        make: impl FnOnce(&str) -> (String, String),
    ) -> Result<(), String> {
        if let (Known::Known(Some(text)), Known::Known(Some(same))) = (&mut *ours, theirs) {
            *text = self.text(text, same, make, |text| text)?;
        }
        Ok(())
    }

    /// What the replay's text is to be compared as: `theirs`, where it is equal.
    fn text(
        &mut self,
        ours: &str,
        theirs: &str,
        make: impl FnOnce(&str) -> (String, String),
        read: impl FnOnce(String) -> String,
    ) -> Result<String, String> {
        if ours == theirs {
            self.counts.by_text += 1;
            return Ok(theirs.to_owned());
        }
        let (make, query) = make(ours);
        // The temporary schema comes first for relations, which is meant: a
        // whole-row reference names the scratch. Names are read back as the
        // live reader does, with nothing but `pg_catalog` on the path; the
        // savepoint brings the path back.
        self.client
            .batch_execute("SAVEPOINT scratch")
            .map_err(|e| e.to_string())?;
        let result = self.client.batch_execute(&make).and_then(|()| {
            self.client
                .batch_execute("SET LOCAL search_path = pg_catalog")?;
            let row = self.client.query_typed_one(&query, &[])?;
            row.try_get::<_, Option<String>>(0)
        });
        self.client
            .batch_execute("ROLLBACK TO SAVEPOINT scratch")
            .map_err(|e| e.to_string())?;
        match result {
            Ok(Some(text)) => {
                let text = read(text);
                if text == theirs {
                    self.counts.by_server += 1;
                }
                Ok(text)
            }
            Ok(None) | Err(_) if words(ours) == words(theirs) => {
                self.counts.by_words += 1;
                Ok(theirs.to_owned())
            }
            Ok(None) => Ok(ours.to_owned()),
            Err(error) => match error.as_db_error() {
                Some(db) => Ok(format!(
                    "{ours} (which the server refuses: {})",
                    db.message()
                )),
                None => Err(error.to_string()),
            },
        }
    }

    fn by_words(&mut self, ours: &mut Known<Option<String>>, theirs: &Known<Option<String>>) {
        if let (Known::Known(Some(text)), Known::Known(Some(same))) = (&mut *ours, theirs)
            && (text == same || words(text) == words(same))
        {
            self.counts.by_words += 1;
            text.clone_from(same);
        }
    }

    fn by_presence(&mut self, ours: &mut Known<Option<String>>, theirs: &Known<Option<String>>) {
        if let (Known::Known(Some(text)), Known::Known(Some(same))) = (&mut *ours, theirs) {
            if text == same || words(text) == words(same) {
                self.counts.by_words += 1;
            } else {
                self.counts.by_presence += 1;
            }
            text.clone_from(same);
        }
    }
}

/// The words of an expression: upper case outside quotes, without blanks,
/// parentheses and casts.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' | '"' => {
                let end = rest[1..].find(c).map_or(rest.len(), |i| i + 2);
                words.push(rest[..end].to_owned());
                end
            }
            c if c.is_alphanumeric() || c == '_' => {
                let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                words.push(rest[..end].to_uppercase());
                end
            }
            ':' if rest.starts_with("::") => {
                // The type's words up to something that cannot belong to it.
                let is_type = |c: char| c.is_alphanumeric() || "_.\"[] ".contains(c);
                2 + rest[2..].find(|c| !is_type(c)).unwrap_or(rest.len() - 2)
            }
            c if c.is_whitespace() || c == '(' || c == ')' => c.len_utf8(),
            c => {
                words.push(c.to_string());
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    words
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first fault"
)]
mod tests {
    use pgbindgen_model::catalog::Column;
    use pgbindgen_model::diff;
    use pgbindgen_testserver::Major;

    use super::*;
    use crate::differential::Pool;

    const SQL: &str = "
        CREATE SCHEMA app; CREATE TYPE app.state AS ENUM ('a', 'b');
        CREATE DOMAIN app.code AS varchar(8) DEFAULT upper('x');
        CREATE SEQUENCE app.s;
        CREATE TABLE app.t (id int DEFAULT nextval('app.s'), st app.state DEFAULT 'a', x text,
            d numeric GENERATED ALWAYS AS (id * 1.5) STORED,
            CONSTRAINT c CHECK (x IN ('p', 'q') AND t IS NOT NULL));
        CREATE INDEX i ON app.t (lower(x), (id + 1)) WHERE st <> 'b';
        CREATE VIEW app.v AS SELECT id, x AS y FROM app.t WHERE id BETWEEN 1 AND 2;
        ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
        CREATE POLICY p ON app.t USING (id > 0 OR x LIKE 'a%');
        CREATE TABLE app.q (k int) PARTITION BY RANGE (k);
        CREATE TABLE app.q1 PARTITION OF app.q FOR VALUES FROM (1) TO ('2');";

    /// The catalog as a replay would have it: expressions as written.
    fn as_written(catalog: &mut Catalog) {
        let set =
            |to: &mut Known<Option<String>>, text: &str| *to = Known::Known(Some(text.into()));
        set(&mut catalog.domains[0].default, "upper('x')");
        for relation in &mut catalog.relations {
            match relation.name.as_str() {
                "t" => {
                    let Known::Known(columns) = &mut relation.columns else {
                        panic!("a table's columns are known");
                    };
                    let mut column = |name: &str, text: &str| {
                        let found: &mut Column =
                            columns.iter_mut().find(|c| c.name == name).unwrap();
                        set(&mut found.default, text);
                    };
                    column("id", "nextval('app.s')");
                    column("st", "'a'");
                    column("d", "id * 1.5");
                    let check = &mut relation.constraints[0].expression;
                    set(check, "x IN ('p', 'q') AND t IS NOT NULL");
                    set(&mut relation.indexes[0].predicate, "st <> 'b'");
                    relation.indexes[0].keys = vec![
                        IndexKey::Expression("lower( x )".into()),
                        IndexKey::Expression("id+1".into()),
                    ];
                    if let Known::Known(policies) = &mut relation.policies {
                        policies[0].using = Some("id > 0 OR x LIKE 'a%'".into());
                    }
                }
                "v" => set(
                    &mut relation.definition,
                    "SELECT id, x AS y FROM app.t WHERE id BETWEEN 1 AND 2",
                ),
                "q" => set(&mut relation.partition_key, "range (k)"),
                "q1" => set(
                    &mut relation.partition_bound,
                    "for values from ( 1 ) to (2)",
                ),
                _ => {}
            }
        }
    }

    #[test]
    fn the_server_settles_what_is_equal() {
        for major in Major::TESTED {
            let pool = Pool::shared(major).unwrap();
            let outcome = pool.run(SQL, |client, server| {
                let mut counts = Counts::default();
                let mut replayed = server.clone();
                as_written(&mut replayed);
                normalize(client, &mut replayed, &server, &mut counts)?;
                let text = diff::compare(&replayed, &server).to_string();
                assert_eq!(text, "", "on {major}");
                assert_eq!((counts.by_server, counts.by_words), (10, 2), "{counts}");

                // What is not equal stays so, and says it.
                let mut other = server.clone();
                other.domains[0].default = Known::Known(Some("upper('y')".into()));
                other.relations.retain_mut(|r| {
                    for index in &mut r.indexes {
                        index.predicate = Known::Known(Some("nothing > 1".into()));
                    }
                    true
                });
                normalize(client, &mut other, &server, &mut counts)?;
                let found = diff::compare(&other, &server).differences;
                assert_eq!(found.len(), 2, "{found:?}");
                assert!(
                    found[0].to_string().contains("which the server refuses"),
                    "{}",
                    found[0]
                );
                Ok(())
            });
            outcome.unwrap().unwrap();
        }
    }
}
