//! Bodies of functions in PL/pgSQL, which the server compiles when it creates them
//! (`plpgsql_validator` of `pl_handler.c`, `do_compile` of `pl_comp.c`).

use super::error::{Result, SqlError};
use super::{Function, Replay, TypeKind, TypeUse, builtin};
use crate::ddl::{CreateFunction, FunctionKind, Name, Need, PlDeclared, PlResult, PlType, QName};
use crate::diag::{Diagnostic, Span};

impl Replay {
    /// Refuses a body in PL/pgSQL as the server does where the function is created.
    pub(super) fn check_plpgsql_body(
        &mut self,
        stmt: &CreateFunction,
        function: &Function,
    ) -> Result {
        if function.language != "plpgsql" || stmt.kind == FunctionKind::Aggregate {
            return Ok(());
        }
        check_signature(stmt, function)?;
        let (Some(body), Some(place)) = (&stmt.body, stmt.body_span) else {
            return Ok(());
        };
        if !self.checks_bodies() {
            return Ok(());
        }
        let result = result(function);
        let is_trigger = matches!(result, PlResult::Trigger | PlResult::EventTrigger);
        if is_trigger && !function.arguments.is_empty() {
            let what = match result {
                PlResult::Trigger => "trigger functions",
                _ => "event trigger functions",
            };
            let message = format!("{what} cannot have declared arguments");
            return Err(SqlError::new("42P13", stmt.name.span(), message)
                .help("read the arguments of the trigger from TG_ARGV"));
        }
        let anew;
        let compiled = match &stmt.compiled {
            Some(compiled) if compiled.result == result => compiled,
            _ => {
                let signature = stmt.compiled_for(result);
                anew = Box::new(crate::parse::compiled_body(body, place, &signature));
                &anew
            }
        };
        let path = self.path().to_vec();
        if let Some(set) = &stmt.calling.search_path {
            self.set_search_path(set);
        }
        let types = self.check_declared(&compiled.declared);
        if stmt.calling.search_path.is_some() {
            self.set_path(path);
        }
        let version = self.catalog.version.0;
        let need = compiled.needs.iter().find(|need| version < need.version);
        let faults = compiled.faults.iter();
        let fault = faults
            .filter(|fault| fault.is_error())
            .map(|fault| refused(fault.clone(), place))
            .chain(need.map(too_new))
            .chain(types.err())
            // The server stops at the first.
            .min_by_key(|error| error.span.start);
        fault.map_or(Ok(()), Err)
    }

    /// The types of variables must be there before any of a body runs.
    pub(super) fn check_declared(&self, declared: &[PlDeclared]) -> Result {
        for variable in declared {
            match self.check_declared_type(variable) {
                // What is not seen into may be there when the server asks.
                Err(error) if matches!(error.state, "tainted" | "unknown-type") => {}
                result => result?,
            }
        }
        Ok(())
    }

    fn check_declared_type(&self, variable: &PlDeclared) -> Result {
        match &variable.ty {
            PlType::Named(ty) => {
                let found = self.resolve_type(ty)?;
                let Some(pseudo) = pseudo(&found).filter(|name| *name != "record") else {
                    return Ok(());
                };
                let name = &variable.variable;
                let message = format!("variable \"{name}\" has pseudo-type {pseudo}");
                Err(SqlError::new("0A000", ty.span, message)
                    .help(format!("declare `{name}` with a type that has values")))
            }
            PlType::RowOf(name) => {
                if self.is_system_relation(name) {
                    return Ok(());
                }
                self.relation_in_query(name).map(|_| ())
            }
            PlType::OfColumn(table, column) => self.check_type_of(table, column, variable.span),
            PlType::OfName(name) => self.check_type_of_name(name, variable.span),
        }
    }

    /// `table.column%TYPE`.
    fn check_type_of(&self, table: &QName, column: &Name, span: Span) -> Result {
        if self.is_system_relation(table) {
            return Ok(());
        }
        let found = self.relation_in_query(table).and_then(|id| {
            let relation = self.catalog.rel(id);
            if relation.is_none_or(|relation| relation.column(&column.value).is_some()) {
                return Ok(());
            }
            let message = format!(
                "column \"{}\" of relation \"{}\" does not exist",
                column.value, table.name.value
            );
            Err(SqlError::new("42703", column.span, message)
                .help(format!("name a column of `{}`", table.name.value)))
        });
        found.map_err(|error| self.of_no_type(error, span))
    }

    /// `name%TYPE` of what is no variable: before 17 it may be a type.
    fn check_type_of_name(&self, name: &Name, span: Span) -> Result {
        if !self.catalog.version.names_missing_types_of_variables() {
            let written = QName {
                schema: None,
                name: name.clone(),
            };
            let is_type = self.find_type(&written).is_some_and(|ty| {
                let kind = self.catalog.ty(ty.id).map(|ty| &ty.kind);
                ty.array || !matches!(kind, Some(TypeKind::Shell | TypeKind::Composite { .. }))
            });
            if is_type {
                return Ok(());
            }
        }
        let message = format!("variable \"{}\" does not exist", name.value);
        let error = SqlError::new("42704", name.span, message)
            .help("name a variable or parameter, or a column as `table.column%TYPE`");
        Err(self.of_no_type(error, span))
    }

    /// The words of servers before 17 for `%TYPE` of what is not there.
    fn of_no_type(&self, mut error: Box<SqlError>, span: Span) -> Box<SqlError> {
        let is_missing = matches!(error.state, "42P01" | "42703" | "42704" | "3F000");
        if is_missing && !self.catalog.version.names_missing_types_of_variables() {
            error.detail = Some(std::mem::replace(
                &mut error.message,
                "syntax error at or near \"%\"".to_owned(),
            ));
            error.state = "42601";
            error.span = span;
        }
        error
    }
}

/// Types that no function in PL/pgSQL may have, whether its body is checked or not.
fn check_signature(stmt: &CreateFunction, function: &Function) -> Result {
    let refuse = |what: &str, ty: &str, span: Span| {
        let message = format!("PL/pgSQL functions cannot {what} type {ty}");
        Err(SqlError::new("0A000", span, message)
            .help(format!("write a type that has values in place of {ty}")))
    };
    let is_polymorphic = |ty: &str| ty.starts_with("any") && ty != "any";
    let span = stmt.returns.as_ref().map_or(stmt.name.span(), |ty| ty.span);
    if let Some(ty) = function.returns.as_ref().and_then(pseudo)
        && !matches!(ty, "record" | "void" | "trigger" | "event_trigger")
        && !is_polymorphic(ty)
    {
        return refuse("return", ty, span);
    }
    let inputs = function.arguments.iter().flatten().filter_map(pseudo);
    for ty in inputs {
        if ty != "record" && !is_polymorphic(ty) {
            return refuse("accept", ty, stmt.name.span());
        }
    }
    Ok(())
}

/// What RETURN may give in a function.
fn result(function: &Function) -> PlResult {
    let mut parameters = function.declared.iter();
    let outputs = parameters.any(|parameter| parameter.mode.is_output());
    let returns = function.returns.as_ref().and_then(pseudo);
    match returns {
        Some("trigger") => PlResult::Trigger,
        Some("event_trigger") => PlResult::EventTrigger,
        _ if function.returns_set => PlResult::Set { outputs },
        _ if outputs => PlResult::Outputs,
        _ if function.kind == FunctionKind::Procedure => PlResult::Procedure,
        Some("void") => PlResult::Void,
        _ => PlResult::Value,
    }
}

/// The name of a pseudo-type; `None` of what is none.
fn pseudo(ty: &TypeUse) -> Option<&'static str> {
    if ty.array || !builtin::is_pseudo(ty.id) {
        return None;
    }
    builtin::by_oid(ty.id).map(|ty| ty.name)
}

fn refused(fault: Diagnostic, place: Span) -> Box<SqlError> {
    let (span, label) = match fault.primary {
        Some(label) => (label.span, label.text),
        None => (place, String::new()),
    };
    let mut error = SqlError::new(fault.code, span, fault.message).label(label);
    error.help = fault.help.into_iter().next();
    error.secondary = fault.secondary;
    error.edit = fault.fix.and_then(|fix| fix.edits.into_iter().next());
    error
}

fn too_new(need: &Need) -> Box<SqlError> {
    SqlError::new(need.code, need.span, need.message.clone())
        .label(format!("PostgreSQL {} understands this", need.version))
        .help(format!(
            "write it otherwise, or take the versions before {} out of `postgres` in pgbindgen.toml",
            need.version
        ))
}
