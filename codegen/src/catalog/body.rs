//! Bodies of functions in SQL, which the server reads when it creates them
//! (`fmgr_sql_validator` of `pg_proc.c`).

use super::error::{Result, SqlError};
use super::{Function, Replay, TypeKind, TypeUse, builtin};
use crate::ddl::{CreateFunction, FunctionKind, PlOutput, Stmt, StmtKind};
use crate::diag::{Diagnostic, Span};

/// The data statements, which are looked into.
const DATA: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"];

impl Replay {
    /// Refuses a body in SQL as the server does where the function is created:
    /// its names must be there, and its last statement must give what it returns.
    pub(super) fn check_sql_body(&mut self, stmt: &CreateFunction, function: &Function) -> Result {
        if function.language != "sql" || stmt.kind == FunctionKind::Aggregate {
            return Ok(());
        }
        let span = stmt.name.span();
        if let Some(ty) = function.returns.as_ref().and_then(pseudo)
            && !matches!(ty, "record" | "void")
            && !is_polymorphic(ty)
        {
            let message = format!("SQL functions cannot return type {ty}");
            return Err(SqlError::new("42P13", span, message));
        }
        let inputs = || function.arguments.iter().flatten().filter_map(pseudo);
        if let Some(ty) = inputs().find(|ty| !is_polymorphic(ty)) {
            let message = format!("SQL functions cannot have arguments of type {ty}");
            return Err(SqlError::new("42P13", span, message));
        }
        if stmt.is_parsed() && inputs().next().is_some() {
            return Err(SqlError::new(
                "42P13",
                span,
                "SQL function with unquoted function body cannot have polymorphic arguments",
            ));
        }
        let (Some(body), Some(place)) = (&stmt.body, stmt.body_span) else {
            return Ok(());
        };
        if !self.checks_bodies() {
            return Ok(());
        }
        let mut faults = Vec::new();
        let statements =
            crate::parse::sql_body_with_reads(body, place, &stmt.signature(), &mut faults);
        if let Some(fault) = faults.into_iter().find(Diagnostic::is_error) {
            let at = fault.primary.as_ref().map_or(place, |label| label.span);
            return Err(SqlError::new(fault.code, at, fault.message));
        }
        // What a polymorphic argument is, is known only when it is called.
        if inputs().next().is_some() {
            return Ok(());
        }
        let path = self.path().to_vec();
        if let Some(set) = &stmt.calling.search_path {
            self.set_search_path(set);
        }
        let names = statements
            .iter()
            .try_for_each(|stmt| self.check_body_names(stmt));
        if stmt.calling.search_path.is_some() {
            self.set_path(path);
        }
        names?;
        let text = |of: &Stmt| {
            // In place its text is a part of the body's.
            let range = of.span.range();
            let start = range.start.checked_sub(place.range().start)?;
            let is_in_place = place.range().len() == body.len();
            body.get(start..start + range.len()).filter(|_| is_in_place)
        };
        self.check_body_result(function, &statements, text, place)
    }

    fn check_body_names(&self, stmt: &Stmt) -> Result {
        let StmtKind::NoEffect {
            what, relations, ..
        } = &stmt.kind
        else {
            return Ok(());
        };
        if !DATA.contains(what) {
            return Ok(());
        }
        let mut named = relations
            .iter()
            .filter(|name| !self.is_system_relation(name));
        let found = named
            .try_for_each(|name| self.relation_in_query(name).map(|_| ()))
            .and_then(|()| match &stmt.access {
                Some(access) => self.check_access(access),
                None => Ok(()),
            });
        match found {
            // What is not seen into may be there when the server asks.
            Err(error) if error.state == "tainted" => Ok(()),
            other => other,
        }
    }

    /// `check_sql_fn_retval` of `functions.c`, as far as the form of the last
    /// statement tells.
    fn check_body_result<'t>(
        &self,
        function: &Function,
        statements: &[Stmt],
        text: impl Fn(&Stmt) -> Option<&'t str>,
        place: Span,
    ) -> Result {
        let Some(returns) = &function.returns else {
            return Ok(());
        };
        if pseudo(returns) == Some("void") || function.kind == FunctionKind::Procedure {
            return Ok(());
        }
        let refuse = |span: Span, detail: &str| {
            let message = format!(
                "return type mismatch in function declared to return {}",
                self.shown_type(returns)
            );
            Err(SqlError::new("42P13", span, message).detail(detail))
        };
        let no_result =
            "Function's final statement must be SELECT or INSERT/UPDATE/DELETE/MERGE RETURNING.";
        let Some(last) = statements.last() else {
            return refuse(place, no_result);
        };
        let what = match &last.kind {
            StmtKind::NoEffect { what, .. } => *what,
            StmtKind::Opaque { .. } => return Ok(()),
            _ => return refuse(last.span, no_result),
        };
        let Some(text) = text(last) else {
            return Ok(());
        };
        match what {
            "SELECT" if self.is_scalar(returns) => {
                let query = crate::parse::query_of_text(text, last.span);
                let is_plain = query.problem.is_none()
                    && query
                        .outputs
                        .iter()
                        .all(|output| matches!(output, PlOutput::Expr(..)));
                if is_plain && query.outputs.len() != 1 {
                    return refuse(last.span, "Final statement must return exactly one column.");
                }
                Ok(())
            }
            "INSERT" | "UPDATE" | "DELETE" | "MERGE"
                if !text.to_ascii_lowercase().contains("returning") =>
            {
                refuse(last.span, no_result)
            }
            _ => Ok(()),
        }
    }

    /// Whether a value of a type is one column, not a row.
    fn is_scalar(&self, ty: &TypeUse) -> bool {
        if ty.array {
            return true;
        }
        match self.catalog.ty(ty.id) {
            Some(found) => matches!(found.kind, TypeKind::Enum(_) | TypeKind::Range { .. }),
            None => !builtin::is_pseudo(ty.id) && builtin::by_oid(ty.id).is_some(),
        }
    }
}

/// The name of a pseudo-type; `None` of what is none.
fn pseudo(ty: &TypeUse) -> Option<&'static str> {
    if ty.array || !builtin::is_pseudo(ty.id) {
        return None;
    }
    builtin::by_oid(ty.id).map(|ty| ty.name)
}

/// `anyelement` and its like; not `"any"`.
fn is_polymorphic(name: &str) -> bool {
    name.len() > "any".len() && name.starts_with("any")
}
