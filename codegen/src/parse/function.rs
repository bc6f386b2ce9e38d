//! `CREATE FUNCTION`, `PROCEDURE` and `AGGREGATE`, and functions' signatures.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    Aggregate, ArgumentMode, BodyEffects, BodyNames, Calling, CreateFunction, FunctionArgument,
    FunctionKind, PathEffect, StmtKind, TypeName, Volatility,
};
use crate::diag::Span;
use crate::split::TokenKind;

/// Options of an aggregate that name a function.
const FUNCTIONS: [&str; 9] = [
    "combinefunc",
    "deserialfunc",
    "finalfunc",
    "mfinalfunc",
    "minvfunc",
    "msfunc",
    "serialfunc",
    "sfunc",
    "sfunc1",
];

impl Parser<'_> {
    pub(super) fn create_function(&mut self, or_replace: bool) -> Parsed<StmtKind> {
        let kind = if self.eat(Kw::Procedure) {
            FunctionKind::Procedure
        } else {
            self.expect(Kw::Function)?;
            FunctionKind::Function
        };
        let name = self.function_name()?;
        let mut function = CreateFunction {
            name,
            kind,
            or_replace,
            arguments: self.arguments_with_defaults()?,
            returns: None,
            window: false,
            language: None,
            body: None,
            body_span: None,
            effects: BodyEffects::default(),
            compiled: None,
            names: BodyNames::default(),
            calling: Calling::default(),
            aggregate: None,
        };
        if kind == FunctionKind::Function && self.eat(Kw::Returns) {
            if self.eat(Kw::Table) {
                let columns = self.parens(|parser| {
                    let name = parser.type_function_name()?;
                    let ty = parser.function_type()?;
                    Ok(FunctionArgument {
                        name: Some(name),
                        mode: ArgumentMode::Table,
                        ty,
                        default: None,
                    })
                })?;
                function.arguments.extend(columns);
            } else {
                function.returns = Some(self.function_type()?);
            }
        }
        let mut link = None;
        let mut parsed = false;
        while !self.at_end() {
            let (option, at) = (self.kw(0), self.pos());
            self.function_option(&mut function, &mut link)?;
            parsed |= matches!(option, Some(Kw::Return | Kw::Begin));
            if kind == FunctionKind::Procedure && option.is_some_and(is_of_functions) {
                return Self::refuse(
                    "42P13",
                    self.span(self.bytes(at, at + 1)),
                    "invalid attribute in procedure definition",
                );
            }
        }
        if let Some(link) = link
            && let Some(language) = function.language.as_ref().filter(|l| *l != "c")
        {
            return Self::refuse(
                "42P13",
                link,
                format!("only one AS item needed for language \"{language}\""),
            );
        }
        if parsed && let Some(body) = function.body_span {
            return Self::refuse("42P13", body, "duplicate function body specified");
        }
        function.effects = match &function.body {
            Some(body) => {
                let language = function.language.as_deref().unwrap_or("sql");
                super::plpgsql::body_effects(body, language)
            }
            None => BodyEffects {
                changes_catalog: false,
                sets_path: PathEffect::None,
                calls: function.names.calls.clone(),
            },
        };
        if function.kind == FunctionKind::Function
            && function.returns.is_none()
            && !function
                .arguments
                .iter()
                .any(|argument| argument.mode.is_output())
        {
            return Self::refuse(
                "42P13",
                function.name.span(),
                "function result type must be specified",
            );
        }
        // Here, where files are read side by side, and once for all servers.
        if function.language.as_deref() == Some("plpgsql")
            && let (Some(body), Some(place)) = (&function.body, function.body_span)
        {
            let signature = function.compiled_for(function.written_result());
            function.compiled = Some(Box::new(super::compiled_body(body, place, &signature)));
        }
        Ok(StmtKind::CreateFunction(Box::new(function)))
    }

    fn function_option(
        &mut self,
        function: &mut CreateFunction,
        link: &mut Option<Span>,
    ) -> Parsed<()> {
        let Some(kw) = self.kw(0) else {
            return self.unexpected();
        };
        match kw {
            Kw::As => {
                self.advance();
                let index = self.pos();
                let body = self.string()?;
                function.body_span = Some(match self.string_inside(index) {
                    Some(range) => self.span(range),
                    None => self.span_from(index),
                });
                function.body = Some(body);
                if self.eat_kind(TokenKind::Comma) {
                    let at = self.pos();
                    self.string()?;
                    *link = Some(self.span_from(at));
                }
            }
            Kw::Language => {
                self.advance();
                let language = if self.at_string() {
                    self.string()?.to_ascii_lowercase()
                } else {
                    self.role()?.value
                };
                function.language = Some(language);
            }
            Kw::Transform => {
                self.advance();
                self.list(|parser| {
                    parser.expect(Kw::For)?;
                    parser.expect(Kw::Type)?;
                    parser.type_name()
                })?;
            }
            Kw::Window => {
                self.advance();
                function.window = true;
            }
            Kw::Return => {
                self.advance();
                let mark = self.info.mark();
                let outer = self.enter_level();
                self.any_expr()?;
                self.level = outer;
                function.names = body_names(self.info.take(mark));
            }
            Kw::Begin => {
                let mark = self.info.mark();
                self.atomic_body()?;
                function.names = body_names(self.info.take(mark));
            }
            Kw::Set => {
                self.advance();
                let path = self.function_setting()?;
                function.calling.search_path = path.or(function.calling.search_path.take());
            }
            _ => {
                match kw {
                    Kw::Strict | Kw::Returns => function.calling.strict = true,
                    Kw::Called => function.calling.strict = false,
                    Kw::Immutable | Kw::Stable | Kw::Volatile => {
                        function.calling.volatility = volatility(kw);
                    }
                    _ => {}
                }
                self.common_function_option()?;
            }
        }
        Ok(())
    }

    /// Options that ALTER FUNCTION has too.
    pub(super) fn common_function_option(&mut self) -> Parsed<()> {
        let Some(kw) = self.kw(0) else {
            return self.unexpected();
        };
        match kw {
            Kw::Immutable | Kw::Stable | Kw::Volatile | Kw::Strict | Kw::Leakproof => {
                self.advance();
            }
            Kw::Called => {
                self.advance();
                self.expect(Kw::On)?;
                self.expect(Kw::Null)?;
                self.expect(Kw::Input)?;
            }
            Kw::Returns => {
                self.advance();
                self.expect(Kw::Null)?;
                self.expect(Kw::On)?;
                self.expect(Kw::Null)?;
                self.expect(Kw::Input)?;
            }
            Kw::Not => {
                self.advance();
                self.expect(Kw::Leakproof)?;
            }
            Kw::External => {
                self.advance();
                self.expect(Kw::Security)?;
                if self.eat_any(&[Kw::Definer, Kw::Invoker]).is_none() {
                    return self.unexpected();
                }
            }
            Kw::Security => {
                self.advance();
                if self.eat_any(&[Kw::Definer, Kw::Invoker]).is_none() {
                    return self.unexpected();
                }
            }
            Kw::Cost | Kw::Rows => {
                self.advance();
                if !self.eat_op("-") {
                    self.eat_op("+");
                }
                if !self.eat_kind(TokenKind::Integer) {
                    self.expect_kind(TokenKind::Float)?;
                }
            }
            Kw::Support => {
                self.advance();
                self.qname()?;
            }
            Kw::Parallel => {
                self.advance();
                self.col_id()?;
            }
            Kw::Set => {
                self.advance();
                self.function_setting()?;
            }
            Kw::Reset => {
                self.advance();
                self.reset_rest()?;
            }
            _ => return self.unexpected(),
        }
        Ok(())
    }

    /// `BEGIN ATOMIC … END`: a body of SQL, of which only the names matter.
    fn atomic_body(&mut self) -> Parsed<()> {
        self.expect(Kw::Begin)?;
        self.expect(Kw::Atomic)?;
        let start = self.pos();
        if self.atomic_statements().is_ok() {
            return Ok(());
        }
        // A statement that is not read: the end is found by its words.
        self.set_pos(start);
        self.info.unparsed = true;
        self.access = crate::ddl::Access::default();
        self.level = None;
        let mut depth = 1_usize;
        while let Some(tok) = self.tok(0).copied() {
            match tok.kw {
                Some(Kw::Case) => depth += 1,
                Some(Kw::End) => depth -= 1,
                _ => {}
            }
            if tok.kind == TokenKind::LParen {
                self.skip_parens()?;
            } else {
                self.advance();
            }
            if depth == 0 {
                return Ok(());
            }
        }
        self.unexpected()
    }

    fn atomic_statements(&mut self) -> Parsed<()> {
        while !self.eat(Kw::End) {
            if self.eat(Kw::Return) {
                let outer = self.enter_level();
                self.any_expr()?;
                self.level = outer;
            } else {
                self.preparable()?;
            }
            self.expect_kind(TokenKind::Semicolon)?;
        }
        Ok(())
    }

    // ---- arguments ----

    /// `( arguments )` with their defaults.
    pub(super) fn arguments_with_defaults(&mut self) -> Parsed<Vec<FunctionArgument>> {
        self.expect_kind(TokenKind::LParen)?;
        let arguments = if self.at_kind(TokenKind::RParen) {
            Vec::new()
        } else {
            self.list(Self::function_argument)?
        };
        self.expect_kind(TokenKind::RParen)?;
        Ok(arguments)
    }

    fn argument_mode(&mut self) -> Option<ArgumentMode> {
        if self.eat(Kw::In) {
            return Some(if self.eat(Kw::Out) {
                ArgumentMode::InOut
            } else {
                ArgumentMode::In
            });
        }
        self.eat_any(&[Kw::Out, Kw::Inout, Kw::Variadic])
            .map(|kw| match kw {
                Kw::Out => ArgumentMode::Out,
                Kw::Inout => ArgumentMode::InOut,
                _ => ArgumentMode::Variadic,
            })
    }

    fn function_argument(&mut self) -> Parsed<FunctionArgument> {
        let mut mode = self.argument_mode();
        let double = self.at_all(&[Kw::Double, Kw::Precision]);
        let after = if mode.is_none()
            && self
                .kw(1)
                .is_some_and(|kw| matches!(kw, Kw::In | Kw::Out | Kw::Inout | Kw::Variadic))
        {
            true
        } else {
            self.at_type(1)
        };
        let name = if !double && self.at_type_function_name(0) && after {
            Some(self.type_function_name()?)
        } else {
            None
        };
        if name.is_some() && mode.is_none() {
            mode = self.argument_mode();
        }
        let ty = self.function_type()?;
        let mut default = None;
        if self.eat(Kw::Default) || self.eat_op("=") {
            let start = self.pos();
            self.any_expr()?;
            default = Some(self.pl_expr(start, self.pos()));
        }
        Ok(FunctionArgument {
            name,
            mode: mode.unwrap_or(ArgumentMode::In),
            ty,
            default,
        })
    }

    /// Arguments of a function that is referred to, when written: the input
    /// types (`func_args`, `aggr_args`).
    pub(super) fn referred_arguments(&mut self, aggregate: bool) -> Parsed<Option<Vec<TypeName>>> {
        if !self.at_kind(TokenKind::LParen) {
            return if aggregate {
                self.unexpected()
            } else {
                Ok(None)
            };
        }
        let arguments = if aggregate {
            self.aggregate_arguments()?.0
        } else {
            self.arguments_with_defaults()?
        };
        Ok(Some(
            arguments
                .into_iter()
                .filter(|argument| argument.mode != ArgumentMode::Out)
                .map(|argument| argument.ty)
                .collect(),
        ))
    }

    // ---- aggregates ----

    pub(super) fn create_aggregate(&mut self, or_replace: bool) -> Parsed<StmtKind> {
        self.expect(Kw::Aggregate)?;
        let name = self.function_name()?;
        // The old form has its base type among the options.
        let old = self.kind(2) == Some(TokenKind::Op) && self.tok_text(2) == "=";
        let mut said = Aggregate {
            old,
            ..Aggregate::default()
        };
        let mut arguments = Vec::new();
        if !old {
            (arguments, said.direct) = self.aggregate_arguments()?;
        }
        let mut functions = Vec::new();
        self.parens(|parser| {
            let option = parser.any_label()?;
            let today = option.value.strip_suffix('1').unwrap_or(&option.value);
            said.options.insert(today.to_owned());
            if !parser.eat_op("=") {
                said.extra |= today == "finalfunc_extra";
                return Ok(());
            }
            if today == "finalfunc_extra" {
                said.extra = !matches!(parser.tok_text(0), "false" | "off" | "0");
            }
            if matches!(today, "stype" | "mstype") && !parser.at_string() && parser.at_type(0) {
                let ty = parser.function_type()?;
                said.types.insert(today.to_owned(), ty);
                return Ok(());
            }
            if FUNCTIONS.contains(&option.value.as_str()) && parser.at_col_id(0) {
                let function = parser.function_name()?;
                said.functions.insert(today.to_owned(), function.clone());
                functions.push(function);
                // The server reads a type there, and takes no notice of its modifiers.
                if let Some(tok) = parser.tok(0).filter(|tok| tok.kind == TokenKind::LParen) {
                    let behind = (tok.partner as usize).max(parser.pos()) + 1;
                    parser.set_pos(behind);
                }
                return Ok(());
            }
            if old && option.value == "basetype" && !parser.at_string() && parser.at_type(0) {
                let any = parser.at_word("any");
                let ty = parser.function_type()?;
                if !any {
                    arguments.push(FunctionArgument {
                        name: None,
                        mode: ArgumentMode::In,
                        ty,
                        default: None,
                    });
                }
                return Ok(());
            }
            parser.definition_value()
        })?;
        Ok(StmtKind::CreateFunction(Box::new(CreateFunction {
            name,
            kind: FunctionKind::Aggregate,
            or_replace,
            arguments,
            returns: None,
            window: false,
            language: None,
            body: None,
            body_span: None,
            calling: Calling::default(),
            effects: BodyEffects::default(),
            compiled: None,
            names: BodyNames {
                functions,
                ..BodyNames::default()
            },
            aggregate: Some(said),
        })))
    }

    /// `(*)`, `(a, b)`, `(ORDER BY a)`, `(a ORDER BY b)`.
    /// With them, where there is an ORDER BY, how many come before it.
    fn aggregate_arguments(&mut self) -> Parsed<(Vec<FunctionArgument>, Option<usize>)> {
        self.expect_kind(TokenKind::LParen)?;
        let mut arguments = Vec::new();
        let mut direct = None;
        if !self.eat_op("*") {
            if !self.at(Kw::Order) {
                arguments = self.list(Self::function_argument)?;
            }
            if self.eat(Kw::Order) {
                self.expect(Kw::By)?;
                direct = Some(arguments.len());
                let sorted = self.list(Self::function_argument)?;
                // One VARIADIC argument stands for what is given and what is sorted by.
                match arguments.last() {
                    Some(given) if given.mode == ArgumentMode::Variadic => {
                        let is_same = matches!(sorted.as_slice(), [only]
                            if only.mode == ArgumentMode::Variadic
                                && only.ty.name.display() == given.ty.name.display()
                                && only.ty.array_dims.min(1) == given.ty.array_dims.min(1));
                        if !is_same {
                            return Self::refuse(
                                "0A000",
                                sorted.first().map_or(given.ty.span, |first| first.ty.span),
                                "an ordered-set aggregate with a VARIADIC direct argument must have one VARIADIC aggregated argument of the same data type",
                            );
                        }
                    }
                    _ => arguments.extend(sorted),
                }
            }
        }
        self.expect_kind(TokenKind::RParen)?;
        Ok((arguments, direct))
    }
}

/// IMMUTABLE, STABLE and VOLATILE.
pub(super) fn volatility(kw: Kw) -> Volatility {
    match kw {
        Kw::Immutable => Volatility::Immutable,
        Kw::Stable => Volatility::Stable,
        _ => Volatility::Volatile,
    }
}

/// Whether an option is not one of procedures.
fn is_of_functions(kw: Kw) -> bool {
    matches!(
        kw,
        Kw::Window
            | Kw::Immutable
            | Kw::Stable
            | Kw::Volatile
            | Kw::Strict
            | Kw::Called
            | Kw::Returns
            | Kw::Leakproof
            | Kw::Not
            | Kw::Cost
            | Kw::Rows
            | Kw::Support
            | Kw::Parallel
    )
}

fn body_names(info: super::info::Info) -> BodyNames {
    BodyNames {
        relations: info.relations,
        columns: info.columns,
        calls: info.calls,
        functions: Vec::new(),
    }
}
