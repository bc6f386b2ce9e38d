//! Settings that belong to the server and not to a migration.

use crate::check::settings::{self, Context};
use crate::check::{Applied, Certainty, Finding, Level, Pass, Rule, Settings};
use crate::ddl::{SetParameter, SetScope};
use crate::diag::{Diagnostic, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "server-setting",
    summary: "a setting is set that PostgreSQL takes only at server start or by reload",
    level: Level::Deny,
    page: include_str!("server_setting.md"),
    pass: Pass::Revision(pass),
};

fn pass(revision: &Applied<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let down = revision.undone.iter().flat_map(|undone| &undone.statements);
    let statements = revision.statements.iter().chain(down);
    let mut told: Vec<Span> = Vec::new();
    for set in statements.flat_map(|stmt| &stmt.settings) {
        // A loop of a block sets it again and again.
        if told.contains(&set.name.span) {
            continue;
        }
        let context = settings::context(&set.name.value, revision.after.version);
        let diagnostic = match set.scope {
            SetScope::System => Some(of_system(set, context)),
            _ => context.and_then(|context| of_session(set, context)),
        };
        if let Some(diagnostic) = diagnostic {
            told.push(set.name.span);
            out.push(Finding {
                span: set.name.span,
                diagnostic,
                certainty: Certainty::Certain,
            });
        }
    }
}

/// A setting that cannot be set but for the whole server. Checked on servers of
/// 15 and 18: every way is refused with 55P02, but for taking away what
/// ALTER DATABASE and ALTER ROLE have set.
fn of_session(set: &SetParameter, context: Context) -> Option<Diagnostic> {
    let name = &set.name.value;
    let keeps = matches!(
        set.scope,
        SetScope::Database | SetScope::Role | SetScope::Function
    );
    if context.is_of_session() || (keeps && set.value.is_none()) {
        return None;
    }
    let (label, refused, help) = match context {
        Context::Absent | Context::User | Context::Superuser => return None,
        Context::Internal => (
            "nobody can set it: the server computes it",
            "cannot be changed",
            "remove the statement".to_owned(),
        ),
        Context::Postmaster => (
            "the server takes it only when it starts",
            "cannot be changed without restarting the server",
            format!("set `{name}` in the server's configuration, and restart the server"),
        ),
        Context::Sighup => (
            "the server takes it from its configuration only, at the start and at a reload",
            "cannot be changed now",
            format!("set `{name}` in the server's configuration, and reload it"),
        ),
        Context::Backend | Context::SuperuserBackend => (
            "the server takes it only when a connection begins",
            "cannot be set after connection start",
            format!(
                "set `{name}` in the server's configuration, or give it in the options of the connection"
            ),
        ),
    };
    Some(
        Diagnostic::error(
            RULE.name,
            set.name.span,
            format!(
                "{} cannot change `{name}`, whose context is `{}`",
                way(set.scope),
                context.word()
            ),
        )
        .with_label(label)
        .with_note(format!(
            "the server refuses it: 55P02, parameter \"{name}\" {refused}"
        ))
        .with_help(help),
    )
}

/// ALTER SYSTEM, of any setting.
fn of_system(set: &SetParameter, context: Option<Context>) -> Diagnostic {
    let name = &set.name.value;
    let (what, effect) = match context {
        _ if name == "all" => (
            "every setting for the whole server".to_owned(),
            "it empties `postgresql.auto.conf`, for every database of the server",
        ),
        None => (
            format!("`{name}` for the whole server"),
            "it is written to `postgresql.auto.conf`, for every database of the server",
        ),
        Some(context) => (
            format!(
                "`{name}`, whose context is `{}`, for the whole server",
                context.word()
            ),
            match context {
                Context::Internal | Context::Absent => "the server refuses it",
                Context::Postmaster => {
                    "every database of the server gets it, once somebody has restarted the server"
                }
                Context::Sighup => {
                    "every database of the server gets it, once somebody has reloaded the configuration"
                }
                Context::SuperuserBackend
                | Context::Backend
                | Context::Superuser
                | Context::User => {
                    "every database of the server gets it in new sessions, once somebody has reloaded the configuration"
                }
            },
        ),
    };
    let diagnostic = Diagnostic::error(
        RULE.name,
        set.name.span,
        format!("ALTER SYSTEM changes {what}"),
    )
    .with_label(effect)
    .with_note("ALTER SYSTEM cannot run in a transaction, and no rollback takes it back");
    if context.is_some_and(Context::is_of_session) {
        diagnostic.with_help(format!(
            "set it for this database: `ALTER DATABASE … SET {name}`; or in the server's configuration"
        ))
    } else {
        diagnostic
            .with_help("set it in the server's configuration, where the server is looked after")
    }
}

/// The way in which a setting is set, in words.
fn way(scope: SetScope) -> &'static str {
    match scope {
        SetScope::Session => "SET",
        SetScope::Local => "SET LOCAL",
        SetScope::Database => "ALTER DATABASE",
        SetScope::Role => "ALTER ROLE",
        SetScope::System => "ALTER SYSTEM",
        SetScope::Reset | SetScope::Discard => "RESET",
        SetScope::Function => "SET of a function",
        SetScope::Call => "set_config",
    }
}
