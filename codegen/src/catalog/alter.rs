//! ALTER TABLE and what other ALTER statements share with it: which action may
//! be done to what, and in which order PostgreSQL does them.

use super::constraint::missing;
use super::error::{Result, SqlError};
use super::{
    ChangeKind, ColumnType, Constraint, ConstraintKind, ObjectId, RelId, Relation, RelationKind,
    Replay, Rewrite, Shared, TypeKind, WorkKind,
};
use crate::ddl::{
    self, AlterAction, AlterActionKind, AlterTable, ConstraintDef, Name, Persistence, QName,
    RelationWord,
};
use crate::diag::Span;

/// What is left to do in a later pass.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "short-lived, and nearly always the large one"
)]
pub(super) enum Task<'a> {
    /// An action as written.
    Action(&'a AlterAction),
    /// A constraint of ADD CONSTRAINT or of an added column, with whether the rows
    /// that are there have a value in that column.
    Constraint(ConstraintDef, HasValues),
    /// NOT NULL of an added column.
    NotNull(Name, super::constraint::NewNotNull),
}

/// Whether the rows that are there may have values in the columns of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HasValues {
    /// They may.
    Yes,
    /// It is of a column that is NULL in all of them.
    No,
}

/// The passes in which PostgreSQL does the actions of one statement
/// (`AlterTablePass` of `tablecmds.c`), those that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pass {
    Drop,
    AlterType,
    AddColumn,
    SetExpression,
    AddConstraint,
    ColumnAttributes,
    AddIndexConstraint,
    AddIndex,
    AddOtherConstraint,
    Misc,
}

const PASSES: [Pass; 10] = [
    Pass::Drop,
    Pass::AlterType,
    Pass::AddColumn,
    Pass::SetExpression,
    Pass::AddConstraint,
    Pass::ColumnAttributes,
    Pass::AddIndexConstraint,
    Pass::AddIndex,
    Pass::AddOtherConstraint,
    Pass::Misc,
];

impl Pass {
    fn of(action: &AlterActionKind) -> Self {
        use AlterActionKind as A;
        match action {
            A::DropColumn { .. }
            | A::DropDefault { .. }
            | A::DropNotNull { .. }
            | A::DropExpression { .. }
            | A::DropIdentity { .. }
            | A::DropConstraint { .. } => Self::Drop,
            A::SetType { .. } => Self::AlterType,
            A::AddColumn { .. } => Self::AddColumn,
            A::SetExpression { .. } => Self::SetExpression,
            A::AddConstraint(_) => Self::AddConstraint,
            A::SetNotNull { .. } => Self::ColumnAttributes,
            A::SetDefault { .. } | A::AddIdentity { .. } => Self::AddOtherConstraint,
            _ => Self::Misc,
        }
    }

    fn of_constraint(def: &ConstraintDef) -> Self {
        match def.kind {
            ddl::ConstraintKind::NotNull(_) => Self::ColumnAttributes,
            ddl::ConstraintKind::UsingIndex { .. } => Self::AddIndexConstraint,
            ddl::ConstraintKind::PrimaryKey { .. }
            | ddl::ConstraintKind::Unique { .. }
            | ddl::ConstraintKind::Exclude { .. } => Self::AddIndex,
            ddl::ConstraintKind::Check(_) | ddl::ConstraintKind::ForeignKey { .. } => {
                Self::AddOtherConstraint
            }
        }
    }
}

/// Which relations an action can be done to.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
struct Allowed {
    /// The action as messages call it.
    what: &'static str,
    tables: bool,
    views: bool,
    materialized: bool,
    foreign: bool,
    indexes: bool,
    sequences: bool,
}

fn allowed(action: &AlterActionKind) -> Option<Allowed> {
    use AlterActionKind as A;
    let on = |what, kinds: &str| {
        Some(Allowed {
            what,
            tables: kinds.contains('t'),
            views: kinds.contains('v'),
            materialized: kinds.contains('m'),
            foreign: kinds.contains('f'),
            indexes: kinds.contains('i'),
            sequences: kinds.contains('s'),
        })
    };
    match action {
        A::AddColumn { .. } => on("ADD COLUMN", "tf"),
        A::DropColumn { .. } => on("DROP COLUMN", "tf"),
        A::SetType { .. } => on("ALTER COLUMN ... TYPE", "tf"),
        A::SetDefault { .. } | A::DropDefault { .. } => on("ALTER COLUMN ... SET DEFAULT", "tvf"),
        A::SetNotNull { .. } => on("ALTER COLUMN ... SET NOT NULL", "tf"),
        A::DropNotNull { .. } => on("ALTER COLUMN ... DROP NOT NULL", "tf"),
        A::SetExpression { .. } => on("ALTER COLUMN ... SET EXPRESSION", "tf"),
        A::DropExpression { .. } => on("ALTER COLUMN ... DROP EXPRESSION", "tf"),
        A::AddIdentity { .. } => on("ALTER COLUMN ... ADD IDENTITY", "tvf"),
        A::SetIdentity { .. } => on("ALTER COLUMN ... SET", "tvf"),
        A::DropIdentity { .. } => on("ALTER COLUMN ... DROP IDENTITY", "tvf"),
        A::ColumnStorage { setting, .. } => match setting {
            ddl::ColumnSetting::Storage(_) => on("ALTER COLUMN ... SET STORAGE", "tmf"),
            ddl::ColumnSetting::Compression(_) => on("ALTER COLUMN ... SET COMPRESSION", "tm"),
            ddl::ColumnSetting::Options(_) => on("ALTER COLUMN ... SET", "tmf"),
            ddl::ColumnSetting::Reset => on("ALTER COLUMN ... RESET", "tmf"),
            ddl::ColumnSetting::Statistics | ddl::ColumnSetting::KeyStatistics(_) => {
                on("ALTER COLUMN ... SET STATISTICS", "tmfi")
            }
            ddl::ColumnSetting::ForeignOptions => on("ALTER COLUMN ... SET", "tvmfi"),
        },
        A::SetOptions(_) => on("SET", "tvmi"),
        A::ReplicaIdentity(_) => on("REPLICA IDENTITY", "tm"),
        A::AddConstraint(_) => on("ADD CONSTRAINT", "tf"),
        A::AlterConstraint { .. } => on("ALTER CONSTRAINT", "t"),
        A::ValidateConstraint { .. } => on("VALIDATE CONSTRAINT", "tf"),
        A::DropConstraint { .. } => on("DROP CONSTRAINT", "tf"),
        A::Inherit { .. } => on("INHERIT", "tf"),
        A::NoInherit { .. } => on("NO INHERIT", "tf"),
        A::AttachPartition { .. } => on("ATTACH PARTITION", "ti"),
        A::DetachPartition { .. } => on("DETACH PARTITION", "t"),
        A::Of { .. } => on("OF", "t"),
        A::NotOf => on("NOT OF", "t"),
        A::SetLogged(true) => on("SET LOGGED", "ts"),
        A::SetLogged(false) => on("SET UNLOGGED", "ts"),
        A::RowSecurity { .. } => on("ENABLE ROW SECURITY", "t"),
        A::Rename { .. }
        | A::RenameColumn { .. }
        | A::RenameConstraint { .. }
        | A::SetSchema { .. }
        | A::SetAccessMethod(_)
        | A::DependsOnExtension { .. }
        | A::NoEffect { .. } => None,
    }
}

/// The words in which messages name several relations of a kind.
pub(super) fn plural(relation: &Relation) -> &'static str {
    match &relation.kind {
        RelationKind::Table(_) if relation.is_partitioned() => "partitioned tables",
        RelationKind::Table(_) => "tables",
        RelationKind::ForeignTable(_) => "foreign tables",
        RelationKind::View(_) => "views",
        RelationKind::MaterializedView(_) => "materialized views",
        RelationKind::Index(_) => "indexes",
        RelationKind::Sequence(_) => "sequences",
        RelationKind::Composite => "composite types",
    }
}

impl Replay {
    /// `ALTER TABLE` and its like.
    pub(super) fn alter_table(&mut self, stmt: &AlterTable) -> Result {
        let span = stmt.name.span();
        if self.find_relation(&stmt.name).is_none() {
            if let Some(error) = self.of_system(&stmt.name) {
                return Err(error);
            }
            if stmt.if_exists {
                return Ok(());
            }
        }
        let id = self.relation(&stmt.name)?;
        let relation = self.open(id, span)?;
        Self::check_word(stmt, &relation)?;
        if let [action] = stmt.actions.as_slice() {
            match &action.kind {
                AlterActionKind::Rename { to } => {
                    return self.rename_relation_statement(id, to);
                }
                AlterActionKind::RenameColumn { column, to } => {
                    return self.rename_column_statement(id, column, to, !stmt.only);
                }
                AlterActionKind::RenameConstraint { name, to } => {
                    return self.rename_constraint(id, name, to, !stmt.only);
                }
                AlterActionKind::SetSchema { schema } => {
                    if stmt.word == RelationWord::Index {
                        return Err(SqlError::new(
                            "42601",
                            action.span,
                            "syntax error at or near \"SCHEMA\"",
                        )
                        .help("an index is always in its table's schema"));
                    }
                    return self.set_schema(id, schema);
                }
                _ => {}
            }
        }
        let mut passes: Vec<Vec<Task<'_>>> = vec![Vec::new(); PASSES.len()];
        let mut retyped: Vec<&str> = Vec::new();
        for action in &stmt.actions {
            Self::check_allowed(action, &relation)?;
            self.check_using(&relation, &action.kind)?;
            if let AlterActionKind::SetType { column, .. } = &action.kind {
                if retyped.contains(&column.value.as_str()) {
                    return Err(SqlError::new(
                        "0A000",
                        column.span,
                        format!("cannot alter type of column \"{}\" twice", column.value),
                    ));
                }
                retyped.push(&column.value);
            }
            if let Some(tasks) = passes.get_mut(Pass::of(&action.kind) as usize) {
                tasks.push(Task::Action(action));
            }
        }
        let recurse = !stmt.only;
        let mut check_names = Vec::new();
        for pass in PASSES {
            let tasks = passes
                .get_mut(pass as usize)
                .map(std::mem::take)
                .unwrap_or_default();
            for task in tasks {
                let later = self.do_task(id, task, recurse, &mut check_names)?;
                for task in later {
                    let to = match &task {
                        Task::Constraint(def, _) => Pass::of_constraint(def),
                        Task::NotNull(..) => Pass::ColumnAttributes,
                        Task::Action(action) => Pass::of(&action.kind),
                    };
                    if let Some(tasks) = passes.get_mut(to as usize) {
                        tasks.push(task);
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the statement's word fits the relation.
    fn check_word(stmt: &AlterTable, relation: &Relation) -> Result {
        let span = stmt.name.span();
        let renames = matches!(
            stmt.actions.as_slice(),
            [AlterAction {
                kind: AlterActionKind::Rename { .. },
                ..
            }]
        );
        let kind = &relation.kind;
        let fits = match stmt.word {
            RelationWord::Table => !matches!(kind, RelationKind::Composite),
            RelationWord::ForeignTable => matches!(kind, RelationKind::ForeignTable(_)),
            RelationWord::View => matches!(kind, RelationKind::View(_)),
            RelationWord::MaterializedView => matches!(kind, RelationKind::MaterializedView(_)),
            RelationWord::Sequence => matches!(kind, RelationKind::Sequence(_)),
            RelationWord::Index => {
                matches!(kind, RelationKind::Index(_))
                    || (renames && !matches!(kind, RelationKind::Composite))
            }
        };
        if fits {
            return Ok(());
        }
        let name = &relation.name;
        let error = if matches!(kind, RelationKind::Composite) {
            SqlError::new("42809", span, format!("\"{name}\" is a composite type"))
                .help("use ALTER TYPE instead")
        } else {
            let word = match stmt.word {
                RelationWord::ForeignTable => "a foreign table",
                RelationWord::View => "a view",
                RelationWord::MaterializedView => "a materialized view",
                RelationWord::Sequence => "a sequence",
                RelationWord::Index => "an index",
                RelationWord::Table => "a table",
            };
            SqlError::new("42809", span, format!("\"{name}\" is not {word}"))
        };
        Err(error
            .label(format!("this is a {}", relation.word()))
            .also(relation.origin.span, "it is created here"))
    }

    fn check_allowed(action: &AlterAction, relation: &Relation) -> Result {
        let Some(allowed) = allowed(&action.kind) else {
            return Ok(());
        };
        let fits = match &relation.kind {
            RelationKind::Table(_) => allowed.tables,
            RelationKind::View(_) => allowed.views,
            RelationKind::MaterializedView(_) => allowed.materialized,
            RelationKind::ForeignTable(_) => allowed.foreign,
            RelationKind::Index(_) => allowed.indexes,
            RelationKind::Sequence(_) => allowed.sequences,
            RelationKind::Composite => false,
        };
        if fits {
            return Ok(());
        }
        Err(SqlError::new(
            "42809",
            action.span,
            format!(
                "ALTER action {} cannot be performed on relation \"{}\"",
                allowed.what, relation.name
            ),
        )
        .detail(format!(
            "This operation is not supported for {}.",
            plural(relation)
        ))
        .also(
            relation.origin.span,
            format!("the {} is created here", relation.word()),
        ))
    }

    fn do_task<'a>(
        &mut self,
        table: RelId,
        task: Task<'a>,
        recurse: bool,
        check_names: &mut Vec<String>,
    ) -> Result<Vec<Task<'a>>> {
        match task {
            Task::Action(action) => self.do_action(table, action, recurse),
            Task::Constraint(def, values) => {
                // Names clash with the table's own; those of one statement are
                // added one by one.
                check_names.clear();
                let first = self.catalog.next_id;
                self.add_constraint(table, &def, recurse, check_names)?;
                self.note_constraint(table, &def, values, first);
                Ok(Vec::new())
            }
            Task::NotNull(column, new) => {
                let relation = self.open(table, new.span)?;
                if let Some(found) = relation.column(&column.value) {
                    let id = found.id;
                    self.set_not_null(table, id, &new, recurse, super::constraint::Descent::LOCAL)?;
                }
                Ok(Vec::new())
            }
        }
    }

    fn do_action<'a>(
        &mut self,
        table: RelId,
        action: &'a AlterAction,
        recurse: bool,
    ) -> Result<Vec<Task<'a>>> {
        use AlterActionKind as A;
        let span = action.span;
        match &action.kind {
            A::AddColumn {
                if_not_exists,
                column,
            } => return self.add_column(table, column, *if_not_exists, recurse),
            A::AddConstraint(def) => {
                return Ok(vec![Task::Constraint(def.clone(), HasValues::Yes)]);
            }
            A::DropColumn {
                if_exists,
                column,
                cascade,
            } => self.drop_column(table, column, *if_exists, *cascade, recurse)?,
            A::SetType {
                column,
                ty,
                collation,
                using,
            } => self.set_type(
                table,
                column,
                ty,
                collation.as_ref(),
                using.as_ref(),
                recurse,
            )?,
            A::SetDefault { column, expr } => {
                self.set_default(table, column, Some(expr), recurse)?;
            }
            A::DropDefault { column } => self.set_default(table, column, None, recurse)?,
            A::SetNotNull { column } => self.alter_set_not_null(table, column, span, recurse)?,
            A::DropNotNull { column } => self.drop_not_null(table, column, span, recurse)?,
            A::SetExpression { column, expr, .. } => {
                self.set_expression(table, column, expr, recurse)?;
            }
            A::DropExpression { column, if_exists } => {
                self.drop_expression(table, column, *if_exists, recurse)?;
            }
            A::AddIdentity { column, identity } => self.add_identity(table, column, identity)?,
            A::SetIdentity {
                column,
                always,
                options,
            } => self.set_identity(table, column, *always, options)?,
            A::DropIdentity { column, if_exists } => {
                self.drop_identity(table, column, *if_exists)?;
            }
            A::ColumnStorage { column, setting } => {
                self.set_column_storage(table, column.as_ref(), setting, recurse, span)?;
            }
            A::SetOptions(options) => {
                let relation = self.open(table, span)?;
                self.set_options(&relation, options)?;
                if relation.index().is_some()
                    && let Some(index) = self.open_mut(table, span)?.index_mut()
                {
                    index.parameters = true;
                }
            }
            A::SetAccessMethod(method) => {
                self.check_table_method(method.as_ref())?;
                self.note_access_method(table, method.as_ref(), span);
            }
            A::ReplicaIdentity(identity) => self.set_replica_identity(table, identity, span)?,
            A::DependsOnExtension { extension, no } => {
                self.depends_on_extension(ObjectId::Relation(table), extension, *no)?;
            }
            A::AlterConstraint {
                name,
                attributes,
                inherit,
            } => self.alter_constraint(table, name, attributes, *inherit, span)?,
            A::ValidateConstraint { name } => self.validate_constraint(table, name, recurse)?,
            A::DropConstraint {
                if_exists,
                name,
                cascade,
            } => self.drop_constraint(table, name, *if_exists, *cascade, recurse)?,
            A::Inherit { parent } => self.inherit(table, parent, span)?,
            A::NoInherit { parent } => self.no_inherit(table, parent, span)?,
            A::AttachPartition { partition, bound } => {
                let relation = self.open(table, span)?;
                match bound {
                    Some(_) if relation.index().is_some() => {
                        return Err(SqlError::new(
                            "42P17",
                            span,
                            format!("\"{}\" is not a partitioned table", relation.name),
                        )
                        .help(
                            "attach an index with ALTER INDEX … ATTACH PARTITION, with no bound",
                        ));
                    }
                    None if relation.index().is_some() => {
                        self.attach_index_partition(table, partition, span)?;
                    }
                    Some(bound) => self.attach_partition(table, partition, bound, span)?,
                    None => {}
                }
            }
            A::DetachPartition {
                partition,
                concurrently,
                finalize,
            } => {
                if *finalize {
                    return Err(self.no_pending_detach(table, partition, span));
                }
                self.detach_partition(table, partition, *concurrently, span)?;
            }
            A::Of { ty } => self.set_of_type(table, ty, span)?,
            A::NotOf => self.not_of(table, span)?,
            A::SetLogged(logged) => self.set_logged(table, *logged, span)?,
            A::RowSecurity { enable, force } => {
                let relation = self.open_mut(table, span)?;
                if let Some(enable) = enable {
                    relation.row_security = *enable;
                }
                if let Some(force) = force {
                    relation.row_security_forced = *force;
                }
                self.changed(ObjectId::Relation(table), ChangeKind::Altered, span);
            }
            A::NoEffect {
                what: "ENABLE or DISABLE RULE",
                names: Some(name),
            } => self.switch_rule(table, name)?,
            A::NoEffect {
                what: what @ ("ENABLE TRIGGER" | "ENABLE REPLICA TRIGGER" | "DISABLE TRIGGER"),
                names,
            } => {
                self.check_named(table, what, names.as_ref())?;
                self.switch_triggers(table, *what == "ENABLE TRIGGER", names.as_ref(), recurse);
            }
            A::NoEffect { what, names } => {
                if what.contains("CLUSTER") && self.open(table, span)?.is_partitioned() {
                    return Err(SqlError::new(
                        "0A000",
                        span,
                        "cannot mark index clustered in partitioned table",
                    ));
                }
                self.check_named(table, what, names.as_ref())?;
            }
            // They stand alone in a statement.
            A::Rename { .. }
            | A::RenameColumn { .. }
            | A::RenameConstraint { .. }
            | A::SetSchema { .. } => {}
        }
        Ok(Vec::new())
    }

    /// A trigger or index that an action without effect names must exist.
    pub(super) fn check_named(&self, table: RelId, what: &str, name: Option<&Name>) -> Result {
        let Some(name) = name else {
            return Ok(());
        };
        let relation = self.open(table, name.span)?;
        if let Some(other) = self.index_of_another(what, &relation, &name.value) {
            return Err(SqlError::new(
                "42809",
                name.span,
                format!(
                    "\"{}\" is not an index for table \"{}\"",
                    name.value, relation.name
                ),
            )
            .also(other.origin.span, "the index is created here"));
        }
        let (word, known) = if what.contains("TRIGGER") {
            (
                "trigger",
                relation.triggers.contains_key(&name.value)
                    || ["all", "user"].contains(&name.value.as_str()),
            )
        } else if what.contains("CLUSTER") || what.contains("REPLICA") {
            let is_index = relation.indexes.iter().any(|id| {
                self.catalog
                    .rel(*id)
                    .is_some_and(|index| index.name == name.value)
            });
            ("index", is_index)
        } else {
            return Ok(());
        };
        if known {
            return Ok(());
        }
        Err(SqlError::new(
            "42704",
            name.span,
            format!(
                "{word} \"{}\" for table \"{}\" does not exist",
                name.value, relation.name
            ),
        )
        .label(format!("no such {word}")))
    }

    /// The index of that name in the table's schema, when it is another table's.
    fn index_of_another(&self, what: &str, table: &Relation, name: &str) -> Option<&Relation> {
        if !what.contains("CLUSTER") && !what.contains("REPLICA") {
            return None;
        }
        let found = self.catalog.rel(self.catalog.rel_in(table.schema, name)?)?;
        (found.index()?.table != table.id).then_some(found)
    }

    /// `ALTER CONSTRAINT`.
    fn alter_constraint(
        &mut self,
        table: RelId,
        name: &Name,
        attributes: &ddl::ConstraintAttributes,
        inherit: Option<bool>,
        span: Span,
    ) -> Result {
        let is_old = self.catalog.version.0 < 18;
        // The grammar of ALTER CONSTRAINT refuses both.
        let refused = match inherit {
            Some(false) if is_old => Some("FOREIGN KEY constraints cannot be marked NO INHERIT"),
            _ if !attributes.not_valid => None,
            _ if is_old => Some("FOREIGN KEY constraints cannot be marked NOT VALID"),
            _ => Some("constraints cannot be altered to be NOT VALID"),
        };
        if let Some(message) = refused {
            return Err(SqlError::new("0A000", span, message));
        }
        let relation = self.open(table, span)?;
        if let Some(inherit) = inherit {
            self.needs_version(18, "ALTER CONSTRAINT ... INHERIT", span)?;
            let Some(column) = relation.not_null_named(&name.value) else {
                if relation.constraint(&name.value).is_some() {
                    return Err(SqlError::new(
                        "42809",
                        name.span,
                        format!(
                            "constraint \"{}\" of relation \"{}\" is not a not-null constraint",
                            name.value, relation.name
                        ),
                    ));
                }
                return Err(missing(&relation, name));
            };
            return self.set_not_null_inherit(&relation, column, inherit, span);
        }
        let Some(constraint) = relation.constraint(&name.value) else {
            if relation.not_null_named(&name.value).is_some() {
                return Err(SqlError::new(
                    "42809",
                    name.span,
                    format!(
                        "constraint \"{}\" of relation \"{}\" is not a foreign key constraint",
                        name.value, relation.name
                    ),
                ));
            }
            return Err(missing(&relation, name));
        };
        if attributes.enforced.is_some() {
            self.needs_version(18, "ENFORCED", span)?;
        }
        if !matches!(constraint.kind, ConstraintKind::ForeignKey(_)) {
            let message = if attributes.enforced.is_some() {
                format!(
                    "cannot alter enforceability of constraint \"{}\" of relation \"{}\"",
                    name.value, relation.name
                )
            } else {
                format!(
                    "constraint \"{}\" of relation \"{}\" is not a foreign key constraint",
                    name.value, relation.name
                )
            };
            return Err(SqlError::new("42809", name.span, message)
                .also(constraint.span, "it is created here"));
        }
        if constraint.parent.is_some() {
            return Err(SqlError::new(
                "55000",
                name.span,
                format!(
                    "cannot alter constraint \"{}\" on relation \"{}\"",
                    name.value, relation.name
                ),
            )
            .help("alter the constraint it derives from instead"));
        }
        let mut targets = vec![(table, constraint.id)];
        let mut at = 0;
        while let Some((_, parent)) = targets.get(at).copied() {
            for child in self.catalog.descendants(table) {
                if let Some(child) = self.catalog.rel(child) {
                    targets.extend(
                        child
                            .constraints
                            .iter()
                            .filter(|constraint| constraint.parent == Some(parent))
                            .map(|constraint| (child.id, constraint.id)),
                    );
                }
            }
            at += 1;
        }
        let old_grammar = self.catalog.version.0 < 18;
        let alters_deferral = old_grammar
            || attributes.deferrable.is_some()
            || attributes.initially_deferred.is_some();
        for (id, constraint) in targets {
            let Some(constraint) = self.open_mut(id, span)?.constraint_by_id_mut(constraint) else {
                continue;
            };
            if alters_deferral {
                (constraint.deferrable, constraint.initially_deferred) = Self::deferral(attributes);
            }
            if let Some(enforced) = attributes.enforced {
                constraint.enforced = enforced;
                constraint.validated = enforced;
            }
            let number = constraint.id;
            self.changed(ObjectId::Constraint(id, number), ChangeKind::Altered, span);
        }
        Ok(())
    }

    /// `VALIDATE CONSTRAINT`.
    fn validate_constraint(&mut self, table: RelId, name: &Name, recurse: bool) -> Result {
        let relation = self.open(table, name.span)?;
        if let Some(column) = relation.not_null_named(&name.value) {
            let column_name = column.name.clone();
            let mut targets = vec![table];
            targets.extend(self.catalog.descendants(table));
            for target in targets {
                let target = self.open_mut(target, name.span)?;
                if let Some(not_null) = target
                    .columns
                    .iter_mut()
                    .find(|column| column.name == column_name)
                    .and_then(|column| column.not_null.as_mut())
                {
                    not_null.validated = true;
                }
            }
            return Ok(());
        }
        let Some(constraint) = relation.constraint(&name.value) else {
            return Err(missing(&relation, name));
        };
        let check = matches!(constraint.kind, ConstraintKind::Check(_));
        if !check && !matches!(constraint.kind, ConstraintKind::ForeignKey(_)) {
            return Err(if self.catalog.version.0 >= 18 {
                SqlError::new(
                    "42809",
                    name.span,
                    format!(
                        "cannot validate constraint \"{}\" of relation \"{}\"",
                        name.value, relation.name
                    ),
                )
                .detail("This operation is not supported for this type of constraint.")
            } else {
                SqlError::new(
                    "42809",
                    name.span,
                    format!(
                        "constraint \"{}\" of relation \"{}\" is not a foreign key or check constraint",
                        name.value, relation.name
                    ),
                )
            });
        }
        if !constraint.enforced {
            return Err(SqlError::new(
                "55000",
                name.span,
                "cannot validate NOT ENFORCED constraint",
            )
            .also(constraint.span, "it is NOT ENFORCED"));
        }
        if constraint.validated {
            return Ok(());
        }
        let id = constraint.id;
        if !check {
            self.works(table, WorkKind::ValidatesForeignKey(id), name.span);
        }
        let mut targets = vec![table];
        if !constraint.no_inherit || relation.is_partitioned() {
            let below = self.catalog.descendants(table);
            if check && !below.is_empty() && !recurse {
                return Err(SqlError::new(
                    "42P16",
                    name.span,
                    "constraint must be validated on child tables too",
                )
                .help("leave out ONLY"));
            }
            targets.extend(below);
        }
        for target in targets {
            let found = self.open_mut(target, name.span)?;
            let is_same = |other: &Shared<Constraint>| {
                other.id == id
                    || (check && target != table && other.name == name.value)
                    || (!check && other.parent == Some(id))
            };
            for other in found.constraints.picked(is_same) {
                other.validated = true;
            }
        }
        self.changed(
            ObjectId::Constraint(table, id),
            ChangeKind::Altered,
            name.span,
        );
        Ok(())
    }

    /// `OF type`.
    fn set_of_type(&mut self, table: RelId, name: &QName, span: Span) -> Result {
        let id = self.user_type(name)?;
        let Some(TypeKind::Composite(rel)) = self.catalog.ty(id).map(|ty| &ty.kind) else {
            return Err(self.not_composite(id, name));
        };
        let composite = self.open(*rel, span)?;
        let relation = self.open(table, span)?;
        let wrong = |message: String| {
            Err(SqlError::new("42804", name.span(), message)
                .also(composite.origin.span, "the type is created here"))
        };
        if !relation.parents().is_empty() {
            return Err(SqlError::new(
                "42809",
                name.span(),
                "typed tables cannot inherit",
            ));
        }
        let mut own = relation.columns.iter();
        for attribute in &composite.columns {
            let Some(column) = own.next() else {
                return wrong(format!("table is missing column \"{}\"", attribute.name));
            };
            if column.name != attribute.name {
                return wrong(format!(
                    "table has column \"{}\" where type requires \"{}\"",
                    column.name, attribute.name
                ));
            }
            if let (ColumnType::Known(a), ColumnType::Known(b)) = (&column.ty, &attribute.ty)
                && a != b
            {
                return wrong(format!(
                    "table \"{}\" has different type for column \"{}\"",
                    relation.name, column.name
                ));
            }
        }
        if let Some(extra) = own.next() {
            return wrong(format!("table has extra column \"{}\"", extra.name));
        }
        if let Some(info) = self.open_mut(table, span)?.table_mut() {
            info.of_type = Some(id);
        }
        Ok(())
    }

    /// `NOT OF`.
    fn not_of(&mut self, table: RelId, span: Span) -> Result {
        let relation = self.open_mut(table, span)?;
        let name = relation.name.clone();
        match relation.table_mut() {
            Some(info) if info.of_type.is_some() => {
                info.of_type = None;
                Ok(())
            }
            _ => Err(SqlError::new(
                "42809",
                span,
                format!("\"{name}\" is not a typed table"),
            )),
        }
    }

    /// `SET LOGGED`, `SET UNLOGGED`.
    fn set_logged(&mut self, table: RelId, logged: bool, span: Span) -> Result {
        let relation = self.open(table, span)?;
        let refuse = |message: String| Err(SqlError::new("42P16", span, message));
        let to = if logged {
            Persistence::Permanent
        } else {
            Persistence::Unlogged
        };
        if relation.is_partitioned() && self.catalog.version.0 >= 18 {
            return Err(SqlError::new(
                "42809",
                span,
                format!(
                    "ALTER action SET {} cannot be performed on relation \"{}\"",
                    if logged { "LOGGED" } else { "UNLOGGED" },
                    relation.name
                ),
            )
            .detail("This operation is not supported for partitioned tables."));
        }
        if relation.persistence == Persistence::Temporary {
            return refuse(format!(
                "cannot change logged status of table \"{}\" because it is temporary",
                relation.name
            ));
        }
        if relation.persistence == to {
            return Ok(());
        }
        if logged {
            for constraint in &relation.constraints {
                if let ConstraintKind::ForeignKey(key) = &constraint.kind
                    && key.table != table
                    && let Some(other) = self.catalog.rel(key.table)
                    && other.persistence != Persistence::Permanent
                {
                    return refuse(format!(
                        "could not change table \"{}\" to logged because it references unlogged table \"{}\"",
                        relation.name, other.name
                    ));
                }
            }
        } else {
            for (_, other) in self.catalog.relations.iter() {
                let references = other.id != table
                    && other.persistence == Persistence::Permanent
                    && other.constraints.iter().any(|constraint| {
                        matches!(&constraint.kind, ConstraintKind::ForeignKey(key) if key.table == table)
                    });
                if references {
                    return refuse(format!(
                        "could not change table \"{}\" to unlogged because it references logged table \"{}\"",
                        relation.name, other.name
                    ));
                }
            }
        }
        if Self::holds_rows(&relation, false) {
            self.works(table, WorkKind::Rewrites(Rewrite::Persistence), span);
        }
        let mut targets = vec![table];
        targets.extend(&relation.indexes);
        targets.extend(
            self.catalog
                .relations
                .iter()
                .filter_map(|(id, other)| match &other.kind {
                    RelationKind::Sequence(info)
                        if info.owned_by.is_some_and(|(owner, _)| owner == table) =>
                    {
                        Some(RelId(id))
                    }
                    _ => None,
                }),
        );
        for target in targets {
            self.open_mut(target, span)?.persistence = to;
        }
        self.changed(ObjectId::Relation(table), ChangeKind::Altered, span);
        Ok(())
    }
}
