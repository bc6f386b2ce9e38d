//! Schemas.

use super::error::{Result, SqlError};
use super::rewrite::{Renamed, Role};
use super::{ChangeKind, ObjectId, Replay, Schema, SchemaId};
use crate::ddl::{CreateSchema, Name, Persistence, QName, Stmt, StmtKind};

impl Replay {
    /// `CREATE SCHEMA`.
    pub(super) fn create_schema(&mut self, stmt: &CreateSchema) -> Result {
        let mut name = stmt.name.clone();
        if stmt.of_session {
            let role = match name.value.as_str() {
                "session_user" => self.session_role(),
                _ => self.current_role(),
            };
            let Some(role) = role else {
                return Err(Self::no_schema_name(&name));
            };
            role.clone_into(&mut name.value);
        }
        let name = &name;
        refuse_reserved(name)?;
        if let Some(id) = self.catalog.schema_id(&name.value) {
            if stmt.if_not_exists {
                return Ok(());
            }
            return Err(self.schema_exists(name, id));
        }
        let id = SchemaId(self.catalog.allocate());
        self.catalog.schemas.insert(
            id,
            Schema {
                name: name.value.clone(),
                comment: None,
                extension: None,
                span: Some(name.span),
            },
        );
        self.changed(ObjectId::Schema(id), ChangeKind::Created, name.span);
        // Elements run in PostgreSQL's order with the new schema in front.
        let mut elements: Vec<&Stmt> = stmt.elements.iter().collect();
        elements.sort_by_key(|element| rank(element));
        let mut path = vec![name.value.clone()];
        path.extend(self.path().iter().cloned());
        let before = self.swap_path(path.into());
        let result = elements.into_iter().try_for_each(|element| {
            if let Some(target) = target(element)
                && let Some(other) = &target.schema
                && other.value != name.value
            {
                return Err(SqlError::new(
                    "42P15",
                    other.span,
                    format!(
                        "CREATE specifies a schema ({}) different from the one being created ({})",
                        other.value, name.value
                    ),
                ));
            }
            if let Some(name) = target(element)
                && is_temporary(element)
            {
                return Err(SqlError::new(
                    "42P16",
                    name.span(),
                    "cannot create temporary relation in non-temporary schema",
                )
                .label("an element is created in the new schema")
                .help("create it in a statement of its own"));
            }
            self.dispatch(element)
        });
        self.swap_path(before);
        result
    }

    /// `ALTER SCHEMA … RENAME TO`.
    pub(super) fn rename_schema(&mut self, name: &Name, to: &Name) -> Result {
        let id = self.schema(name)?;
        if let Some(other) = self.catalog.schema_id(&to.value) {
            return Err(self.schema_exists(to, other));
        }
        refuse_reserved(to)?;
        if let Some(schema) = self.catalog.schemas.get_mut(&id) {
            schema.name.clone_from(&to.value);
        }
        self.changed(ObjectId::Schema(id), ChangeKind::Renamed, to.span);
        self.rename_in_expressions(
            None,
            |_| true,
            &Renamed {
                role: Role::Schema,
                old_schema: "",
                old: &name.value,
                new_schema: "",
                new: &to.value,
                table: "",
            },
        );
        Ok(())
    }

    fn no_schema_name(name: &Name) -> Box<SqlError> {
        SqlError::new(
            "unknown-schema-name",
            name.span,
            "this schema is named after the role that runs the migration, which is not known",
        )
        .label("the role of the session")
        .help(
            "write the schema's name: `CREATE SCHEMA app AUTHORIZATION CURRENT_USER`; or write above \
             the statement what it does where it runs, `-- pgbindgen: effect \"CREATE SCHEMA app\"`",
        )
    }

    fn schema_exists(&self, name: &Name, id: SchemaId) -> Box<SqlError> {
        let error = SqlError::new(
            "42P06",
            name.span,
            format!("schema \"{}\" already exists", name.value),
        )
        .label("already exists");
        match self.catalog.schemas.get(&id).and_then(|schema| schema.span) {
            Some(span) => error.also(span, "it is created here"),
            None => error.detail("Every new database has it."),
        }
    }
}

fn refuse_reserved(name: &Name) -> Result {
    if name.value.starts_with("pg_") {
        return Err(SqlError::new(
            "42939",
            name.span,
            format!("unacceptable schema name \"{}\"", name.value),
        )
        .detail("The prefix \"pg_\" is reserved for system schemas."));
    }
    Ok(())
}

fn rank(stmt: &Stmt) -> u8 {
    match stmt.kind {
        StmtKind::CreateSequence(_) => 0,
        StmtKind::CreateTable(_) => 1,
        StmtKind::CreateView(_) => 2,
        StmtKind::CreateIndex(_) => 3,
        StmtKind::CreateTrigger(_) => 4,
        _ => 5,
    }
}

fn is_temporary(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::CreateSequence(create) => create.persistence == Persistence::Temporary,
        StmtKind::CreateTable(create) => create.persistence == Persistence::Temporary,
        StmtKind::CreateView(create) => create.temporary,
        _ => false,
    }
}

fn target(stmt: &Stmt) -> Option<&QName> {
    match &stmt.kind {
        StmtKind::CreateSequence(create) => Some(&create.name),
        StmtKind::CreateTable(create) => Some(&create.name),
        StmtKind::CreateView(create) => Some(&create.name),
        StmtKind::CreateIndex(create) => Some(&create.table),
        StmtKind::CreateTrigger(create) => Some(&create.table),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PgVersion, replay_sql};

    #[test]
    fn a_schema_of_the_sessions_role_has_no_name_to_guess() {
        for (sql, refused) in [
            ("CREATE SCHEMA AUTHORIZATION CURRENT_USER", true),
            (
                "CREATE SCHEMA IF NOT EXISTS AUTHORIZATION session_user",
                true,
            ),
            ("CREATE SCHEMA app AUTHORIZATION CURRENT_USER", false),
            ("CREATE SCHEMA AUTHORIZATION joe", false),
            ("CREATE SCHEMA AUTHORIZATION \"current_user\"", false),
        ] {
            let found = replay_sql(sql, PgVersion(16)).map(|_| ());
            let codes = found.map_err(|found| found.iter().map(|fault| fault.code).collect());
            let expected = if refused {
                Err(vec!["unknown-schema-name"])
            } else {
                Ok(())
            };
            assert_eq!(codes, expected, "{sql}");
        }
    }
}
