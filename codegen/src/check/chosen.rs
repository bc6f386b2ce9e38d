//! What `pgbindgen.toml` says that contradicts itself, or that can do nothing: words of
//! money, and the settings of `[session]`.

use super::money::{folded, words};
use super::settings::{Context, context, may_exist, near};
use crate::catalog::PgVersion;
use crate::diag::{Diagnostic, Spanned};
use crate::source::Config;

/// Reports both.
pub(crate) fn check(config: &Config, versions: &[PgVersion], out: &mut Vec<Diagnostic>) {
    let money = &config.money;
    both(
        ("words", &money.words),
        ("not_words", &money.not_words),
        out,
    );
    both(
        ("columns", &money.columns),
        ("not_columns", &money.not_columns),
        out,
    );
    for word in money.words.iter().chain(&money.not_words) {
        out.extend(no_word(word));
    }
    for (name, _) in &config.session {
        out.extend(no_setting(name, versions));
    }
}

/// What stands in two lists of which one says the opposite of the other.
fn both(
    (name, list): (&str, &[Spanned<String>]),
    (other, others): (&str, &[Spanned<String>]),
    out: &mut Vec<Diagnostic>,
) {
    let same = |a: &Spanned<String>, b: &Spanned<String>| {
        folded(std::slice::from_ref(&a.value)) == folded(std::slice::from_ref(&b.value))
    };
    for one in others {
        if let Some(first) = list.iter().find(|first| same(first, one)) {
            out.push(
                Diagnostic::error(
                    "config-value",
                    one.span,
                    format!(
                        "`{}` stands in `{name}` and in `{other}` of [money]",
                        one.value
                    ),
                )
                .with_label("is no money")
                .with_secondary(first.span, "is money")
                .with_help("remove one of the two"),
            );
        }
    }
}

/// A word that no name can have, since names are cut.
fn no_word(word: &Spanned<String>) -> Option<Diagnostic> {
    let parts = words(&word.value);
    if parts.len() == 1 {
        return None;
    }
    let help = if parts.is_empty() {
        "remove it".to_owned()
    } else {
        format!(
            "list each word by itself, `\"{}\"`, or the column in `columns` or `not_columns`",
            parts.join("\", \"")
        )
    };
    Some(
        Diagnostic::error(
            "config-value",
            word.span,
            format!("`{}` is not one word", word.value),
        )
        .with_label("names are cut at `_`, at capitals and at digits")
        .with_help(help),
    )
}

/// A setting that a revision cannot be run with.
fn no_setting(name: &Spanned<String>, versions: &[PgVersion]) -> Option<Diagnostic> {
    if !may_exist(&name.value) {
        let diagnostic = Diagnostic::error(
            "config-value",
            name.span,
            format!("PostgreSQL has no setting `{}`", name.value),
        )
        .with_label("no such setting");
        return Some(diagnostic.with_help(match near(&name.value) {
            Some(near) => format!("write `{near}` if that setting is meant"),
            None => "remove it, or mend its name".to_owned(),
        }));
    }
    let mut contexts = versions
        .iter()
        .filter_map(|version| context(&name.value, *version));
    let context = contexts.find(|context| !context.is_of_session())?;
    let (when, help) = match context {
        Context::Postmaster => ("when it starts", "in the server's configuration"),
        Context::Sighup => ("when it starts or reloads", "in the server's configuration"),
        Context::Backend | Context::SuperuserBackend => (
            "when a connection begins",
            "in the address of the connection",
        ),
        _ => ("never", "nowhere: remove it"),
    };
    Some(
        Diagnostic::error(
            "config-value",
            name.span,
            format!(
                "`{}` cannot be set for a revision: its context is `{}`",
                name.value,
                context.word()
            ),
        )
        .with_label(format!("the server takes it {when}"))
        .with_help(format!("set it {help}")),
    )
}
