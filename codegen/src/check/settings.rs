//! When PostgreSQL takes a setting: its context, which `pg_settings` tells.

use super::rules::OF_THE_SERVER as RULE;
use super::settings_data::SETTINGS;
pub(crate) use super::settings_values::check_value;
use crate::catalog::PgVersion;
use crate::diag::Diagnostic;

/// When a setting can be given a value (the manual, `pg_settings`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// The version does not have it.
    Absent,
    /// Never: the server computes it.
    Internal,
    /// When the server starts.
    Postmaster,
    /// From the configuration file, at the start and at a reload.
    Sighup,
    /// When a connection of a superuser begins.
    SuperuserBackend,
    /// When a connection begins.
    Backend,
    /// At any time, by a superuser.
    Superuser,
    /// At any time.
    User,
}

impl Context {
    /// PostgreSQL's word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Internal => "internal",
            Self::Postmaster => "postmaster",
            Self::Sighup => "sighup",
            Self::SuperuserBackend => "superuser-backend",
            Self::Backend => "backend",
            Self::Superuser => "superuser",
            Self::User => "user",
        }
    }

    /// Whether a session can set it.
    pub(super) fn is_of_session(self) -> bool {
        matches!(self, Self::Superuser | Self::User)
    }
}

/// The context of a setting, whose name is compared without regard to case, as
/// the server does. `None` for what no server of the version has, such as an
/// extension's. No server of 16 and 17 was asked: what 15 knows holds for them,
/// and what it does not, as on 18.
pub(super) fn context(name: &str, version: PgVersion) -> Option<Context> {
    let name = name.to_ascii_lowercase();
    let at = SETTINGS
        .binary_search_by(|(known, _, _)| (*known).cmp(&name))
        .ok()?;
    let (_, old, new) = SETTINGS.get(at)?;
    let context = match version.0 {
        18.. => *new,
        15 => *old,
        _ if *old != Context::Absent => *old,
        _ => *new,
    };
    (context != Context::Absent).then_some(context)
}

/// Settings that `pg_settings` does not show, and the old names of others.
const NOT_SHOWN: [&str; 11] = [
    "all",
    "catalog",
    "default_with_oids",
    "force_parallel_mode",
    "is_superuser",
    "role",
    "seed",
    "session_authorization",
    "sort_mem",
    "ssl_renegotiation_limit",
    "vacuum_mem",
];

/// Whether some version may have a setting of that name: PostgreSQL's own, or one
/// with a dot, which anybody can make.
pub(crate) fn may_exist(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains('.')
        || NOT_SHOWN.contains(&name.as_str())
        || SETTINGS
            .binary_search_by(|(known, _, _)| (*known).cmp(&name))
            .is_ok()
}

/// The setting whose name is near that one.
pub(crate) fn near(name: &str) -> Option<&'static str> {
    crate::diag::nearest(name, SETTINGS.iter().map(|(known, _, _)| *known))
}

/// Takes out of the replay's faults that ALTER SYSTEM cannot run in a transaction,
/// where the rule tells that it should not run at all: one fault is one report.
pub(crate) fn leave_to_rule(found: &[Diagnostic], faults: &mut Vec<Diagnostic>) {
    let place = |diagnostic: &Diagnostic| diagnostic.primary.as_ref().map(|label| label.span);
    faults.retain(|fault| {
        let is_told = |found: &Diagnostic| {
            found.code == RULE && found.is_error() && place(found) == place(fault)
        };
        fault.code != "25001" || !found.iter().any(is_told)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(SETTINGS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SETTINGS.len() > 300);
    }

    #[test]
    fn contexts_are_those_of_the_version() {
        let of = |name, version| context(name, PgVersion(version)).map(Context::word);
        for version in [15, 16, 17, 18] {
            assert_eq!(of("shared_buffers", version), Some("postmaster"));
            assert_eq!(of("Shared_Buffers", version), Some("postmaster"));
            assert_eq!(of("TimeZone", version), Some("user"));
            assert_eq!(of("app.tenant", version), None);
        }
        assert_eq!(of("autovacuum_max_workers", 15), Some("postmaster"));
        assert_eq!(of("autovacuum_max_workers", 18), Some("sighup"));
        assert_eq!(of("lc_collate", 15), Some("internal"));
        assert_eq!(of("lc_collate", 18), None);
        assert_eq!(of("io_method", 15), None);
        assert_eq!(of("io_method", 18), Some("postmaster"));
    }
}
