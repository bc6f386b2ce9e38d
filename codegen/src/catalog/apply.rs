//! Which statement goes where.

use super::drawn::Drawn;
use super::error::{Result, SqlError};
use super::held::Held;
use super::pllocal::Locals;
use super::session::Session;
use super::{Catalog, Change, ChangeKind, ObjectId, PgVersion, RelId, Work, WorkKind};
use crate::check::settings;
use crate::ddl::{SetParameter, SetScope, Stmt, StmtKind};
use crate::diag::{Diagnostic, Edit, Span};

/// A session on a [`Catalog`]: applies statements in order.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The state so far.
    pub catalog: Catalog,
    /// What the statements since the last [`Replay::take_changes`] did.
    pub(super) changes: Vec<Change>,
    /// What the statements since the last [`Replay::take_settings`] have set.
    settings: Vec<SetParameter>,
    /// What they make the server do, since the last [`Replay::take_work`].
    pub(super) work: Vec<Work>,
    /// `search_path` and transactions.
    pub(super) session: Session,
    /// Notices and taints that do not stop the replay.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether what runs now is only tried.
    pub(super) trial: Trial,
    /// How much the DO blocks that run have done.
    pub(super) running: Running,
    /// The variables of the DO block that runs.
    pub(super) locals: Locals,
    /// What the last refused statement could not drop.
    pub(super) held: Option<Held>,
    /// What was drawn from sequences.
    pub(super) drawn: Drawn,
}

/// What bounds the work of a DO block.
#[derive(Clone, Debug, Default)]
pub(super) struct Running {
    /// How many blocks run, each in an EXECUTE of the one before.
    pub(super) depth: u32,
    /// How many rounds loops of the outermost have made, each in another or not.
    pub(super) rounds: usize,
    /// Where the functions are called that run, the outermost first.
    pub(super) calls: Vec<Span>,
    /// Whether a function runs, which cannot end the transaction.
    pub(super) atomic: bool,
    /// The statement of the migration that runs.
    pub(super) statement: Span,
}

/// What is tried on a copy because it may or may not run.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    /// How many trials are within each other.
    pub(super) depth: u32,
    /// Whether what is tainted is taken as it is.
    pub(super) certain: bool,
    /// When all that is asked is whether anything is in doubt: how many taints there were
    /// before. With one more a block does not go on.
    pub(super) before_doubt: Option<usize>,
    /// SQLSTATEs with which something that was tried has failed.
    pub(super) failed: Vec<&'static str>,
}

impl Replay {
    /// A session on a new database.
    pub fn new(version: PgVersion) -> Self {
        let catalog = Catalog::new(version);
        let session = Session::new(catalog.types.next_id());
        Self {
            catalog,
            changes: Vec::new(),
            settings: Vec::new(),
            work: Vec::new(),
            session,
            diagnostics: Vec::new(),
            trial: Trial::default(),
            running: Running::default(),
            locals: Locals::default(),
            held: None,
            drawn: Drawn::default(),
        }
    }

    /// Applies one statement. On an error nothing of it is left in the catalog.
    pub fn apply(&mut self, stmt: &Stmt) -> Result {
        self.check_drawn(stmt)?;
        let settings = self.settings.len();
        self.running.statement = stmt.span;
        let result = self.subtransaction(|replay| {
            // The triggers of the statement may change what there is.
            let left_out = replay.check_left_out(stmt);
            replay.dispatch(stmt)?;
            left_out
        });
        self.follow_drawn(stmt, result.is_ok());
        if result.is_err() {
            self.settings.truncate(settings);
        }
        if !self.in_transaction() {
            self.end_transaction();
        }
        result
    }

    /// Applies one statement as a part of another.
    pub(super) fn dispatch(&mut self, stmt: &Stmt) -> Result {
        self.prepare(stmt)?;
        self.dispatch_kind(stmt)
    }

    /// What comes before a statement does anything.
    pub(super) fn prepare(&mut self, stmt: &Stmt) -> Result {
        let version = self.catalog.version.0;
        if let Some(need) = stmt.needs.iter().find(|need| version < need.version) {
            let instead = need.instead.map_or("it otherwise", |(word, _)| word);
            let mut error = SqlError::new(need.code, need.span, need.message.clone())
                .label(format!("PostgreSQL {} understands this", need.version))
                .help(format!(
                    "write {instead}, or take the versions before {} out of `postgres` in pgbindgen.toml",
                    need.version
                ));
            error.edit = need.instead.map(|(word, span)| Edit {
                span,
                text: if span.range().is_empty() {
                    format!(" {word}")
                } else {
                    word.to_owned()
                },
            });
            return Err(error);
        }
        self.check_tainted_names(stmt)?;
        if let Some(access) = &stmt.access {
            self.check_access(access)?;
        }
        self.check_written_views(&stmt.kind, stmt.access.as_deref())?;
        for set in &stmt.sets {
            let waits = set.scope == SetScope::System && self.in_transaction();
            if !waits {
                settings::check_value(set, self.catalog.version)?;
            }
            self.follow_setting(set);
        }
        self.settings.extend(stmt.sets.iter().cloned());
        Ok(())
    }

    fn dispatch_kind(&mut self, stmt: &Stmt) -> Result {
        match &stmt.kind {
            StmtKind::CreateSchema(create) => self.create_schema(create),
            StmtKind::AlterSchemaRename { name, to } => self.rename_schema(name, to),
            StmtKind::CreateType(create) => self.create_type(create),
            StmtKind::AlterType(alter) => self.alter_type(alter),
            StmtKind::CreateDomain(create) => self.create_domain(create),
            StmtKind::AlterDomain(alter) => self.alter_domain(alter),
            StmtKind::CreateExtension(create) => self.create_extension(create),
            StmtKind::CreateFunction(create) => self.create_function(create),
            StmtKind::CreateTrigger(create) => self.create_trigger(create),
            StmtKind::CreateRule(create) => self.create_rule(create),
            StmtKind::CreateOperator(create) => self.create_operator(create),
            StmtKind::CreatePolicy {
                name,
                table,
                options,
            } => self.create_policy(name, table, options),
            StmtKind::AlterPolicy {
                name,
                table,
                options,
            } => self.alter_policy(name, table, options),
            StmtKind::CreateCollation {
                if_not_exists,
                name,
                source,
            } => self.create_collation(name, *if_not_exists, source),
            StmtKind::AlterObject(alter) => self.alter_object(alter),
            StmtKind::Comment(comment) => self.comment(comment),
            StmtKind::CreateTable(create) => {
                self.create_table(create)?;
                self.created_table(create)
            }
            StmtKind::CreateIndex(create) => self.create_index(create),
            StmtKind::AlterTable(alter) => self.alter_table(alter),
            StmtKind::Drop(drop) => self.drop_statement(drop, stmt.span),
            StmtKind::CreateView(create) => self.create_view(create),
            StmtKind::CreateSequence(create) => self.create_sequence(create),
            StmtKind::AlterSequence(alter) => self.alter_sequence(alter),
            StmtKind::SetSearchPath(set) => {
                self.set_search_path(set);
                Ok(())
            }
            StmtKind::SetParameter(set) => self.set_parameter(set),
            // What is only tried leaves transactions alone.
            StmtKind::Transaction(_) if self.trial.depth > 0 => Ok(()),
            StmtKind::Transaction(transaction) => self.transaction(transaction),
            StmtKind::Do(block) => self.do_block(block),
            StmtKind::Registry(registry) => self.registry_statement(registry, stmt.span),
            StmtKind::NoEffect {
                what,
                calls,
                relations,
                writes,
                query,
            } => {
                if matches!(
                    *what,
                    "INSERT" | "UPDATE" | "DELETE" | "MERGE" | "WITH" | "SELECT" | "EXPLAIN"
                ) && let Some(access) = &stmt.access
                {
                    self.check_closed_views(what, relations, writes, access)?;
                    self.check_replicated(&access.changes)?;
                    if *what == "SELECT" {
                        self.check_populated(access)?;
                    }
                }
                let set = stmt.access.as_ref().map(|access| access.writes.as_slice());
                let set = set.unwrap_or_default();
                if let Some(reason) = self.catalog_written(what, relations, writes, set)? {
                    self.taint(stmt.span, &reason, &[]);
                    return Ok(());
                }
                let query = query.as_deref();
                self.no_effect(what, calls, relations, writes, query, stmt.span)?;
                if let Some(access) = &stmt.access {
                    self.follow_refreshed(access);
                }
                Ok(())
            }
            StmtKind::Opaque { reason, touches } => {
                self.taint(stmt.span, reason, touches);
                Ok(())
            }
        }
    }

    /// What was done since the last call.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// The settings that were given a value since the last call.
    pub fn take_settings(&mut self) -> Vec<SetParameter> {
        std::mem::take(&mut self.settings)
    }

    /// What was asked of the server since the last call.
    pub fn take_work(&mut self) -> Vec<Work> {
        std::mem::take(&mut self.work)
    }

    /// Notes that something is done with the rows of a table.
    pub(super) fn works(&mut self, table: RelId, kind: WorkKind, span: Span) {
        self.work.push(Work { table, kind, span });
    }

    /// Notes that something was done to an object.
    pub(super) fn changed(&mut self, object: ObjectId, kind: ChangeKind, span: Span) {
        self.changes.push(Change { object, kind, span });
    }

    /// Diagnostics that did not stop the replay, since the last call.
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics)
    }
}
