//! Names of which PostgreSQL keeps only the beginning.

use crate::catalog::{Catalog, RelationKind, TypeKind, quote_identifier};
use crate::check::shape;
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span};
use crate::split::{Lexer, TokenKind};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "identifier-too-long",
    summary: "a name is longer than 63 bytes, and PostgreSQL cuts it",
    level: Level::Warn,
    page: include_str!("identifier_too_long.md"),
    pass: Pass::Head(pass),
};

/// How many bytes of a name PostgreSQL keeps (`NAMEDATALEN` less one).
const KEPT: usize = 63;

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history) else {
        return;
    };
    // By what is kept of a name: where it stands, in chain order.
    let mut places: BTreeMap<String, Vec<(Span, usize)>> = BTreeMap::new();
    for revision in &history.revisions {
        let down = revision.undone.iter().flat_map(|undone| &undone.statements);
        for statement in revision.statements.iter().chain(down) {
            for (span, name) in long_names(history, statement.span) {
                let kept = cut(&name).to_owned();
                places.entry(kept).or_default().push((span, name.len()));
            }
        }
    }
    if places.is_empty() {
        return;
    }
    let names = names(head);
    for (kept, places) in places {
        let Some((span, length)) = places.first().copied() else {
            continue;
        };
        if !names.contains(kept.as_str()) {
            continue;
        }
        let written = quote_identifier(&kept);
        let edits = places
            .iter()
            .map(|(span, _)| Edit {
                span: *span,
                text: written.clone(),
            })
            .collect();
        shape::report(
            span,
            Diagnostic::warning(
                RULE.name,
                span,
                format!("this name has {length} bytes, of which PostgreSQL keeps {KEPT}"),
            )
            .with_label(format!("it becomes `{kept}`"))
            .with_help(format!("choose a name of at most {KEPT} bytes"))
            .with_fix(Fix {
                title: "write what PostgreSQL keeps of it".to_owned(),
                edits,
                safety: Safety::Safe,
            }),
            out,
        );
    }
}

/// The identifiers of a statement that are longer than PostgreSQL keeps, as it
/// reads them.
fn long_names(history: &History<'_>, statement: Span) -> Vec<(Span, String)> {
    let text = history.sources.file(statement.file).text();
    // Nearly no statement has any, and a look at its bytes is cheaper than its tokens.
    let part = history.sources.text(statement);
    let mut run = 0;
    let has_any = part.bytes().any(|byte| {
        let is_inside = byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        run = if is_inside { run + 1 } else { 0 };
        run > KEPT || byte == b'"'
    });
    if !has_any {
        return Vec::new();
    }
    Lexer::new(text, statement.range())
        .filter_map(|token| {
            let written = text.get(token.range())?;
            let name = match token.kind {
                TokenKind::Word => written.to_lowercase(),
                TokenKind::QuotedIdent => written
                    .strip_prefix('"')?
                    .strip_suffix('"')?
                    .replace("\"\"", "\""),
                _ => return None,
            };
            (name.len() > KEPT).then(|| (Span::new(statement.file, token.range()), name))
        })
        .collect()
}

/// What is kept of a name: no character is cut in two.
fn cut(name: &str) -> &str {
    let mut end = KEPT.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// All names at the head.
fn names(head: &Catalog) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for schema in head.schemas.values() {
        names.insert(schema.name.as_str());
    }
    for (_, relation) in head.relations.iter() {
        names.insert(&relation.name);
        names.extend(relation.columns.iter().map(|column| column.name.as_str()));
        names.extend(relation.constraints.iter().map(|c| c.name.as_str()));
        names.extend(relation.triggers.keys().map(String::as_str));
        names.extend(relation.policies.keys().map(String::as_str));
        names.extend(relation.rules.keys().map(String::as_str));
        if let RelationKind::Table(_) = relation.kind {
            names.extend(
                relation.columns.iter().filter_map(|column| {
                    column.not_null.as_ref().and_then(|set| set.name.as_deref())
                }),
            );
        }
    }
    for (_, ty) in head.types.iter() {
        names.insert(&ty.name);
        if let TypeKind::Domain(domain) = &ty.kind {
            names.extend(domain.checks.iter().map(|check| check.name.as_str()));
        }
    }
    for (_, function) in head.functions.iter() {
        names.insert(&function.name);
    }
    names
}
