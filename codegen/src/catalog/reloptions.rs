//! Storage parameters, as `WITH (…)` and `SET (…)` give them: which relation takes
//! which, and which values (`reloptions.c` of PostgreSQL 15 and 18; each row was
//! tried on 15.18 and 18.4).

use super::PgVersion;
use super::Relation;
use super::RelationKind;
use super::error::{Result, SqlError};
use crate::ddl::RelOption;
use crate::diag::nearest;

/// What takes parameters: tables and materialized views, their TOAST tables,
/// views, a column, or indexes of an access method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder<'a> {
    Heap,
    Toast,
    View,
    Column,
    Index(&'a str),
}

impl<'a> Holder<'a> {
    /// What a relation is; `None` where PostgreSQL refuses parameters anyway or
    /// they are not known.
    pub(super) fn of(relation: &'a Relation) -> Option<Self> {
        match &relation.kind {
            RelationKind::Table(_) | RelationKind::MaterializedView(_) => Some(Self::Heap),
            RelationKind::View(_) => Some(Self::View),
            RelationKind::Index(index) => Some(Self::Index(&index.method)),
            RelationKind::ForeignTable(_) | RelationKind::Sequence(_) | RelationKind::Composite => {
                None
            }
        }
    }

    /// The word by which the table below knows it.
    fn word(self) -> &'a str {
        match self {
            Self::Heap => "heap",
            Self::Toast => "toast",
            Self::View => "view",
            Self::Column => "column",
            Self::Index(method) => method,
        }
    }
}

#[derive(Clone, Copy)]
enum Values {
    Bool,
    /// Whole numbers from … to ….
    Int(i64, i64),
    /// Numbers from … to ….
    Real(f64, f64),
    /// One of these, and the DETAIL for others.
    Words(&'static [&'static str], &'static str),
}

use Values::{Bool, Int, Real, Words};

const MAX: i64 = i32::MAX as i64;
const ON_OFF_AUTO: &[&str] = &["on", "off", "true", "false", "yes", "no", "1", "0", "auto"];

/// The parameter, what has it (space-separated), its values, and the first
/// supported version that has it.
#[rustfmt::skip]
const PARAMETERS: &[(&str, &str, Values, u16)] = &[
    ("autosummarize", "brin", Bool, 15),
    ("autovacuum_analyze_scale_factor", "heap", Real(0.0, 100.0), 15),
    ("autovacuum_analyze_threshold", "heap", Int(0, MAX), 15),
    ("autovacuum_enabled", "heap toast", Bool, 15),
    ("autovacuum_freeze_max_age", "heap toast", Int(100_000, 2_000_000_000), 15),
    ("autovacuum_freeze_min_age", "heap toast", Int(0, 1_000_000_000), 15),
    ("autovacuum_freeze_table_age", "heap toast", Int(0, 2_000_000_000), 15),
    ("autovacuum_multixact_freeze_max_age", "heap toast", Int(10_000, 2_000_000_000), 15),
    ("autovacuum_multixact_freeze_min_age", "heap toast", Int(0, 1_000_000_000), 15),
    ("autovacuum_multixact_freeze_table_age", "heap toast", Int(0, 2_000_000_000), 15),
    ("autovacuum_vacuum_cost_delay", "heap toast", Real(0.0, 100.0), 15),
    ("autovacuum_vacuum_cost_limit", "heap toast", Int(1, 10_000), 15),
    ("autovacuum_vacuum_insert_scale_factor", "heap toast", Real(0.0, 100.0), 15),
    ("autovacuum_vacuum_insert_threshold", "heap toast", Int(-1, MAX), 15),
    ("autovacuum_vacuum_max_threshold", "heap toast", Int(-1, MAX), 18),
    ("autovacuum_vacuum_scale_factor", "heap toast", Real(0.0, 100.0), 15),
    ("autovacuum_vacuum_threshold", "heap toast", Int(0, MAX), 15),
    ("buffering", "gist", Words(&["on", "off", "auto"], "Valid values are \"on\", \"off\", and \"auto\"."), 15),
    ("check_option", "view", Words(&["local", "cascaded"], "Valid values are \"local\" and \"cascaded\"."), 15),
    ("deduplicate_items", "btree", Bool, 15),
    ("fastupdate", "gin", Bool, 15),
    ("fillfactor", "heap btree hash gist spgist", Int(10, 100), 15),
    ("gin_pending_list_limit", "gin", Int(64, MAX), 15),
    ("log_autovacuum_min_duration", "heap toast", Int(-1, MAX), 15),
    ("n_distinct", "column", Real(-1.0, f64::MAX), 15),
    ("n_distinct_inherited", "column", Real(-1.0, f64::MAX), 15),
    ("pages_per_range", "brin", Int(1, 131_072), 15),
    ("parallel_workers", "heap", Int(0, 1_024), 15),
    ("security_barrier", "view", Bool, 15),
    ("security_invoker", "view", Bool, 15),
    ("toast_tuple_target", "heap", Int(128, 8_160), 15),
    ("user_catalog_table", "heap", Bool, 15),
    ("vacuum_cleanup_index_scale_factor", "btree", Real(0.0, 1e10), 15),
    ("vacuum_index_cleanup", "heap toast", Words(ON_OFF_AUTO, "Valid values are \"on\", \"off\", and \"auto\"."), 15),
    ("vacuum_max_eager_freeze_failure_rate", "heap toast", Real(0.0, 1.0), 18),
    ("vacuum_truncate", "heap toast", Bool, 15),
];

const METHODS: [&str; 6] = ["btree", "hash", "gist", "gin", "spgist", "brin"];

/// Refuses a parameter that its holder does not have, or a value that it cannot
/// take. Access methods of extensions have parameters of their own, which are
/// not known here.
pub(super) fn check(options: &[RelOption], holder: Holder<'_>, version: PgVersion) -> Result {
    if let Holder::Index(method) = holder
        && !METHODS.contains(&method)
    {
        return Ok(());
    }
    for (at, option) in options.iter().enumerate() {
        let name = option.name.value.as_str();
        let holder = match &option.namespace {
            None => holder,
            Some(namespace) if namespace.value == "toast" && holder == Holder::Heap => {
                Holder::Toast
            }
            Some(namespace) => {
                return Err(SqlError::new(
                    "22023",
                    namespace.span,
                    format!("unrecognized parameter namespace \"{}\"", namespace.value),
                ));
            }
        };
        if holder == Holder::Heap && name == "oids" {
            if option
                .value
                .as_deref()
                .is_none_or(|value| boolean(value) != Some(false))
            {
                return Err(SqlError::new(
                    "0A000",
                    option.span,
                    "tables declared WITH OIDS are not supported",
                )
                .help("leave `oids` out, and add a primary key if rows need an identity"));
            }
            continue;
        }
        let takes = |of: &str| of.split(' ').any(|word| word == holder.word());
        let row = PARAMETERS
            .iter()
            .find(|(known, of, _, since)| *known == name && takes(of) && *since <= version.0);
        let Some((_, _, values, _)) = row else {
            return Err(unrecognized(option, holder, version));
        };
        let same = |other: &RelOption| {
            other.name.value == name
                && other.namespace.as_ref().map(|n| &n.value)
                    == option.namespace.as_ref().map(|n| &n.value)
        };
        if let Some(first) = options[..at].iter().find(|other| same(other)) {
            return Err(SqlError::new(
                "22023",
                option.span,
                format!("parameter \"{name}\" specified more than once"),
            )
            .also(first.span, "it is given here already"));
        }
        check_value(option, *values)?;
    }
    Ok(())
}

fn unrecognized(option: &RelOption, holder: Holder<'_>, version: PgVersion) -> Box<SqlError> {
    let name = &option.name.value;
    let error = SqlError::new(
        "22023",
        option.name.span,
        format!("unrecognized parameter \"{name}\""),
    )
    .label("no such parameter here");
    if let Some((_, _, _, since)) = PARAMETERS
        .iter()
        .find(|(known, _, _, since)| known == name && *since > version.0)
    {
        return error.help(format!("leave it out: it is new in PostgreSQL {since}"));
    }
    let known = PARAMETERS
        .iter()
        .filter(|(_, of, _, _)| of.split(' ').any(|word| word == holder.word()))
        .map(|(name, ..)| *name);
    match nearest(name, known) {
        Some(near) => error.help(format!("write `{near}` if that parameter is meant")),
        None => error,
    }
}

fn check_value(option: &RelOption, values: Values) -> Result {
    let name = &option.name.value;
    let value = option.value.as_deref().unwrap_or("true");
    let invalid = |kind: &str| {
        SqlError::new(
            "22023",
            option.span,
            format!("invalid value for {kind} option \"{name}\": {value}"),
        )
    };
    let bounds = |low: String, high: String| {
        SqlError::new(
            "22023",
            option.span,
            format!("value {value} out of bounds for option \"{name}\""),
        )
        .detail(format!(
            "Valid values are between \"{low}\" and \"{high}\"."
        ))
    };
    match values {
        Bool => match boolean(value) {
            Some(_) => Ok(()),
            None => Err(invalid("boolean")),
        },
        Int(low, high) => match value.trim().parse::<f64>() {
            Ok(number) if number.abs() > f64::from(i32::MAX) => Err(invalid("integer")),
            #[expect(clippy::cast_precision_loss, reason = "bounds are below 2^53")]
            Ok(number) if number.round() < low as f64 || number.round() > high as f64 => {
                Err(bounds(low.to_string(), high.to_string()))
            }
            Ok(_) => Ok(()),
            Err(_) => Err(invalid("integer")),
        },
        Real(low, high) => match value.trim().parse::<f64>() {
            Ok(number) if number < low || number > high => {
                Err(bounds(format!("{low:.6}"), format!("{high:.6}")))
            }
            Ok(_) => Ok(()),
            Err(_) => Err(invalid("floating point")),
        },
        Words(words, detail) => {
            if words.iter().any(|word| word.eq_ignore_ascii_case(value)) {
                return Ok(());
            }
            Err(invalid("enum").detail(detail))
        }
    }
}

/// `parse_bool`: any unambiguous beginning of a word.
fn boolean(value: &str) -> Option<bool> {
    let value = value.to_ascii_lowercase();
    let begins = |word: &str, least: usize| value.len() >= least && word.starts_with(&*value);
    if value == "1" || begins("true", 1) || begins("yes", 1) || value == "on" {
        Some(true)
    } else if value == "0" || begins("false", 1) || begins("no", 1) || begins("off", 2) {
        Some(false)
    } else {
        None
    }
}
