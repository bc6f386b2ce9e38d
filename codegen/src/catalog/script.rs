//! Running SQL text.

use super::{Catalog, ChangeKind, PgVersion, Replay, TypeId, TypeKind};
use crate::ddl::{Stmt, StmtKind};
use crate::diag::{Diagnostic, SourceMap, Span};
use crate::parse;
use crate::split::{Directive, RawStmt, split};

/// What a directive above a statement says of its effect.
enum Effect<'a> {
    /// `no-effect`.
    None,
    /// `effect "SQL"`.
    Sql(&'a str),
}

/// A directive above a statement that the replay understands without it.
#[derive(Debug)]
pub(crate) struct Needless {
    /// The directive.
    pub(crate) span: Span,
    /// Whether the statement does nothing to the schema, nor to the session.
    pub(crate) is_idle: bool,
    /// What it keeps the replay from seeing.
    pub(crate) hides: Vec<HiddenName>,
}

/// A name that a hidden statement gives, or takes away.
#[derive(Debug)]
pub(crate) struct HiddenName {
    /// The name.
    pub(crate) name: String,
    /// The relation, of what is a part of one.
    pub(crate) of: Option<String>,
}

impl Replay {
    /// The directive about the effect of a statement, where the replay knows that effect
    /// for certain: the statement is tried on a copy, and nothing may be in doubt.
    pub(crate) fn needless(&self, stmt: &Stmt, directives: &[Directive]) -> Option<Needless> {
        let mut said = directives
            .iter()
            .filter_map(|directive| Some((effect(&directive.text)?, directive.span)));
        let (first, span) = said.next()?;
        let says_sql = |effect: &Effect<'_>| matches!(effect, Effect::Sql(_));
        let is_extension = matches!(stmt.kind, StmtKind::CreateExtension(_));
        // What an extension brings is said beside the statement, not in its place.
        if is_extension && (says_sql(&first) || said.any(|(effect, _)| says_sql(&effect))) {
            return None;
        }
        let mut tried = self.clone();
        tried.changes.clear();
        tried.diagnostics.clear();
        tried.trial.before_doubt = Some(self.catalog.taints.len());
        tried.apply(stmt).ok()?;
        let is_certain =
            tried.diagnostics.is_empty() && tried.catalog.taints.len() == self.catalog.taints.len();
        if !is_certain {
            return None;
        }
        let changes = if is_extension {
            Vec::new()
        } else {
            tried.take_changes()
        };
        let hides = changes.iter().map(|change| {
            let catalog = match change.kind {
                ChangeKind::Dropped => &self.catalog,
                ChangeKind::Created | ChangeKind::Altered | ChangeKind::Renamed => &tried.catalog,
            };
            let (name, of) = catalog.name_of(&change.object);
            HiddenName { name, of }
        });
        let is_idle = changes.is_empty()
            && (is_extension || matches!(stmt.kind, StmtKind::NoEffect { .. } | StmtKind::Do(_)));
        Some(Needless {
            span,
            is_idle,
            hides: hides.collect(),
        })
    }

    /// Parses and applies one statement of a file whose whole text is `text`,
    /// with what directives say of its effect. Faults go to `out`; false means
    /// that the statement was refused and nothing of it is left.
    pub fn run(&mut self, text: &str, raw: &RawStmt, out: &mut Vec<Diagnostic>) -> bool {
        let before = out.len();
        let stmt = parse::parse(text, raw, out);
        if out.iter().skip(before).any(Diagnostic::is_error) {
            return false;
        }
        self.run_parsed(&stmt, &raw.directives, out)
    }

    /// Applies one statement with what directives say of its effect; see
    /// [`Replay::run`].
    pub fn run_parsed(
        &mut self,
        stmt: &Stmt,
        directives: &[Directive],
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        let effects: Vec<(Effect<'_>, &Directive)> = directives
            .iter()
            .filter_map(|directive| Some((effect(&directive.text)?, directive)))
            .collect();
        // CREATE EXTENSION still creates the extension: the effect is what it brings.
        let replaced = !effects.is_empty() && !matches!(stmt.kind, StmtKind::CreateExtension(_));
        if !replaced && !self.apply_into(stmt, out) {
            return false;
        }
        let first = self.catalog.types.next_id();
        for (effect, directive) in effects {
            let Effect::Sql(sql) = effect else {
                continue;
            };
            let before = out.len();
            let statements = parse::parse_text(sql, directive.span, out);
            if out.iter().skip(before).any(Diagnostic::is_error) {
                return false;
            }
            for stmt in &statements {
                if !self.apply_into(stmt, out) {
                    return false;
                }
            }
        }
        if let StmtKind::CreateExtension(create) = &stmt.kind {
            self.own_types(first, &create.name.value);
        }
        true
    }

    fn apply_into(&mut self, stmt: &Stmt, out: &mut Vec<Diagnostic>) -> bool {
        let result = self.apply(stmt);
        out.append(&mut self.take_diagnostics());
        match result {
            Ok(()) => true,
            Err(mut error) => {
                self.held = error.held.take();
                out.push(error.into_diagnostic());
                false
            }
        }
    }

    /// `CREATE TYPE x` in the effect of an extension means a base type of it.
    fn own_types(&mut self, first: u32, extension: &str) {
        for id in first..self.catalog.types.next_id() {
            if let Some(ty) = self.catalog.ty_mut(TypeId(id)) {
                ty.origin.extension = Some(extension.to_owned());
                if matches!(ty.kind, TypeKind::Shell) {
                    ty.kind = TypeKind::Base;
                }
            }
        }
    }
}

/// Whether the text of a directive says what a statement does to the schema.
pub fn is_effect(text: &str) -> bool {
    effect(text).is_some()
}

fn effect(text: &str) -> Option<Effect<'_>> {
    // What stands behind it is a remark; `no-effects` is a mistake.
    if let Some(rest) = text.strip_prefix("no-effect") {
        let is_word = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        return (!is_word).then_some(Effect::None);
    }
    let rest = text.strip_prefix("effect")?.trim_start();
    let rest = rest.strip_prefix('"')?;
    let end = rest.rfind('"')?;
    rest.get(..end).map(Effect::Sql)
}

/// The catalog after running SQL on a new database, one statement after the
/// other, as `psql` would; or the faults up to and with the first statement
/// that is refused.
pub fn replay_sql(text: &str, version: PgVersion) -> Result<Catalog, Vec<Diagnostic>> {
    let mut map = SourceMap::default();
    let file = map.add("script.sql", text);
    let mut out = Vec::new();
    let statements = split(file, text, 0..text.len(), &mut out);
    if out.iter().any(Diagnostic::is_error) {
        return Err(out);
    }
    let mut replay = Replay::new(version);
    for raw in &statements {
        if !replay.run(text, raw, &mut out) {
            return Err(out);
        }
    }
    Ok(replay.catalog)
}

#[cfg(test)]
mod tests {
    use super::is_effect;

    #[test]
    fn a_directive_is_said_in_full() {
        for said in [
            "no-effect",
            "no-effect: as it was",
            "effect \"DROP TABLE t\"",
        ] {
            assert!(is_effect(said), "{said}");
        }
        for mistake in [
            "no-effects",
            "no-effect_",
            "noeffect",
            "effect DROP TABLE t",
        ] {
            assert!(!is_effect(mistake), "{mistake}");
        }
    }
}
