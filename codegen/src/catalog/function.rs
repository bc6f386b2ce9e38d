//! Functions, procedures and aggregates: their signatures; bodies are text.

use super::error::{Result, SqlError};
use super::mentions::{Kind, Mentions};
use super::overload::Polymorphic;
use super::state::Unkept;
use super::{
    ChangeKind, Function, FunctionId, FunctionParameter, Modifier, ObjectId, Origin, Replay,
    SchemaId, Type, TypeId, TypeKind, TypeUse, Uses, builtin,
};
use crate::ddl::{
    ArgumentMode, CreateFunction, FunctionArgument, FunctionKind, Name, Persistence, QName,
    TypeName,
};
use crate::diag::Span;
use std::sync::OnceLock;

/// Languages that every database has.
const LANGUAGES: [&str; 4] = ["c", "internal", "plpgsql", "sql"];

/// `anyarray`, `anycompatiblearray` and `"any"`, which VARIADIC may be.
const VARIADIC: [u32; 3] = [2277, 5078, 2276];

impl FunctionParameter {
    fn is_input(&self) -> bool {
        !matches!(self.mode, ArgumentMode::Out | ArgumentMode::Table)
    }

    fn is_output(&self) -> bool {
        self.mode.is_output()
    }
}

impl Replay {
    /// `CREATE FUNCTION`, `PROCEDURE` and `AGGREGATE`.
    pub(super) fn create_function(&mut self, stmt: &CreateFunction) -> Result {
        let schema = self.creation_schema(&stmt.name, Persistence::Permanent)?;
        self.check_language(stmt)?;
        let declared = self.parameters(stmt)?;
        check_parameters(stmt, &declared)?;
        let (returns, returns_set) = self.result_type(stmt, &declared)?;
        self.check_polymorphic_results(stmt, &declared, returns.as_ref())?;
        let arguments = declared
            .iter()
            .filter(|parameter| parameter.is_input())
            .map(|parameter| parameter.ty.clone())
            .collect();
        let defaults = stmt
            .arguments
            .iter()
            .filter(|a| a.default.is_some())
            .count();
        let mut function = Function {
            id: FunctionId(self.catalog.functions.next_id()),
            schema,
            name: stmt.name.name.value.clone(),
            kind: stmt.kind,
            window: stmt.window,
            arguments,
            defaults: u16::try_from(defaults).unwrap_or(u16::MAX),
            variadic: declared
                .iter()
                .any(|parameter| parameter.mode == ArgumentMode::Variadic),
            declared,
            returns,
            returns_set,
            language: match stmt.kind {
                FunctionKind::Aggregate => "internal".to_owned(),
                _ => stmt.language.clone().unwrap_or_else(|| "sql".to_owned()),
            },
            body: stmt.body.clone(),
            called: OnceLock::new(),
            uses: self.body_uses(stmt)?,
            body_span: stmt.body_span,
            effects: stmt.effects.clone(),
            calling: stmt.calling.clone(),
            default_values: stmt.arguments.iter().map(|a| a.default.clone()).collect(),
            comment: None,
            origin: Origin {
                span: stmt.name.span(),
                extension: None,
            },
        };
        if let Some(result) = self.check_aggregate(stmt, &function)? {
            function.returns = Some(result);
        }
        self.add_function(function.clone(), stmt.or_replace, stmt.name.span())?;
        self.catalog.note_setter(stmt);
        // It may call itself.
        self.check_sql_body(stmt, &function)?;
        self.check_plpgsql_body(stmt, &function)
    }

    /// What a body that is SQL, or an aggregate, depends on.
    fn body_uses(&self, stmt: &CreateFunction) -> Result<Uses> {
        let names = &stmt.names;
        let mut uses = Uses::default();
        for name in &names.relations {
            if !self.is_system_relation(name) {
                uses.relations.push(self.relation_in_query(name)?);
            }
        }
        for column in &names.columns {
            let mut candidates = uses.relations.iter().filter_map(|id| {
                let relation = self.catalog.rel(*id)?;
                Some((*id, relation.column(&column.name.value)?.id))
            });
            if let (Some(only), None) = (candidates.next(), candidates.next())
                && !uses.columns.contains(&only)
            {
                uses.columns.push(only);
            }
        }
        for call in &names.calls {
            uses.functions.extend(self.function_for_call(call));
        }
        for name in &names.functions {
            let schemas = match &name.schema {
                Some(schema) => vec![self.schema(schema)?],
                None => self.lookup_path(),
            };
            let found = self
                .catalog
                .functions_named(&name.name.value)
                .filter(|function| schemas.contains(&function.schema));
            uses.functions.extend(found.map(|function| function.id));
        }
        Ok(uses)
    }

    fn add_function(&mut self, mut function: Function, or_replace: bool, span: Span) -> Result {
        let existing = self
            .catalog
            .functions_named(&function.name)
            .find(|other| other.schema == function.schema && other.arguments == function.arguments)
            .cloned();
        let Some(old) = existing else {
            let id = function.id;
            self.catalog.function_names.add(&function.name, id.0);
            self.catalog.functions.push(function);
            self.changed(ObjectId::Function(id), ChangeKind::Created, span);
            return Ok(());
        };
        if !or_replace {
            return Err(SqlError::new(
                "42723",
                span,
                format!(
                    "function \"{}\" already exists with same argument types",
                    function.name
                ),
            )
            .label("already exists")
            .also(old.origin.span, "it is created here"));
        }
        self.check_replacement(&old, &function, span)?;
        function.id = old.id;
        function.comment.clone_from(&old.comment);
        function.origin = old.origin.clone();
        if let Some(slot) = self.catalog.function_mut(old.id) {
            *slot = function;
        }
        self.changed(ObjectId::Function(old.id), ChangeKind::Altered, span);
        Ok(())
    }

    /// What OR REPLACE cannot change (`ProcedureCreate` of `pg_proc.c`).
    fn check_replacement(&self, old: &Function, new: &Function, span: Span) -> Result {
        let word = match new.kind {
            FunctionKind::Function => "FUNCTION",
            FunctionKind::Procedure => "PROCEDURE",
            FunctionKind::Aggregate => "AGGREGATE",
        };
        let refuse = |message: String| {
            SqlError::new("42P13", span, message)
                .also(old.origin.span, "it is created here")
                .help(format!("use DROP {word} {} first", self.signature(old)))
        };
        if old.kind != new.kind || old.window != new.window {
            let kind = match (old.kind, old.window) {
                (_, true) => "a window function",
                (FunctionKind::Function, _) => "a function",
                (FunctionKind::Procedure, _) => "a procedure",
                (FunctionKind::Aggregate, _) => "an aggregate function",
            };
            return Err(SqlError::new("42809", span, "cannot change routine kind")
                .detail(format!("\"{}\" is {kind}.", old.name))
                .also(old.origin.span, "it is created here"));
        }
        // What the final function of an aggregate gives may not be known.
        let is_unsure =
            new.kind == FunctionKind::Aggregate && (old.returns.is_none() || new.returns.is_none());
        if !is_unsure && (old.returns != new.returns || old.returns_set != new.returns_set) {
            return Err(refuse(
                if new.kind == FunctionKind::Procedure {
                    "cannot change whether a procedure has output parameters"
                } else {
                    "cannot change return type of existing function"
                }
                .to_owned(),
            ));
        }
        let row = |function: &Function| -> Vec<(Option<String>, Option<TypeUse>)> {
            let outputs = function.declared.iter().filter(|p| p.is_output());
            outputs.map(|p| (p.name.clone(), p.ty.clone())).collect()
        };
        let is_record = |function: &Function| {
            function
                .returns
                .as_ref()
                .is_some_and(|ty| ty.id == builtin::RECORD && !ty.array)
        };
        if is_record(new) && row(old) != row(new) {
            return Err(
                refuse("cannot change return type of existing function".to_owned())
                    .detail("Row type defined by OUT parameters is different."),
            );
        }
        let inputs = |function: &Function| -> Vec<Option<String>> {
            let inputs = function.declared.iter().filter(|p| p.is_input());
            inputs.map(|p| p.name.clone()).collect()
        };
        for (before, after) in inputs(old).into_iter().zip(inputs(new)) {
            if let Some(before) = before
                && after.as_ref() != Some(&before)
            {
                return Err(refuse(format!(
                    "cannot change name of input parameter \"{before}\""
                )));
            }
        }
        if new.defaults < old.defaults {
            return Err(refuse(
                "cannot remove parameter defaults from existing function".to_owned(),
            ));
        }
        Ok(())
    }

    fn check_language(&self, stmt: &CreateFunction) -> Result {
        let span = stmt.name.span();
        if stmt.kind == FunctionKind::Aggregate {
            return Ok(());
        }
        let Some(language) = &stmt.language else {
            // A body in SQL (BEGIN ATOMIC, RETURN) needs no language.
            return if stmt.body.is_some() {
                Err(SqlError::new("42P13", span, "no language specified")
                    .help("add LANGUAGE plpgsql or LANGUAGE sql"))
            } else {
                Ok(())
            };
        };
        let known = LANGUAGES.contains(&language.as_str())
            || self.catalog.extensions.contains_key(language)
            || self.catalog.created.contains(Unkept::Language)
            || self
                .catalog
                .extensions
                .values()
                .any(|extension| !extension.known);
        if known {
            return Ok(());
        }
        Err(SqlError::new(
            "42704",
            span,
            format!("language \"{language}\" does not exist"),
        )
        .help(format!(
            "load the language into the database: CREATE EXTENSION {language}"
        )))
    }

    fn parameters(&mut self, stmt: &CreateFunction) -> Result<Vec<FunctionParameter>> {
        let mut declared = Vec::with_capacity(stmt.arguments.len());
        for argument in &stmt.arguments {
            let ty = self.signature_type(stmt, &argument.ty, true)?;
            declared.push(FunctionParameter {
                name: argument.name.as_ref().map(|name| name.value.clone()),
                mode: argument.mode,
                ty: Some(ty),
            });
        }
        Ok(declared)
    }

    /// A type in a signature: without its modifier, and shells allowed. One that
    /// is not there becomes a shell when the function is in C and returns it.
    fn signature_type(
        &mut self,
        stmt: &CreateFunction,
        ty: &TypeName,
        argument: bool,
    ) -> Result<TypeUse> {
        if ty.of_column.is_none() {
            if let Some(schema) = &ty.name.schema {
                self.schema(schema)?;
            }
            if let Some(found) = self.find_type(&ty.name) {
                let shell = self
                    .catalog
                    .ty(found.id)
                    .is_some_and(|ty| matches!(ty.kind, TypeKind::Shell));
                if shell {
                    return Ok(found);
                }
            } else {
                let low_level = stmt
                    .language
                    .as_deref()
                    .is_some_and(|language| matches!(language, "c" | "internal"));
                if !argument && low_level && ty.array_dims == 0 {
                    let schema = self.creation_schema(&ty.name, Persistence::Permanent)?;
                    let id = self.add_type(Type {
                        id: TypeId(0),
                        schema,
                        name: ty.name.name.value.clone(),
                        kind: TypeKind::Shell,
                        comment: None,
                        origin: Origin {
                            span: ty.span,
                            extension: None,
                        },
                    });
                    return Ok(TypeUse::plain(id));
                }
            }
        }
        let mut found = self.resolve_type(ty).map_err(|mut error| {
            // Arguments are named without quotes in this one message.
            if argument && error.state == "42704" {
                let shown = ty.name.display();
                error.message = error
                    .message
                    .replace(&format!("type \"{shown}"), &format!("type {shown}"))
                    .replace("\" does not", " does not");
            }
            error
        })?;
        found.modifier = Modifier::None;
        Ok(found)
    }

    fn result_type(
        &mut self,
        stmt: &CreateFunction,
        declared: &[FunctionParameter],
    ) -> Result<(Option<TypeUse>, bool)> {
        let span = stmt.name.span();
        let outputs: Vec<&FunctionParameter> = declared.iter().filter(|p| p.is_output()).collect();
        let is_table = declared.iter().any(|p| p.mode == ArgumentMode::Table);
        let required = match outputs.as_slice() {
            [] => None,
            [one] => one.ty.clone(),
            _ => Some(TypeUse::plain(builtin::RECORD)),
        };
        if stmt.kind == FunctionKind::Procedure {
            let record = (!outputs.is_empty()).then(|| TypeUse::plain(builtin::RECORD));
            return Ok((record, false));
        }
        let Some(written) = &stmt.returns else {
            if required.is_none() && stmt.kind == FunctionKind::Function {
                return Err(
                    SqlError::new("42P13", span, "function result type must be specified")
                        .help("add RETURNS void, or the type that it returns"),
                );
            }
            return Ok((required, is_table));
        };
        let written_type = self.signature_type(stmt, written, false)?;
        match required {
            Some(required) if !is_table && required != written_type => Err(SqlError::new(
                "42P13",
                written.span,
                format!(
                    "function result type must be {} because of OUT parameters",
                    self.shown_type(&required)
                ),
            )),
            Some(required) => Ok((Some(required), is_table || written.setof)),
            None => Ok((Some(written_type), written.setof)),
        }
    }

    /// Refuses a polymorphic result of which no argument says what it stands for
    /// (`ProcedureCreate`).
    fn check_polymorphic_results(
        &self,
        stmt: &CreateFunction,
        declared: &[FunctionParameter],
        returns: Option<&TypeUse>,
    ) -> Result {
        let inputs: Option<Vec<TypeUse>> = declared
            .iter()
            .filter(|parameter| parameter.is_input())
            .map(|parameter| parameter.ty.clone())
            .collect();
        let Some(inputs) = inputs else {
            return Ok(());
        };
        let span = match &stmt.returns {
            Some(written) => written.span,
            None => stmt.name.span(),
        };
        let outputs = stmt.arguments.iter().zip(declared);
        let outputs = outputs.filter(|(_, parameter)| parameter.is_output());
        let outputs = outputs
            .filter_map(|(argument, parameter)| Some((parameter.ty.as_ref()?, argument.ty.span)));
        for (ty, span) in returns.map(|ty| (ty, span)).into_iter().chain(outputs) {
            if Polymorphic::of(ty).is_some_and(|family| !family.follows_from(&inputs)) {
                return Err(self.undetermined("result", ty, span));
            }
        }
        Ok(())
    }

    /// That no argument says what a polymorphic type stands for.
    pub(super) fn undetermined(&self, what: &str, ty: &TypeUse, span: Span) -> Box<SqlError> {
        SqlError::new("42P13", span, format!("cannot determine {what} data type"))
            .detail(format!(
                "No argument says what {} stands for.",
                self.shown_type(ty)
            ))
            .help("add an argument of such a polymorphic type, or name a type that is not polymorphic")
    }

    /// A function as messages show it: `f(integer,text)`.
    pub(super) fn signature(&self, function: &Function) -> String {
        let arguments: Vec<String> = function
            .arguments
            .iter()
            .map(|ty| match ty {
                Some(ty) => self.shown_type(ty),
                None => "?".to_owned(),
            })
            .collect();
        format!("{}({})", function.name, arguments.join(","))
    }

    /// The function that ALTER, COMMENT ON or DROP means; `None` for one of
    /// PostgreSQL's own or an extension's. `word` is FUNCTION, PROCEDURE,
    /// AGGREGATE or ROUTINE.
    pub(super) fn function_ref(
        &self,
        word: &str,
        name: &QName,
        arguments: Option<&[TypeName]>,
    ) -> Result<Option<FunctionId>> {
        let span = name.span();
        let schemas = match &name.schema {
            Some(schema) => vec![self.schema(schema)?],
            None => self.lookup_path(),
        };
        let types = match arguments {
            Some(arguments) => {
                let mut types = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    let mut ty = self.resolve_type(argument)?;
                    ty.modifier = Modifier::None;
                    types.push(Some(ty));
                }
                Some(types)
            }
            None => None,
        };
        let kind_word = match word {
            "PROCEDURE" => "procedure",
            "AGGREGATE" => "aggregate",
            _ => "function",
        };
        // In the order of the path, and of equal signatures the first.
        let mut found: Vec<&Function> = Vec::new();
        for schema in &schemas {
            for function in self.catalog.functions_named(&name.name.value) {
                let fits = function.schema == *schema
                    && types
                        .as_ref()
                        .is_none_or(|types| function.arguments == *types)
                    && !found
                        .iter()
                        .any(|other| other.arguments == function.arguments);
                if fits {
                    found.push(function);
                }
            }
        }
        // Of a procedure all arguments may be listed, those that are OUT too.
        if let Some(types) = &types
            && found.is_empty()
            && matches!(word, "PROCEDURE" | "ROUTINE")
        {
            for schema in &schemas {
                let all = self
                    .catalog
                    .functions_named(&name.name.value)
                    .filter(|function| {
                        function.schema == *schema
                            && function.kind == FunctionKind::Procedure
                            && function
                                .declared
                                .iter()
                                .map(|parameter| &parameter.ty)
                                .eq(types)
                    });
                found.extend(all);
                if !found.is_empty() {
                    break;
                }
            }
        }
        if types.is_none() {
            found.retain(|function| match word {
                "PROCEDURE" => function.kind == FunctionKind::Procedure,
                "AGGREGATE" => function.kind == FunctionKind::Aggregate,
                "FUNCTION" => function.kind != FunctionKind::Procedure,
                _ => true,
            });
        }
        match found.as_slice() {
            [] if self.may_be_function(name) && self.has_foreign_function(name, &schemas) => {
                Ok(None)
            }
            [] => Err(self.no_function(kind_word, name, types.as_deref())),
            [one] => {
                let wrong = match word {
                    "FUNCTION" => one.kind == FunctionKind::Procedure,
                    "PROCEDURE" => one.kind != FunctionKind::Procedure,
                    "AGGREGATE" => one.kind != FunctionKind::Aggregate,
                    _ => false,
                };
                if wrong {
                    let shown = self.signature(one);
                    let message = match word {
                        "PROCEDURE" => format!("{shown} is not a procedure"),
                        "AGGREGATE" => format!("function {shown} is not an aggregate"),
                        _ => format!("{shown} is not a function"),
                    };
                    return Err(SqlError::new("42809", span, message)
                        .also(one.origin.span, "it is created here"));
                }
                Ok(Some(one.id))
            }
            many => {
                let mut error = SqlError::new(
                    "42725",
                    span,
                    format!("{kind_word} name \"{}\" is not unique", name.display()),
                )
                .label("several have this name")
                .help("specify the argument list to select the function unambiguously");
                for function in many {
                    error = error.also(function.origin.span, self.signature(function));
                }
                Err(error)
            }
        }
    }

    /// Whether PostgreSQL or an extension has a function of that name.
    fn has_foreign_function(&self, name: &QName, schemas: &[SchemaId]) -> bool {
        let text = &name.name.value;
        (schemas.contains(&builtin::PG_CATALOG) && builtin::is_function(text))
            || self.may_be_new_function(None, text)
            || self.catalog.extensions.iter().any(|(extension, found)| {
                schemas.contains(&found.schema)
                    && super::extension::may_bring_function(extension, text)
            })
    }

    fn no_function(
        &self,
        kind: &str,
        name: &QName,
        types: Option<&[Option<TypeUse>]>,
    ) -> Box<SqlError> {
        let span = name.span();
        if let Some(taint) = self.may_be_there(span, kind, &name.display()) {
            return taint;
        }
        let message = if let Some(types) = types {
            let shown: Vec<String> = types
                .iter()
                .flatten()
                .map(|ty| self.shown_type(ty))
                .collect();
            format!(
                "{kind} {}({}) does not exist",
                name.display(),
                shown.join(", ")
            )
        } else {
            let article = if kind == "aggregate" { "an" } else { "a" };
            format!(
                "could not find {article} {kind} named \"{}\"",
                name.display()
            )
        };
        let error = SqlError::new("42883", span, message).label(format!("no such {kind}"));
        if let Some(other) = self.catalog.functions_named(&name.name.value).next() {
            return error.also(
                other.origin.span,
                format!("there is {}", self.signature(other)),
            );
        }
        self.with_near_function(error, name, kind)
    }

    /// `ALTER FUNCTION … RENAME TO` and `SET SCHEMA`.
    pub(super) fn move_function(
        &mut self,
        id: FunctionId,
        to: Option<&Name>,
        schema: Option<&Name>,
        span: Span,
    ) -> Result {
        let Some(function) = self.catalog.function(id).cloned() else {
            return Ok(());
        };
        let target = match schema {
            Some(schema) => self.schema(schema)?,
            None => function.schema,
        };
        if schema.is_some() && target == function.schema {
            return Ok(());
        }
        let name = to.map_or(&function.name, |to| &to.value).clone();
        let taken = self
            .catalog
            .functions_named(&name)
            .any(|other| other.schema == target && other.arguments == function.arguments);
        if taken {
            let mut shown = self.signature(&function);
            shown.replace_range(..function.name.len(), &name);
            return Err(SqlError::new(
                "42723",
                span,
                format!(
                    "function {shown} already exists in schema \"{}\"",
                    self.catalog.schema_name(target)
                ),
            )
            .label("already exists"));
        }
        if let Some(function) = self.catalog.function_mut(id) {
            function.name.clone_from(&name);
            function.schema = target;
        }
        self.catalog.function_names.remove(&function.name, id.0);
        self.catalog.function_names.add(&name, id.0);
        self.changed(ObjectId::Function(id), ChangeKind::Renamed, span);
        let old_schema = self.catalog.schema_name(function.schema).to_owned();
        let new_schema = self.catalog.schema_name(target).to_owned();
        self.rename_in_expressions(
            Some(&Mentions::of(Kind::Function, id.0)),
            |uses| uses.functions.contains(&id),
            &super::rewrite::Renamed {
                role: super::rewrite::Role::Function,
                old_schema: &old_schema,
                old: &function.name,
                new_schema: &new_schema,
                new: &name,
                table: "",
            },
        );
        Ok(())
    }
}

/// What `interpret_function_parameter_list` of `functioncmds.c` refuses.
fn check_parameters(stmt: &CreateFunction, declared: &[FunctionParameter]) -> Result {
    let refuse = |argument: &FunctionArgument, message: String| {
        let span = argument
            .name
            .as_ref()
            .map_or(argument.ty.span, |name| name.span);
        Err(SqlError::new("42P13", span, message))
    };
    let mut seen_variadic = false;
    let mut seen_default = false;
    for (at, (argument, parameter)) in stmt.arguments.iter().zip(declared).enumerate() {
        if parameter.is_input() {
            if seen_variadic {
                return refuse(
                    argument,
                    "VARIADIC parameter must be the last input parameter".to_owned(),
                );
            }
            if argument.default.is_some() {
                seen_default = true;
            } else if seen_default && stmt.kind != FunctionKind::Aggregate {
                return refuse(
                    argument,
                    "input parameters after one with a default value must also have defaults"
                        .to_owned(),
                );
            }
        } else if argument.default.is_some() {
            return refuse(
                argument,
                "only input parameters can have default values".to_owned(),
            );
        }
        if stmt.kind == FunctionKind::Procedure && parameter.is_output() {
            if seen_variadic {
                return refuse(
                    argument,
                    "VARIADIC parameter must be the last parameter".to_owned(),
                );
            }
            if seen_default && argument.default.is_none() {
                return refuse(
                    argument,
                    "procedure OUT parameters cannot appear after one with a default value"
                        .to_owned(),
                );
            }
        }
        if parameter.mode == ArgumentMode::Variadic {
            seen_variadic = true;
            let fits = parameter
                .ty
                .as_ref()
                .is_none_or(|ty| ty.array || VARIADIC.contains(&ty.id.0));
            if !fits {
                return refuse(argument, "VARIADIC parameter must be an array".to_owned());
            }
        }
        let Some(name) = &parameter.name else {
            continue;
        };
        let earlier = declared.iter().take(at).find(|other| {
            other.name.as_ref() == Some(name)
                && ((other.is_input() && parameter.is_input())
                    || (other.is_output() && parameter.is_output()))
        });
        if earlier.is_some() {
            return refuse(
                argument,
                format!("parameter name \"{name}\" used more than once"),
            );
        }
    }
    Ok(())
}
