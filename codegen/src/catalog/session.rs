//! What a session has beside the catalog: `search_path` and transactions.

use super::builtin::PG_TEMP;
use super::custom_setting::CustomSettings;
use super::error::{Result, SqlError};
use super::{
    Catalog, FunctionId, NewLabels, ObjectId, RelId, RelationKind, Replay, SchemaId, Shared, TypeId,
};
use crate::check::settings;
use crate::ddl::{Access, Name, QName, SetParameter, SetScope, SetSearchPath, Transaction};
use crate::diag::Span;

/// `search_path` of a database where nobody has set it.
const DEFAULT_PATH: [&str; 2] = ["$user", "public"];

/// The session of a [`Replay`].
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// `search_path`.
    path: Setting<Shared<Vec<String>>>,
    /// `check_function_bodies`: whether bodies of functions are checked where they are
    /// created.
    bodies: Setting<bool>,
    /// `restrict_nonsystem_relation_kind`: whether views that are not PostgreSQL's own are
    /// closed.
    closed_views: Setting<bool>,
    /// `session_authorization`, where the history has set it.
    login: Setting<Option<Shared<String>>>,
    /// `role`, where the history has set it to a role's name.
    role: Setting<Option<Shared<String>>>,
    /// Those of applications.
    pub(super) custom: CustomSettings,
    /// `ALTER DATABASE … SET search_path`, for the sessions to come.
    database_path: Option<Shared<Vec<String>>>,
    /// What it is where the database says nothing.
    default_path: Shared<Vec<String>>,
    /// The open transaction.
    open: Option<Box<Open>>,
    /// What ROLLBACK in a block comes back to: the block's start, or its last COMMIT.
    block: Option<Box<Snapshot>>,
    /// Labels that ALTER TYPE … ADD VALUE added in this transaction: they cannot
    /// be used before it is committed.
    pub(super) new_labels: NewLabels,
    /// The first type that was created in this transaction: labels of such a
    /// type can be used at once.
    pub(super) first_new_type: u32,
    /// Whether anything temporary was made, which ends with the session.
    pub(super) has_temporary: bool,
    /// Whether a savepoint was set, by SAVEPOINT or a PL/pgSQL handler.
    depth: u32,
    /// Whether what runs now is taken as if it ran outside of the transaction.
    apart: bool,
}

/// A parameter.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting<T> {
    /// As it is now.
    pub(super) now: T,
    /// As it will be when the transaction has ended: SET LOCAL leaves it alone.
    pub(super) after: T,
}

impl<T: Clone> Setting<T> {
    fn new(value: T) -> Self {
        Self {
            now: value.clone(),
            after: value,
        }
    }

    pub(super) fn set(&mut self, value: T, is_local: bool) {
        if !is_local {
            self.after = value.clone();
        }
        self.now = value;
    }

    fn end_transaction(&mut self) {
        self.now.clone_from(&self.after);
    }
}

impl<T: Clone> Setting<Shared<T>> {
    /// Changes a part of it.
    pub(super) fn change(&mut self, is_local: bool, change: impl Fn(&mut T)) {
        change(&mut self.now);
        if !is_local {
            change(&mut self.after);
        }
    }
}

/// What a rollback restores.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    catalog: Catalog,
    path: Setting<Shared<Vec<String>>>,
    bodies: Setting<bool>,
    closed_views: Setting<bool>,
    login: Setting<Option<Shared<String>>>,
    role: Setting<Option<Shared<String>>>,
    custom: CustomSettings,
    database_path: Option<Shared<Vec<String>>>,
    new_labels: NewLabels,
    changes: usize,
    work: usize,
}

impl Snapshot {
    pub(super) fn catalog(&self) -> &Catalog {
        &self.catalog
    }
}

/// An open transaction.
#[derive(Clone, Debug)]
struct Open {
    before: Snapshot,
    savepoints: Vec<(String, Snapshot)>,
    /// Whether the server made it, of a message of several statements: without BEGIN it
    /// has no savepoints.
    is_implicit: bool,
}

impl Session {
    /// A session of a database whose types are numbered on from `next_type`.
    pub(super) fn new(next_type: u32) -> Self {
        let path = Shared::from(DEFAULT_PATH.map(str::to_owned).to_vec());
        Self {
            default_path: path.clone(),
            path: Setting::new(path),
            bodies: Setting::new(true),
            closed_views: Setting::new(false),
            login: Setting::default(),
            role: Setting::default(),
            custom: Setting::default(),
            database_path: None,
            open: None,
            block: None,
            new_labels: NewLabels::default(),
            first_new_type: next_type,
            has_temporary: false,
            depth: 0,
            apart: false,
        }
    }

    fn default_path(&self) -> Shared<Vec<String>> {
        let path = self.database_path.as_ref();
        path.unwrap_or(&self.default_path).clone()
    }
}

impl Replay {
    /// Whether a transaction is open.
    pub fn in_transaction(&self) -> bool {
        self.session.open.is_some()
    }

    /// Labels of enums that the open transaction added and that nothing in it can use.
    pub fn new_labels(&self) -> &NewLabels {
        &self.session.new_labels
    }

    /// Runs `work` as if the open transaction had been committed before it: what
    /// a transaction forbids (CONCURRENTLY, labels that it added) is allowed.
    pub fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let labels = std::mem::take(&mut self.session.new_labels);
        self.session.apart = true;
        let result = work(self);
        self.session.apart = false;
        self.session.new_labels.append(&labels);
        result
    }

    /// Opens a transaction, as BEGIN does; nothing when one is open.
    pub fn begin(&mut self) {
        self.begin_implicit();
        if let Some(open) = &mut self.session.open {
            open.is_implicit = false;
        }
    }

    /// Begins the transaction that the server makes of a message of several statements;
    /// BEGIN makes it one like others.
    pub fn begin_implicit(&mut self) {
        if self.session.open.is_none() {
            let before = self.snapshot();
            self.session.first_new_type = self.catalog.types.next_id();
            self.session.open = Some(Box::new(Open {
                before,
                savepoints: Vec::new(),
                is_implicit: true,
            }));
        }
    }

    /// Ends the transaction and keeps what it did.
    pub fn commit(&mut self) {
        self.session.open = None;
        self.end_transaction();
    }

    /// Prepares what searches look at, once for all the copies that are made of
    /// this state.
    pub fn settle(&mut self) {
        self.catalog.note_uses();
    }

    /// Ends the transaction and takes back what it did.
    pub fn rollback(&mut self) {
        if let Some(open) = self.session.open.take() {
            self.restore(open.before);
        }
        self.end_transaction();
    }

    /// A new session on the same database: temporary objects are gone, settings
    /// are the database's. An open transaction is rolled back.
    pub fn new_session(&mut self) {
        self.rollback();
        self.drop_temporary(false);
        self.session.has_temporary = false;
        self.drawn = super::drawn::Drawn::default();
        self.session.path = Setting::new(self.session.default_path());
        self.session.bodies = Setting::new(true);
        self.session.closed_views = Setting::new(false);
        self.session.login = Setting::default();
        self.session.role = Setting::default();
        self.session.custom = Setting::default();
    }

    /// What follows the end of a transaction, or of a statement outside of one.
    pub(super) fn end_transaction(&mut self) {
        self.session.path.end_transaction();
        self.session.bodies.end_transaction();
        self.session.closed_views.end_transaction();
        self.session.login.end_transaction();
        self.session.role.end_transaction();
        self.session.custom.end_transaction();
        self.session.new_labels = NewLabels::default();
        self.session.first_new_type = self.catalog.types.next_id();
        self.drop_temporary(true);
    }

    /// Removes temporary relations, all of them or those with ON COMMIT DROP.
    fn drop_temporary(&mut self, on_commit: bool) {
        if !self.session.has_temporary {
            return;
        }
        let tables: Vec<_> = self
            .catalog
            .relations_in(PG_TEMP)
            .filter(|relation| match &relation.kind {
                RelationKind::Table(table) => !on_commit || table.on_commit_drop,
                RelationKind::Index(_) => false,
                _ => !on_commit,
            })
            .map(|relation| (relation.id, relation.origin.span))
            .collect();
        for (id, span) in tables {
            if self.catalog.rel(id).is_some() {
                self.drop_cascading(ObjectId::Relation(id), span);
            }
        }
        if !on_commit {
            let types: Vec<_> = self
                .catalog
                .types
                .iter()
                .filter(|(_, ty)| ty.schema == PG_TEMP)
                .map(|(id, ty)| (TypeId(id), ty.origin.span))
                .collect();
            for (id, span) in types {
                if self.catalog.ty(id).is_some() {
                    self.drop_cascading(ObjectId::Type(id), span);
                }
            }
        }
    }

    /// The state to come back to.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            catalog: self.catalog.clone(),
            path: self.session.path.clone(),
            bodies: self.session.bodies.clone(),
            closed_views: self.session.closed_views.clone(),
            login: self.session.login.clone(),
            role: self.session.role.clone(),
            custom: self.session.custom.clone(),
            database_path: self.session.database_path.clone(),
            new_labels: self.session.new_labels.clone(),
            changes: self.changes.len(),
            work: self.work.len(),
        }
    }

    /// Comes back to a state.
    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        self.catalog = snapshot.catalog;
        self.session.path = snapshot.path;
        self.session.bodies = snapshot.bodies;
        self.session.closed_views = snapshot.closed_views;
        self.session.login = snapshot.login;
        self.session.role = snapshot.role;
        self.session.custom = snapshot.custom;
        self.session.database_path = snapshot.database_path;
        self.session.new_labels = snapshot.new_labels;
        self.changes.truncate(snapshot.changes);
        self.work.truncate(snapshot.work);
    }

    /// Runs `work` as a subtransaction: what it did is taken back when it fails.
    pub(super) fn subtransaction<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let before = self.snapshot();
        self.session.depth += 1;
        let result = work(self);
        self.session.depth -= 1;
        if result.is_err() {
            self.restore(before);
        }
        result
    }

    /// Refuses what cannot run in a transaction (`CREATE INDEX CONCURRENTLY`), nor
    /// in a block.
    pub(super) fn prevent_in_transaction(&self, what: &str, span: Span) -> Result {
        if self.session.apart {
            return Ok(());
        }
        if !self.in_transaction() && self.locals.are_in_a_block() {
            return Err(SqlError::new(
                "25001",
                span,
                format!("{what} cannot be executed from a function"),
            )
            .help("take it out of the block, as a statement of its own"));
        }
        if self.in_transaction() {
            return Err(SqlError::new(
                "25001",
                span,
                format!("{what} cannot run inside a transaction block"),
            )
            .help(
                "run it in a revision of its own, outside a transaction (`-- transaction: off`)",
            ));
        }
        Ok(())
    }

    /// Refuses what does something only within a transaction (`LOCK TABLE`); a block
    /// is in one.
    pub(super) fn require_transaction(&self, what: &str, span: Span) -> Result {
        if self.in_transaction() || self.locals.are_in_a_block() {
            return Ok(());
        }
        Err(outside(what, span))
    }

    /// BEGIN, COMMIT, SAVEPOINT and the like.
    pub(super) fn transaction(&mut self, stmt: &Transaction) -> Result {
        match stmt {
            Transaction::Begin => self.begin(),
            Transaction::Commit => self.commit(),
            Transaction::Rollback => self.rollback(),
            Transaction::Savepoint(name) => {
                let snapshot = self.snapshot();
                match &mut self.session.open {
                    Some(open) if !open.is_implicit => {
                        open.savepoints.push((name.value.clone(), snapshot));
                    }
                    _ => return Err(outside("SAVEPOINT", name.span)),
                }
            }
            Transaction::Release(name) => {
                let Some(open) = self.session.open.as_mut().filter(|open| !open.is_implicit) else {
                    return Err(outside("RELEASE SAVEPOINT", name.span));
                };
                let at = find_savepoint(open, name)?;
                open.savepoints.truncate(at);
            }
            Transaction::RollbackTo(name) => {
                let Some(open) = self.session.open.as_mut().filter(|open| !open.is_implicit) else {
                    return Err(outside("ROLLBACK TO SAVEPOINT", name.span));
                };
                let at = find_savepoint(open, name)?;
                open.savepoints.truncate(at + 1);
                if let Some((_, snapshot)) = open.savepoints.last() {
                    let snapshot = snapshot.clone();
                    self.restore(snapshot);
                }
            }
            Transaction::Prepared(what, words) => self.prevent_in_transaction(what, *words)?,
            Transaction::Prepare(words) => self.can_prepare(*words)?,
            Transaction::Other => {}
        }
        Ok(())
    }

    /// A transaction that made, changed or dropped anything temporary cannot be
    /// prepared: another session may end it.
    fn can_prepare(&self, words: Span) -> Result {
        let Some(open) = &self.session.open else {
            return Ok(());
        };
        let both = [open.before.catalog(), &self.catalog];
        let [before, now] = both;
        let relations = now.relations.differing(&before.relations);
        let types = now.types.differing(&before.types);
        let functions = now.functions.differing(&before.functions);
        let any = |ids: &[u32], schema: &dyn Fn(&Catalog, u32) -> Option<SchemaId>| {
            let mut ids = ids.iter();
            ids.any(|id| both.iter().any(|of| schema(of, *id) == Some(PG_TEMP)))
        };
        let is_temporary = any(&relations, &|of, id| Some(of.rel(RelId(id))?.schema))
            || any(&types, &|of, id| Some(of.ty(TypeId(id))?.schema))
            || any(&functions, &|of, id| {
                Some(of.function(FunctionId(id))?.schema)
            });
        if is_temporary {
            return Err(SqlError::new(
                "0A000",
                words,
                "cannot PREPARE a transaction that has operated on temporary objects",
            )
            .help("leave what is temporary out of the transaction, or write COMMIT"));
        }
        Ok(())
    }

    /// Runs a `DO` block, which outside of a transaction can end its own.
    pub(super) fn in_block<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let start = Some(Box::new(self.snapshot()));
        let outer = std::mem::replace(&mut self.session.block, start);
        let result = work(self);
        self.session.block = outer;
        result
    }

    /// COMMIT or ROLLBACK in a block that runs outside of a transaction.
    pub(super) fn end_in_block(&mut self, stmt: &Transaction) {
        if let (Transaction::Rollback, Some(start)) = (stmt, self.session.block.clone()) {
            self.restore(*start);
        }
        self.end_transaction();
        self.session.block = Some(Box::new(self.snapshot()));
    }

    /// `SET search_path`.
    pub(super) fn set_search_path(&mut self, stmt: &SetSearchPath) {
        let path = match &stmt.path {
            Some(names) => {
                let names = names.iter().map(|name| name.value.clone());
                Shared::from(names.collect::<Vec<String>>())
            }
            None => self.session.default_path(),
        };
        self.session.path.set(path, stmt.local);
    }

    /// Follows the settings on which refusals depend.
    pub(super) fn follow_setting(&mut self, set: &SetParameter) {
        self.set_body_checks(set);
        self.set_closed_views(set);
        self.set_custom(set);
    }

    /// Whether views are closed from here on. A value that is not known closes none, and one
    /// of a later session is not followed.
    fn set_closed_views(&mut self, set: &SetParameter) {
        let is_closed = match (set.name.value.as_str(), set.scope) {
            ("all", SetScope::Reset | SetScope::Discard)
            | ("restrict_nonsystem_relation_kind", SetScope::Call | SetScope::Reset) => false,
            ("restrict_nonsystem_relation_kind", SetScope::Session | SetScope::Local) => {
                let value = set.value.as_deref().unwrap_or_default();
                value
                    .split(',')
                    .any(|kind| kind.trim_matches(['\'', ' ']).eq_ignore_ascii_case("view"))
            }
            _ => return,
        };
        let is_local = set.scope == SetScope::Local;
        self.session.closed_views.set(is_closed, is_local);
    }

    /// Refuses a data statement that reads or writes a view where views are closed.
    pub(super) fn check_closed_views(
        &self,
        what: &str,
        relations: &[QName],
        writes: &[(&'static str, QName)],
        access: &Access,
    ) -> Result {
        if !self.session.closed_views.now {
            return Ok(());
        }
        // The only relation of a change is not listed again.
        let only = match (what, writes, relations) {
            ("SELECT" | "EXPLAIN" | "WITH", ..) => None,
            (_, [], [only]) => Some(only),
            _ => None,
        };
        let targets: Vec<&QName> = writes.iter().map(|(_, name)| name).chain(only).collect();
        let sources = access.levels.iter().flat_map(|level| &level.from);
        let read = sources
            .filter_map(|source| source.relation.as_ref())
            .filter(|name| relations.contains(name))
            .filter(|name| !targets.contains(name));
        // What a trigger or rule does in its place is not read through.
        let written = targets.iter().copied().filter(|name| {
            let relation = self.find_relation(name).and_then(|id| self.catalog.rel(id));
            relation.is_some_and(|relation| {
                relation.triggers.is_empty()
                    && relation.rules.is_empty()
                    && relation.taint.is_none()
            })
        });
        for name in read.chain(written) {
            let relation = self.find_relation(name).and_then(|id| self.catalog.rel(id));
            if let Some(relation) = relation
                && matches!(relation.kind, RelationKind::View(_))
            {
                let message = format!(
                    "access to non-system view \"{}\" is restricted",
                    relation.name
                );
                return Err(SqlError::new("55000", name.span(), message)
                    .also(relation.origin.span, "the view is created here")
                    .help("reset restrict_nonsystem_relation_kind before it"));
            }
        }
        Ok(())
    }

    /// Whether bodies of functions are checked from here on. A value that is not
    /// known counts as off, and so does one that a later session may begin with.
    fn set_body_checks(&mut self, set: &SetParameter) {
        let name = set.name.value.as_str();
        let is_on = match (name, set.scope) {
            ("all", SetScope::Reset | SetScope::Discard) => true,
            ("check_function_bodies", SetScope::Function) => return,
            ("check_function_bodies", SetScope::Call) => false,
            ("check_function_bodies", _) => set.value.as_ref().is_none_or(|value| {
                let value = value.trim_matches('\'').to_ascii_lowercase();
                value == "on" || value == "1" || value.starts_with(['t', 'y'])
            }),
            _ => return,
        };
        let is_local = set.scope == SetScope::Local;
        self.session.bodies.set(is_on, is_local);
    }

    /// Whether bodies of functions are checked.
    pub(super) fn checks_bodies(&self) -> bool {
        self.session.bodies.now
    }

    /// `SET ROLE` and `SET SESSION AUTHORIZATION`. A name that is not known, as that of the
    /// role that has connected, is none.
    fn set_role(&mut self, set: &SetParameter) {
        let is_local = set.scope == SetScope::Local;
        let value = match set.scope {
            SetScope::Session | SetScope::Local => set.value.as_ref(),
            SetScope::Reset | SetScope::Discard | SetScope::Call => None,
            SetScope::Function | SetScope::Role | SetScope::Database | SetScope::System => return,
        };
        match set.name.value.as_str() {
            "session_authorization" => {
                self.session
                    .login
                    .set(value.cloned().map(Shared::from), is_local);
                self.session.role.set(None, is_local);
            }
            "role" if set.scope == SetScope::Call => {
                self.session.login.set(None, false);
                self.session.role.set(None, false);
            }
            "role" => {
                let role = value.filter(|role| *role != "none").cloned();
                self.session.role.set(role.map(Shared::from), is_local);
            }
            // RESET ALL leaves both alone. What set_config() sets is not known.
            "all" if matches!(set.scope, SetScope::Discard | SetScope::Call) => {
                self.session.login.set(None, false);
                self.session.role.set(None, false);
            }
            _ => {}
        }
    }

    /// `session_user`, where it is known.
    pub(super) fn session_role(&self) -> Option<&str> {
        self.session.login.now.as_ref().map(|name| name.as_str())
    }

    /// `current_user`, where it is known.
    pub(super) fn current_role(&self) -> Option<&str> {
        match &self.session.role.now {
            Some(role) => Some(role.as_str()),
            None => self.session_role(),
        }
    }

    /// `SET` of anything else; only what later look-ups see is kept.
    pub(super) fn set_parameter(&mut self, stmt: &SetParameter) -> Result {
        match stmt.scope {
            SetScope::System => self.prevent_in_transaction("ALTER SYSTEM", stmt.name.span)?,
            SetScope::Discard => self.prevent_in_transaction("DISCARD ALL", stmt.name.span)?,
            _ => {}
        }
        let name = &stmt.name;
        let is_set = matches!(stmt.scope, SetScope::Session | SetScope::Local);
        if is_set && !settings::may_exist(&name.value) {
            let error = SqlError::new(
                "42704",
                name.span,
                format!("unrecognized configuration parameter \"{}\"", name.value),
            )
            .label("no such setting");
            return Err(match settings::near(&name.value) {
                Some(near) => error.help(format!("write `{near}` if that setting is meant")),
                None => error.help(
                    "take the statement out; a setting of the application has a dot in its name",
                ),
            });
        }
        self.set_role(stmt);
        match (stmt.name.value.as_str(), stmt.scope) {
            ("all", SetScope::Reset | SetScope::Discard) => {
                self.session.path = Setting::new(self.session.default_path());
            }
            ("search_path", SetScope::Database) => {
                self.session.database_path =
                    stmt.value.as_deref().map(split_path).map(Shared::from);
            }
            _ => {}
        }
        Ok(())
    }

    /// Schemas of `search_path` that exist, with `pg_temp` and `pg_catalog` first
    /// when they are not named: where relations and types are looked up.
    pub(super) fn lookup_path(&self) -> Vec<SchemaId> {
        let mut path = self.named_path();
        for implicit in [super::builtin::PG_CATALOG, PG_TEMP] {
            if !path.contains(&implicit) {
                path.insert(0, implicit);
            }
        }
        path
    }

    /// Schemas of `search_path` that exist, in order.
    pub(super) fn named_path(&self) -> Vec<SchemaId> {
        let names = &self.session.path.now;
        // Those that are looked into without a name may come before them.
        let mut path = Vec::with_capacity(names.len() + 2);
        for name in names.iter() {
            let name = match name.as_str() {
                "$user" => self.current_role().unwrap_or(name),
                name => name,
            };
            if let Some(id) = self.catalog.schema_id(name)
                && !path.contains(&id)
            {
                path.push(id);
            }
        }
        path
    }

    /// `current_schema()`.
    pub(super) fn current_schema(&self) -> Option<SchemaId> {
        self.named_path().into_iter().find(|id| *id != PG_TEMP)
    }

    /// `search_path` as it was set, for elements of CREATE SCHEMA and the like.
    pub(super) fn swap_path(&mut self, path: Shared<Vec<String>>) -> Shared<Vec<String>> {
        std::mem::replace(&mut self.session.path.now, path)
    }

    /// `search_path` as it was set.
    pub(super) fn path(&self) -> &[String] {
        &self.session.path.now
    }

    /// Comes back to a path, as at the end of a function that has set one.
    pub(super) fn set_path(&mut self, path: Vec<String>) {
        self.session.path.now = path.into();
    }
}

fn find_savepoint(open: &Open, name: &Name) -> Result<usize> {
    open.savepoints
        .iter()
        .rposition(|(savepoint, _)| *savepoint == name.value)
        .ok_or_else(|| {
            SqlError::new(
                "3B001",
                name.span,
                format!("savepoint \"{}\" does not exist", name.value),
            )
        })
}

fn outside(what: &str, span: Span) -> Box<SqlError> {
    SqlError::new(
        "25P01",
        span,
        format!("{what} can only be used in transaction blocks"),
    )
    .label("no transaction is open")
    .help("write BEGIN before it and COMMIT behind it, or let the revision run in a transaction")
}

/// A list of identifiers as ALTER DATABASE … SET writes it.
fn split_path(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(|part| part.trim().trim_matches(['\'', '"']).to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}
