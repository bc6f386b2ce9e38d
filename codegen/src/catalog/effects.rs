//! Statements that leave the catalog alone by themselves, and the functions that
//! run with them: called, as a column's default, or fired by a trigger.

use super::error::Result;
use super::plrun::Tree;
use super::state::Unkept;
use super::{Function, FunctionId, RelId, Replay, builtin};
use crate::ddl::{CallRef, FunctionKind, PathEffect, PlQuery, QName, Write, WriteKind};
use crate::diag::Span;
use std::collections::BTreeSet;

/// Functions of extensions that run statements, or that change the schema
/// themselves: name, extension, and what they do.
const CHANGING: &[(&str, &str, &str)] = &[
    (
        "dblink_exec",
        "dblink",
        "it runs its text over a connection of its own, here or elsewhere",
    ),
    (
        "dblink_send_query",
        "dblink",
        "it runs its text over a connection of its own, here or elsewhere",
    ),
    ("addgeometrycolumn", "postgis", "it adds a column"),
    ("dropgeometrycolumn", "postgis", "it drops a column"),
    ("dropgeometrytable", "postgis", "it drops a table"),
    (
        "populate_geometry_columns",
        "postgis",
        "it changes types or adds constraints",
    ),
    ("createtopology", "postgis_topology", "it creates a schema"),
    ("droptopology", "postgis_topology", "it drops a schema"),
    (
        "addtopogeometrycolumn",
        "postgis_topology",
        "it adds a column",
    ),
    (
        "create_hypertable",
        "timescaledb",
        "it creates an index and triggers",
    ),
    ("create_parent", "pg_partman", "it creates partitions"),
    ("create_partition", "pg_partman", "it creates partitions"),
    ("create_sub_parent", "pg_partman", "it creates partitions"),
    ("create_immv", "pg_ivm", "it creates a table and triggers"),
    ("create_graph", "age", "it creates a schema with tables"),
    ("drop_graph", "age", "it drops a schema"),
    (
        "add_system_time_period",
        "periods",
        "it adds columns and constraints",
    ),
];

/// Statements that write rows, or remove them.
const WRITING: &[&str] = &["DELETE", "INSERT", "MERGE", "TRUNCATE", "UPDATE"];

/// Tables and views of `pg_catalog` whose rows say nothing of a schema, or only in the columns that are not named here: those are
/// of the cluster, of the planner, of settings.
const NO_CATALOG: &[(&str, &[&str])] = &[
    ("pg_auth_members", &[]),
    ("pg_authid", &[]),
    ("pg_database", &[]),
    ("pg_db_role_setting", &[]),
    ("pg_default_acl", &[]),
    ("pg_init_privs", &[]),
    ("pg_largeobject", &[]),
    ("pg_largeobject_metadata", &[]),
    ("pg_replication_origin", &[]),
    ("pg_seclabel", &[]),
    ("pg_settings", &[]),
    ("pg_shdepend", &[]),
    ("pg_shdescription", &[]),
    ("pg_shseclabel", &[]),
    ("pg_statistic", &[]),
    ("pg_statistic_ext_data", &[]),
    ("pg_tablespace", &[]),
    ("pg_attribute", &["attstattarget"]),
    ("pg_class", &["relallvisible", "relpages", "reltuples"]),
    (
        "pg_index",
        &[
            "indcheckxmin",
            "indisclustered",
            "indislive",
            "indisready",
            "indisvalid",
        ],
    ),
];

impl Replay {
    /// Statements that leave the catalog alone: what they name must be there,
    /// and a function that runs with them may do more than they say.
    pub(super) fn no_effect(
        &mut self,
        what: &str,
        calls: &[CallRef],
        relations: &[QName],
        writes: &[(&'static str, QName)],
        query: Option<&PlQuery>,
        span: Span,
    ) -> Result {
        if let ("CALL", Some(call)) = (what, calls.last())
            && !call.is_any()
        {
            self.check_procedure(call)?;
        }
        if what.ends_with("LANGUAGE") && what.starts_with("CREATE") {
            self.catalog.created.insert(Unkept::Language);
        }
        if what == "CREATE CAST" {
            self.catalog.created.insert(Unkept::Cast);
        }
        if what == "CREATE ACCESS METHOD" {
            self.catalog.created.insert(Unkept::AccessMethod);
        }
        if let Some(what) = outside_transactions(what) {
            self.prevent_in_transaction(what, span)?;
        }
        if let Some(what) = inside_transactions(what) {
            self.require_transaction(what, span)?;
        }
        let mut found = Vec::new();
        for name in relations {
            if !self.is_system_relation(name) {
                found.push((what, self.relation_in_query(name)?));
            }
        }
        // What is only read runs no trigger.
        if !writes.is_empty() {
            found.clear();
            for (what, name) in writes {
                if !self.is_system_relation(name) {
                    found.push((*what, self.relation_in_query(name)?));
                }
            }
        }
        let mut seen = BTreeSet::new();
        let called = calls
            .iter()
            .find_map(|call| self.call_changes(call, &mut seen));
        let may_show = !self.session.new_labels.is_empty()
            && calls.iter().any(CallRef::lists_labels)
            && query.is_some_and(|query| query.from.is_empty());
        if (called.is_some() || may_show)
            && let Some(query) = query
        {
            return self
                .evaluated(calls, span, Tree::Query(query), |e| e.rows(query))
                .map(|_| ());
        }
        let reason = called.or_else(|| {
            let mut changed = found.into_iter();
            changed.find_map(|(what, id)| self.data_changes(id, what, &mut seen))
        });
        if let Some(reason) = reason {
            self.taint(span, &reason, &[]);
        }
        Ok(())
    }

    /// Why a data statement changes the catalog itself: it writes rows of PostgreSQL's own that say what a schema is like.
    /// TRUNCATE of one is refused.
    pub(super) fn catalog_written(
        &self,
        what: &'static str,
        relations: &[QName],
        writes: &[(&'static str, QName)],
        set: &[Write],
    ) -> Result<Option<String>> {
        // A statement that names one relation has it there alone.
        let only = match relations {
            [only] if writes.is_empty() => Some((what, only)),
            _ => None,
        };
        let writes = writes.iter().map(|(what, name)| (*what, name)).chain(only);
        let mut written = writes.filter(|(what, _)| WRITING.contains(what));
        if what == "TRUNCATE" {
            return match written.find_map(|(_, name)| self.of_system(name)) {
                Some(error) => Err(error),
                None => Ok(None),
            };
        }
        let holds_catalog = |(what, name): &(&'static str, &QName)| {
            let relation = name.name.value.as_str();
            if !builtin::is_catalog_relation(relation) || !self.is_system_relation(name) {
                return false;
            }
            let known = NO_CATALOG.iter().find(|(other, _)| *other == relation);
            let Some((_, columns)) = known else {
                return true;
            };
            let mut set = set
                .iter()
                .filter(|write| write.relation.name.value == relation);
            let is_apart = what == &"UPDATE"
                && set.all(|write| {
                    write.kind != WriteKind::Set || columns.contains(&write.column.value.as_str())
                });
            !columns.is_empty() && !is_apart
        };
        Ok(written.find(holds_catalog).map(|(what, name)| {
            format!(
                "{what} changes rows of PostgreSQL's own {}, and so the catalog itself",
                name.name.value
            )
        }))
    }

    /// Why a call may change the catalog; `None` when it does not.
    pub(super) fn call_changes(
        &self,
        call: &CallRef,
        seen: &mut BTreeSet<FunctionId>,
    ) -> Option<String> {
        if call.is_any() {
            return self.any_changes(seen);
        }
        let name = &call.name.name.value;
        if name == "set_config" {
            return Some("it may set search_path to what is known only when it runs".to_owned());
        }
        let schema = call.name.schema.as_ref().map(|name| name.value.as_str());
        // The commonest calls are not worth a search.
        if builtin::is_function(name) && matches!(schema, None | Some("pg_catalog")) {
            return None;
        }
        let mut own = false;
        for function in self.catalog.functions_named(name) {
            let here = self.catalog.schema_name(function.schema);
            if schema.is_some_and(|schema| schema != here) || !takes(function, call.arguments) {
                continue;
            }
            own = true;
            if let Some(reason) = self.function_changes(function, seen) {
                return Some(reason);
            }
        }
        if own {
            return None;
        }
        let (_, extension, does) = CHANGING.iter().find(|(known, _, _)| known == name)?;
        Some(format!(
            "function \"{name}\" of extension \"{extension}\" is called: {does}"
        ))
    }

    /// Why calls that are not known may change the catalog.
    fn any_changes(&self, seen: &mut BTreeSet<FunctionId>) -> Option<String> {
        let mut extensions = CHANGING
            .iter()
            .filter(|(_, extension, _)| self.catalog.extensions.contains_key(*extension));
        if let Some((name, extension, does)) = extensions.next() {
            return Some(format!(
                "what it calls is known only when it runs, and function \"{name}\" of extension \"{extension}\" may be it: {does}"
            ));
        }
        // A trigger's function is not called.
        let mut functions = self.catalog.functions.iter().filter(|(_, function)| {
            let returns = function.returns.as_ref();
            returns.is_none_or(|ty| ty.id != builtin::TRIGGER)
        });
        let reason = functions.find_map(|(_, function)| self.function_changes(function, seen))?;
        Some(format!(
            "what it calls is known only when it runs, and {reason}"
        ))
    }

    /// Why a function may change the catalog when it runs.
    pub(super) fn function_changes(
        &self,
        function: &Function,
        seen: &mut BTreeSet<FunctionId>,
    ) -> Option<String> {
        if !seen.insert(function.id) {
            return None;
        }
        let name = &function.name;
        if function.effects.changes_catalog {
            return Some(format!(
                "function \"{name}\" runs statements that may change the schema"
            ));
        }
        if let Some(how_long) = self.path_after(function) {
            return Some(format!("function \"{name}\" sets search_path {how_long}"));
        }
        let inner = function
            .effects
            .calls
            .iter()
            .find_map(|call| self.call_changes(call, seen))?;
        Some(format!("function \"{name}\" is called, and {inner}"))
    }

    /// How long a `search_path` that a function sets lasts behind it: one of its own, as it
    /// was created with, is put back, and so is one that ends with the statement.
    fn path_after(&self, function: &Function) -> Option<&'static str> {
        match function.effects.sets_path {
            PathEffect::Transaction
                if function.calling.search_path.is_none() && self.in_transaction() =>
            {
                Some("until the end of the transaction")
            }
            PathEffect::None | PathEffect::Transaction => None,
            PathEffect::Session => Some("for the rest of the session"),
        }
    }

    /// Why a change of a relation's rows may change the catalog: by a default of a
    /// column, or by a trigger.
    fn data_changes(
        &self,
        id: RelId,
        what: &str,
        seen: &mut BTreeSet<FunctionId>,
    ) -> Option<String> {
        let events: &[&str] = match what {
            "INSERT" => &["insert", "update"],
            "COPY" => &["insert"],
            "UPDATE" => &["update"],
            "DELETE" => &["delete"],
            "TRUNCATE" => &["truncate"],
            "MERGE" => &["insert", "update", "delete"],
            _ => return None,
        };
        let relation = self.catalog.rel(id)?;
        if events.contains(&"insert") {
            for column in &relation.columns {
                let functions = column.default.iter().flat_map(|expr| &expr.uses.functions);
                for function in functions.filter_map(|id| self.catalog.function(*id)) {
                    if let Some(reason) = self.function_changes(function, seen) {
                        return Some(format!(
                            "the default of column \"{}\" runs with it: {reason}",
                            column.name
                        ));
                    }
                }
            }
        }
        let enabled = relation
            .triggers
            .iter()
            .filter(|(_, trigger)| trigger.fires);
        for (name, trigger) in enabled {
            let fires = super::trigger::words(&trigger.definition)
                .take_while(|word| word != "on")
                .any(|word| events.contains(&word.as_str()));
            let function = trigger.function.and_then(|id| self.catalog.function(id));
            if fires
                && let Some(function) = function
                && let Some(reason) = self.function_changes(function, seen)
            {
                return Some(format!(
                    "trigger \"{name}\" of table \"{}\" runs with it: {reason}",
                    relation.name
                ));
            }
        }
        None
    }
}

/// The server's words for a statement that cannot run in a transaction.
fn outside_transactions(what: &str) -> Option<&str> {
    match what {
        "VACUUM"
        | "CREATE DATABASE"
        | "CREATE TABLESPACE"
        | "REINDEX CONCURRENTLY"
        | "REINDEX SCHEMA"
        | "REINDEX DATABASE"
        | "REINDEX SYSTEM"
        | "ALTER DATABASE SET TABLESPACE"
        | "CREATE SUBSCRIPTION ... WITH (create_slot = true)" => Some(what),
        "CLUSTER of every table" => Some("CLUSTER"),
        _ => None,
    }
}

/// The server's words for a statement that is refused outside of a transaction.
fn inside_transactions(what: &str) -> Option<&'static str> {
    match what {
        "LOCK" => Some("LOCK TABLE"),
        "DECLARE CURSOR" => Some("DECLARE CURSOR"),
        _ => None,
    }
}

/// Whether a call with that many arguments can mean a function.
pub(super) fn takes(function: &Function, arguments: usize) -> bool {
    let most = function.arguments.len();
    // What an ordered-set aggregate sorts by is not among the arguments of a call.
    let least = match function.kind {
        FunctionKind::Aggregate => 0,
        FunctionKind::Function | FunctionKind::Procedure => {
            most - usize::from(function.defaults).min(most)
        }
    };
    arguments >= least && (function.variadic || arguments <= most)
}

#[cfg(test)]
mod tests {
    use crate::catalog::{PgVersion, Replay};
    use crate::diag::SourceMap;
    use crate::split::split;

    const FUNCTIONS: &str = "
        CREATE TABLE t (a int);
        CREATE FUNCTION mk() RETURNS int LANGUAGE plpgsql AS $$
        BEGIN CREATE TABLE made (a int); RETURN 1; END $$;
        CREATE FUNCTION mk2(n int) RETURNS int LANGUAGE sql AS 'select mk() + n';
        CREATE FUNCTION mk3(n int) RETURNS int LANGUAGE sql AS 'select mk2(n)';
        CREATE FUNCTION again(n int) RETURNS int LANGUAGE sql AS 'select again(n)';
        CREATE FUNCTION atomic() RETURNS int RETURN mk2(1);
        CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN EXECUTE format('INSERT INTO %I VALUES (1)', TG_ARGV[0]); RETURN NEW; END $$;
        CREATE FUNCTION loud() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM mk3(2); RETURN NEW; END $$;
    ";

    /// The warnings of the last statement.
    fn warnings(setup: &str, last: &str) -> Vec<String> {
        let text = format!("{FUNCTIONS}{setup}{last}");
        let mut sources = SourceMap::default();
        let file = sources.add("a.sql", text.clone());
        let mut out = Vec::new();
        let mut replay = Replay::new(PgVersion(16));
        for raw in split(file, &text, 0..text.len(), &mut out) {
            assert!(replay.run(&text, &raw, &mut out), "{out:#?}");
        }
        out.into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn functions_that_run_ddl_taint_wherever_they_are_called() {
        for (setup, last, reason) in [
            ("", "SELECT mk() FROM t", "function \"mk\" runs"),
            (
                "",
                "SELECT mk3(1) FROM t",
                "function \"mk3\" is called, and function \"mk2\"",
            ),
            ("", "SELECT atomic()", "function \"mk\" runs"),
            (
                "",
                "DO $$ BEGIN PERFORM mk2(1) FROM t; END $$",
                "function \"mk\" runs",
            ),
            (
                "CREATE TABLE d (a int DEFAULT mk(), b int);",
                "INSERT INTO d (b) VALUES (1)",
                "the default of column \"a\"",
            ),
            (
                "CREATE TRIGGER g AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION loud();",
                "DELETE FROM t",
                "trigger \"g\" of table \"t\"",
            ),
            (
                "CREATE TRIGGER g AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION loud();",
                "WITH gone AS (DELETE FROM t RETURNING a) SELECT a FROM gone",
                "trigger \"g\" of table \"t\"",
            ),
            (
                "CREATE TRIGGER g AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION loud();
                 CREATE TABLE u (a int);",
                "WITH gone AS (DELETE FROM t RETURNING a) INSERT INTO u SELECT a FROM gone",
                "trigger \"g\" of table \"t\"",
            ),
            (
                "CREATE FUNCTION vague() RETURNS trigger LANGUAGE plpgsql AS $$
                 DECLARE r record;
                 BEGIN EXECUTE format('SELECT %s', TG_ARGV[0]) INTO r; RETURN NEW; END $$;
                 CREATE TRIGGER g AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION vague('1');",
                "DELETE FROM t",
                "what it calls is known only when it runs, and function \"mk",
            ),
            (
                "CREATE EXTENSION dblink;",
                "SELECT dblink_exec('', 'CREATE TABLE x ()')",
                "function \"dblink_exec\" of extension \"dblink\"",
            ),
            (
                "CREATE EXTENSION dblink;",
                "DO $$ BEGIN PERFORM dblink_exec('', 'CREATE TABLE x ()'); END $$",
                "function \"dblink_exec\" of extension \"dblink\"",
            ),
            (
                "",
                "SELECT set_config('search_path', current_setting('x.y'), true)",
                "may set search_path",
            ),
        ] {
            let found = warnings(setup, last);
            assert!(
                found.len() == 1 && found[0].contains(reason),
                "{last}: {found:#?}"
            );
        }
    }

    #[test]
    fn what_runs_no_ddl_taints_nothing() {
        for (setup, last) in [
            ("", "SELECT again(1)"),
            ("", "SELECT mk()"),
            ("", "SELECT mk3(1)"),
            ("", "DO $$ BEGIN PERFORM mk2(1); END $$"),
            ("", "SELECT 1 WHERE EXISTS (SELECT 1 FROM t)"),
            ("", "SELECT set_config('app.user', current_user, true)"),
            ("", "SELECT set_config('search_path', 's', true)"),
            (
                "CREATE TRIGGER g AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION loud();",
                "INSERT INTO t VALUES (1)",
            ),
            (
                "CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION quiet('u');",
                "INSERT INTO t VALUES (1)",
            ),
            (
                "CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION loud();
                 CREATE TABLE u (a int);",
                "INSERT INTO u SELECT a FROM t",
            ),
        ] {
            assert_eq!(warnings(setup, last), Vec::<String>::new(), "{last}");
        }
    }
}
